"""Walking the findings of a pair, on and back, round and round, and what is said on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.model import Candidate, Source
from core.queue import QueueRow
from tui.findings import Spot
from tui.i18n.catalogue import Catalogue


def walked(at: int | None, by: int, count: int) -> int:
    """Return the place `by` steps on among `count` findings, at least one; from None to the first or last."""
    if at is None:
        return 0 if by > 0 else count - 1
    return (at + by) % count


class Walk:
    """Where the desk is among the findings of the selected pair."""

    def __init__(self, spots: Callable[[Source, Candidate], Sequence[Spot]], say: Catalogue) -> None:
        """`spots` gives a pair's findings from memory."""
        self._spots = spots
        self._say = say
        self._at: int | None = None
        self.spot: Spot | None = None
        """The finding it is at."""

    def leave(self) -> None:
        """Begin anew with the next pair."""
        self._at = self.spot = None

    def go(self, row: QueueRow | None, by: int) -> str:
        """Go to the finding `by` steps on; return what is said of it, nothing where there is none."""
        found = self._spots(row.source, row.candidate) if row and row.source and row.candidate else ()
        if not found:
            return ""
        self._at = walked(self._at, by, len(found))
        self.spot = spot = found[self._at]
        words = self._say("evidence-walk", number=self._at + 1, count=len(found), what=spot.words)
        return words if spot.sure else f"{words}  {self._say('evidence-weak')}"
