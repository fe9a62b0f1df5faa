"""Where the product is in a picture: its outline against a plain background, or its alpha.

Simple on purpose: a smooth background is fitted to the picture's rim, and what differs from it is product. A
room or a street has no such background; then there is no answer, and whoever asks takes the whole frame.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.viewing.geometry import Box, Mask

EDGE = 320
"""Longest edge, in pixels, of what is looked at; finer than any box needs to be."""

_RIM = 0.03
"""Share of each side that is taken for the rim."""
_FAR = 14.0
"""Levels (of 255) that a pixel differs by, at least, to be no background. Below lies the noise of JPEG."""
_SHADOW = 0.45
"""Weight of a difference in lightness alone: a soft shadow is no part of the product."""
_NOISES = 5.0
"""How many times the rim's own noise a pixel must differ by."""
_BUSY = 0.25
"""Share of the rim that does not follow the fitted background, above which there is none to speak of."""
_LEAST, _MOST = 0.004, 0.97
"""Share of the picture that a product takes."""
_CLEAR = 0.02
"""Share of transparent pixels from which on the alpha is a cut-out."""


@dataclass(frozen=True, eq=False, slots=True)
class Product:
    """The product of one picture."""

    box: Box
    """In the picture's true pixels."""
    mask: Mask
    """(h, w) over the whole picture, at most `EDGE` on its longest edge; True is product."""


def find_product(image: Image.Image, size: tuple[int, int]) -> Product | None:
    """Return the product of `image` (RGB or RGBA, sRGB, any copy of the picture), None where it is not told.

    `size` is the picture's true width and height in pixels.
    """
    small = image.copy()
    small.thumbnail((EDGE, EDGE), Image.Resampling.BOX)
    mask = _by_alpha(small) if small.mode == "RGBA" else None
    if mask is None:
        mask = _by_background(np.asarray(small.convert("RGB"), np.float32))
    if mask is None:
        return None
    box = _box(mask)
    if box is None:
        return None
    height, width = mask.shape
    return Product(box.scaled(size[0] / width, size[1] / height), mask)


def _by_alpha(image: Image.Image) -> Mask | None:
    alpha = np.asarray(image.getchannel("A"))
    return alpha > 127 if float((alpha < 128).mean()) >= _CLEAR else None


def _by_background(levels: NDArray[np.float32]) -> Mask | None:
    """Return what does not follow a background of the second degree in x and y, fitted to the rim."""
    height, width, _ = levels.shape
    down, across = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    terms = np.stack([np.ones_like(across), across, down, across * down, across**2, down**2], axis=-1)
    thick = max(2, round(_RIM * min(height, width)))
    rim = np.ones((height, width), bool)
    rim[thick:-thick, thick:-thick] = False
    known, wanted = terms[rim], levels[rim]
    kept = np.ones(len(known), bool)
    for _ in range(3):  # a product that touches the rim is no background: leave it out and fit again
        fitted, *_ = np.linalg.lstsq(known[kept], wanted[kept], rcond=None)
        off = _apart(wanted, known @ fitted)
        noise = float(np.median(off[kept]))
        kept = off <= max(_FAR, _NOISES * noise)
        if float(kept.mean()) < 1 - 2 * _BUSY:
            return None
    if float(kept.mean()) < 1 - _BUSY:
        return None
    return _calm(_apart(levels, terms @ fitted) > max(_FAR, _NOISES * noise))


def _apart(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how far colours are apart in levels, differences in lightness alone counting for less."""
    off = one - other
    light = off.mean(axis=-1, keepdims=True)
    colour = np.abs(off - light).max(axis=-1) * 2
    found: NDArray[np.float32] = np.maximum(colour, np.abs(light[..., 0]) * _SHADOW * 2)
    return found


def _calm(mask: Mask) -> Mask:
    """Return the mask without specks: a pixel follows most of its 3x3 neighbourhood."""
    padded = np.pad(mask, 1).astype(np.uint8)
    height, width = mask.shape
    count = sum(padded[dy : dy + height, dx : dx + width] for dy in range(3) for dx in range(3))
    calm: Mask = np.asarray(count) >= 5
    return calm


def _box(mask: Mask) -> Box | None:
    if not _LEAST <= float(mask.mean()) <= _MOST:
        return None
    height, width = mask.shape
    # a line of the picture counts with a hundredth of product in it: specks make no box
    columns = np.flatnonzero(mask.sum(axis=0) >= max(1, height / 100))
    rows = np.flatnonzero(mask.sum(axis=1) >= max(1, width / 100))
    if not (columns.size and rows.size):
        return None
    return Box(float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1))
