"""A pane of lines that are kept as they were drawn.

Textual renders each changed line of a widget through its borders, padding, hatches and filters, half a
millisecond a line; a pane has none of these (room around it is a margin), and most of its lines were drawn
before, elsewhere in it.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Self

from rich.style import Style
from rich.text import Text
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from tui.widgets.cropped import cropped
from tui.widgets.line_scrollbar import LineScrollBar

_KEPT = 600
"""Lines that are kept: those of ten screens."""


class LinePane(ScrollView, can_focus=False):
    """What draws lines by `render_line` and keeps them by what they say."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 Textual's name
        super().__init__(id=id)
        self._kept: dict[Hashable, tuple[object, Strip]] = {}
        self._given: dict[int, Strip] = {}
        """By line of the pane, what Textual was given, until that line is to be drawn anew."""
        self._style: Style | None = None

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The pane's scrollbar, made as Textual makes its own."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = LineScrollBar(thickness=self.scrollbar_size_vertical)
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Have lines drawn anew, or all of them."""
        if regions:
            for y in (y for region in regions for y in region.line_range):
                self._given.pop(y, None)
        elif repaint or layout or recompose:
            self._given.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines of the pane, as Textual asks for them: without border, padding and opacity."""
        missing = [y for y in crop.line_range if y not in self._given]
        if missing:
            filters, (_, background) = self.get_line_filters(), self.background_colors
            for y in missing:
                strip = self.render_line(y)
                for each in filters:
                    strip = strip.apply_filter(each, background)
                self._given[y] = strip
        return cropped([self._given[y] for y in crop.line_range], crop, self.region.width)

    def notify_style_update(self) -> None:
        """Make every line anew: its colours are others."""
        super().notify_style_update()
        self._kept.clear()
        self._given.clear()
        self._style = None

    @property
    def line_style(self) -> Style:
        """The pane's own style: `rich_style`, which Textual works out anew for each who asks."""
        if self._style is None:
            self._style = self.rich_style
        return self._style

    def kept(self, place: Hashable, content: object) -> Strip | None:
        """Return the strip kept for a place, where it was made from the same content."""
        before, strip = self._kept.get(place, (None, None))
        return strip if strip is not None and before == content else None

    def keep(self, place: Hashable, content: object, strip: Strip) -> Strip:
        """Keep a strip under a place with what it was made from, and return it."""
        if len(self._kept) >= _KEPT:
            self._kept.clear()
        self._kept[place] = (content, strip)
        return strip


def spoken(text: Text) -> Hashable:
    """Return what tells a text from another: its letters and their styles."""
    return text.plain, text.style, tuple(text.spans)
