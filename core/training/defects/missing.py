"""A part that is gone: a button, an eyelet or a port painted over with what lies around it."""

from __future__ import annotations

import cv2
import numpy as np

from core.training.defects.planted import Planted, Product, Rgb, Severity, by_severity, changed
from core.training.defects.texture import busiest

_BUSY = 2.0


def plant(pixels: Rgb, product: Product, severity: Severity, random: np.random.Generator) -> Planted | None:
    """Paint over a detail of 5, 9 or 16 % of the product's size (A. Telea, J. Graphics Tools 9, 2004)."""
    side = max(7, round(by_severity(severity, 0.05, 0.09, 0.16) * product.size))
    place = busiest(pixels, product, (side, side), random, _BUSY)
    if place is None:
        return None
    x, y, width, height = place
    margin = side
    top, left = max(0, y - margin), max(0, x - margin)
    part = pixels[top : y + height + margin, left : x + width + margin]
    hole = np.zeros(part.shape[:2], np.uint8)
    cv2.ellipse(
        hole,
        (x + width // 2 - left, y + height // 2 - top),
        (round(width * 0.62), round(height * 0.62)),
        0,
        0,
        360,
        255,
        -1,
    )
    painted = pixels.copy()
    painted[top : top + part.shape[0], left : left + part.shape[1]] = cv2.inpaint(
        np.ascontiguousarray(part), hole, max(3, side // 6), cv2.INPAINT_TELEA
    )
    return changed(pixels, painted)
