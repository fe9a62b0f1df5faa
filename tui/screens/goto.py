"""Go to a SKU by typing a part of it."""

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

from tui.i18n.catalogue import Catalogue
from tui.widgets.chooser import Chooser


class GotoScreen(ModalScreen[str]):
    """Answers with the SKU; empty means that nothing was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, say: Catalogue, skus: Sequence[str]) -> None:
        super().__init__()
        self._say = say
        self._skus = tuple(skus)

    def compose(self) -> ComposeResult:
        """Yield the chooser."""
        with Vertical(classes="dialog"):
            yield Static(Text(self._say("goto-title")), classes="dialog-title")
            yield Chooser(self._skus, self._say("goto-placeholder"))

    @on(Chooser.Chosen)
    def go(self, message: Chooser.Chosen) -> None:
        """Answer with the chosen SKU."""
        self.dismiss(message.name)

    def action_leave(self) -> None:
        """Stay."""
        self.dismiss("")
