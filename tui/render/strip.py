"""A line for Textual that is already what the terminal is sent.

Textual asks a strip for its escape sequences (`render`), keeps the answer, and looks at the segments only to
cut it, lay something over it or export it. So the sequences are given and the segments are made when asked
for: making them takes twenty times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.cache import FIFOCache
from textual.strip import Strip

from tui.render.frame import Frame
from tui.render.glyphs import glyphs
from tui.render.mode import Depth


class _Forgetful(FIFOCache[Any, Any]):
    """Keeps nothing: Textual gives a strip seven caches, which takes longer than a line of a frame may."""

    __slots__ = ()

    def __setitem__(self, key: object, value: object) -> None:
        """Let go of it."""


_NOTHING = _Forgetful(0)


class AnsiStrip(Strip):
    """A strip with its escape sequences given and its segments made on demand."""

    __slots__ = ("_made", "_make")

    def __init__(self, ansi: str, cell_length: int, segments: Callable[[], list[Segment]]) -> None:
        # not Textual's: it would make the caches
        self._make = segments
        self._made: list[Segment] | None = None
        self._cell_length = cell_length
        self._divide_cache = self._crop_cache = self._style_cache = self._filter_cache = _NOTHING
        self._line_length_cache = self._crop_extend_cache = self._offsets_cache = _NOTHING
        self._render_cache = ansi
        self._link_ids = self._cell_count = None

    @property
    def _segments(self) -> list[Segment]:
        if self._made is None:
            self._made = self._make()
        return self._made

    @_segments.setter
    def _segments(self, segments: Iterable[Segment]) -> None:
        self._made = list(segments)


class CanvasStrip(AnsiStrip):
    """A line of a canvas: whole, or only what changed since the line was last sent.

    Textual sends a line of a partial update from a widget's left edge to the end of what was marked as
    changed, by `crop`. A canvas that wants only its changes sent marks the line without its last cell: that
    crop, and no other, gives `changes`. Whoever else makes Textual draw the line (another widget that went
    away, a new layout) marks all of it and gets all of it.
    """

    __slots__ = ("_changes", "_cut", "_sent")

    def __init__(
        self,
        ansi: str,
        cell_length: int,
        segments: Callable[[], list[Segment]],
        *,
        changes: str | None,
        sent: Callable[[], None],
        cut: Callable[[], None],
    ) -> None:
        """`sent` is called when the line, or its changes, go to the terminal; `cut` when only a part does."""
        super().__init__(ansi, cell_length, segments)
        self._changes = changes
        self._sent = sent
        self._cut = cut

    def render(self, console: object) -> str:
        """Return the whole line."""
        del console
        self._sent()
        return self._render_cache or ""

    def crop(self, start: int, end: int | None = None) -> Strip:
        """Return a part; the line without its last cell stands for what changed."""
        if self._changes is not None and (start, end) == (0, self.cell_length - 1):
            return _Sent(self._changes, self.cell_length - 1, self._sent)
        if start <= 0 and (end is None or end >= self.cell_length):
            return self
        return self.part(start, self.cell_length if end is None else end)

    def part(self, start: int, end: int) -> Strip:
        """Return what `crop` gives for any other strip."""
        self._cut()
        return super().crop(start, end)

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """Return the parts that something laid over the line leaves."""
        places = list(cuts)
        if places == [self.cell_length]:
            return [self]
        self._cut()
        return super().divide(places)


class _Sent(AnsiStrip):
    """The changes of a line."""

    __slots__ = ("_sent",)

    def __init__(self, ansi: str, cell_length: int, sent: Callable[[], None]) -> None:
        super().__init__(ansi, cell_length, list)
        self._sent = sent

    def render(self, console: object) -> str:
        del console
        self._sent()
        return self._render_cache or ""


def segments_of(frame: Frame, row: int) -> list[Segment]:
    """Return a row of a frame as segments, neighbours of one style together."""
    shapes = glyphs(frame.mode)
    cells = zip(frame.split[row].tolist(), frame.fore[row].tolist(), frame.back[row].tolist(), strict=True)
    segments: list[Segment] = []
    text, now = "", (-1, -1)
    for split, fore, back in cells:
        if (fore, back) != now and text:
            segments.append(Segment(text, _style(*now, frame.depth)))
            text = ""
        text, now = text + shapes[split], (fore, back)
    if text:
        segments.append(Segment(text, _style(*now, frame.depth)))
    return segments


def _style(fore: int, back: int, depth: Depth) -> Style | None:
    if depth is Depth.NONE:
        return None
    return Style(color=_colour(fore, depth), bgcolor=_colour(back, depth))


def _colour(code: int, depth: Depth) -> Color:
    if depth is Depth.TRUE:
        return Color.from_rgb(code >> 16, code >> 8 & 255, code & 255)
    return Color.from_ansi(code)
