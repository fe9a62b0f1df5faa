"""Source and candidate side by side."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size

from core.model import Candidate, Source
from core.queue import QueueRow
from tui.i18n.catalogue import Catalogue
from tui.pictures import FrameMaker, Made, Wanted
from tui.render.overlay import BARE, Both, Overlay
from tui.status import SIDES, caption_of, side_of
from tui.widgets.covered import Covered
from tui.widgets.picture_pane import PicturePane

_AHEAD_SECONDS = 0.05
"""How long the pictures of other pairs wait for this pair's to be on the screen."""

_BARE: Both = (BARE, BARE)


class PairView(Covered, Horizontal, can_focus=False):
    """Draws the pair of a row as its frames become ready."""

    def __init__(self, say: Catalogue, frames: FrameMaker, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._say = say
        self._frames = frames
        self._row: QueueRow | None = None
        self._overlays = _BARE
        self._ahead: tuple[tuple[QueueRow, Both], ...] = ()
        """What is made as soon as this pair's pictures are there."""

    def compose(self) -> ComposeResult:
        """Yield a pane for each side."""
        for side in SIDES:
            yield PicturePane(self._say, self._frames.rendering, id=side)

    def show(
        self,
        row: QueueRow | None,
        overlays: Both = _BARE,
        ahead: Iterable[tuple[QueueRow, Both]] = (),
    ) -> None:
        """Draw a row's pair with what lies over it, and have those of `ahead` made for the same size."""
        self._row = row
        self._overlays = overlays
        self._ahead = tuple(ahead)
        self._frames.drop_waiting()
        self._draw()

    def lay(self, overlays: Both) -> None:
        """Lay something else over source and candidate, until a row is shown."""
        self._overlays = overlays
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
            overlay = self._overlays[SIDES.index(side)]
            made = self._made(shown, overlay) if shown else None
            complete = complete and (shown is None or made is not None)
            caption = caption_of(self._say, self._row, side, heat=overlay.heat is not None)
            self._pane(side).show(shown, made, caption)
        if complete and self._ahead:
            self.set_timer(_AHEAD_SECONDS, self._make_ahead)

    def _make_ahead(self) -> None:
        rows, self._ahead = self._ahead, ()
        for row, overlays in rows:
            for side, overlay in zip(SIDES, overlays, strict=True):
                shown = side_of(row, side)
                if shown is not None:
                    self._frames.want(shown, self._cells, ahead=True, overlay=overlay)

    def _made(self, shown: Candidate | Source, overlay: Overlay) -> Made | None:
        """Return the frame with what lies over it; the bare one until that is ready."""
        cells = self._cells
        covered = self._frames.want(shown, cells, overlay=overlay) if overlay != BARE else None
        return covered or self._frames.want(shown, cells)
