"""Kit: separate objects that are missing, or there once too often.

A missing item is a large part of the product whose place shows something else. A doubled one lies outside
the product: as something on a flat ground, or, on any ground, as a second place where the source's features
match.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.colour import chroma_of, euclidean
from core.drift.compared import dilated
from core.drift.measures.measured import Measured, Spot, around_peak, corners, largest_free, top_mean
from core.drift.structure import COARSE, slope_of, windowed

if TYPE_CHECKING:
    from core.drift.compared import Compared
    from core.drift.result import Kind

KIND: Final[Kind] = "kit"


def measure(pair: Compared) -> Measured:
    """Return how much of the product is gone and how much like it is elsewhere, and where."""
    frame, core, size, ground = pair.frame, pair.core, pair.frame.size, pair.ground
    wide = windowed(pair.residual, core, 0.2 * size)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(frame.mask.astype(np.uint8))
    figures = {
        "residual": top_mean(wide, pair.coarse, 0.05),
        "worst_item": 0.0,
        "elsewhere": 0.0,
        "second": float(pair.again.inliers) if pair.again is not None else 0.0,
        "items": float(sum(1 for n in range(1, count) if stats[n, 4] > 0.02 * frame.mask.sum())),
    }
    back = np.linalg.inv(frame.from_candidate)
    spots = []
    for number in range(1, count):
        if stats[number, 4] < 0.02 * frame.mask.sum():
            continue
        item = core & (labels == number)
        if item.sum() < 50:
            continue
        lost = float((pair.residual[item] > 8).mean())
        if lost > figures["worst_item"] and figures["items"] > 1:
            figures["worst_item"] = lost
            if lost > 0.4:
                box = tuple(float(v) for v in stats[number, :4])
                spots = [Spot(corners(box, back), 1, "items", "item-missing", {})]
    if ground.flat:
        apart = ground.lab - ground.model
        slope = slope_of(cv2.extractChannel(ground.lab, 0))
        edged = cv2.dilate(slope, np.ones((5, 5), np.uint8)) > 3
        far = ~dilated(ground.product, 2)
        chroma = chroma_of(apart)
        thing = far & ((chroma > 8) | ((euclidean(apart) > 8) & edged))
        opened = cv2.morphologyEx(thing.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)) > 0
        area, box_ = largest_free(opened)
        figures["elsewhere"] = area / max(1.0, float(ground.product.sum()))
        if figures["elsewhere"] > 0.02:
            to_candidate = np.diag([1 / ground.scale, 1 / ground.scale, 1.0])
            spots.append(Spot(corners(box_, to_candidate), 1, "items", "item-extra", {}))
    if pair.again is not None:
        low, high = pair.again.candidate.min(0), pair.again.candidate.max(0)
        place = corners((low[0], low[1], high[0] - low[0], high[1] - low[1]), np.eye(3))
        spots.append(Spot(place, 1, "items", "item-extra", {}))
    peak = around_peak(wide, pair.coarse, part=0.6, step=COARSE)
    if not spots and peak is not None:
        spots.append(Spot(corners(peak, back), 1, "items", "item-changed", {}, 0.3))
    return Measured(figures, tuple(spots))
