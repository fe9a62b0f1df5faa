"""Colour: CIEDE2000 between the registered products, low-passed, after the bounded gain.

Texture and codecs change single pixels, drift changes areas: both pictures are averaged over about 1 % of the
product first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.colour import ciede2000, direction, to_lab
from core.drift.frame import reduced
from core.drift.measures.measured import Measured, Spot, around_peak, corners, top_mean
from core.drift.quantile import median, quantile

if TYPE_CHECKING:
    from core.drift.arrays import Map
    from core.drift.compared import Compared
    from core.drift.result import Kind

KIND: Final[Kind] = "colour"

_BLUR: Final = 5.0
"""Of the average, frame pixels."""
_STEP: Final = 3
"""Every third pixel of a picture blurred that much is enough."""
_LEAST: Final = 20
"""Pixels of those that have to be there."""
_MOVED: Final = 3.0
"""ΔE00 from which an area counts as moved: visible side by side."""


def measure(pair: Compared) -> Measured:
    """Return mean, p95 and the upper tenths in ΔE00, the share that moved, and where."""
    core = np.asarray(reduced(pair.core.astype(np.float32), _STEP) > 0.5, np.bool_)
    if core.sum() < _LEAST:
        return Measured({})
    first, second = _lowpass(pair, pair.lab_source), _lowpass(pair, pair.lab_candidate)
    apart = np.zeros(core.shape, np.float32)
    apart[core] = ciede2000(first[core], second[core])
    left = np.zeros(core.shape, np.float32)
    balanced = _lowpass(pair, to_lab(pair.frame.source * pair.gain))
    left[core] = ciede2000(balanced[core], second[core])
    values = apart[core]
    moved = core & (apart > _MOVED)
    figures = {
        "mean": float(values.mean()),
        "median": median(values),
        "p95": quantile(values, 0.95),
        "top10": top_mean(apart, core, 0.10),
        "top3": top_mean(apart, core, 0.03),
        "left_mean": float(left[core].mean()),
        "left_top10": top_mean(left, core, 0.10),
        "left_median": median(left[core]),
        "moved": float(moved.sum() / core.sum()),
        "gain": float(np.abs(np.log(np.maximum(pair.gain, 1e-3))).max()),
        "over": float(np.abs(np.log(np.maximum(pair.gain / pair.bounded, 1e-3))).max()),
    }
    where = moved if moved.sum() > 0.02 * core.sum() else core & (apart >= quantile(values, 0.9))
    before, after = (lab[where].mean(0) for lab in (first, second))
    box = around_peak(apart, core, part=0.6)
    if moved.sum() > 0.4 * core.sum() or box is None:
        rows, columns = np.nonzero(where)
        x, y = int(columns.min()), int(rows.min())
        box = x, y, int(columns.max()) + 1 - x, int(rows.max()) + 1 - y
    full = tuple(float(_STEP * edge) for edge in box)
    back = np.linalg.inv(pair.frame.from_candidate)
    spot = Spot(
        corners((full[0], full[1], full[2], full[3]), back),
        value=float(apart[where].mean()),
        unit="ΔE00",
        says="colour",
        args={
            "towards": direction(before, after),
            "share": round(100 * float(where.sum() / core.sum())),
            "value": round(float(apart[where].mean()), 1),
        },
    )
    return Measured(figures, (spot,))


def _lowpass(pair: Compared, lab: Map) -> Map:
    inside = pair.core.astype(np.float32)
    total, weight = (reduced(z, _STEP) for z in (cv2.multiply(lab, cv2.merge([inside] * 3)), inside))
    total, weight = (cv2.GaussianBlur(z, (0, 0), _BLUR / _STEP) for z in (total, weight))
    return np.asarray(total / (weight[..., None] + 1e-3), np.float32)
