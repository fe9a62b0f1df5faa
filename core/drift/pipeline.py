"""From two pictures and a mask to a registered pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.compared import dilated
from core.drift.frame import box_of
from core.drift.register import Features, Fit, features, matched, similarity

if TYPE_CHECKING:
    from core.drift.arrays import Mask, Rgb

_PRODUCT: Final = 420
_CANDIDATE: Final = 540
_MOST: Final = 1000
_ENOUGH: Final = 20


def registered(source: Rgb, candidate: Rgb, mask: Mask) -> Fit | None:
    """Return how the product of `source` lies in `candidate`; None where that cannot be told."""
    best: Fit | None = None
    for more in (1.0, 1.6):
        first = product_features(source, mask, side=round(_PRODUCT * more), most=round(_MOST * more), faint=0.015 / more**2)
        grey = cv2.cvtColor(candidate, cv2.COLOR_RGB2GRAY)
        second = features(np.asarray(grey, np.uint8), side=round(_CANDIDATE * more), most=round(1.4 * _MOST * more), faint=0.015 / more**2)
        fit = similarity(*matched(first, second), pixel=second.pixel)
        if fit is not None and (best is None or fit.inliers > best.inliers):
            best = fit
        if best is not None and best.inliers >= _ENOUGH:
            break
    return best


def product_features(source: Rgb, mask: Mask, *, side: int, most: int, faint: float) -> Features:
    """Return features of the source's product, found on a crop of it, in the source's pixels."""
    box = box_of(mask)
    assert box is not None, "a product without a pixel is refused before"
    x, y, width, height = box
    margin = max(8, round(0.08 * max(width, height)))
    top, left = max(0, y - margin), max(0, x - margin)
    crop = np.s_[top : y + height + margin, left : x + width + margin]
    grey = np.asarray(cv2.cvtColor(np.ascontiguousarray(source[crop]), cv2.COLOR_RGB2GRAY), np.uint8)
    near = dilated(np.ascontiguousarray(mask[crop]), max(3, round(0.015 * max(width, height))))
    found = features(grey, side=side, most=most, mask=near, faint=faint)
    return Features(found.points + np.array([left, top], np.float64), found.descriptors, found.pixel)
