"""How well a transform explains what is seen: the judge between several ways of registering.

Zero-mean normalised correlation of lightness within the product, at a small size, and of the product's edge
with the candidate's gradients; relighting moves neither much.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.compared import dilated, eroded
from core.drift.frame import box_of, warped, warped_mask
from core.drift.structure import slope_of

if TYPE_CHECKING:
    from core.drift.arrays import Cv, Mask, Rgb, Transform

_SIDE: Final = 160


def agreement(source: Rgb, candidate: Rgb, mask: Mask, matrix: Transform) -> float:
    """Return -1 to 1: how alike the product looks in both pictures under `matrix`."""
    views = _views(source, candidate, mask, matrix)
    if views is None:
        return -1.0
    first, second, product = views
    inside = eroded(product, 2)
    if inside.sum() < 60:
        return -1.0
    slopes = [8 * slope_of(view) for view in (first, second)]
    rim = dilated(product, 2) & ~inside
    light = _correlation(first[inside], second[inside])
    detail = _correlation(slopes[0][inside], slopes[1][inside])
    # An edge the candidate has where the product ends, against its surroundings.
    ring = dilated(product, 6) & ~dilated(product, 3)
    edge = (
        float(slopes[1][rim].mean() / (slopes[1][rim].mean() + slopes[1][ring].mean() + 1e-3))
        if ring.any()
        else 0.5
    )
    return 0.5 * light + 0.3 * detail + 0.2 * (2 * edge - 1)


def _to_frame(box: tuple[int, int, int, int]) -> Transform:
    x, y, width, height = box
    scale = min(1.0, _SIDE / max(width, height))
    return np.array([[scale, 0, -(x * scale) + 12], [0, scale, -(y * scale) + 12], [0, 0, 1]], np.float64)


def _views(source: Rgb, candidate: Rgb, mask: Mask, matrix: Transform) -> tuple[Cv, Cv, Mask] | None:
    box = box_of(mask)
    if box is None or abs(float(np.linalg.det(matrix))) < 1e-6:
        return None
    to_frame = _to_frame(box)
    scale = to_frame[0, 0]
    size = round(box[2] * scale) + 24, round(box[3] * scale) + 24
    back = to_frame @ np.linalg.inv(matrix)
    first, second = warped(source, to_frame, size), warped(candidate, back, size)
    seen = warped_mask(np.ones(candidate.shape[:2], np.bool_), back, size)
    product = warped_mask(mask, to_frame, size)
    if (product & seen).sum() < 0.5 * product.sum():
        return None
    product &= seen
    greys = [
        cv2.GaussianBlur(cv2.cvtColor(view, cv2.COLOR_RGB2GRAY), (0, 0), 1.0).astype(np.float32)
        for view in (first, second)
    ]
    return greys[0], greys[1], product


def _correlation(first: Cv, second: Cv) -> float:
    a, b = first - first.mean(), second - second.mean()
    # A little variance is taken for granted: on a plain product noise must not correlate to nothing.
    return float((a * b).mean() / (np.sqrt((a * a).mean() * (b * b).mean()) + 4))
