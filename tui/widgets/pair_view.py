"""Source and candidate side by side."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size

from core.model import Candidate, Source
from core.queue import QueueRow
from core.viewing.geometry import Box
from tui.i18n.catalogue import Catalogue
from tui.pictures import FrameMaker, Made, Wanted
from tui.status import SIDES, Side, caption_of, side_of
from tui.widgets.covered import Covered
from tui.widgets.picture_pane import PicturePane

_AHEAD_SECONDS = 0.05
"""How long the pictures of other pairs wait for this pair's to be on the screen."""


class PairView(Covered, Horizontal, can_focus=False):
    """Draws the pair of a row as its frames become ready."""

    def __init__(self, say: Catalogue, frames: FrameMaker, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._say = say
        self._frames = frames
        self._row: QueueRow | None = None
        self._marks: tuple[Box | None, Box | None] = (None, None)
        self._weak = False
        self._ahead: tuple[QueueRow, ...] = ()
        """Whose pictures are made as soon as this pair's are there."""

    def compose(self) -> ComposeResult:
        """Yield a pane for each side."""
        for side in SIDES:
            yield PicturePane(self._say, self._frames.rendering, id=side)

    def show(self, row: QueueRow | None, ahead: Iterable[QueueRow] = ()) -> None:
        """Draw a row's pair, nothing framed, and have the pictures of `ahead` made for the same size."""
        self._row = row
        self._marks = (None, None)
        self._ahead = tuple(ahead)
        self._frames.drop_waiting()
        self._draw()

    def mark(self, source: Box | None, candidate: Box | None, *, weak: bool = False) -> None:
        """Frame a place in both pictures, each in its own true pixels, until another row is shown."""
        self._marks, self._weak = (source, candidate), weak
        self._draw()

    def take_frame(self, wanted: Wanted) -> None:
        """Draw a frame that is ready, when it is one of this pair."""
        shown = [side_of(self._row, side) for side in SIDES] if self._row else []
        if any(one is not None and one.sha256 == wanted.sha256 for one in shown):
            self._draw()

    def _pane(self, side: str) -> PicturePane:
        return self.query_one(f"#{side}", PicturePane)

    @property
    def _cells(self) -> Size:
        """The cells that each picture has: the same for both, though one pane may be a column wider."""
        panes = [self._pane(side).cells for side in SIDES]
        return Size(min(pane.width for pane in panes), min(pane.height for pane in panes))

    def _draw(self) -> None:
        complete = True
        for side in SIDES:
            if self._row is None:
                self._pane(side).show_note(self._say("desk-empty") if side == "candidate" else "")
                continue
            shown = side_of(self._row, side)
            made = self._made(shown, side) if shown else None
            complete = complete and (shown is None or made is not None)
            self._pane(side).show(shown, made, caption_of(self._say, self._row, side))
        if complete and self._ahead:
            self.set_timer(_AHEAD_SECONDS, self._make_ahead)

    def _make_ahead(self) -> None:
        rows, self._ahead = self._ahead, ()
        for row in rows:
            for side in SIDES:
                shown = side_of(row, side)
                if shown is not None:
                    self._frames.want(shown, self._cells, ahead=True)

    def _made(self, shown: Candidate | Source, side: Side) -> Made | None:
        """Return the frame with what is marked; the one without until that is ready."""
        cells = self._cells
        mark = self._marks[SIDES.index(side)]
        marked = self._frames.want(shown, cells, mark=mark, weak=self._weak) if mark is not None else None
        return marked or self._frames.want(shown, cells)
