"""Who sits here: asked on a shared account when the settings do not know the name."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.i18n.catalogue import Catalogue
from tui.widgets.chooser import Chooser


class PersonScreen(ModalScreen[str]):
    """Gives the name that was chosen; empty after Escape: then one may look, and nothing more."""

    def __init__(self, say: Catalogue, names: Sequence[str]) -> None:
        super().__init__()
        self._say = say
        self._names = tuple(names)

    def compose(self) -> ComposeResult:
        """Yield the question."""
        with Vertical(classes="dialog"):
            yield Static(Text(self._say("person-title")), classes="dialog-title")
            yield Static(Text(self._say("person-help")), classes="dialog-help")
            yield Chooser(self._names, self._say("person-name"))

    @on(Chooser.Chosen)
    def choose(self, message: Chooser.Chosen) -> None:
        """Take the name."""
        self.dismiss(message.name)

    def key_escape(self) -> None:
        """Leave it open."""
        self.dismiss("")
