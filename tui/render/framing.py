"""A place framed in a picture that is ready to be painted."""

from __future__ import annotations

from typing import Final

import numpy as np

from core.viewing.geometry import Box, Pixels

FRAME: Final = (255, 0, 160)
"""A colour that few products have; it is what the heat map frames with as well."""
_WIDE: Final = 1 / 160
"""Of the picture's shorter side."""
_LEAST: Final = 5
"""Dots that a frame measures at least: one of a single dot would be taken for a part of the picture."""


def framed(dots: Pixels, box: Box, *, broken: bool = False) -> Pixels:
    """Return the picture with a frame around `box`, which is in its dots; wider where dots are fine.

    Of a broken one every other piece is left out, each three times as long as it is wide.
    """
    height, width = dots.shape[:2]
    left, right = _stretched(box.left, box.right, width)
    top, bottom = _stretched(box.top, box.bottom, height)
    wide = max(1, round(min(height, width) * _WIDE))
    drawn = dots.copy()
    inner = drawn[top + wide : bottom + 1 - wide, left + wide : right + 1 - wide].copy()
    drawn[top : bottom + 1, left : right + 1] = FRAME
    drawn[top + wide : bottom + 1 - wide, left + wide : right + 1 - wide] = inner
    if broken:
        down, across = np.indices(dots.shape[:2])
        left_out = ((down - top) // (3 * wide) + (across - left) // (3 * wide)) % 2 == 1
        drawn[left_out] = dots[left_out]
    return drawn


def _stretched(low: float, high: float, size: int) -> tuple[int, int]:
    """Return the first and the last dot of an edge, inside the picture and not too short."""
    missing = max(0.0, _LEAST - (high - low)) / 2
    first = min(max(0, round(low - missing)), max(0, size - _LEAST))
    last = max(min(size - 1, round(high + missing)), min(size - 1, first + _LEAST - 1))
    return first, last
