"""How a picture becomes cells: how many dots a cell has, and how many colours there are.

A cell shows two colours, split by a glyph into dots that are fore and dots that are back. The finer the
glyphs, the sharper the picture, and the fewer fonts have them.
"""

from __future__ import annotations

from enum import Enum
from typing import Final


class Mode(Enum):
    """Which glyphs are used. The value is the word in the configuration and on the command line."""

    HALF = "half"
    """Upper half block: in every font. Both dots have a colour of their own: nothing is lost."""
    QUADRANT = "quadrant"
    """Unicode 3.2 quadrants, in nearly every font."""
    SEXTANT = "sextant"
    """Unicode 13 sextants: two by three."""
    OCTANT = "octant"
    """Unicode 16 octants: two by four."""

    @property
    def dots(self) -> tuple[int, int]:
        """Dots of a cell, across and down."""
        return _DOTS[self]


class Depth(Enum):
    """Which colours are sent."""

    TRUE = "truecolor"
    """24 bits: the colours of the picture."""
    INDEXED = "256"
    """The cube and the greys of xterm's 256 colours, dithered."""
    SIXTEEN = "16"
    """The sixteen named colours, whatever the terminal's theme makes of them, dithered."""
    NONE = "none"
    """Light dots on a dark ground, dithered: for NO_COLOR and terminals without colours."""

    @property
    def exact(self) -> bool:
        """Whether colour can be judged."""
        return self is Depth.TRUE


_DOTS: Final = {Mode.HALF: (1, 2), Mode.QUADRANT: (2, 2), Mode.SEXTANT: (2, 3), Mode.OCTANT: (2, 4)}
