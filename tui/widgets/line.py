"""Words that are drawn only when they say something else, and line by line.

Textual lays a whole screen out anew for each update of a text, and then sends all of it to the terminal. A
line keeps its height, so nothing has to move for what it says. Textual also renders words by way of its own
markup, alignment and box, a millisecond each time; these have a sheet's colours, alignment, padding and
wrapping, and no border.
"""

from __future__ import annotations

from typing import Final

from rich.console import JustifyMethod, OverflowMethod
from rich.segment import Segment
from rich.text import Text
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widgets import Static

_JUSTIFY: Final[dict[str, JustifyMethod]] = {"center": "center", "right": "right", "end": "right"}
_OVERFLOW: Final[dict[str, OverflowMethod]] = {"ellipsis": "ellipsis", "fold": "fold", "clip": "crop"}


class Line(Static):
    """One line or a few; the style sheet gives its height."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 Textual's name
        super().__init__(id=id, classes=classes)
        self._said = Text()
        self._drawn: tuple[Size, list[Strip]] | None = None

    def show(self, text: Text) -> None:
        """Say something."""
        if text != self._said:
            self._said, self._drawn = text, None
            self.update(text, layout=False)

    def notify_style_update(self) -> None:
        """Draw anew: colours or alignment are others."""
        super().notify_style_update()
        self._drawn = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines of the widget, as Textual asks for them."""
        size = self.region.size
        if self._drawn is None or self._drawn[0] != size:
            self._drawn = size, self._strips(size)
        strips = self._drawn[1][crop.y : crop.bottom]
        whole = crop.x == 0 and crop.width == size.width
        return strips if whole else [strip.crop(crop.x, crop.right) for strip in strips]

    def _strips(self, size: Size) -> list[Strip]:
        console, style, sheet, around = self.app.console, self.rich_style, self.styles, self.styles.padding
        width, height = size.width - around.width, size.height - around.height
        lines = self._said.wrap(
            console,
            width,
            justify=_JUSTIFY.get(sheet.text_align),
            overflow=_OVERFLOW.get(sheet.text_overflow),
            no_wrap=sheet.text_wrap == "nowrap",
        )
        before, behind = (Segment(" " * cells, style) for cells in (around.left, around.right))
        strips = []
        for line in lines[:height]:
            inside = Strip(Segment.apply_style(line.render(console, end=""), style))
            strips.append(Strip([before, *inside.adjust_cell_length(width, style), behind]))
        blank = Strip.blank(size.width, style)
        strips = [*[blank] * around.top, *strips, *[blank] * (size.height - around.top - len(strips))]
        filters, (_, background) = self.get_line_filters(), self.background_colors
        for each in filters:
            strips = [strip.apply_filter(each, background) for strip in strips]
        return strips
