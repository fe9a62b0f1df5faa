"""A note that goes into the decision."""

from __future__ import annotations

import asyncio
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

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("enter", "keep", show=False, priority=True),
    ]

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

    async def action_keep(self) -> None:
        """Keep what was typed, all of it: letters may still be on their way to the line."""
        line = self.query_one(Input)
        typed = asyncio.Event()
        line.call_later(typed.set)
        await typed.wait()
        self.dismiss(line.value)

    def action_leave(self) -> None:
        """Leave the note as it was."""
        self.dismiss(None)
