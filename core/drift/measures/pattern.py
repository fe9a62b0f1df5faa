"""Pattern: texture and print within the product, robust to relighting.

Windows of a tenth of the product's size and up: what a re-woven, blurred, repainted or striped patch
changes is the structure of an area; windows of a letter's size are the label measure's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from core.drift.measures.measured import Measured, Spot, around_peak, corners, top_mean
from core.drift.structure import windowed

if TYPE_CHECKING:
    from core.drift.compared import Compared
    from core.drift.result import Kind

KIND: Final[Kind] = "pattern"


def measure(pair: Compared) -> Measured:
    """Return how far structure, gradients and their strength differ in the worst windows, and where."""
    maps = pair.structure
    core, size = pair.core, pair.frame.size
    area = 0.10 * size
    unlike = windowed(maps.unlike, core, area)
    edges = windowed(maps.edges, core, area)
    excess = windowed(np.minimum(maps.excess, 12), core, area)
    weaker = np.log(
        (windowed(maps.strength_source, core, area) + 0.6)
        / (windowed(maps.strength_candidate, core, area) + 0.6)
    )
    # A studio that sharpens or softens does so everywhere; what one place does beyond that is its own.
    own = weaker - float(np.median(weaker[core]))
    figures = {
        "unlike_mean": float(maps.unlike[core].mean()),
        "unlike": top_mean(unlike, core, 0.02),
        "unlike_rise": top_mean(unlike, core, 0.02) - float(np.median(unlike[core])),
        "edges": top_mean(edges, core, 0.02),
        "edges_rise": top_mean(edges, core, 0.02) - float(np.median(edges[core])),
        "excess": top_mean(excess, core, 0.02),
        "excess_rise": top_mean(excess, core, 0.02) / max(0.3, float(np.quantile(excess[core], 0.75))),
        "loss": top_mean(own, core, 0.03),
        "gain": top_mean(-own, core, 0.03),
        "strength": float(np.median(weaker[core])),
    }
    heat = unlike / max(0.02, float(np.median(unlike[core]))) + excess
    box = around_peak(heat.astype(np.float32), core, part=0.6)
    if box is None:
        return Measured(figures)
    x, y, width, height = box
    value = 100 * float(unlike[y : y + height, x : x + width].max() / 2)
    back = np.linalg.inv(pair.frame.from_candidate)
    share = 100 * width * height / max(1, int(pair.frame.mask.sum()))
    spot = Spot(
        corners((x, y, width, height), back),
        value,
        "%",
        "pattern",
        {"value": round(value), "share": round(share)},
    )
    return Measured(figures, (spot,))
