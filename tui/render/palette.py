"""Pictures with few colours: ordered dithering to the palettes that terminals have.

Ordered, not error diffusion: a place's threshold depends on the place alone, so a change in one corner of a
picture changes cells in that corner only, and a blink shows nothing else.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tui.render.mode import Depth

Codes = NDArray[np.uint32]
"""Colours as sent: 0xRRGGBB for true colour, else numbers of the palette."""

_BAYER: Final = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]]) / 16 + 0.03125
"""Thresholds of four by four, from 0.03 to 0.97 (Bayer 1973)."""

_CUBE: Final = (0, 95, 135, 175, 215, 255)
_SIXTEEN: Final = (
    *((0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0)),
    *((0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229)),
    *((127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0)),
    *((92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255)),
)
"""xterm's defaults; a theme may have others, which is why nothing is judged by them."""

_BEYOND: Final = 3.0
"""How far past a colour, in distances to its nearest neighbour, the other neighbour is looked for."""

_FAR: Final = {Depth.INDEXED: 110.0, Depth.SIXTEEN: 300.0}
"""Distance of two colours beyond which they are not mixed: what they would give is speckle, no colour."""

_NEAR: Final = {Depth.INDEXED: 12, Depth.SIXTEEN: 20}
"""Levels, in any channel, within which the nearest colour alone is shown: white stays white, the mat around a
picture black, and a grey wall is not sprinkled with yellow."""

_LUMINANCE: Final = (0.2126, 0.7152, 0.0722)
"""Weights of red, green and blue in how light a colour is (Rec. ITU-R BT.709)."""

_LEVELS: Final = np.arange(256) / 255
_LIGHT: Final = np.where(_LEVELS <= 0.04045, _LEVELS / 12.92, ((_LEVELS + 0.055) / 1.055) ** 2.4)
"""Light of each level, 0 to 1 (sRGB, IEC 61966-2-1)."""


def pack(colours: NDArray[np.uint8]) -> Codes:
    """Return 0xRRGGBB for colours of shape (..., 3)."""
    wide = colours.astype(np.uint32)
    return np.asarray((wide[..., 0] << 16) | (wide[..., 1] << 8) | wide[..., 2], np.uint32)


def unpack(codes: Codes, depth: Depth) -> NDArray[np.uint8]:
    """Return the colours, shape (..., 3), that the codes of a depth stand for."""
    if depth is Depth.TRUE:
        return np.stack([(codes >> shift) & 255 for shift in (16, 8, 0)], axis=-1).astype(np.uint8)
    return palette(depth)[codes]


@lru_cache(maxsize=len(Depth))
def palette(depth: Depth) -> NDArray[np.uint8]:
    """Return the colours of a palette by number, shape (n, 3): 256, 16, or the two of NO_COLOR."""
    if depth is Depth.NONE:
        return np.array([(0, 0, 0), (255, 255, 255)], np.uint8)
    if depth is Depth.SIXTEEN:
        return np.array(_SIXTEEN, np.uint8)
    cube = [(red, green, blue) for red in _CUBE for green in _CUBE for blue in _CUBE]
    greys = [(8 + 10 * step,) * 3 for step in range(24)]
    return np.array([*_SIXTEEN, *cube, *greys], np.uint8)


def quantised(colours: NDArray[np.uint8], depth: Depth, offset: int = 0) -> Codes:
    """Return the codes of colours of shape (rows, columns, 3), dithered where the depth is not TRUE.

    `offset` moves the pattern down, so that two layers of one place are dithered differently.
    """
    if depth is Depth.TRUE:
        return pack(colours)
    known = palette(depth).astype(np.float32)
    near = _nearest_to(colours, depth)
    wanted = colours - known[near]
    far = _nearest_to(np.clip(colours + wanted * _BEYOND, 0, 255), depth)
    apart = known[far] - known[near]
    # How far along the way from the one to the other the colour lies, 0 to 1.
    distance = (apart**2).sum(axis=-1)
    share = (wanted * apart).sum(axis=-1) / np.maximum(distance, 1)
    share[(np.abs(wanted).max(axis=-1) <= _NEAR[depth]) | (distance > _FAR[depth] ** 2)] = 0
    return np.where(share > _pattern(colours.shape[0], colours.shape[1], offset), far, near)


def _nearest_to(colours: NDArray[np.uint8] | NDArray[np.float32], depth: Depth) -> Codes:
    steps = colours.astype(np.uint8) >> 3
    return np.asarray(_nearest(depth)[steps[..., 0], steps[..., 1], steps[..., 2]])


def dithered_dots(pixels: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Return which dots are light, shape (height, width), for a picture of shape (height, width, 3).

    By how much light there is, for the eye adds that up: a level of 188 is half the dots, a mat of 18 none.
    """
    grey = _LIGHT[pixels] @ np.array(_LUMINANCE)
    return np.asarray(grey > _pattern(grey.shape[0], grey.shape[1], 0))


def _pattern(rows: int, columns: int, offset: int) -> NDArray[np.float64]:
    down = (np.arange(rows) + offset) % 4
    return _BAYER[down[:, None], np.arange(columns) % 4]


@lru_cache(maxsize=2)
def _nearest(depth: Depth) -> Codes:
    """Return the number of the nearest colour for every colour of five bits a channel, shape (32, 32, 32).

    The first sixteen of 256 are left out: a theme changes them.
    """
    first = 16 if depth is Depth.INDEXED else 0
    known = palette(depth)[first:].astype(np.float32)
    level = np.arange(32, dtype=np.float32) * 8 + 4
    level[0], level[-1] = 0, 255
    colours = np.stack(np.meshgrid(level, level, level, indexing="ij"), axis=-1).reshape(-1, 3)
    # |c - p|² without |c|², which is the same for all p.
    distance = (known**2).sum(axis=1) - 2 * colours @ known.T
    return np.asarray(np.argmin(distance, axis=1) + first, np.uint32).reshape(32, 32, 32)
