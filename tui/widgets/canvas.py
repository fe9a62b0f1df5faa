"""A picture area: shows frames that are ready, and sends the terminal only what changed.

`show` is all there is to do: it takes milliseconds and never leaves the area empty. What is drawn comes from
`tui.render`; the canvas neither scales nor decodes. It has no border, padding or scrollbars: they belong to
a container around it.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.render.frame import Frame
from tui.render.graphics import PixelFrame
from tui.render.mode import Depth
from tui.render.strip import CanvasStrip, segments_of

_UPLOADS = 8
"""Pictures whose pixels a terminal is asked to keep: a pair, the pairs beside it, and a step of zoom."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a frame lies in the canvas: what all of its lines have in common."""

    size: Size
    left: int
    """Column at which the frame begins; negative where it is too wide."""
    top: int
    pads: tuple[int, int]
    """Cells of background before and behind each row."""
    blanks: tuple[str, str]
    """The same as escape sequences."""
    style: Style


class Canvas(Widget, can_focus=False):
    """Draws a frame in its middle, its own background around it."""

    class Resized(Message):
        """There is other room for a frame now, or room at all; the newest stands for all."""

        def can_replace(self, message: Message) -> bool:
            """One drawing serves all sizes up to the last."""
            return isinstance(message, Canvas.Resized)

    ALLOW_SELECT = False
    DEFAULT_CSS: ClassVar[str] = "Canvas { width: 1fr; height: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 Textual's name
        super().__init__(id=id)
        self._frame: Frame | None = None
        self._note = ""
        self._sent: dict[int, tuple[Frame, Size]] = {}
        """By line of the canvas: the frame whose row the terminal shows there, all of it, uncovered."""
        self._uploaded: dict[int, PixelFrame] = {}
        """By number: frames whose pixels the terminal has, the oldest first."""
        self._changes: dict[int, tuple[Frame, str]] = {}
        """By line of the canvas: what turns this frame's row into that of the present one."""

    @property
    def frame(self) -> Frame | None:
        """The frame shown."""
        return self._frame

    @property
    def corner(self) -> tuple[int, int]:
        """Column and row of the canvas at which the frame begins; negative where it is too large."""
        return self._corner(self.size)

    def _corner(self, size: Size) -> tuple[int, int]:
        if self._frame is None:
            return (0, 0)
        return ((size.width - self._frame.columns) // 2, (size.height - self._frame.rows) // 2)

    def show(self, frame: Frame | None, note: str = "") -> None:
        """Draw a frame; None empties the canvas. A frame of other size than the canvas is centred, or cut.

        `note` is a sentence over the middle: why there is no picture, or that it is coming.
        """
        if frame is self._frame and note == self._note:
            return
        before, self._frame = self._frame, frame
        note_before, self._note = self._note, note
        self._changes = {}
        if frame is None or before is None or not frame.fits(before) or note != note_before:
            self.refresh()
            return
        regions = self._changed(frame)
        if regions:  # without any, Textual would draw everything
            self.refresh(*regions)

    def _changed(self, frame: Frame) -> list[Region]:
        """Return the regions to draw: without its last cell for a line of which changes alone are sent."""
        now = self.size
        width, height = now
        left, top = self._corner(now)
        regions: list[Region] = []
        changes: dict[Frame, dict[int, str] | None] = {}
        """By a frame that the terminal shows: None where all of a line has to be sent."""
        for line in range(max(0, top), min(height, top + frame.rows)):
            sent, size = self._sent.get(line, (None, None))
            if sent is not None and sent not in changes:
                fits = frame.fits(sent) and left >= 0 and width >= 2
                changes[sent] = frame.changes(sent) if fits else None
            known = changes[sent] if sent is not None and size == now else None
            if sent is None or known is None:
                regions.append(Region(0, line, width, 1))
                continue
            text = known.get(line - top)
            if text is None:
                self._sent[line] = (frame, now)
            else:
                text = self._upload(line - top) + text
                self._changes[line] = (sent, f"\x1b[{left}C{text}" if left else text)
                regions.append(Region(0, line, width - 1, 1))
        return regions

    def _waiting(self, line: int, now: Size) -> str | None:
        """Return what to send where only changes are asked for; None where that would not be enough."""
        sent, size = self._sent.get(line, (None, None))
        if sent is None or size != now:
            return None
        if sent is self._frame:
            return ""
        base, text = self._changes.get(line, (None, ""))
        return text if base is sent else None

    def on_resize(self) -> None:
        """Tell that what is drawn has to be of another size."""
        self.post_message(self.Resized())

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a part of the canvas, as Textual asks for them."""
        place = self._place()
        whole = crop.x == 0 and crop.width == place.size.width
        lines = [self._line(line, place) for line in range(crop.y, crop.bottom)]
        return lines if whole else [_part(line, crop.x, crop.right) for line in lines]

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        return self._line(y, self._place())

    def _place(self) -> _Place:
        size, frame, style = self.size, self._frame, self.visual_style.rich_style
        left, top = self._corner(size)
        columns = frame.columns if frame else 0
        pads = (max(0, left), max(0, size.width - columns - left))
        before, behind = (self._blank(cells, style, frame) for cells in pads)
        return _Place(size, left, top, pads, (before, behind), style)

    def _line(self, line: int, place: _Place) -> Strip:
        frame, width = self._frame, place.size.width
        written = self._note_line(line, place) if self._note else None
        if written is not None:
            self._sent.pop(line, None)
            return written
        if frame is None or not 0 <= line - place.top < frame.rows:
            self._sent.pop(line, None)
            return Strip.blank(width, place.style)
        row = line - place.top
        whole: Strip = CanvasStrip(
            self._upload(row) + place.blanks[0] + frame.lines[row] + place.blanks[1],
            place.pads[0] + frame.columns + place.pads[1],
            partial(_padded, frame, row, place.pads, place.style),
            changes=self._waiting(line, place.size),
            sent=partial(self._note_sent, line, (frame, place.size)),
            cut=partial(self._note_sent, line, None),
        )
        return whole if place.left >= 0 else _part(whole, -place.left, width - place.left)

    def _note_line(self, line: int, place: _Place) -> Strip | None:
        width, height = place.size
        note = textwrap.wrap(self._note, max(8, width - 2))
        at = line - (height - len(note)) // 2
        if not 0 <= at < len(note):
            return None
        text = Segment(note[at], place.style + Style(dim=True))
        left = max(0, (width - cell_len(note[at])) // 2)
        return Strip([Segment(" " * left, place.style), text]).adjust_cell_length(width, place.style)

    def _blank(self, cells: int, style: Style, frame: Frame | None) -> str:
        if not cells or frame is None:
            return ""
        if frame.depth is Depth.NONE:
            return " " * cells
        return Strip.blank(cells, style).render(self.app.console)

    def _upload(self, row: int) -> str:
        """Return what has to be sent before a row: the pixels, once, with the first one."""
        frame = self._frame
        if row or not isinstance(frame, PixelFrame) or frame.number in self._uploaded:
            return ""
        return frame.upload

    def _note_upload(self, frame: PixelFrame) -> None:
        """Note that the terminal has a frame's pixels, and have it let go of those shown longest ago."""
        self._uploaded[frame.number] = self._uploaded.pop(frame.number, frame)
        while len(self._uploaded) > _UPLOADS:
            oldest = self._uploaded.pop(next(iter(self._uploaded)))
            if self.app._driver is not None and oldest.forget():
                self.app._driver.write(oldest.forget())

    def _note_sent(self, line: int, sent: tuple[Frame, Size] | None) -> None:
        """Note what of a line the terminal has now; None for a part of it."""
        if sent is None:
            self._sent.pop(line, None)
            return
        frame, size = self._sent[line] = sent
        if isinstance(frame, PixelFrame) and line == self._corner(size)[1]:
            self._note_upload(frame)


def _part(strip: Strip, start: int, end: int) -> Strip:
    return strip.part(start, end) if isinstance(strip, CanvasStrip) else strip.crop(start, end)


def _padded(frame: Frame, row: int, pads: tuple[int, int], style: Style) -> list[Segment]:
    left, right = (Segment(" " * cells, style) for cells in pads)
    return [*([left] if pads[0] else []), *segments_of(frame, row), *([right] if pads[1] else [])]
