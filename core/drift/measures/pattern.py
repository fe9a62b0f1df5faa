"""Pattern: texture and print within the product, robust to relighting.

Windows of a tenth of the product's size and up: what a re-woven, blurred, repainted or striped patch
changes is the structure of an area; windows of a letter's size are the label measure's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from core.drift.measures.measured import Measured, Spot, around_peak, corners, high, top_mean
from core.drift.structure import COARSE, windowed

if TYPE_CHECKING:
    from core.drift.compared import Compared
    from core.drift.result import Kind

KIND: Final[Kind] = "pattern"


def measure(pair: Compared) -> Measured:
    """Return how far structure, gradients and their strength differ in the worst windows, and where."""
    maps = pair.structure
    core, coarse, size = pair.core, pair.coarse, pair.frame.size
    area = 0.10 * size
    unlike = windowed(maps.unlike, core, area)
    edges = windowed(maps.edges, core, area)
    excess = windowed(np.minimum(maps.excess, 12), core, area)
    weaker = np.log(
        (windowed(maps.strength_source, core, area) + 0.6)
        / (windowed(maps.strength_candidate, core, area) + 0.6)
    )
    # A studio that sharpens or softens does so everywhere; what one place does beyond that is its own.
    usual = high(weaker, coarse, 0.5)
    own = weaker - usual
    most = {
        name: top_mean(values, coarse, 0.02)
        for name, values in (("unlike", unlike), ("edges", edges), ("excess", excess))
    }
    ordinary = high(unlike, coarse, 0.5)
    figures = {
        "unlike_mean": float(maps.unlike[core].mean()),
        "unlike": most["unlike"],
        "unlike_rise": most["unlike"] - ordinary,
        "edges": most["edges"],
        "edges_rise": most["edges"] - high(edges, coarse, 0.5),
        "excess": most["excess"],
        "excess_rise": most["excess"] / max(0.3, high(excess, coarse, 0.75)),
        "loss": top_mean(own, coarse, 0.03),
        "gain": top_mean(-own, coarse, 0.03),
        "strength": usual,
    }
    heat = unlike / max(0.02, ordinary) + excess
    box = around_peak(heat.astype(np.float32), coarse, part=0.6, step=COARSE)
    if box is None:
        return Measured(figures)
    x, y, width, height = box
    value = 100 * float(
        unlike[y // COARSE : (y + height) // COARSE, x // COARSE : (x + width) // COARSE].max() / 2
    )
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
