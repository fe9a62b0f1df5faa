"""Where the product of a candidate is: what its alpha, a vouched mask of its source, or its ground tell."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from PIL import Image

from core.drift.propose import overlap, plain_ground
from core.imaging.mask import Mask, shows_product
from core.training.defects.planted import Product, Rgb
from core.viewing.geometry import Matrix
from core.viewing.product import find_product

_CLEAR: Final = 0.02
"""Share of transparent pixels from which on the alpha is a cut-out."""
_SAME: Final = 0.8
"""IoU of two ways to find it from which its outline is believed: white on white leaves only the print."""


_HOLE: Final = 0.04
"""Share of the product below which a hole in it is a gap of the mask."""


def product_of(picture: Image.Image, carried: Mask | None) -> Product:
    """Return the product of a picture (RGB or RGBA).

    `carried` is the source's mask, where somebody vouches for it, laid over this picture. Where nothing tells
    the outline it is an ellipse in the middle, marked as uncertain.
    """
    if picture.mode == "RGBA":
        alpha = np.asarray(picture.getchannel("A")) > 127
        if (~alpha).mean() >= _CLEAR and shows_product(alpha):
            return Product(alpha, certain=True)
    if carried is not None and shows_product(carried):
        return Product(carried, certain=True)
    rgb: Rgb = np.asarray(picture.convert("RGB"), np.uint8)
    plain = plain_ground(rgb)
    plain = _whole(plain) if plain is not None and shows_product(plain) else None
    found = find_product(picture, picture.size)
    other = _sized(found.mask, picture.size) if found is not None else None
    if plain is not None and other is not None:
        return (
            Product(plain, certain=True) if overlap(plain, other) >= _SAME else Product(other, certain=False)
        )
    either = plain if plain is not None else other
    if either is not None:
        return Product(either, certain=False)
    return Product(_ellipse(picture.size), certain=False)


def carried_mask(mask: Mask, source: tuple[int, int], matrix: Matrix, copy: tuple[int, int]) -> Mask:
    """Return a source's mask as it lies over a candidate.

    `source` is the source's true size, `matrix` leads from its true pixels to those of the candidate's copy,
    which has the size `copy`; sizes are width and height.
    """
    height, width = mask.shape
    whole = matrix @ np.diag([source[0] / width, source[1] / height, 1.0])
    laid = cv2.warpPerspective(mask.astype(np.uint8) * 255, whole, copy, flags=cv2.INTER_LINEAR)
    return np.asarray(laid > 127, np.bool_)


def _whole(mask: Mask) -> Mask:
    """Return a mask closed over gaps, with its smaller holes filled; a larger hole is a handle."""
    side = max(3, round(0.06 * float(np.sqrt(mask.sum()))))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    closed = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, kernel)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(1 - closed)
    small = stats[:, cv2.CC_STAT_AREA] < _HOLE * closed.sum()
    small[0] = False
    return np.asarray((closed > 0) | small[labels], np.bool_)


def _sized(mask: Mask, size: tuple[int, int]) -> Mask:
    return np.asarray(cv2.resize(mask.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0, np.bool_)


def _ellipse(size: tuple[int, int]) -> Mask:
    width, height = size
    drawn = np.zeros((height, width), np.uint8)
    cv2.ellipse(drawn, (width // 2, height // 2), (round(width * 0.3), round(height * 0.3)), 0, 0, 360, 1, -1)
    return drawn > 0
