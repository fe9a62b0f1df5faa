"""One picture with its name and true size beneath, or a placeholder of the picture's shape.

It shows finished frames only; scaling and painting happen elsewhere.
"""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size

from core.errors import NotAnImage
from core.model import Candidate, Source
from core.safe_name import safe_name
from tui.i18n.catalogue import Catalogue
from tui.pictures import Made
from tui.render.fitting import fitted_cells, placeholder
from tui.render.frame import Frame
from tui.render.rendering import Rendering
from tui.widgets.canvas import Canvas
from tui.widgets.covered import Covered
from tui.widgets.line import Line


class PicturePane(Covered, Vertical, can_focus=False):
    """A picture, centred, its caption in the last lines."""

    CAPTION_ROWS: ClassVar[int] = 2
    DEFAULT_CSS: ClassVar[str] = """
    PicturePane .caption { height: 2; text-align: center; text-wrap: nowrap; }
    """

    def __init__(self, say: Catalogue, rendering: Rendering, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._say = say
        self._rendering = rendering
        self._canvas = Canvas()
        self._caption = Line(classes="caption")

    def compose(self) -> ComposeResult:
        """Yield the picture and its caption."""
        yield self._canvas
        yield self._caption

    @property
    def cells(self) -> Size:
        """Return the cells there are for a picture."""
        return Size(self.size.width, max(0, self.size.height - self.CAPTION_ROWS))

    def show(self, shown: Candidate | Source | None, made: Made | None, caption: tuple[str, ...]) -> None:
        """Draw a picture's frame, or until it is made a placeholder of its shape."""
        self._write(caption)
        if shown is None:
            self._canvas.show(None, self._say("desk-no-source"))
        elif made is None:
            self._canvas.show(self._coming(shown), self._say("desk-loading"))
        elif made.frame is None:
            self._canvas.show(None, self._why(made))
        else:
            self._canvas.show(made.frame)

    def show_note(self, note: str) -> None:
        """Draw a note in place of a picture."""
        self._write(())
        self._canvas.show(None, note)

    def _coming(self, shown: Candidate | Source) -> Frame | None:
        cells = self.cells
        columns, rows = fitted_cells(
            shown.width, shown.height, cells.width, cells.height, self._rendering.ratio
        )
        return placeholder(columns, rows, self._rendering)

    def _write(self, caption: tuple[str, ...]) -> None:
        width = max(2, self.size.width)
        lines = [
            Text(safe_name(line, width), "dim" if at else "")
            for at, line in enumerate(caption[: self.CAPTION_ROWS])
        ]
        self._caption.show(Text("\n").join(lines))

    def _why(self, made: Made) -> str:
        if isinstance(made.error, NotAnImage) and made.error.refusal == "changed":
            return self._say("desk-file-changed")
        return self._say.error(made.error) if made.error else self._say("desk-file-gone")
