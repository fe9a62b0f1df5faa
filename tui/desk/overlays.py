"""What is laid over the previews: heat over the generated picture, frames of findings in both."""

from __future__ import annotations

from typing import Final

from core.queue import QueueRow
from tui.findings import Places, Spot
from tui.i18n.catalogue import Catalogue
from tui.render.overlay import BARE, Both, Mark, Overlay

_FRAMES: Final = 3
"""Findings that are framed at once: one change raises several kinds, and more frames hide what they frame."""


class Overlays:
    """Whether heat is asked for, which holds from pair to pair, and what it comes to for one."""

    def __init__(self, places: Places, say: Catalogue) -> None:
        self._places = places
        self._say = say
        self.heat = False
        self._missed = False
        """Whether it was said that heat comes later."""

    def turn(self, row: QueueRow | None) -> tuple[str, bool]:
        """Ask for heat or take it away; return what is to be said, and whether it is good news."""
        self.heat = not self.heat
        if not self.heat:
            return self._say("evidence-heat-off"), True
        sketch = self._sketch(row)
        self._missed = sketch is None
        return self._told(sketch), sketch is not None

    def come(self, row: QueueRow | None) -> str:
        """Return what is to be said when heat that was promised is there; nothing otherwise."""
        sketch = self._sketch(row) if self.heat and self._missed else None
        if sketch is None:
            return ""
        self._missed = False
        return self._told(sketch)

    def of(self, row: QueueRow | None, spot: Spot | None) -> Both:
        """Return what lies over a row's source and over its candidate.

        `spot` is the finding that is looked at: it alone is framed. Without one the gravest are, where there
        is heat.
        """
        sketch = self._sketch(row) if self.heat else None
        spots = (spot,) if spot else self._gravest(row) if sketch is not None else ()
        if sketch is None and not spots:
            return BARE, BARE
        source = tuple(Mark(one.source, not one.sure) for one in spots if one.source)
        candidate = tuple(Mark(one.candidate, not one.sure) for one in spots)
        return Overlay(source), Overlay(candidate, sketch)

    def _told(self, sketch: bytes | None) -> str:
        if sketch is None:
            return self._say("evidence-heat-none")
        return self._say("evidence-heat-on" if sketch else "evidence-heat-cold")

    def _sketch(self, row: QueueRow | None) -> bytes | None:
        if row is None or row.source is None or row.candidate is None:
            return None
        return self._places.heat(row.source, row.candidate)

    def _gravest(self, row: QueueRow | None) -> tuple[Spot, ...]:
        """Return the gravest findings, the gravest of them last: its frame is not crossed by another's."""
        if row is None or row.source is None or row.candidate is None:
            return ()
        return self._places.spots(row.source, row.candidate)[:_FRAMES][::-1]
