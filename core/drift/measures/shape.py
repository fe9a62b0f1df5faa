"""Shape: what motion only parts of the product made, and how far its silhouette is another.

The motion left after the common similarity is what a warp does inside; the silhouette on a flat ground is
what it does to the outline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.colour import chroma_of, euclidean
from core.drift.compared import eroded
from core.drift.measures.measured import Measured, Spot, around_peak, corners, top_mean
from core.drift.quantile import quantile
from core.drift.structure import COARSE, coarse, slope_of, windowed

if TYPE_CHECKING:
    from core.drift.arrays import Map, Mask
    from core.drift.compared import Compared
    from core.drift.result import Kind

KIND: Final[Kind] = "shape"

_RIM: Final = 0.06
"""Part of the product's size along its outline where the flow follows the background."""
_WINDOW: Final = 0.09
"""Part of the product's size that moves as one."""
_ENOUGH: Final = 0.2
"""Share of the core that has to be left without it; thin products are looked at as a whole."""


def measure(pair: Compared) -> Measured:
    """Return the motion left in parts of the product, its stretch, and the silhouettes' difference."""
    frame, motion, size = pair.frame, pair.motion, pair.frame.size
    inner = eroded(pair.core, max(2, round(_RIM * size)))
    if inner.sum() < _ENOUGH * pair.core.sum():
        inner = pair.core
    together, where = _together(pair, inner, max(15.0, _WINDOW * size)), coarse(inner)
    figures = {"motion_inside": top_mean(together, where, 0.05) / size, "stretch": motion.stretch}
    figures |= _silhouette(pair)
    box = around_peak(together, where, part=0.6, step=COARSE)
    if box is None:
        return Measured(figures)
    value = 100 * figures["motion_inside"]
    back = np.linalg.inv(frame.from_candidate)
    return Measured(figures, (Spot(corners(box, back), value, "%", "shape", {"value": round(value, 1)}),))


def _together(pair: Compared, where: Mask, side: float) -> Map:
    """Return how far windows of `side` pixels moved as a whole, seen by what lies in `where` alone."""
    textured = pair.motion.textured & where
    moved = (windowed(lengths, textured, side) for lengths in (pair.motion.left_x, pair.motion.left_y))
    return np.asarray(cv2.magnitude(*moved), np.float32)


def _silhouette(pair: Compared) -> dict[str, float]:
    """Return IoU loss and the largest local distance of the outlines, where the ground is flat."""
    ground, frame = pair.ground, pair.frame
    if not ground.flat:
        return {"outline": 0.0, "iou_loss": 0.0, "known": 0.0}
    apart = pair.lab_candidate - pair.ground_lab
    chroma = chroma_of(apart)
    light = np.abs(apart[..., 0])
    source_apart = euclidean(pair.lab_source - pair.ground_lab)
    # A soft shadow is grey and has no edge; the product has colour, or an edge, or is far from the ground.
    slope = slope_of(cv2.extractChannel(pair.lab_candidate, 0))
    product = (chroma > 7) | (light > 32) | ((light > 6) & (cv2.dilate(slope, np.ones((5, 5))) > 3))
    plain = frame.mask & (source_apart < 10)
    if plain.sum() > 0.05 * frame.mask.sum():
        return {"outline": 0.0, "iou_loss": 0.0, "known": 0.0}
    pieces, _ = cv2.findContours(product.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    filled = np.zeros(frame.mask.shape, np.uint8)
    cv2.drawContours(filled, pieces, -1, 1, cv2.FILLED)
    seen = frame.seen
    mine, other = (
        frame.mask & seen,
        (cv2.morphologyEx(filled, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)) > 0) & seen,
    )
    # Holes of the mask (handles) are filled in both.
    hole, _ = cv2.findContours(mine.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    whole = np.zeros(frame.mask.shape, np.uint8)
    cv2.drawContours(whole, hole, -1, 1, cv2.FILLED)
    mine = whole > 0
    both, either = (mine & other).sum(), (mine | other).sum()
    wrong = (mine ^ other).astype(np.uint8)
    depth = cv2.distanceTransform(wrong, cv2.DIST_L2, 3)
    return {
        "outline": 2 * quantile(depth[wrong > 0], 0.98) / frame.size if wrong.any() else 0.0,
        "iou_loss": float(1 - both / max(1, either)),
        "known": 1.0,
    }
