"""Two pictures in one: wipe and onion; and one picture on a ground: edges.

All on grids of dots of one size, uint8, sRGB. What the picture does not cover is the `mat` around it.
"""

from __future__ import annotations

from math import ceil, floor
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from core.viewing.geometry import Box, Mask, Pixels
from core.viewing.sample import Sampled

Ground = Literal["checker", "black", "white"]
GROUNDS: tuple[Ground, ...] = ("black", "white", "checker")
"""What edges are looked at on, in turn."""

Colour = tuple[int, int, int]
MAT: Colour = (18, 18, 18)
"""Around the picture, where nobody says otherwise."""

_CHECKER = (255, 204)
_SQUARE = 2
"""Dots of a square of the checker: fixed on the screen, so it does not swim when the picture moves."""
_CORNER = 0.2
"""Share of a box's shorter side that each arm of a corner takes."""
_SEAM: tuple[Colour, Colour] = ((255, 255, 255), (0, 0, 0))


def flat(
    sampled: Sampled, ground: Ground = "checker", mat: Colour = MAT, finer: tuple[int, int] = (1, 1)
) -> Pixels:
    """Return what was sampled over a ground, the mat around it; `finer` samples across and down are a dot."""
    colours = sampled.colours
    if sampled.alpha is not None:
        share = sampled.alpha[..., None].astype(np.float32) / 255
        below = _ground(ground, colours.shape[:2], finer)
        colours = (colours * share + below * (1 - share) + 0.5).astype(np.uint8)
    if sampled.inside.all():
        return colours
    return np.where(sampled.inside[..., None], colours, np.array(mat, np.uint8))


def cut_out(sampled: Sampled, product: Mask | None, ground: Ground, mat: Colour = MAT) -> Pixels:
    """Return the picture on a ground as if it were cut out: halos and clipped parts show along the edge.

    A picture with alpha is laid over the ground as it is. Of an opaque one all that is not `product` (a mask
    of the same size) becomes ground, None leaves it whole.
    """
    if sampled.alpha is not None or product is None:
        return flat(sampled, ground, mat)
    below = _ground(ground, product.shape)
    shown = np.where(product[..., None], sampled.colours, below)
    return np.where(sampled.inside[..., None], shown, np.array(mat, np.uint8)).astype(np.uint8)


def grown(mask: Mask, by: float) -> Mask:
    """Return a mask with a fringe of so many dots, one at least."""
    levels = Image.fromarray(mask.astype(np.uint8) * 255)
    found: Mask = np.asarray(levels.filter(ImageFilter.BoxBlur(max(1, round(by))))) > 0
    return found


def inner(mask: Mask) -> Mask:
    """Return a mask without the dots of its outline, which show product and background in one.

    All of it where little else would be left.
    """
    padded = np.pad(mask, 1, constant_values=True)
    within: Mask = mask & padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
    return within if 2 * within.sum() >= mask.sum() else mask


def wiped(left: Pixels, right: Pixels, seam: float) -> Pixels:
    """Return `left` up to the seam and `right` from it on; `seam` is a share of the width, 0 to 1.

    The seam itself is a line of dots, light and dark in turn so that it stands on any colour; at 0 and at 1
    there is none, and the picture is whole.
    """
    width = left.shape[1]
    at = round(min(max(seam, 0.0), 1.0) * width)
    joined = right.copy()
    joined[:, :at] = left[:, :at]
    if 0 < at < width:
        joined[0::2, at] = _SEAM[0]
        joined[1::2, at] = _SEAM[1]
    return joined


def cornered(picture: Pixels, box: Box, *, broken: bool = False) -> Pixels:
    """Return the picture with the corners of a box around a place, in dots: light and dark in turn.

    Only the corners, outside of the box: what is in it is to be judged. Broken lines leave out every other
    two dots.
    """
    height, width = picture.shape[:2]
    first_x, last_x = floor(box.left) - 1, ceil(box.right)
    first_y, last_y = floor(box.top) - 1, ceil(box.bottom)
    long = max(2, round(_CORNER * min(last_x - first_x, last_y - first_y)))
    marked = picture.copy()
    for x, inwards in ((first_x, 1), (last_x, -1)):
        for y, downwards in ((first_y, 1), (last_y, -1)):
            arms = {(x + step * inwards, y) for step in range(long)}
            arms |= {(x, y + step * downwards) for step in range(long)}
            for across, down in arms:
                left_out = broken and (across - x + down - y) % 4 >= 2
                if 0 <= across < width and 0 <= down < height and not left_out:
                    marked[down, across] = _SEAM[(across + down) % 2]
    return marked


def onion(below: Pixels, above: Pixels, share: float) -> Pixels:
    """Return `above` laid over `below`, shining through: `share` 0 is all `below`, 1 all `above`.

    Mixed in sRGB: half and half looks half and half.
    """
    weight = min(max(share, 0.0), 1.0)
    mixed: Pixels = (below * (1 - weight) + above * weight + 0.5).astype(np.uint8)
    return mixed


def _ground(ground: Ground, size: tuple[int, ...], finer: tuple[int, int] = (1, 1)) -> NDArray[np.uint8]:
    height, width = size[:2]
    if ground == "checker":
        down, across = np.ogrid[:height, :width]
        odd = (down // (_SQUARE * finer[1]) + across // (_SQUARE * finer[0])) % 2
        return np.where(odd, np.uint8(_CHECKER[1]), np.uint8(_CHECKER[0]))[..., None]
    return np.full((height, width, 1), 255 if ground == "white" else 0, np.uint8)
