"""What is laid over a picture before it is painted: measured heat, and places that are framed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.viewing.geometry import Box, Pixels
from core.viewing.heat import warmed
from tui.render.framing import framed


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to frame."""

    box: Box
    """In the picture's true pixels."""
    weak: bool = False
    """Whether what was measured there is below its threshold: the frame is broken."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """Heat first, frames over it."""

    marks: tuple[Mark, ...] = ()
    """The last one lies over the others."""
    heat: bytes | None = None
    """As `core.drift.heatmap.sketch_png`; empty where all is cold, None for the picture as it is."""


BARE: Final = Overlay()
"""Nothing."""

Both = tuple[Overlay, Overlay]
"""What lies over source and candidate."""


def overlaid(dots: Pixels, overlay: Overlay, width: int, height: int) -> Pixels:
    """Return a whole picture in dots, of `width` by `height` true pixels, with what is laid over it."""
    shown = dots if overlay.heat is None else warmed(dots, overlay.heat)
    for mark in overlay.marks:
        place = mark.box.scaled(dots.shape[1] / width, dots.shape[0] / height)
        shown = framed(shown, place, broken=mark.weak)
    return shown
