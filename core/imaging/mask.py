"""Masks as files: which pixels of a source photo show the product, as a small PNG anybody can open.

One bit a pixel, white = product, at most `MASK_EDGE` pixels on the long edge: what a measurement works at.
Bytes come from records of other devices and from a studio's files, so nothing is decoded before its size is
known.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.imaging.decode import load_srgb

if TYPE_CHECKING:
    from pathlib import Path

Mask = NDArray[np.bool_]
"""(height, width), bool, True where the product is."""

MASK_EDGE: Final = 1280
"""Long edge of a mask in pixels."""

_LEAST: Final = 0.002
"""Share of the picture below which a mask shows nothing."""


def mask_to_png(mask: Mask) -> bytes:
    """Return a mask as a one-bit PNG."""
    buffer = BytesIO()
    Image.fromarray(mask.astype(np.uint8) * 255).convert("1").save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def mask_from_png(data: bytes) -> Mask | None:
    """Return the mask of such a PNG; None for bytes that are none, are too large or show nothing."""
    try:
        with Image.open(BytesIO(data), formats=["PNG"]) as image:
            if max(image.size) > MASK_EDGE or image.mode not in {"1", "L"}:
                return None
            mask = np.array(image.convert("L")) > 127
    except Exception:  # noqa: BLE001 whatever is wrong with them, they are no mask
        return None
    return mask if shows_product(mask) else None


def mask_of_file(path: Path, size: tuple[int, int], *, max_pixels: int) -> Mask | None:
    """Return the mask that a studio delivered as a picture (white = product, or what its alpha leaves).

    `size` is the source's width and height; None where the proportions differ or nothing is shown. Raises
    NotAnImage as `load_srgb` does.
    """
    picture = load_srgb(path, max_pixels=max_pixels, fit=(MASK_EDGE, MASK_EDGE))
    width, height = picture.size
    if abs(width * size[1] - height * size[0]) > 0.02 * height * size[0]:
        return None
    channel = picture.getchannel("A") if picture.mode == "RGBA" else picture.convert("L")
    if channel.getextrema() == (255, 255):  # alpha that cuts nothing out: the mask is in the grey
        channel = picture.convert("L")
    mask: Mask = np.asarray(channel) > 127
    return mask if shows_product(mask) else None


def shows_product(mask: Mask) -> bool:
    """Tell whether a mask shows something, and leaves something out."""
    return bool(_LEAST < mask.mean() < 1 - _LEAST)


def fitted_mask(mask: Mask, size: tuple[int, int]) -> Mask:
    """Return a mask at another size (width, height), its outline smooth."""
    if (mask.shape[1], mask.shape[0]) == size:
        return mask
    grey = Image.fromarray(mask.astype(np.uint8) * 255).resize(size, Image.Resampling.BILINEAR)
    fitted: Mask = np.asarray(grey) > 127
    return fitted
