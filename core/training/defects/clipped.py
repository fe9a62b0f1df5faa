"""A clipped product: the picture is cut so that one side of it is outside."""

from __future__ import annotations

import cv2
import numpy as np

from core.training.defects.planted import Planted, Product, Rgb, Severity, by_severity

_SIDES = ("left", "right", "top", "bottom")
_MOST_ZOOM = 1.9
"""Beyond it the picture would be soft, which tells by itself."""
_FRAME = 0.03
"""Of the picture's side: how wide the place is that is shown at the cut."""


def plant(pixels: Rgb, product: Product, severity: Severity, random: np.random.Generator) -> Planted | None:
    """Cut 4, 8 or 15 % of the product's extent off at one side; what is left fills the picture again."""
    if not product.certain:
        return None
    share = by_severity(severity, 0.04, 0.08, 0.15)
    for side in random.permutation(np.array(_SIDES)):
        window = _window(str(side), product, share)
        if window is not None:
            break
    else:
        return None
    height, width = pixels.shape[:2]
    x, y, zoom = window
    matrix = np.array([[zoom, 0, -zoom * x], [0, zoom, -zoom * y]], np.float64)
    cut = cv2.warpAffine(pixels, matrix, (width, height), flags=cv2.INTER_CUBIC)
    seen = cv2.warpAffine(product.mask.astype(np.uint8), matrix, (width, height), flags=cv2.INTER_NEAREST)
    return _at_edge(np.asarray(cut, np.uint8), seen > 0, str(side))


def _window(side: str, product: Product, share: float) -> tuple[float, float, float] | None:
    """Return left, top and zoom of a window of the picture's proportions that cuts `side` alone."""
    height, width = product.mask.shape
    x, y, wide, high = product.box
    if min(x, y, width - x - wide, height - y - high) <= 0:
        return None  # it touches the edge already
    keeps = {
        "left": (width - x - share * wide) / width,
        "right": (x + (1 - share) * wide) / width,
        "top": (height - y - share * high) / height,
        "bottom": (y + (1 - share) * high) / height,
    }[side]
    zoom = 1 / keeps
    across, down = width / zoom, height / zoom
    left = {"left": width - across, "right": 0.0}.get(side, _around(x, wide, across, width))
    top = {"top": height - down, "bottom": 0.0}.get(side, _around(y, high, down, height))
    fits = (side in ("left", "right") and top <= y and y + high <= top + down) or (
        side in ("top", "bottom") and left <= x and x + wide <= left + across
    )
    return (left, top, zoom) if fits and zoom <= _MOST_ZOOM else None


def _around(begin: int, length: int, window: float, whole: int) -> float:
    return min(max(0.0, begin + length / 2 - window / 2), whole - window)


def _at_edge(pixels: Rgb, mask: np.ndarray, side: str) -> Planted | None:
    height, width = mask.shape
    deep = max(4, round(_FRAME * (width if side in ("left", "right") else height)))
    line = {"left": mask[:, 0], "right": mask[:, -1], "top": mask[0], "bottom": mask[-1]}[side]
    touched = np.flatnonzero(line)
    if not len(touched):
        return None
    begin, length = int(touched[0]), int(touched[-1] - touched[0]) + 1
    places = {
        "left": (0, begin, deep, length),
        "right": (width - deep, begin, deep, length),
        "top": (begin, 0, length, deep),
        "bottom": (begin, height - deep, length, deep),
    }
    return Planted(pixels, places[side])
