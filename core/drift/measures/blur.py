"""Blur: a candidate softer than the source would be at the candidate's scale.

The source is laid into the candidate's pixels first, so that a smaller picture is not taken for a softer one.
Compared is the finest octave at the stronger edges: its mean, its energy, and the blur that would leave the
source as little of it. Where a photo has no fine detail they say nothing. A codec that takes its grain is
no blur: in the energy few strong edges count for more than much grain.
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
    from core.drift.arrays import Cv, Mask
    from core.drift.compared import Compared
    from core.drift.result import Kind

KIND: Final[Kind] = "blur"

_RADII: Final = (0.0, 0.5, 0.8, 1.2, 1.8, 3.0)
"""Blurs that are tried, pixels; none is the first."""

_MOST: Final = 560
"""Long side, in pixels of the candidate, of the part of the product that is looked at."""


def measure(pair: Compared) -> Measured:
    """Return how much detail the candidate lacks.

    `fine` and `loud` are logarithms of the ratio source to candidate, of amplitudes; `radius` is the Gaussian
    blur between them, in pixels of the candidate.
    """
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
    grey1, grey2 = source.astype(np.float32), candidate.astype(np.float32)
    coarse = _coarse(grey1)
    edges = inside & (coarse >= quantile(coarse[inside], 0.85))
    fine1, fine2 = _fine(grey1)[edges], _fine(grey2)[edges]
    energy1, energy2 = _energy(fine1), _energy(fine2)
    fine = log((fine1.mean() + 0.3) / (fine2.mean() + 0.3))
    figures = {
        "fine": fine,
        "loud": log((energy1 + 0.3) / (energy2 + 0.3)) / 2,
        "radius": _radius(grey1, edges, energy1, energy2),
    }
    softer = 100 * (1 - float(np.exp(-max(0.0, fine))))
    spot = Spot(corners(box, np.eye(3)), softer, "%", "blur", {"value": round(softer)})
    return Measured(figures, (spot,))


def _energy(values: Cv) -> float:
    return float(np.square(values).mean())


def _radius(grey: Cv, edges: Mask, loud: float, wanted: float) -> float:
    """Return the Gaussian radius that leaves of a picture, whose fine energy is `loud`, the wanted one."""
    left = [loud, *(_energy(_fine(cv2.GaussianBlur(grey, (0, 0), radius))[edges]) for radius in _RADII[1:])]
    return float(np.interp(-wanted, -np.array(left), _RADII))


def _fine(grey: Cv) -> Cv:
    """Return the finest octave, float32 like `grey`."""
    return cv2.absdiff(grey, cv2.GaussianBlur(grey, (7, 7), 1.0))


def _coarse(grey: Cv) -> Cv:
    """Return the octave below it."""
    return cv2.absdiff(cv2.GaussianBlur(grey, (7, 7), 1.0), cv2.GaussianBlur(grey, (13, 13), 2.5))
