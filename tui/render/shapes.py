"""What a glyph fills of its cell, for glyphs that are no set of dots: bars, wedges, triangles and thin lines.

Read from their Unicode names, which say it: how many eighths, where a straight edge begins and ends, and on
which side of it the glyph lies. A cell with one of these shows an edge where dots show steps.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

Shares = NDArray[np.float32]
"""Shape (down, across): how much of each part of a cell is filled, 0 to 1."""

_FINE: Final = (96, 48)
"""Points of a cell that are looked at, down and across: whole numbers of them make an eighth and a third."""

_EIGHTHS: Final = {
    "ONE EIGHTH": 1,
    "ONE QUARTER": 2,
    "THREE EIGHTHS": 3,
    "HALF": 4,
    "FIVE EIGHTHS": 5,
    "THREE QUARTERS": 6,
    "SEVEN EIGHTHS": 7,
}
_PLACES: Final = {
    "UPPER LEFT": (0.0, 0.0),
    "UPPER CENTRE": (0.5, 0.0),
    "UPPER RIGHT": (1.0, 0.0),
    "UPPER MIDDLE LEFT": (0.0, 1 / 3),
    "UPPER MIDDLE RIGHT": (1.0, 1 / 3),
    "LOWER MIDDLE LEFT": (0.0, 2 / 3),
    "LOWER MIDDLE RIGHT": (1.0, 2 / 3),
    "LOWER LEFT": (0.0, 1.0),
    "LOWER CENTRE": (0.5, 1.0),
    "LOWER RIGHT": (1.0, 1.0),
}
"""Right and down, in cells."""

BARS: Final = "▁▂▃▄▅▆▇" + "▊▋▍▎"
"""Lower and left eighths; with the colours changed over, upper and right ones. At four samples across one and
seven eighths from the left look like the quarters, with other colours."""
WEDGES: Final = "".join(map(chr, (*range(0x1FB3C, 0x1FB52), *range(0x1FB68, 0x1FB6C))))
"""Unicode 13 smooth mosaics, and three quarters of a cell between its diagonals. U+1FB52 to 1FB67 and the
single quarters are these with the colours changed over."""
LINES: Final = "".join(map(chr, (0x1FB71, 0x1FB74, *range(0x1FB76, 0x1FB7C))))
"""Unicode 13 thin lines, one eighth wide: upright those that four samples across can tell apart."""


@lru_cache(maxsize=512)
def filled(glyph: str, across: int, down: int) -> Shares:
    """Return what a glyph fills of a cell cut into `down` by `across` parts, which divide 96 and 48.

    Raises ValueError for a glyph whose name does not say it.
    """
    height, width = _FINE
    y = ((np.arange(height) + 0.5) / height)[:, None]
    x = ((np.arange(width) + 0.5) / width)[None, :]
    inside = np.broadcast_to(_inside(unicodedata.name(glyph, ""), x, y), _FINE)
    parts = inside.reshape(down, height // down, across, width // across)
    return np.asarray(parts.mean(axis=(1, 3)), np.float32)


def _inside(name: str, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which points of a cell, 0 to 1 to the right and down, a glyph of that name fills."""
    if match := re.fullmatch(rf"(UPPER|LOWER|LEFT|RIGHT) ({'|'.join(_EIGHTHS)}) BLOCK", name):
        return np.asarray(_from(match[1], x, y) < _EIGHTHS[match[2]] / 8)
    if match := re.fullmatch(r"(VERTICAL|HORIZONTAL) ONE EIGHTH BLOCK-(\d)", name):
        along = x if match[1] == "VERTICAL" else y
        return np.asarray(np.floor(along * 8) == int(match[2]) - 1)
    if match := re.fullmatch(r"(\w+ \w+) BLOCK DIAGONAL ([A-Z ]+) TO ([A-Z ]+)", name):
        return _beyond(_PLACES[match[2]], _PLACES[match[3]], _PLACES[match[1]], x, y)
    if match := re.fullmatch(r"([A-Z ]+) TRIANGULAR [A-Z ]+ BLOCK", name):
        sides = [_from(side, x, y) for side in ("UPPER", "LOWER", "LEFT", "RIGHT")]
        near = np.minimum.reduce(np.broadcast_arrays(*sides))
        inside = [_from(side, x, y) <= near for side in match[1].split(" AND ")]
        return np.asarray(np.logical_or.reduce(inside))
    raise ValueError(f"{name or 'a character without a name'} is no block whose shape is known")


def _from(side: str, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far points lie from a side."""
    return {"UPPER": y, "LOWER": 1 - y, "LEFT": x, "RIGHT": 1 - x}[side]


def _beyond(
    start: tuple[float, float],
    end: tuple[float, float],
    corner: tuple[float, float],
    x: NDArray[np.float64],
    y: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Return which points lie on the same side of a straight line as a corner."""
    right, down = end[0] - start[0], end[1] - start[1]
    side = (corner[0] - start[0]) * down - (corner[1] - start[1]) * right
    return np.asarray(((x - start[0]) * down - (y - start[1]) * right) * side > 0)
