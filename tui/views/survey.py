"""The survey: all attempts of a slot, or all slots of the SKU's pack, beside their source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.model import Candidate, Slot, Source, State
from core.queue import QueueRow
from core.viewing.sheet import grid
from tui.i18n.catalogue import Catalogue
from tui.looks import STATE
from tui.pictures import FrameMaker
from tui.render.fitting import fitted_cells, placeholder
from tui.widgets.stage import TILES, Stage


@dataclass(slots=True)
class Survey:
    """Draws the survey on the stage."""

    stage: Stage
    frames: FrameMaker
    say: Catalogue
    pack: bool = False
    """Whether all slots are shown instead of all attempts."""
    shown: tuple[QueueRow, ...] = ()
    """The candidates' rows, in the order of their tiles."""
    source: Source | None = None
    _columns: int = 1

    def lay(self, row: QueueRow | None, rows: Sequence[QueueRow]) -> bool:
        """Choose what belongs beside `row` and give it tiles; tell whether that moves anything."""
        self.source = row.source if row else None
        self.shown = (pack_of if self.pack else attempts_of)(row, rows)[: TILES - 1] if row else ()
        pictures = self._pictures()
        aspect = sum(one.width / one.height for one in pictures) / max(1, len(pictures))
        size = self.stage.size
        self._columns, _ = grid(len(pictures), size.width, size.height, aspect=aspect or 1.0, beside=1)
        return self.stage.lay(max(1, len(pictures)), self._columns)

    def show(self, selected: str) -> bool:
        """Draw what is ready; tell whether all is. `selected` is the hash of the candidate under review."""
        complete = True
        lines = [self.say("caption-source")] if self.source else []
        lines += [self._line(row) for row in self.shown]
        for tile, picture, line in zip(self.stage.tiles, self._pictures(), lines, strict=False):
            made = self.frames.want(picture, tile.canvas.size)
            marked = picture.sha256 == selected
            if made is None:
                complete = False
                cells = tile.canvas.size
                shape = fitted_cells(
                    picture.width, picture.height, cells.width, cells.height, self.frames.rendering.ratio
                )
                frame = placeholder(*shape, self.frames.rendering)
                tile.show(frame, f"{line}  {self.say('desk-loading')}", marked=marked)
            elif made.frame is None:
                why = self.say.error(made.error) if made.error else self.say("desk-file-gone")
                tile.show(None, line, why, marked=marked)
            else:
                tile.show(made.frame, line, marked=marked)
        return complete

    def beside(self, selected: str, right: int, down: int) -> QueueRow | None:
        """Return the row of the candidate some tiles aside of the selected one; None where there is none."""
        places = [row.sha256 for row in self.shown]
        if selected not in places:
            return None
        first = self.source is not None
        return self.row_at(places.index(selected) + first + right + down * self._columns)

    def row_at(self, tile: int) -> QueueRow | None:
        """Return the row of the candidate in a tile; None for the source."""
        place = tile - (self.source is not None)
        return self.shown[place] if 0 <= place < len(self.shown) else None

    def _pictures(self) -> list[Source | Candidate]:
        candidates = [row.candidate for row in self.shown if row.candidate]
        return [*([self.source] if self.source else []), *candidates]

    def _line(self, row: QueueRow) -> str:
        match = row.candidate.match if row.candidate else None
        glyph, _ = STATE[row.state]
        slot = self.say(f"slot-{match.slot}") if match else ""
        attempt = match.attempt if match else 0
        return f"{glyph} {slot} #{attempt}"


def attempts_of(row: QueueRow, rows: Sequence[QueueRow]) -> tuple[QueueRow, ...]:
    """Return the rows of the same SKU and slot, the first attempt first."""
    own = row.candidate
    if own is None or not row.sku:
        return (row,)
    found = [
        other
        for other in rows
        if other.candidate and other.sku == row.sku and other.candidate.match.slot is own.match.slot
    ]
    return tuple(sorted(found, key=_age))


def pack_of(row: QueueRow, rows: Sequence[QueueRow]) -> tuple[QueueRow, ...]:
    """Return one row for each slot of the SKU: the approved one, else the latest; `row` for its own."""
    if row.candidate is None or not row.sku:
        return (row,)
    best: dict[Slot, QueueRow] = {}
    for other in sorted((one for one in rows if one.sku == row.sku), key=_age):
        if other.candidate is None:
            continue
        slot = other.candidate.match.slot
        if slot not in best or best[slot].state is not State.APPROVED:
            best[slot] = other
    best[row.candidate.match.slot] = row
    return tuple(best[slot] for slot in Slot if slot in best)


def _age(row: QueueRow) -> tuple[int, str]:
    attempt = row.candidate.match.attempt if row.candidate else 0
    return (attempt, row.arrived_at.isoformat())
