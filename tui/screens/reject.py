"""Why a candidate is rejected: letters of the closed list of reasons."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Static

from checklists.model import Reason
from tui.actions import latin
from tui.i18n.catalogue import Catalogue


class RejectScreen(ModalScreen[tuple[str, ...]]):
    """Answers with the chosen reason codes; none means that nothing is rejected."""

    CSS_PATH = "reject.tcss"

    def __init__(self, reasons: Sequence[Reason], say: Catalogue, suggested: Sequence[str]) -> None:
        """`suggested` are the codes that failed answers point to: chosen from the beginning."""
        super().__init__()
        self._reasons = tuple(reasons)
        self._say = say
        self._chosen: dict[str, None] = dict.fromkeys(suggested)

    def compose(self) -> ComposeResult:
        """Yield the list."""
        with Vertical(classes="dialog"):
            yield Static(Text(self._say("reject-title")), classes="dialog-title")
            yield Static(id="reasons")
            yield Static(Text(self._say("reject-help")), classes="dialog-help")

    def on_mount(self) -> None:
        """Draw the list."""
        self._draw()

    def on_key(self, event: Key) -> None:
        """Choose by letter on any layout, confirm with Enter, leave with Escape."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(())
        elif event.key == "enter":
            if self._chosen:
                self.dismiss(tuple(self._chosen))
            else:
                self.query_one(".dialog-help", Static).add_class("-missing")
        elif event.character:
            letter = latin(event.character.lower())
            reason = next((reason for reason in self._reasons if reason.key == letter), None)
            if reason is not None:
                if reason.code in self._chosen:
                    del self._chosen[reason.code]
                else:
                    self._chosen[reason.code] = None
                self._draw()

    def _draw(self) -> None:
        lines = []
        for reason in self._reasons:
            chosen = reason.code in self._chosen
            lines.append(
                Text.assemble(
                    ("■ " if chosen else "□ ", "bold red" if chosen else "dim"),
                    (reason.key, "bold cyan"),
                    "  ",
                    (reason.name.in_(self._say.language), "bold" if chosen else ""),
                )
            )
        self.query_one("#reasons", Static).update(Text("\n").join(lines))
