"""Where the product is in a picture: its outline against a plain background, or its alpha.

Simple on purpose: a background is taken from the picture's rim, and what differs from it is product. A room
or a street has no such background; then there is no answer, and whoever asks takes the whole frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.viewing.geometry import Box, Mask

EDGE = 240
"""Longest edge, in pixels, of what is looked at; finer than any box needs to be."""

_RIM = 0.03
"""Share of each side that is taken for the rim."""
_FAR = 14.0
"""Levels (of 255) that a pixel differs by, at least, to be no background. Below lies the noise of JPEG."""
_SHADOW = 0.5
"""Weight of a colour that is only darker: a soft shadow is no part of the product."""
_NOISES = 5.0
"""How many times the rim's own noise a pixel must differ by."""
_FARTHEST = 40.0
"""Levels that always are far, however much noise there is."""
_ENDS = 40.0
"""Levels by which the two ends of a row may differ and still both be background: a wall, a table, a floor."""
_BUSY = 0.25
"""Share of the rim that differs from the background, above which there is none to speak of."""
_PLAIN = 0.05
"""The same, up to which the background is plain."""
_LEAST, _MOST = 0.004, 0.97
"""Share of the picture that a product takes."""
_CLEAR = 0.02
"""Share of transparent pixels from which on the alpha is a cut-out."""


Trust = Literal["known", "carried", "plain", "guess"]
"""Who tells an outline: somebody who knows it, that of the other picture laid over this one, a plain
background or the alpha, or what stands out."""


@dataclass(frozen=True, eq=False, slots=True)
class Product:
    """The product of one picture."""

    box: Box
    """In the picture's true pixels."""
    mask: Mask
    """(h, w) over the whole picture, on whatever grid it is known; True is product."""
    trust: Trust = "guess"

    @classmethod
    def of(cls, mask: Mask, size: tuple[int, int], trust: Trust) -> Product | None:
        """Return the product that a mask over a picture of `size` pixels shows; None where it shows none."""
        box = _box(mask)
        return None if box is None else cls(_scaled(box, mask, size), mask, trust)


def find_product(image: Image.Image, size: tuple[int, int]) -> Product | None:
    """Return the product of `image` (RGB or RGBA, sRGB, any copy of the picture), None where it is not told.

    `size` is the picture's true width and height in pixels.
    """
    shrink = min(1.0, EDGE / max(image.size))
    fitted = max(1, round(image.width * shrink)), max(1, round(image.height * shrink))
    small = image.resize(fitted, Image.Resampling.BOX)
    mask, plain = _by_alpha(small) if small.mode == "RGBA" else None, True
    if mask is None:
        mask, plain = _by_background(np.asarray(small.convert("RGB"), np.float32))
    if mask is None:
        return None
    return Product.of(mask, size, "plain" if plain else "guess")


def _scaled(box: Box, mask: Mask, size: tuple[int, int]) -> Box:
    height, width = mask.shape
    return box.scaled(size[0] / width, size[1] / height)


def _by_alpha(image: Image.Image) -> Mask | None:
    alpha = np.asarray(image.getchannel("A"))
    return alpha > 127 if float((alpha < 128).mean()) >= _CLEAR else None


def _by_background(levels: NDArray[np.float32]) -> tuple[Mask | None, bool]:
    """Return what differs from the background, and whether that is plain.

    It differs from a smooth surface, and from what joins its row's ends.
    """
    height, width, _ = levels.shape
    thick = max(2, round(_RIM * min(height, width)))
    rim = np.ones((height, width), bool)
    rim[thick:-thick, thick:-thick] = False
    surface, far = _surface(levels, rim)
    left, right = levels[:, :thick].mean(axis=1), levels[:, -thick:].mean(axis=1)
    share = np.linspace(0, 1, width, dtype=np.float32)[None, :, None]
    joined = left[:, None] * (1 - share) + right[:, None] * share
    # one end of a row that the product touches is no background: there the surface alone has to do
    alike = _apart(left, right) <= _ENDS
    joined[~alike] = surface[~alike]
    mask = np.minimum(_apart(levels, joined), _apart(levels, surface)) > far
    busy = float(mask[rim].mean())
    return (_filled(_calm(mask)) if busy <= _BUSY else None), busy <= _PLAIN and far <= _FAR


def _surface(levels: NDArray[np.float32], rim: Mask) -> tuple[NDArray[np.float32], float]:
    """Return a surface of the second degree in x and y through most of the rim, and what is far from it."""
    height, width, _ = levels.shape
    down, across = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    terms = np.stack([np.ones_like(across), across, down, across * down, across**2, down**2], axis=-1)
    known, wanted = terms[rim], levels[rim]
    kept = np.ones(len(known), bool)
    far = _FAR
    for _ in range(3):  # a product that touches the rim is no background: leave it out and fit again
        fitted, *_ = np.linalg.lstsq(known[kept], wanted[kept], rcond=None)
        off = _apart(wanted, known @ fitted)
        far = max(_FAR, _NOISES * float(np.median(off[kept])))
        kept = off <= far
        if float(kept.mean()) < 1 - 2 * _BUSY:
            break
    return terms @ fitted, min(far, _FARTHEST)


def _apart(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how far colours are apart in levels; what is only darker counts for less."""
    off = one - other
    light = off.mean(axis=-1)
    colour = np.abs(off - light[..., None]).max(axis=-1) * 2
    found: NDArray[np.float32] = np.maximum(colour, np.where(light < 0, -light * _SHADOW, light))
    return found


def _calm(mask: Mask) -> Mask:
    """Return the mask without specks: a pixel follows most of its 3x3 neighbourhood."""
    padded = np.pad(mask, 1).astype(np.uint8)
    height, width = mask.shape
    count = sum(padded[dy : dy + height, dx : dx + width] for dy in range(3) for dx in range(3))
    calm: Mask = np.asarray(count) >= 5
    return calm


def _filled(mask: Mask) -> Mask:
    """Return the mask without holes: what no straight way along rows and columns leads to from outside."""
    height, width = mask.shape
    free = ~mask
    outside = np.zeros_like(mask)
    for _ in range(2):  # two rounds reach around the corners that outlines of products have
        for row in (range(height), range(height - 1, -1, -1)):
            before = np.ones(width, bool)
            for y in row:
                before = outside[y] = free[y] & (outside[y] | before)
        for column in (range(width), range(width - 1, -1, -1)):
            before = np.ones(height, bool)
            for x in column:
                before = outside[:, x] = free[:, x] & (outside[:, x] | before)
    return ~outside


def _box(mask: Mask) -> Box | None:
    if not _LEAST <= float(mask.mean()) <= _MOST:
        return None
    height, width = mask.shape
    # a line of the picture counts with a hundredth of product in it: specks make no box
    columns = np.flatnonzero(mask.sum(axis=0) >= max(1, height / 100))
    rows = np.flatnonzero(mask.sum(axis=1) >= max(1, width / 100))
    if not (columns.size and rows.size):
        return None
    return Box(float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1))
