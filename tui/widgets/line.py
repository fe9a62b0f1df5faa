"""Words that are drawn only when they say something else.

Textual lays a whole screen out anew for each update of a text, and then sends all of it to the terminal. A
line keeps its height, so nothing has to move for what it says.
"""

from __future__ import annotations

from rich.text import Text
from textual.widgets import Static


class Line(Static):
    """One line or a few; the style sheet gives its height."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 Textual's name
        super().__init__(id=id, classes=classes)
        self._said = Text()

    def show(self, text: Text) -> None:
        """Say something."""
        if text != self._said:
            self._said = text
            self.update(text, layout=False)
