"""Hardware: a small part that is missing or was added, inside the outline or at it.

Against a flat ground a part that became ground, or ground that became a part, is told by colour; inside the
product a part is a compact area whose residual stands out in lightness or colour, not only in texture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.colour import chroma_of, euclidean
from core.drift.compared import dilated, eroded
from core.drift.measures.measured import Measured, Spot, around_peak, corners, high, largest, top_mean
from core.drift.quantile import median
from core.drift.structure import COARSE, slope_of, windowed

if TYPE_CHECKING:
    from core.drift.arrays import Mask
    from core.drift.compared import Compared
    from core.drift.result import Kind

KIND: Final[Kind] = "hardware"


def measure(pair: Compared) -> Measured:
    """Return the largest missing and extra parts and the strongest compact residual, and where."""
    frame, core, coarse, size = pair.frame, pair.core, pair.coarse, pair.frame.size
    middle = median(pair.residual[core])
    part = windowed(pair.residual, core, 0.07 * size)
    excess = windowed(np.minimum(pair.structure.excess, 20), core, 0.07 * size)
    most = top_mean(excess, coarse, 0.01)
    figures = {
        "residual": top_mean(part, coarse, 0.01) - middle,
        "excess": most,
        "excess_rise": most / max(0.5, high(excess, coarse, 0.85)),
        "missing": 0.0,
        "extra": 0.0,
    }
    back = np.linalg.inv(frame.from_candidate)
    spots = []
    product = float(frame.mask.sum())
    if pair.ground.flat:
        missing, extra = _against_ground(pair)
        for name, mask in (("missing", missing), ("extra", extra)):
            area, box = largest(mask)
            figures[name] = area / product
            if area / product > 0.002:
                share = 100 * area / product
                spots.append(
                    Spot(
                        corners(box, back),
                        share,
                        "%",
                        f"part-{name}",
                        {"value": round(share, 1)},
                        min(1.0, 0.5 + share),
                    )
                )
    peak = around_peak(part, coarse, part=0.5, step=COARSE)
    if peak is not None:
        x, y, w, h = peak
        share = 100 * float((core[y : y + h, x : x + w]).sum() / product)
        spots.append(Spot(corners(peak, back), share, "%", "part-changed", {"value": round(share, 1)}, 0.4))
    return Measured(figures, tuple(spots))


def _against_ground(pair: Compared) -> tuple[Mask, Mask]:
    frame = pair.frame
    apart = pair.lab_candidate - pair.ground_lab
    source_apart = euclidean(pair.lab_source - pair.ground_lab)
    distance = euclidean(apart)
    inside = eroded(frame.mask, 1) & frame.seen
    missing = inside & (distance < 4) & (source_apart > 9) & (pair.residual > 6)
    chroma = chroma_of(apart)
    slope = slope_of(cv2.extractChannel(pair.lab_candidate, 0))
    edged = cv2.dilate(slope, np.ones((5, 5), np.uint8)) > 3
    outside = ~dilated(frame.mask, 3) & frame.seen
    extra = outside & ((chroma > 7) | ((distance > 7) & edged))
    kernel = np.ones((3, 3), np.uint8)
    opened = [cv2.morphologyEx(m.astype(np.uint8), cv2.MORPH_OPEN, kernel) > 0 for m in (missing, extra)]
    return opened[0], opened[1]
