"""Label: small patches of print, where one letter in another's place is a changed product.

Windows of 3 % of the product's size over the residual beyond the pair's own noise; a patch counts most where
the source has fine, strong detail, which is what text and logos are made of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from core.drift.measures.measured import Measured, Spot, around_peak, corners, high, top_mean
from core.drift.quantile import median
from core.drift.structure import COARSE, windowed

if TYPE_CHECKING:
    from core.drift.compared import Compared
    from core.drift.result import Kind

KIND: Final[Kind] = "label"


def measure(pair: Compared) -> Measured:
    """Return how far the worst small windows differ, absolutely and against the pair's noise, and where."""
    maps = pair.structure
    core, coarse, size = pair.core, pair.coarse, pair.frame.size
    middle = median(pair.residual[core])
    small = windowed(pair.residual, core, 0.03 * size)
    wider = windowed(pair.residual, core, 0.06 * size)
    excess = windowed(np.minimum(maps.excess, 20), core, 0.03 * size)
    unlike = windowed(maps.unlike, core, 0.03 * size)
    most = top_mean(excess, coarse, 0.005)
    figures = {
        "residual": top_mean(small, coarse, 0.005) - middle,
        "residual_wide": top_mean(wider, coarse, 0.01) - middle,
        "excess": most,
        "excess_rise": most / max(0.5, high(excess, coarse, 0.9)),
        "unlike": top_mean(unlike, coarse, 0.01),
        "noise": middle,
    }
    box = around_peak(wider, coarse, part=0.45, step=COARSE)
    if box is None:
        return Measured(figures)
    x, y, width, height = box
    here = np.s_[y : y + height, x : x + width]
    inside = core[here]
    detail_source = float(maps.strength_source[here][inside].mean()) if inside.any() else 0.0
    detail_candidate = float(maps.strength_candidate[here][inside].mean()) if inside.any() else 0.0
    figures["detail_source"] = detail_source
    figures["detail_candidate"] = detail_candidate
    figures["area"] = float(inside.sum() / max(1, core.sum()))
    value = 100 * float(
        unlike[y // COARSE : (y + height) // COARSE, x // COARSE : (x + width) // COARSE].max() / 2
    )
    back = np.linalg.inv(pair.frame.from_candidate)
    spot = Spot(corners((x, y, width, height), back), value, "%", "label", {"value": round(value)})
    return Measured(figures, (spot,))
