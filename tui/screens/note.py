"""A note that goes into the decision."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from core.review import MAX_NOTE
from tui.i18n.catalogue import Catalogue


class NoteScreen(ModalScreen[str | None]):
    """Answers with the note; None leaves the old one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, say: Catalogue, note: str) -> None:
        super().__init__()
        self._say = say
        self._note = note

    def compose(self) -> ComposeResult:
        """Yield one line to type into."""
        with Vertical(classes="dialog"):
            yield Static(Text(self._say("note-title")), classes="dialog-title")
            yield Input(self._note, max_length=MAX_NOTE)
            yield Static(Text(self._say("note-help")), classes="dialog-help")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep what was typed."""
        self.dismiss(event.value)

    def action_leave(self) -> None:
        """Leave the note as it was."""
        self.dismiss(None)
