"""The phone preview: the candidate as the first card of each marketplace's list, among its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from checklists.phones import Phones, Shelf, load_phones
from core.model import Candidate, Slot, State
from core.process.rules import RuleFinding
from core.queue import QueueRow
from core.viewing.phone import phone_dots
from tui.i18n.catalogue import Catalogue
from tui.view_maker import DrawnPhone, PhoneShot, ViewMaker
from tui.widgets.stage import Stage

_CELL_MILLIMETRES = 2.1
"""Width of a cell on a common screen: 8 pixels at 96 to the inch."""

_WIDEST = 44
"""Cells of a phone where there is room: beyond it is larger than in a hand."""

_NEIGHBOURS = 5


@dataclass(slots=True)
class PhoneViews:
    """Draws phones on the stage, as many as fit."""

    stage: Stage
    maker: ViewMaker
    say: Catalogue
    phones: Phones = field(default_factory=load_phones)
    dark: bool = False
    first: int = 0
    """Place of the first marketplace that is shown, of those that are meant."""
    findings: Sequence[RuleFinding] = ()
    """What the marketplaces' rules find in the picture."""

    def lay(self, row: QueueRow | None) -> bool:
        """Give each marketplace that fits a tile; tell whether that moves anything."""
        shelves = self.shelves(row)
        return self.stage.lay(len(shelves), wordy=any(self._broken(shelf) for shelf in shelves))

    def shelves(self, row: QueueRow | None) -> tuple[Shelf, ...]:
        """Return the marketplaces to show: those of the listing first, as many as fit side by side."""
        wanted = row.listing.marketplaces if row and row.listing else ()
        known = sorted(self.phones.shelf, key=lambda shelf: shelf.id not in wanted)
        least = round(self.phones.screen.millimetres / _CELL_MILLIMETRES)
        fitting = min(len(known), max(1, (self.stage.size.width + 1) // (least + 2)))
        self.first = min(max(0, self.first), len(known) - fitting)
        return tuple(known[self.first : self.first + fitting])

    def show(self, row: QueueRow | None, rows: Sequence[QueueRow]) -> bool:
        """Draw what is ready; tell whether every phone is."""
        candidate = row.candidate if row else None
        if row is None or candidate is None:
            return False
        complete = True
        neighbours = neighbours_of(row, rows)
        for tile, shelf in zip(self.stage.tiles, self.shelves(row), strict=False):
            cells = tile.canvas.size
            columns = min(_WIDEST, cells.width - 2)
            if columns < 1 or not cells.height:
                return False
            dots = phone_dots(
                columns, cells.height, self.phones.screen, self.stage.dots(self.maker.rendering)
            )
            shot = PhoneShot(candidate.sha256, shelf.id, dots, self.dark)
            drawn = self.maker.want_phone(candidate, neighbours, shelf, self.phones.screen, shot)
            if drawn is None:
                complete = False
            else:
                tile.show(drawn.frame, self._caption(shelf))
        return complete

    def take(self, row: QueueRow | None, drawn: DrawnPhone) -> bool:
        """Draw a phone that is ready, if it is one of those shown; tell whether it was."""
        if row is None or drawn.shot.candidate != row.sha256 or drawn.shot.dark != self.dark:
            return False
        for tile, shelf in zip(self.stage.tiles, self.shelves(row), strict=False):
            if shelf.id == drawn.shot.shelf:
                tile.show(drawn.frame, self._caption(shelf))
                return True
        return False

    def _caption(self, shelf: Shelf) -> str:
        """Return the marketplace's name, or the worst of what its rules find instead."""
        broken = self._broken(shelf)
        if not broken:
            return shelf.name
        more = f" (+{len(broken) - 1})" if len(broken) > 1 else ""
        return f"{'✗' if broken[0].level == 'block' else '!'}{more} {self.say.finding(broken[0])}"

    def _broken(self, shelf: Shelf) -> list[RuleFinding]:
        return [one for one in self.findings if one.pack.id == shelf.id and one.level != "ask"]


def neighbours_of(row: QueueRow, rows: Sequence[QueueRow]) -> tuple[Candidate, ...]:
    """Return main pictures of other SKUs, those behind `row` first, approved ones before others of a SKU."""
    at = next((place for place, other in enumerate(rows) if other.sha256 == row.sha256), 0)
    found: dict[str, QueueRow] = {}
    for other in (*rows[at:], *rows[:at]):
        candidate = other.candidate
        if candidate is None or not other.sku or other.sku == row.sku or other.state is State.REJECTED:
            continue
        if candidate.match.slot is Slot.MAIN:
            before = found.get(other.sku)
            if before is None or (other.state is State.APPROVED and before.state is not State.APPROVED):
                found[other.sku] = other
    return tuple(one.candidate for one in found.values() if one.candidate)[:_NEIGHBOURS]
