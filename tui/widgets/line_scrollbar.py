"""A vertical scrollbar that is drawn line by line, and only when it changed.

Textual sends a scrollbar through Rich, and each of its lines through borders, padding and filters: 5 ms for
sixty lines, in every frame in which the list beside it moved.
"""

from __future__ import annotations

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

from tui.widgets.cropped import cropped


class LineScrollBar(ScrollBar):
    """Looks and works like Textual's."""

    def __init__(self, *, thickness: int) -> None:
        super().__init__(vertical=True, name="vertical", thickness=thickness)
        self._drawn: tuple[object, list[Strip]] = (None, [])

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines of the bar, as Textual asks for them."""
        bar, size = self.render(), self.size
        assert isinstance(bar, ScrollBarRender)  # noqa: S101 what `render` gives, as Textual says it in general
        state = size, bar.virtual_size, bar.window_size, bar.position, bar.style
        if state != self._drawn[0]:
            self._drawn = state, self._strips(bar, size.height)
        return cropped(self._drawn[1][crop.y : crop.bottom], crop, size.width)

    def notify_style_update(self) -> None:
        """Draw anew: the colours are others."""
        super().notify_style_update()
        self._drawn = (None, [])

    def _strips(self, bar: ScrollBarRender, height: int) -> list[Strip]:
        style = Style.parse(bar.style) if isinstance(bar.style, str) else bar.style
        drawn = bar.render_bar(
            size=height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            thickness=self.thickness,
            vertical=True,
            back_color=style.bgcolor or Color.default(),
            bar_color=style.color or Color.default(),
        )
        filters, (_, background) = self.get_line_filters(), self.background_colors
        segments = Segment.apply_style(drawn.segments, self.rich_style)
        strips = [Strip([segment], self.thickness) for segment in segments]
        for each in filters:
            strips = [strip.apply_filter(each, background) for strip in strips]
        return strips
