"""One picture with its name and true size beneath, or a placeholder of the picture's shape.

It draws finished frames only; scaling and conversion happen elsewhere.
"""

from __future__ import annotations

import textwrap

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from core.errors import NotAnImage
from core.model import Candidate, Source
from core.safe_name import safe_name
from tui.half_blocks import Frame, fit_cells
from tui.i18n.catalogue import Catalogue
from tui.pictures import Made


class PicturePane(Widget, can_focus=False):
    """A picture, centred, its caption in the last lines."""

    CAPTION_ROWS = 2

    def __init__(self, say: Catalogue, *, id: str | None = None) -> None:  # noqa: A002 Textual's name
        super().__init__(id=id)
        self._say = say
        self._frame: Frame | None = None
        self._expected = Size(0, 0)
        self._note = ""
        self._caption: tuple[str, ...] = ()

    @property
    def cells(self) -> Size:
        """Return the cells there are for a picture."""
        return Size(self.size.width, max(0, self.size.height - self.CAPTION_ROWS))

    def show(self, shown: Candidate | Source | None, made: Made | None, caption: tuple[str, ...]) -> None:
        """Draw a picture's frame, or until it is made a placeholder of its shape."""
        self._frame, self._caption = (made.frame if made else None), caption
        self._expected = Size(0, 0)
        if shown is None:
            self._note = self._say("desk-no-source")
        elif made is None:
            self._note = self._say("desk-loading")
            self._expected = fit_cells(shown.width, shown.height, self.cells)
        elif made.frame is None:
            self._note = self._why(made)
        self.refresh()

    def _why(self, made: Made) -> str:
        if isinstance(made.error, NotAnImage) and made.error.refusal == "changed":
            return self._say("desk-file-changed")
        return self._say.error(made.error) if made.error else self._say("desk-file-gone")

    def show_note(self, note: str) -> None:
        """Draw a note in place of a picture."""
        self._frame, self._expected, self._note, self._caption = None, Size(0, 0), note, ()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one line of the picture or the caption."""
        width, cells = self.size.width, self.cells
        base = self.rich_style
        if y >= cells.height:
            index = y - cells.height
            text = self._caption[index] if index < len(self._caption) else ""
            return _centred(safe_name(text, max(2, width)), width, base + Style(dim=index > 0))
        size = self._frame.size if self._frame else self._expected
        top = (cells.height - size.height) // 2
        left = (width - size.width) // 2
        if self._frame is not None:
            row = y - top
            if not 0 <= row < len(self._frame.strips):
                return Strip.blank(width, base)
            strip = self._frame.strips[row]
            right = width - left - strip.cell_length
            return Strip(
                [Segment(" " * left, base), *strip, Segment(" " * max(0, right), base)],
                max(width, strip.cell_length),
            ).crop(0, width)
        note = textwrap.wrap(self._note, max(8, width - 2))
        line = y - (cells.height - len(note)) // 2
        if 0 <= line < len(note):
            return _centred(note[line], width, base + Style(dim=True))
        if top <= y < top + size.height:
            shade = base + Style(bgcolor="grey19")
            return Strip([Segment(" " * left, base), Segment(" " * size.width, shade)]).adjust_cell_length(
                width, base
            )
        return Strip.blank(width, base)


def _centred(text: str, width: int, style: Style) -> Strip:
    strip = Strip([Segment(text, style)])
    left = max(0, (width - strip.cell_length) // 2)
    return Strip([Segment(" " * left, style), Segment(text, style)]).adjust_cell_length(width, style)
