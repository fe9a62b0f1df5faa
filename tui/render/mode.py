"""How a picture becomes cells: how many dots a cell has, and how many colours there are.

A cell shows two colours, split by a glyph into dots that are fore and dots that are back. The finer the
glyphs, the sharper the picture, and the fewer fonts have them. Where dots show steps a bar or a wedge may
show the edge itself; which of them suits is seen at samples finer than the dots.
"""

from __future__ import annotations

from enum import Enum
from typing import Final


class Mode(Enum):
    """Which glyphs are used. The value is the word in the configuration and on the command line."""

    HALF = "half"
    """Upper half block: in every font. Both dots have a colour of their own: nothing is lost."""
    QUADRANT = "quadrant"
    """Unicode 3.2 quadrants, in nearly every font, and the eighth blocks that go with them."""
    SEXTANT = "sextant"
    """Unicode 13 sextants, two by three, with the wedges and thin lines of the same block of Unicode."""
    OCTANT = "octant"
    """Unicode 16 octants, two by four, with those as well."""

    @property
    def dots(self) -> tuple[int, int]:
        """Dots of a cell, across and down."""
        return _DOTS[self]

    @property
    def finer(self) -> tuple[int, int]:
        """Samples of a dot, across and down, that glyphs which are no set of dots are chosen by."""
        return _FINER[self]

    @property
    def samples(self) -> tuple[int, int]:
        """Samples of a cell, across and down."""
        return self.dots[0] * self.finer[0], self.dots[1] * self.finer[1]


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
_FINER: Final = {Mode.HALF: (1, 1), Mode.QUADRANT: (2, 4), Mode.SEXTANT: (2, 2), Mode.OCTANT: (2, 2)}
