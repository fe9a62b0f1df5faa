"""Another kit: a piece more than ships, a smaller copy of the product beside it."""

from __future__ import annotations

import cv2
import numpy as np

from core.training.defects.planted import (
    Mask,
    Planted,
    Product,
    Rgb,
    Severity,
    blended,
    by_severity,
    changed,
    softened,
)

_TRIES = 240
_MOST_COVERED = 0.12
"""Share of the copy that may lie over the product itself."""


def plant(pixels: Rgb, product: Product, severity: Severity, random: np.random.Generator) -> Planted | None:
    """Put a copy of 45, 32 or 20 % beside the product: the smaller it is, the more it looks like a part."""
    if not product.certain:
        return None
    scale = by_severity(severity, 0.2, 0.32, 0.45)
    x, y, width, height = product.box
    size = max(6, round(width * scale)), max(6, round(height * scale))
    piece = cv2.resize(
        np.ascontiguousarray(pixels[y : y + height, x : x + width]), size, interpolation=cv2.INTER_AREA
    )
    shape = product.mask[y : y + height, x : x + width].astype(np.uint8)
    mask = np.asarray(cv2.resize(shape, size, interpolation=cv2.INTER_AREA) > 0, np.bool_)
    place = _free_place(product.mask, mask, (y + height) - size[1], random)
    if place is None:
        return None
    left, top = place
    other = pixels.copy()
    other[top : top + size[1], left : left + size[0]] = piece
    share = np.zeros(pixels.shape[:2], np.bool_)
    share[top : top + size[1], left : left + size[0]] = mask
    share &= ~product.mask
    return changed(pixels, blended(pixels, other, softened(share, 0.8) * share))


def _free_place(
    taken: Mask, piece: Mask, stands_at: int, random: np.random.Generator
) -> tuple[int, int] | None:
    """Return a place for a piece, on the product's own level if there is room there, else anywhere."""
    height, width = piece.shape
    most_left, most_top = taken.shape[1] - width, taken.shape[0] - height
    if most_left <= 0 or most_top <= 0:
        return None
    for number in range(_TRIES):
        left = int(random.integers(most_left))
        level = min(max(0, stands_at), most_top)
        top = level if number < _TRIES // 2 else int(random.integers(most_top))
        covered = taken[top : top + height, left : left + width] & piece
        if covered.sum() <= _MOST_COVERED * piece.sum():
            return left, top
    return None
