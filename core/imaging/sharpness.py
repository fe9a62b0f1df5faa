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
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.imaging.decode import on_background

Levels: TypeAlias = NDArray[np.uint8]
"""height x width, grey."""
Means: TypeAlias = NDArray[np.float32]
"""One for each tile."""

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
    levels: Levels = np.asarray(grey)
    for axis in (1, 0):
        levels = _smoothed(levels, axis)
    (crests, blurred), (others, others_blurred) = (_crests(levels, axis) for axis in (1, 0))
    crests, blurred = crests + others, blurred + others_blurred
    return _upper_quartile(
        [
            (_figure(a, b), a)
            for a, b in zip(crests.tolist(), blurred.tolist(), strict=True)
            if a >= _LEAST_TILE
        ]
    )


def _crests(grey: Levels, axis: int) -> tuple[Means, Means]:
    """Return per tile the mean gradient on crests of edges across one axis, before and after a blur."""
    before = _gradient(grey, axis)
    after = _gradient(_smoothed(_smoothed(grey, axis), axis), axis)
    calm = float(np.sort(_tiles(before))[_GRID**2 // 10])
    least = min(_MOST_STEP, max(_LEAST_STEP, _GRAIN * calm))
    beside = np.maximum(np.roll(before, 1, axis), np.roll(before, -1, axis))
    crest = (before >= beside) & (before >= least)
    return _tiles(before * crest), _tiles(after * crest)


def _smoothed(grey: Levels, axis: int) -> Levels:
    """Weights 1 2 1 along one axis: a blur of variance 0.5."""
    once = _between(grey, np.roll(grey, 1, axis))
    return _between(once, np.roll(once, -1, axis))


def _between(first: Levels, second: Levels) -> Levels:
    """Return the mean of two pictures, rounded down; bytes stay bytes, which is what is fast."""
    mean = first ^ second
    mean >>= 1
    mean += first & second
    return mean


def _gradient(grey: Levels, axis: int) -> Levels:
    beside = np.roll(grey, 1, axis)
    steps = np.maximum(grey, beside) - np.minimum(grey, beside)
    return steps[_MARGIN:-_MARGIN, _MARGIN:-_MARGIN]


def _tiles(levels: Levels) -> Means:
    """Return the mean of each of `_GRID` x `_GRID` tiles, row by row."""
    rows, columns = (
        np.floor(np.arange(_GRID + 1) * (edge / _GRID) + 0.5).astype(int) for edge in levels.shape
    )
    sums = np.add.reduceat(np.add.reduceat(levels, columns[:-1], axis=1, dtype=np.uint32), rows[:-1], axis=0)
    return np.asarray((sums / np.outer(np.diff(rows), np.diff(columns))).reshape(-1), np.float32)


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
