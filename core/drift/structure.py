"""Local structure of both pictures, and how far it differs beyond the pair's own noise.

Three maps over the product: the tolerant residual, 1 - SSIM's structure term (Z. Wang et al., IEEE TIP 13,
2004) and the dissimilarity of gradients (W. Xue et al., "Gradient magnitude similarity deviation", IEEE TIP
23, 2014). What an honest re-encoding or rescaling does to a detailed place is much and to a plain one
little, and it differs from pair to pair; so each map is divided by what this very pair shows at places of
the same detail.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.frame import reduced
from core.drift.quantile import median

if TYPE_CHECKING:
    from core.drift.arrays import Cv, Map, Mask

COARSE: Final = 2
"""Frame pixels along each side of one pixel of a map of windows."""
_SIGMA: Final = 2.0
_WINDOW: Final = (11, 11)
"""Two and a half sigmas each way; OpenCV would take four of floats, for a hundredth of the weight."""
_STABLE: Final = 6.0
"""Variance, L* squared, below which structure is noise."""
_TABLE: Final = 2048
_FLOOR: Final = 0.8
"""Least residual, weighted Lab, that the noise model expects."""


@dataclass(frozen=True, slots=True)
class Structure:
    """Maps over the frame."""

    unlike: Map
    """1 - structure term, 0 to 2."""
    edges: Map
    """Gradient dissimilarity, 0 to 1."""
    strength_source: Map
    """Gradient magnitude, L* a pixel."""
    strength_candidate: Map
    excess: Map
    """Residual in units of what the pair's noise is at such detail; 1 is ordinary."""


def structure_of(lab_source: Map, lab_candidate: Map, residual: Map, core: Mask) -> Structure:
    """Return the structure maps of two aligned pictures; `core` is where the product can be compared.

    Outside of it both are taken to be the same, and the maps say nothing.
    """
    first, second = (cv2.extractChannel(lab, 0) for lab in (lab_source, lab_candidate))
    # A window reaches further than the core: along a thin part it would see that the ground was replaced.
    second = np.where(core, second, first)
    mean1, mean2 = _low(first), _low(second)
    var1, var2 = _low(first * first) - mean1**2, _low(second * second) - mean2**2
    both = _low(first * second) - mean1 * mean2
    unlike = np.clip(1 - (2 * both + _STABLE) / (var1 + var2 + _STABLE), 0, 2)
    (x1, y1), (x2, y2) = (_gradient(cv2.GaussianBlur(z, (7, 7), 1.0)) for z in (first, second))
    strength1, strength2 = (np.asarray(cv2.magnitude(x, y), np.float32) for x, y in ((x1, y1), (x2, y2)))
    edges = cv2.magnitude(x1 - x2, y1 - y2) / (strength1 + strength2 + 2)
    detail = np.asarray(_low(np.minimum(strength1, strength2 + 2)), np.float32)
    excess = residual / _expected(residual, detail, core)
    return Structure(
        np.asarray(unlike, np.float32),
        np.asarray(edges, np.float32),
        strength1,
        strength2,
        np.asarray(excess, np.float32),
    )


def slope_of(levels: Cv) -> Map:
    """Return how steep a map (float32 or bytes) is at each pixel, its own levels a pixel."""
    return np.asarray(cv2.magnitude(*_gradient(levels)), np.float32)


def windowed(values: Map, core: Mask, side: float) -> Map:
    """Return the mean of `values` over square windows of `side` pixels, as far as they lie in the core.

    At one pixel for `COARSE` of the frame's: no window is so small that more would be seen.
    """
    inside = core.astype(np.float32)
    window = (max(3, int(side / COARSE)) | 1,) * 2
    total, weight = (cv2.blur(reduced(z, COARSE), window) for z in (values * inside, inside))
    return np.asarray(total / (weight + 0.05), np.float32)


def coarse(core: Mask) -> Mask:
    """Return `core` at the size that `windowed` maps have."""
    return np.asarray(reduced(core.astype(np.float32), COARSE) > 0.5, np.bool_)


def _gradient(levels: Cv) -> tuple[Cv, Cv]:
    return cv2.Sobel(levels, cv2.CV_32F, 1, 0, scale=1 / 8), cv2.Sobel(levels, cv2.CV_32F, 0, 1, scale=1 / 8)


def _low(values: Cv) -> Cv:
    return cv2.GaussianBlur(values, _WINDOW, _SIGMA)


def _expected(residual: Map, detail: Map, core: Mask) -> Map:
    """Return the residual that is ordinary for this pair at each pixel, from its detail.

    The median in ten classes of equal number along the detail, made to rise, joined by straight lines.
    """
    at = np.flatnonzero(core)
    at = at[:: max(1, len(at) // 8000)]
    values, details = residual.reshape(-1)[at], detail.reshape(-1)[at]
    cuts = np.quantile(details, np.linspace(0, 1, 11))
    classes = np.clip(np.searchsorted(cuts, details, side="right") - 1, 0, 9)
    middles, ordinary = [], []
    for number in range(10):
        here = classes == number
        if here.sum() >= 10:
            middles.append(median(details[here]))
            ordinary.append(median(values[here]))
    if not middles:
        return np.full(residual.shape, _FLOOR, np.float32)
    rising = np.maximum(np.maximum.accumulate(ordinary), _FLOOR)
    # Read from a table: interpolated at every pixel it would take as long as all blurs here together.
    step = max(middles[-1], 1e-6) / _TABLE
    table = np.interp(step * np.arange(_TABLE + 1), middles, rising).astype(np.float32)
    return np.asarray(table[np.minimum(detail / step, _TABLE).astype(np.uint16)], np.float32)
