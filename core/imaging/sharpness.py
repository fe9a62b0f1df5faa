"""Is a source photo sharp? A figure without a reference, measured only where there are edges.

How wide an edge is tells how far a picture is blurred: blur it a little more, and a sharp edge loses much of
its gradient, a soft one hardly any. The ratio R of both gradients at the crest of an edge gives the blur as
sigma = sigma0 / sqrt(R^2 - 1): S. Zhuo, T. Sim, "Defocus map estimation from a single image", Pattern
Recognition 44 (2011), eq. 5. Here the ratio is taken per tile, and the sharper tiles decide, so that a
product on a white ground or before a blurred background is judged by itself.

The picture is first brought to 1024 px, about what a buyer sees, so the figure says little about its pixel
count; and smoothed a little, so that grain does not pass for detail. Blur of less than a pixel at that size
does not show in it. Grain far above +-6 levels at that size still lifts a soft picture's figure.
"""

from __future__ import annotations

import math
from array import array
from typing import Final

from PIL import Image, ImageChops

from core.imaging.decode import on_background

SOFT_BELOW: Final = 0.3
"""Below it a source counts as soft: a blur of 1.5 px (sigma) at 1024 px, 2 px and more at 1200 px."""

_EDGE: Final = 1024
"""Long edge in pixels at which it is measured; smaller pictures are measured as they are."""

_GRID: Final = 16
"""Tiles along each side."""

_LEAST_STEP: Final = 6
"""Weakest gradient, in levels a pixel after smoothing, that counts as an edge: a sharp step of 12 levels."""

_MOST_STEP: Final = 14
"""The grain guard rises no higher: a picture full of texture must still have edges."""

_GRAIN: Final = 5
"""Gradients below this many times the calmest tiles' mean count as grain."""

_LEAST_TILE: Final = 0.02
"""Mean crest height of a tile that is judged, in levels."""

_LEAST_ALL: Final = 0.2
"""Sum of those means over all tiles below which a picture has no edges to speak of."""

_MARGIN: Final = 4
"""Pixels at the border that wrapping around would falsify."""


def sharpness(image: Image.Image) -> float:
    """Return how sharp the picture (RGB, RGBA or L, sRGB) is, 0 to 1, as 1 / (1 + sigma^2).

    `sigma` is the blur of its sharper edges in pixels at 1024 px on the long edge. 1 is as sharp as pixels
    can be, 0.5 a blur of 1 px, 0.2 of 2 px; 0 is a picture without an edge.
    """
    grey = on_background(image, "white").convert("L") if image.has_transparency_data else image.convert("L")
    scale = _EDGE / max(grey.size)
    if scale < 1:
        size = max(1, round(grey.width * scale)), max(1, round(grey.height * scale))
        grey = grey.resize(size, Image.Resampling.HAMMING)
    if min(grey.size) <= 4 * _MARGIN:
        return 0.0
    for along in ((1, 0), (0, 1)):
        grey = _smoothed(grey, along)
    crests, blurred = array("f", bytes(4 * _GRID**2)), array("f", bytes(4 * _GRID**2))
    for along in ((1, 0), (0, 1)):
        here, there = _crests(grey, along)
        crests = array("f", map(sum, zip(crests, here, strict=True)))
        blurred = array("f", map(sum, zip(blurred, there, strict=True)))
    return _upper_quartile(
        [(_figure(a, b), a) for a, b in zip(crests, blurred, strict=True) if a >= _LEAST_TILE]
    )


def _crests(grey: Image.Image, along: tuple[int, int]) -> tuple[array[float], array[float]]:
    """Return per tile the mean gradient on crests of edges across one direction, before and after a blur."""
    before = _gradient(grey, along)
    after = _gradient(_smoothed(_smoothed(grey, along), along), along)
    calm = sorted(_tiles(before))[_GRID**2 // 10]
    least = min(_MOST_STEP, max(_LEAST_STEP, _GRAIN * calm))
    x, y = along
    beside = ImageChops.lighter(ImageChops.offset(before, x, y), ImageChops.offset(before, -x, -y))
    crest = ImageChops.subtract(beside, before).point([255] + [0] * 255)
    strong = before.point([255 if level >= least else 0 for level in range(256)])
    mask = ImageChops.darker(crest, strong)
    return _tiles(ImageChops.darker(before, mask)), _tiles(ImageChops.darker(after, mask))


def _smoothed(grey: Image.Image, along: tuple[int, int]) -> Image.Image:
    """Weights 1 2 1 in one direction: a blur of variance 0.5."""
    x, y = along
    once = ImageChops.add(grey, ImageChops.offset(grey, x, y), 2)
    return ImageChops.add(once, ImageChops.offset(once, -x, -y), 2)


def _gradient(grey: Image.Image, along: tuple[int, int]) -> Image.Image:
    steps = ImageChops.difference(grey, ImageChops.offset(grey, *along))
    return steps.crop((_MARGIN, _MARGIN, grey.width - _MARGIN, grey.height - _MARGIN))


def _tiles(levels: Image.Image) -> array[float]:
    means = levels.convert("F").resize((_GRID, _GRID), Image.Resampling.BOX)
    return array("f", means.tobytes())


def _figure(crest: float, blurred: float) -> float:
    """Two smoothings more (variance 1) over one that all edges have already had (variance 0.5)."""
    ratio = crest / max(blurred, 1e-6)
    variance = max(1 / max(ratio * ratio - 1, 1e-3) - 0.5, 0.0)
    return 1 / (1 + variance)


def _upper_quartile(tiles: list[tuple[float, float]]) -> float:
    """Return the value that three quarters of the weight lie at or below; 0 for too little weight."""
    whole = math.fsum(weight for _, weight in tiles)
    if whole < _LEAST_ALL:
        return 0.0
    below = 0.0
    for value, weight in sorted(tiles):
        below += weight
        if below >= 0.75 * whole:
            return value
    return max(tiles)[0]
