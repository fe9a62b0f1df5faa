"""Heat over a picture: from cold to hot in one ramp of colours, and what was measured laid over a preview."""

from __future__ import annotations

from io import BytesIO
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.viewing.geometry import Pixels

_STOPS: Final = (
    (0, 0, 60),
    (90, 0, 130),
    (200, 30, 80),
    (250, 120, 10),
    (255, 220, 40),
    (255, 255, 220),
)
"""Cold to hot; its lightness rises all the way, so it also reads without colour."""
_LARGEST: Final = 1280
"""Pixels of a sketch's long edge beyond which it is none of ours."""
_FAINT: Final = 0.5
"""Warmth from which on the picture beneath is covered: what is less shines through."""
_COVERED: Final = 0.85


def _ramp() -> NDArray[np.float32]:
    levels, stops = np.linspace(0, 1, 256), np.linspace(0, 1, len(_STOPS))
    return np.stack(
        [np.interp(levels, stops, channel) for channel in zip(*_STOPS, strict=True)], axis=-1
    ).astype(np.float32)


_RAMP: Final = _ramp()


def coloured(shares: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the colour of each share, 0 cold to 1 hot: (..., 3), float32, sRGB levels."""
    found: NDArray[np.float32] = _RAMP[np.rint(np.clip(shares, 0, 1) * 255).astype(np.uint8)]
    return found


def greyed(picture: Pixels) -> NDArray[np.float32]:
    """Return a picture without its colours and darker, so that heat stands out: (h, w, 1), float32."""
    grey: NDArray[np.float32] = picture.mean(axis=-1, keepdims=True, dtype=np.float32)
    return grey * np.float32(0.35) + np.float32(20)


def warmed(picture: Pixels, sketch: bytes) -> Pixels:
    """Return a whole picture greyed, with the heat of a sketch over it (`core.drift.heatmap.sketch_png`).

    Of any size; bytes that are no sketch are without heat.
    """
    grey = greyed(picture)
    warmth = _warmth(sketch, (picture.shape[1], picture.shape[0]))[..., None]
    share = np.clip(warmth / _FAINT, 0, 1) * _COVERED
    mixed: Pixels = (grey * (1 - share) + coloured(warmth[..., 0]) * share + 0.5).astype(np.uint8)
    return mixed


def _warmth(sketch: bytes, size: tuple[int, int]) -> NDArray[np.float32]:
    try:
        with Image.open(BytesIO(sketch), formats=["PNG"]) as image:
            if image.mode != "L" or max(image.size) > _LARGEST:
                return np.zeros(size[::-1], np.float32)
            scaled = image.resize(size, Image.Resampling.BILINEAR)
    except Exception:  # noqa: BLE001 whatever is wrong with bytes of a cache, they are no sketch
        return np.zeros(size[::-1], np.float32)
    return np.asarray(scaled, np.float32) / np.float32(255)
