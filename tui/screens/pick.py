"""Pick one of many names by typing a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.widgets.chooser import Chooser


class PickScreen(ModalScreen[str]):
    """Answers with the name; empty means that nothing was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False, priority=True)]

    def __init__(self, title: str, placeholder: str, names: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._placeholder = placeholder
        self._names = tuple(names)

    def compose(self) -> ComposeResult:
        """Yield the chooser."""
        with Vertical(classes="dialog"):
            yield Static(Text(self._title), classes="dialog-title")
            yield Chooser(self._names, self._placeholder)

    @on(Chooser.Chosen)
    def go(self, message: Chooser.Chosen) -> None:
        """Answer with the chosen name."""
        self.dismiss(message.name)

    def action_leave(self) -> None:
        """Stay."""
        self.dismiss("")
