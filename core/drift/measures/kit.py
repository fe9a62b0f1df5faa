"""Kit: separate objects that are missing, or there once too often.

A missing item is a large part of the product whose place shows something else. A doubled one lies outside
the product: as something on a flat ground, or, on any ground, as a second place where the source's features
match, or, where it has too few of them, one that looks like the item as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.colour import chroma_of, euclidean
from core.drift.compared import dilated
from core.drift.frame import box_of, shrunk, warped_mask
from core.drift.measures.measured import Measured, Spot, around_peak, corners, largest_free, top_mean
from core.drift.structure import COARSE, slope_of, windowed

if TYPE_CHECKING:
    from core.drift.arrays import Map, Mask, Points
    from core.drift.compared import Compared
    from core.drift.result import Kind

KIND: Final[Kind] = "kit"


_TWIN: Final = 0.5
"""How alike a place has to be for it to be shown as a second item."""
_TWIN_LEAST: Final = 6
"""Pixels across, at the size items are compared at, below which they all look alike."""
_TWIN_SCALE: Final = 0.35
"""Of the ground's size: items are compared as a whole."""
_TWIN_APART: Final = 30.0
"""Lab distance at which two things that are shaded alike have nothing else in common."""
_TWIN_OVERLAP: Final = 0.3
"""Share of an item that may lie on the product for the place to be another one."""


@dataclass(frozen=True, slots=True)
class _Twin:
    alike: float
    """0 to 1."""
    corners: Points


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
        "twin": 0.0,
        "items": float(sum(1 for n in range(1, count) if stats[n, 4] > 0.02 * frame.mask.sum())),
    }
    back = np.linalg.inv(frame.from_candidate)
    spots: list[Spot] = []
    twin = None
    small = (
        shrunk(ground.lab, _TWIN_SCALE),
        shrunk(ground.product.astype(np.float32), _TWIN_SCALE),
    )
    for number in range(1, count):
        if stats[number, 4] < 0.02 * frame.mask.sum():
            continue
        other = _twin(pair, labels == number, small)
        if other is not None and other.alike > figures["twin"]:
            figures["twin"], twin = other.alike, other
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
    if twin is not None and twin.alike > _TWIN:
        spots.append(Spot(twin.corners, 1, "items", "item-extra", {}, 0.9))
    peak = around_peak(wide, pair.coarse, part=0.6, step=COARSE)
    if not spots and peak is not None:
        spots.append(Spot(corners(peak, back), 1, "items", "item-changed", {}, 0.3))
    return Measured(figures, tuple(spots))


def _twin(pair: Compared, item: Mask, small: tuple[Map, Map]) -> _Twin | None:
    """Return where beside the product the candidate looks most like one item (frame pixels) of the source.

    `small` is the candidate's Lab and the share of product in each pixel, at `_TWIN_SCALE` of the ground's.
    By normalised correlation of Lab under the item's outline (J. Lewis, "Fast normalized cross-correlation",
    1995), lowered by how far the colours are apart. None where there is no room for another one.
    """
    scale = pair.ground.scale * _TWIN_SCALE
    picture, product = small
    to_small = np.diag([scale, scale, 1.0]) @ np.linalg.inv(pair.frame.from_candidate)
    height, width = picture.shape[:2]
    outline = warped_mask(item, to_small, (width, height))
    box = box_of(outline)
    if box is None or min(box[2:]) < _TWIN_LEAST:
        return None
    x, y, w, h = box
    shift = np.array([[1, 0, -x], [0, 1, -y], [0, 0, 1]], np.float64)
    shape = outline[y : y + h, x : x + w].astype(np.float32)
    wanted = cv2.warpAffine(pair.lab_source, (shift @ to_small)[:2], (w, h), borderMode=cv2.BORDER_REPLICATE)
    free = cv2.matchTemplate(product, shape, cv2.TM_CCORR) < _TWIN_OVERLAP * shape.sum()
    if not free.any():
        return None
    mask = np.repeat(shape[..., None], 3, axis=2)
    alike = cv2.matchTemplate(picture, wanted, cv2.TM_CCOEFF_NORMED, mask=mask)
    alike = np.where(free & (np.abs(alike) <= 1.001), alike, -1).astype(np.float32)
    _, most, _, (left, top) = cv2.minMaxLoc(alike)
    there = picture[top : top + h, left : left + w]
    apart = float(euclidean(there - wanted)[shape > 0].mean())
    place = corners((left, top, w, h), np.diag([1 / scale, 1 / scale, 1.0]))
    return _Twin(max(0.0, most) * max(0.0, 1 - apart / _TWIN_APART), place)
