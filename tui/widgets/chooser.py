"""Type a part of a name, choose from what fits: one line of input over a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from core.safe_name import safe_name
from tui.actions import latin

_MOST = 200
"""Names that are listed at once; typing narrows them down."""


class Chooser(Vertical):
    """Posts `Chosen` with one of the names."""

    DEFAULT_CSS = """
    Chooser { height: auto; }
    Chooser OptionList { height: auto; max-height: 10; border: none; min-width: 10; }
    Chooser Input { border: tall $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]

    class Chosen(Message):
        """A name was chosen."""

        def __init__(self, name: str) -> None:
            self.name = name
            super().__init__()

    def __init__(self, names: Sequence[str], placeholder: str) -> None:
        super().__init__()
        self._names = tuple(names)
        self._fitting: tuple[str, ...] = ()
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """Yield the input and the list."""
        yield Input(placeholder=self._placeholder)
        names = OptionList()
        names.can_focus = False
        yield names

    def on_mount(self) -> None:
        """List everything."""
        self._list("", highlight=False)
        self.query_one(Input).focus()

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """List what fits."""
        event.stop()
        self._list(event.value, highlight=bool(event.value.strip()))

    @on(Input.Submitted)
    def choose(self, event: Input.Submitted) -> None:
        """Take the highlighted name."""
        event.stop()
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._fitting):
            self.post_message(self.Chosen(self._fitting[at]))

    @on(OptionList.OptionSelected)
    def click(self, event: OptionList.OptionSelected) -> None:
        """Take the name that was clicked."""
        event.stop()
        self.post_message(self.Chosen(self._fitting[event.option_index]))

    def action_move(self, step: int) -> None:
        """Move the highlight."""
        names = self.query_one(OptionList)
        if step > 0:
            names.action_cursor_down()
        else:
            names.action_cursor_up()

    def _list(self, typed: str, *, highlight: bool) -> None:
        """List what holds the typed text, also as the other keyboard layout would have typed it.

        Nothing is highlighted before something was typed or an arrow pressed: Enter alone chooses nothing.
        """
        wanted = typed.strip().casefold()
        switched = "".join(map(latin, wanted))
        fitting = [name for name in self._names if wanted in name.casefold() or switched in name.casefold()]
        fitting.sort(key=lambda name: not name.casefold().startswith((wanted, switched)))
        self._fitting = tuple(fitting[:_MOST])
        names = self.query_one(OptionList)
        names.clear_options()
        names.add_options([Option(Text(safe_name(name))) for name in self._fitting])
        names.highlighted = 0 if self._fitting and highlight else None
