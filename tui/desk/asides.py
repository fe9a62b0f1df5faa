"""What is looked at beside the review as time goes on: notes about the store's files, and how old rules are.

The store's notes are told once each. What takes long is due once the history is read, and again when there
may be news.
"""

from __future__ import annotations

from core.desk import Desk
from core.store.note import StoreNote
from tui.i18n.catalogue import Catalogue


class Asides:
    """Remembers what was told, and whether something is to be looked up."""

    def __init__(self, desk: Desk, say: Catalogue) -> None:
        self._desk = desk
        self._say = say
        self._told: tuple[StoreNote, ...] = ()
        self._looked_up = False

    def news(self) -> str:
        """Return what is new about the store files: put back, copied, a wrong clock; empty for nothing."""
        notes = self._desk.store_notes()
        fresh = [note for note in notes if note not in self._told]
        self._told = notes
        return self._say.note(fresh[0]) if fresh else ""

    def due(self) -> bool:
        """Tell, once, that it is time to look up what takes long."""
        if self._looked_up or self._desk.reading() is not None:
            return False
        self._looked_up = True
        return True

    def again(self, _: None = None) -> None:
        """Have it looked up anew: something may have come back."""
        self._looked_up = False

    def stale(self) -> tuple[str, ...]:
        """Return the marketplaces whose rules are past their date; it takes a while."""
        return tuple(
            one.pack.name.in_(self._say.language) for one in self._desk.packs_standing() if one.stale
        )
