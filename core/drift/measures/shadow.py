"""Shadow: one that lies over the product, or shadows on opposite sides at once.

A shadow darkens without changing chroma's share: the ratio candidate to source is the same in all channels
and smooth. A missing contact shadow is a figure only, never drift.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.colour import chroma_of
from core.drift.frame import box_of, product_box
from core.drift.measures.measured import Measured, Spot, around_peak, corners, top_mean
from core.drift.quantile import median

if TYPE_CHECKING:
    from core.drift.compared import Compared
    from core.drift.result import Kind

KIND: Final[Kind] = "shadow"

_SHRINK: Final = 4
"""Shadows are smooth: a quarter of the frame's size shows them."""
_BLUR: Final = 1.8


def measure(pair: Compared) -> Measured:
    """Return how far a part of the product is darkened more than the rest, and how shadows contradict."""
    height, width = pair.core.shape
    size = max(8, width // _SHRINK), max(8, height // _SHRINK)
    weight = cv2.resize(pair.core.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    core = np.asarray(weight > 0.5, np.bool_)
    if core.sum() < 20:
        return Measured({})
    smooth = cv2.GaussianBlur(weight, (0, 0), _BLUR) + 1e-3
    levels = []
    for picture in (pair.frame.source, pair.frame.candidate):
        small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.float32)
        levels.append(cv2.GaussianBlur(small * weight[..., None], (0, 0), _BLUR) / smooth[..., None] + 6)
    ratio = np.log(levels[1] / levels[0])
    even = ratio.mean(2)
    coloured = np.abs(ratio - even[..., None]).max(2)
    own = np.maximum(0, median(even[core]) - even - 2 * coloured).astype(np.float32)
    sides, present = _sides(pair)
    figures = {"over": top_mean(own, core, 0.08), "opposed": sides, "cast": present}
    spots = []
    box = around_peak(own, core)
    if box is not None:
        value = 100 * (1 - float(np.exp(-figures["over"])))
        back = np.linalg.inv(pair.frame.from_candidate) @ np.diag([width / size[0], height / size[1], 1.0])
        spots.append(Spot(corners(box, back), value, "%", "shadow-over", {"value": round(value)}))
    if sides > 0.5:
        product = product_box(pair.mask)
        spots.append(Spot(corners(product, pair.matrix), 100 * sides, "%", "shadow-opposed", {}, 0.8))
    return Measured(figures, tuple(spots))


def _sides(pair: Compared) -> tuple[float, float]:
    """Return how equally a flat ground is darkened left and right of the product, and the share that is."""
    ground = pair.ground
    box = box_of(ground.product)
    if not ground.flat or box is None:
        return 0.0, 0.0
    apart = ground.lab - ground.model
    dark = (apart[..., 0] < -5) & (chroma_of(apart) < 4) & ~ground.product
    x, _, width, _ = box
    area = max(1.0, float(ground.product.sum()))
    left, right = (float(dark[:, s].sum()) / area for s in (np.s_[: max(0, x)], np.s_[x + width :]))
    strongest = max(left, right)
    return (min(left, right) / strongest if strongest > 0.05 else 0.0), float(dark.sum() / area)
