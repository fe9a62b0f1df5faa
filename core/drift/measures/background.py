"""Background: white asked but not white, or with something left on it; elsewhere whether it is busy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.colour import chroma_of
from core.drift.compared import dilated
from core.drift.measures.measured import Measured, Spot, corners, largest
from core.drift.quantile import median
from core.drift.structure import slope_of

if TYPE_CHECKING:
    from core.drift.arrays import Cv, Mask
    from core.drift.compared import Compared
    from core.drift.result import Kind

KIND: Final[Kind] = "background"

_LEAST_GROUND: Final = 0.2
"""Share of a border that has to be ground for it to say anything."""
_SHADOW: Final = 0.06
"""How far a soft shadow reaches, of the picture's longer side."""
_EDGED: Final = 3.5
"""L* a pixel, at the ground's size, from which something has an edge: a soft shadow has none."""
_EDGE: Final = 0.03
"""Width of the border that has to be white, of the shorter side."""


def measure(pair: Compared) -> Measured:
    """Return how far border and ground are from what was asked, and where."""
    height, width = pair.candidate.shape[:2]
    grey = 0.0
    if pair.white:
        # A soft shadow falls beside the product, and is legitimate.
        grey = not_white(pair.candidate, dilated(pair.placed, 1), _beside(pair.placed))
    figures = {"border": grey, "residue": 0.0, "rough": pair.ground.rough}
    spots = []
    whole = corners((0.0, 0.0, float(width), float(height)), np.eye(3))
    if grey > 1:
        spots.append(Spot(whole, grey, "levels", "not-white", {"value": round(grey)}, min(1.0, grey / 20)))
    if pair.white:
        ground = pair.ground
        scale, product, lab = ground.scale, ground.product, ground.lab
        slope = slope_of(cv2.extractChannel(lab, 0))
        left = ~dilated(product, max(3, round(6 * scale))) & ((chroma_of(lab) > 5) | (slope > _EDGED))
        opened = cv2.morphologyEx(left.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)) > 0
        area, box = largest(opened)
        figures["residue"] = area / max(1.0, float(product.sum()))
        if figures["residue"] > 0.002:
            share = 100 * figures["residue"]
            place = corners(box, np.diag([1 / scale, 1 / scale, 1.0]))
            spots.append(
                Spot(place, share, "%", "residue", {"value": round(share, 1)}, min(1.0, 0.3 + share / 4))
            )
    return Measured(figures, tuple(spots))


def _beside(product: Mask) -> Mask:
    """Return the product with what its shadow may cover."""
    reach = 2 * round(_SHADOW * max(product.shape)) + 1
    wide = cv2.getStructuringElement(cv2.MORPH_RECT, (reach, reach))
    return np.asarray(cv2.dilate(product.astype(np.uint8), wide) > 0, np.bool_)


def not_white(candidate: Cv, product: Mask | None = None, beside: Mask | None = None) -> float:
    """Return how many levels the darkest of corners and borders (median) is from white, 0 to 255.

    Single pixels do not count, nor does `product` where it reaches the border, nor what lies `beside` it
    where enough of that border does not.
    """
    height, width = candidate.shape[:2]
    edge = max(3, int(_EDGE * min(height, width)))
    start, end, whole = slice(None, edge), slice(-edge, None), slice(None)
    darkest = 0.0
    for place in (
        (start, start),
        (start, end),
        (end, start),
        (end, end),
        (start, whole),
        (whole, start),
        (whole, end),
    ):
        red, green, blue = cv2.split(np.ascontiguousarray(candidate[place]))
        levels = cv2.min(cv2.min(red, green), blue)
        if product is not None:
            ground = ~product[place]
            if ground.mean() < _LEAST_GROUND:
                continue
            if beside is not None and (~beside[place]).mean() >= _LEAST_GROUND:
                ground = ~beside[place]
            levels = levels[ground]
        darkest = max(darkest, 255 - median(levels))
    return darkest
