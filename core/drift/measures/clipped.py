"""Clipped: the part of the product that the candidate's frame cuts off where the source shows it whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from core.drift.frame import box_of, product_box
from core.drift.measures.measured import Measured, Spot, corners

if TYPE_CHECKING:
    from core.drift.compared import Compared
    from core.drift.result import Kind

KIND: Final[Kind] = "clipped"


def measure(pair: Compared) -> Measured:
    """Return the share of the product outside the candidate's frame, and where it is cut."""
    frame = pair.frame
    outside = frame.mask & ~frame.seen
    share = float(outside.sum() / max(1, int(frame.mask.sum())))
    height, width = pair.candidate.shape[:2]
    box = product_box(pair.mask)
    ends = corners(box, pair.matrix)
    beyond = max(
        float(-ends[:, 0].min()) / width,
        float(-ends[:, 1].min()) / height,
        float(ends[:, 0].max() - width) / width,
        float(ends[:, 1].max() - height) / height,
    )
    figures = {"share": share, "beyond": beyond}
    cut = box_of(outside)
    if cut is None or share < 0.002:
        return Measured(figures)
    x, y, w, h = cut
    margin = 0.04 * frame.size
    back = np.linalg.inv(frame.from_candidate)
    place = corners((x - margin, y - margin, w + 2 * margin, h + 2 * margin), back)
    return Measured(figures, (Spot(place, 100 * share, "%", "clipped", {"value": round(100 * share, 1)}),))
