"""Words that are drawn only when they say something else, and line by line.

Textual lays a whole screen out anew for each update of a text, and then sends all of it to the terminal. A
line keeps its height, so nothing has to move for what it says. Textual also renders words by way of its own
markup, alignment and box, a millisecond each time; these have a sheet's colours, alignment, padding and
wrapping, and no border.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.console import OverflowMethod
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.color import Color
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widgets import Static

from tui.widgets.cropped import cropped

_LEFT: Final = {"center": 0.5, "right": 1.0, "end": 1.0}
"""Share of the room beside words that lies left of them."""

_OVERFLOW: Final[dict[str, OverflowMethod]] = {"ellipsis": "ellipsis", "fold": "fold", "clip": "crop"}


class Line(Static):
    """One line or a few; the style sheet gives its height."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 Textual's name
        super().__init__(id=id, classes=classes)
        self._said = Text()
        self._drawn: tuple[Size, list[Strip]] | None = None
        self._look: tuple[Style, Color] | None = None
        """Style and ground, which Textual works out anew for each who asks."""

    def show(self, text: Text) -> None:
        """Say something."""
        if text != self._said:
            self._said, self._drawn = text, None
            self.update(text, layout=False)

    def notify_style_update(self) -> None:
        """Draw anew: colours or alignment are others."""
        super().notify_style_update()
        self._drawn = self._look = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines of the widget, as Textual asks for them."""
        size = self.region.size
        if self._drawn is None or self._drawn[0] != size:
            self._drawn = size, self._strips(size)
        return cropped(self._drawn[1][crop.y : crop.bottom], crop, size.width)

    def _strips(self, size: Size) -> list[Strip]:
        sheet, around = self.styles, self.styles.padding
        if self._look is None:
            self._look = self.rich_style, self.background_colors[1]
        style, background = self._look
        width = size.width - around.width
        strips = [Strip.blank(size.width, style)] * around.top
        for line in self._wrapped(width)[: size.height - around.height]:
            left = around.left + int((width - line.cell_len) * _LEFT.get(sheet.text_align, 0.0))
            words = Segment.apply_style(line.render(self.app.console, end=""), style)
            strips.append(Strip([Segment(" " * left, style), *words]).adjust_cell_length(size.width, style))
        strips += [Strip.blank(size.width, style)] * (size.height - len(strips))
        for each in self.get_line_filters():
            strips = [strip.apply_filter(each, background) for strip in strips]
        return strips

    def _wrapped(self, width: int) -> Sequence[Text]:
        said, sheet = self._said, self.styles
        if said.cell_len <= width and "\n" not in said.plain:
            return [said]
        lines = said.wrap(
            self.app.console,
            width,
            justify="left",  # whatever the text says: where it stands is the sheet's
            overflow=_OVERFLOW.get(sheet.text_overflow),
            no_wrap=sheet.text_wrap == "nowrap",
        )
        for line in lines:
            line.rstrip()
        return list(lines)
