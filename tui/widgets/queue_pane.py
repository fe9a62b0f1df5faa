"""The queue: SKUs as headings, their candidates beneath, one of them selected.

Draws thousands of rows line by line. The selection is a candidate's hash, not a line number, so rows that
arrive or change never move it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from core.queue import QueueRow
from core.safe_name import safe_name
from tui.i18n.catalogue import Catalogue
from tui.looks import LATER, STATE
from tui.widgets.line_pane import LinePane


@dataclass(frozen=True, slots=True)
class _Content:
    """What a line is made from: as long as this is the same, so is what is drawn."""

    width: int
    row: QueueRow | None = None
    """None for a line below the last one."""
    heading: bool = False
    chosen: bool = False
    other: bool = False
    """Whether another session has it open."""
    age: str = ""
    urgency: str = ""
    """Style of the age."""
    glyphs: tuple[tuple[str, str], ...] = ()
    note: str = ""
    """What stands where there are no rows."""


class QueuePane(LinePane, can_focus=False):
    """The list of candidates."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"queue--selected", "queue--heading"}

    class Picked(Message):
        """A row was clicked."""

        def __init__(self, row: QueueRow) -> None:
            self.row = row
            super().__init__()

    def __init__(self, catalogue: Catalogue, *, id: str | None = None) -> None:  # noqa: A002 Textual's name
        super().__init__(id=id)
        self._say = catalogue
        self._rows: Sequence[QueueRow] = ()
        self._lines: list[int] = []
        self._line_of: dict[str, int] = {}
        self._selected = ""
        self._empty = ""
        self._others: frozenset[str] = frozenset()
        self._now: datetime | None = None
        self._glyphs: Callable[[QueueRow], Sequence[tuple[str, str]]] = _none
        self._drawn: dict[int, _Content] = {}
        """By line of the pane, what Textual was given last."""
        self._coming: tuple[float, dict[int, _Content]] = (0.0, {})
        """What the lines were found to say, at that place of the list, and have not been asked for yet."""

    def show(
        self,
        rows: Sequence[QueueRow],
        *,
        selected: str,
        others: frozenset[str],
        now: datetime,
        reading: bool = False,
        glyphs: Callable[[QueueRow], Sequence[tuple[str, str]]] | None = None,
    ) -> None:
        """Draw `rows`; `others` are the hashes that other sessions have open.

        `glyphs` gives, at once, what is measured of a row, as glyphs with their styles.

        With `reading`, no rows do not mean that there is nothing: more are on their way.
        """
        self._glyphs = glyphs or _none
        self._empty = "" if reading else self._say("queue-empty")
        if rows is not self._rows:
            self._rows, self._lines = rows, lines_of(rows)
            self._line_of = {rows[at].sha256: line for line, at in enumerate(self._lines) if at >= 0}
        self._selected = selected
        self._others = others
        self._now = now
        self.virtual_size = Size(self.size.width, len(self._lines))
        self._reveal()
        self._draw_changed()

    def select(self, sha256: str) -> None:
        """Move the selection to a candidate and into view."""
        self._selected = sha256
        self._reveal()
        self._draw_changed()

    def notify_style_update(self) -> None:
        """Make every line anew: its colours are others."""
        super().notify_style_update()
        self._drawn.clear()

    def _draw_changed(self) -> None:
        """Have the lines drawn that are not what they were."""
        width, height = self.size
        contents = [self._content(y, width) for y in range(height)]
        changed = {y: content for y, content in enumerate(contents) if content != self._drawn.get(y)}
        self._coming = (self.scroll_offset.y, changed)
        if changed:  # without any, Textual would draw all
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def render_line(self, y: int) -> Strip:
        """Return one line of the list."""
        place, coming = self._coming
        content = coming.pop(y, None) if place == self.scroll_offset.y else None
        content = self._drawn[y] = content or self._content(y, self.size.width)
        row = content.row
        key = (row.id, row.sha256, row.sku, content.heading) if row else content.note
        return self.kept(key, content) or self.keep(key, content, self._strip(content))

    def _content(self, y: int, width: int) -> _Content:
        index = y + self.scroll_offset.y
        if index >= len(self._lines):
            return _Content(width, note=self._empty if index == 0 else "")
        at = self._lines[index]
        if y == 0 and at >= 0:
            at = next(above for above in reversed(self._lines[:index]) if above < 0)
        if at < 0:
            return _Content(width, self._rows[~at], heading=True)
        row = self._rows[at]
        return _Content(
            width,
            row,
            chosen=row.sha256 == self._selected and bool(row.sha256),
            other=row.sha256 in self._others,
            age=short_age(self._say, self._now - row.arrived_at) if self._now else "",
            urgency=self._urgency(row),
            glyphs=tuple(self._glyphs(row)) if row.candidate else (),
        )

    def _strip(self, content: _Content) -> Strip:
        row, style = content.row, self.line_style
        if row is None:
            text = Text(f" {content.note}" if content.note else "", "dim")
        elif content.heading:
            text, style = self._heading(row), self.get_component_rich_style("queue--heading")
        else:
            text = self._candidate(row, content)
            style = self.get_component_rich_style("queue--selected") if content.chosen else style
        return _strip(text, content.width, style, self.app.console)

    def on_click(self, event: events.Click) -> None:
        """Tell which candidate was clicked."""
        index = event.y + self.scroll_offset.y
        if 0 <= index < len(self._lines) and self._lines[index] >= 0:
            self.post_message(self.Picked(self._rows[self._lines[index]]))

    def _heading(self, row: QueueRow) -> Text:
        title = row.listing.title if row.listing else ""
        name = safe_name(row.sku) if row.sku else self._say("queue-no-sku")
        return Text.assemble(" ", name, " ", (safe_name(title), "not bold dim"))

    def _candidate(self, row: QueueRow, content: _Content) -> Text:
        glyph, style = STATE[row.state]
        candidate = row.candidate
        later = row.open and candidate is not None and candidate.postponed_at is not None
        mark = ("•", "bold yellow") if content.other else (" ", "")
        head = Text.assemble(" ", mark, LATER if later else " ", (glyph, style), " ")
        glyphs = Text.assemble(*content.glyphs)
        taken = head.cell_len + glyphs.cell_len + len(content.age) + 2 + bool(glyphs)
        room = max(4, content.width - taken)
        if candidate is None or not row.sku:
            body = Text(safe_name(row.path.rpartition("/")[2], room))
        else:
            slot = self._say(f"slot-{candidate.match.slot}")
            mode = self._say(f"mode-{candidate.match.mode}")
            attempt = f" #{candidate.match.attempt}" if candidate.match.attempt > 1 else ""
            name = safe_name(row.path.rpartition("/")[2])
            body = Text.assemble(slot, attempt, " ", (mode, "dim"))
            if room - body.cell_len > len(name):
                body.append(f"  {name}", "dim italic")
        body.truncate(room, overflow="ellipsis", pad=True)
        return Text.assemble(head, body, " " if glyphs else "", glyphs, " ", (content.age, content.urgency))

    def _urgency(self, row: QueueRow) -> str:
        """Return the style of a row's age: late, soon late, or neither."""
        if not row.open or row.due_at is None or self._now is None:
            return "dim"
        if self._now > row.due_at:
            return "bold red"
        return "yellow" if row.soon_at is not None and self._now >= row.soon_at else "dim"

    def _reveal(self) -> None:
        index = self._line_of.get(self._selected) if self._selected else None
        if index is not None:
            # the first visible line is the SKU's heading, whichever row it stands on
            self.scroll_to_region(Region(0, index - 1, 1, 2), animate=False, force=True)


def _none(row: QueueRow) -> Sequence[tuple[str, str]]:  # noqa: ARG001 nothing is measured
    return ()


def lines_of(rows: Sequence[QueueRow]) -> list[int]:
    """Return for each line to draw the place of its row; for a heading in front of a SKU's rows `~place`."""
    lines: list[int] = []
    before: str | None = None
    for at, row in enumerate(rows):
        sku = row.sku
        if sku != before:
            lines.append(~at)
            before = sku
        lines.append(at)
    return lines


def short_age(say: Catalogue, age: timedelta) -> str:
    """Return an age in a few characters: `12s`, `5m`, `3h`, `2d`."""
    seconds = max(0, int(age.total_seconds()))
    for size, unit in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= size:
            return say(f"age-{unit}", count=seconds // size)
    return say("age-seconds", count=seconds)


def _strip(text: Text, width: int, style: Style, console: Console) -> Strip:
    segments = [
        Segment(part.text, style + part.style if part.style else style)
        for part in text.render(console, end="")
    ]
    return Strip(segments).adjust_cell_length(width, style)
