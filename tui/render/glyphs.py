"""The glyph for every set of dots, and those that a mode has besides.

A set is a number: bit `row * across + column` is set where the dot is fore. Sextants and octants have code
points in the order of these numbers, with gaps for the shapes that Unicode had already (The Unicode Standard
16.0, charts U+1FB00 and U+1CC00).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from tui.render.mode import Mode
from tui.render.shapes import BARS, LINES, WEDGES

_SEXTANTS: Final = 0x1FB00
_OCTANTS: Final = 0x1CD00

_QUADRANTS: Final = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""By the set of the four quarters."""

_ODD_OCTANTS: Final = {
    0x01: 0x1CEA8,  # left half upper one quarter
    0x02: 0x1CEAB,  # right half upper one quarter
    0x03: 0x1FB82,  # upper one quarter
    0x14: 0x1FBE6,  # middle left one quarter
    0x28: 0x1FBE7,  # middle right one quarter
    0x3F: 0x1FB85,  # upper three quarters
    0x40: 0x1CEA3,  # left half lower one quarter
    0x80: 0x1CEA0,  # right half lower one quarter
    0xC0: 0x2582,  # lower one quarter
    0xFC: 0x2586,  # lower three quarters
}
"""Octants that are no pair of quadrant rows and still have a code point elsewhere."""


@lru_cache(maxsize=len(Mode))
def glyphs(mode: Mode) -> str:
    """Return one character for each set of dots, the empty set's (a space) first; behind them `further`."""
    return _of_dots(mode) + further(mode)


@lru_cache(maxsize=len(Mode))
def further(mode: Mode) -> str:
    """Return the glyphs of a mode that are no set of its dots; none of half blocks, which lose nothing."""
    more = {Mode.HALF: "", Mode.QUADRANT: BARS}.get(mode, BARS + WEDGES + LINES)
    known = _of_dots(mode)
    return "".join(glyph for glyph in more if glyph not in known)


@lru_cache(maxsize=len(Mode))
def _of_dots(mode: Mode) -> str:
    if mode is Mode.HALF:
        return " ▀▄█"
    if mode is Mode.QUADRANT:
        return _QUADRANTS
    return _sextants() if mode is Mode.SEXTANT else _octants()


def _sextants() -> str:
    known = {0: " ", 0b010101: "▌", 0b101010: "▐", 0b111111: "█"}
    return _filled(64, known, _SEXTANTS)


def _octants() -> str:
    known = {_doubled(quarters): glyph for quarters, glyph in enumerate(_QUADRANTS)}
    known |= {dots: chr(code) for dots, code in _ODD_OCTANTS.items()}
    return _filled(256, known, _OCTANTS)


def _filled(count: int, known: dict[int, str], first: int) -> str:
    found = []
    for dots in range(count):
        found.append(known.get(dots) or chr(first))
        first += dots not in known
    return "".join(found)


def _doubled(quarters: int) -> int:
    """Return the octants that a set of quadrants covers: each quarter is two rows of one column."""
    return sum(
        5 << (column + 4 * row) for row in (0, 1) for column in (0, 1) if quarters >> (2 * row + column) & 1
    )
