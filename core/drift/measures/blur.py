"""Blur: a candidate softer than the source would be at the candidate's scale.

The source is laid into the candidate's pixels first, so that a smaller picture is not taken for a softer one.
Compared are the finest octave and the one below it, at the stronger edges.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.compared import eroded
from core.drift.frame import box_of, warped
from core.drift.measures.measured import Measured, Spot, corners
from core.drift.quantile import quantile

if TYPE_CHECKING:
    from core.drift.arrays import Cv
    from core.drift.compared import Compared
    from core.drift.result import Kind

KIND: Final[Kind] = "blur"

_MOST: Final = 560
"""Long side, in pixels of the candidate, of the part of the product that is looked at."""


def measure(pair: Compared) -> Measured:
    """Return how much detail the candidate lacks, as logarithms of the ratio source to candidate."""
    product = pair.placed
    box = box_of(product)
    if box is None:
        return Measured({})
    x, y, w, h = box
    if w > _MOST:
        x, w = x + (w - _MOST) // 2, _MOST
    if h > _MOST:
        y, h = y + (h - _MOST) // 2, _MOST
    shift = np.array([[1, 0, -x], [0, 1, -y], [0, 0, 1]], np.float64)
    grey = np.asarray(cv2.cvtColor(pair.source, cv2.COLOR_RGB2GRAY), np.uint8)
    source = warped(grey, shift @ pair.matrix, (w, h), enlarge=cv2.INTER_CUBIC)
    candidate = cv2.cvtColor(pair.candidate[y : y + h, x : x + w], cv2.COLOR_RGB2GRAY)
    inside = eroded(np.ascontiguousarray(product[y : y + h, x : x + w]), 4)
    if inside.sum() < 400:
        return Measured({})
    fine1, coarse1 = _octaves(source)
    fine2, coarse2 = _octaves(candidate)
    edges = inside & (coarse1 >= quantile(coarse1[inside], 0.85))
    fine = log((fine1[edges].mean() + 0.3) / (fine2[edges].mean() + 0.3))
    coarse = log((coarse1[edges].mean() + 0.3) / (coarse2[edges].mean() + 0.3))
    figures = {"fine": fine, "relative": fine - coarse, "coarse": coarse}
    softer = 100 * (1 - float(np.exp(-max(0.0, fine))))
    spot = Spot(corners(box, np.eye(3)), softer, "%", "blur", {"value": round(softer)})
    return Measured(figures, (spot,))


def _octaves(levels: Cv) -> tuple[Cv, Cv]:
    grey = levels.astype(np.float32)
    first, second = cv2.GaussianBlur(grey, (7, 7), 1.0), cv2.GaussianBlur(grey, (13, 13), 2.5)
    return cv2.absdiff(grey, first), cv2.absdiff(first, second)
