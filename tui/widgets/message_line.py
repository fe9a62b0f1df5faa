"""What just happened, in one or a few lines, gone after a while."""

from __future__ import annotations

from rich.text import Text
from textual.timer import Timer
from textual.widgets import Static

_SECONDS = {True: 6.0, False: 15.0}
"""How long good news and bad news stay."""


class MessageLine(Static):
    """Hidden while there is nothing to say."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 Textual's name
        super().__init__(id=id)
        self._gone: Timer | None = None

    def tell(self, text: str, *, good: bool) -> None:
        """Say something until it is old, `clear` is called or something else is said."""
        self.set_classes("-good" if good else "-bad")
        self.update(Text(text))
        if self._gone is not None:
            self._gone.stop()
        self._gone = self.set_timer(_SECONDS[good], self.clear)

    def clear(self) -> None:
        """Say nothing."""
        if self.classes:  # else it would lay the screen out anew for nothing
            self.set_classes("")
            self.update("")
