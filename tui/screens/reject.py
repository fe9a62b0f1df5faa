"""Why a candidate is rejected: letters of the closed list of reasons.

The list lies along the screen's foot, as many columns wide as there is room for: the pictures are what the
reasons are read from.
"""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.screen import ModalScreen
from textual.widgets import Static

from checklists.model import Reason
from tui.actions import keys_of
from tui.i18n.catalogue import Catalogue

_GAP = 2
"""Cells between two columns of reasons."""

_MARGIN = 2
"""Cells left free at both sides of the list together."""


class RejectScreen(ModalScreen[tuple[str, ...]]):
    """Answers with the chosen reason codes; none means that nothing is rejected."""

    CSS_PATH = "reject.tcss"
    # Taken before the application looks at the next key: what is typed behind the prompt is not its own.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        *(
            Binding(
                ",".join((*keys_of(letter), *keys_of(letter.upper()))),
                f"choose('{letter}')",
                show=False,
                priority=True,
            )
            for letter in ascii_lowercase
        ),
    ]

    def __init__(self, reasons: Sequence[Reason], say: Catalogue, suggested: Sequence[str]) -> None:
        """`suggested` are the codes that failed answers point to: chosen from the beginning."""
        super().__init__()
        self._reasons = tuple(reasons)
        self._say = say
        self._chosen: dict[str, None] = dict.fromkeys(suggested)

    def compose(self) -> ComposeResult:
        """Yield the list."""
        with Vertical(id="prompt"):
            with Horizontal():
                yield Static(Text(self._say("reject-title")), classes="dialog-title")
                yield Static(Text(self._say("reject-help")), classes="dialog-help")
            yield Static(self._written(self.app.size.width), id="reasons")

    def on_resize(self, event: Resize) -> None:
        """Draw the list for the width there is now."""
        self._draw(event.size.width)

    def action_choose(self, letter: str) -> None:
        """Choose or leave out the reason with this letter."""
        reason = next((reason for reason in self._reasons if reason.key == letter), None)
        if reason is None:
            return
        if reason.code in self._chosen:
            del self._chosen[reason.code]
        else:
            self._chosen[reason.code] = None
        self._draw(self.size.width)

    def action_confirm(self) -> None:
        """Answer with what is chosen; without anything say that something is missing."""
        if self._chosen:
            self.dismiss(tuple(self._chosen))
        else:
            self.query_one(".dialog-help", Static).add_class("-missing")

    def action_leave(self) -> None:
        """Answer with nothing."""
        self.dismiss(())

    def _draw(self, width: int) -> None:
        self.query_one("#reasons", Static).update(self._written(width))

    def _written(self, width: int) -> Text:
        """Return the reasons in columns, from the top down, in as few lines as there is room for."""
        lines = [self._line(reason) for reason in self._reasons]
        for rows in range(1, len(lines) + 1):
            columns = [lines[at : at + rows] for at in range(0, len(lines), rows)]
            wide = [max(line.cell_len for line in column) + _GAP for column in columns]
            if sum(wide) - _GAP <= width - _MARGIN:
                break
        for column, cells in zip(columns, wide, strict=True):
            for line in column:
                line.pad_right(cells - line.cell_len)
        return Text("\n").join(Text.assemble(*lines[row::rows]) for row in range(rows))

    def _line(self, reason: Reason) -> Text:
        chosen = reason.code in self._chosen
        return Text.assemble(
            ("■ " if chosen else "□ ", "bold red" if chosen else "dim"),
            (reason.key, "bold cyan"),
            " ",
            (reason.name.in_(self._say.language), "bold" if chosen else ""),
        )
