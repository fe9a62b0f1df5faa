"""The full-size comparison: source and candidate side by side, nothing else."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen

from core.queue import QueueRow
from tui.actions import VIEW, bindings
from tui.i18n.catalogue import Catalogue
from tui.messages import FrameMade
from tui.pictures import FrameMaker, Side, Wanted
from tui.status import caption_of
from tui.widgets.keys_line import KeysLine
from tui.widgets.picture_pane import PicturePane


class CompareScreen(Screen[str | None]):
    """Two up. Answers with what the person wants next: `approve`, `reject`, `large`, `next`, or None."""

    CSS_PATH = "compare.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(VIEW)]

    def __init__(self, row: QueueRow, say: Catalogue, frames: FrameMaker) -> None:
        super().__init__()
        self._row = row
        self._say = say
        self._frames = frames

    def compose(self) -> ComposeResult:
        """Yield both pictures."""
        with Horizontal():
            yield PicturePane(id="source")
            yield PicturePane(id="candidate")
        yield KeysLine(self._say)

    def on_resize(self) -> None:
        """Have frames made for this size."""
        self.call_after_refresh(self._show)

    @on(FrameMade)
    def take_frame(self, message: FrameMade) -> None:
        """Draw a frame that is ready."""
        if message.wanted.sha256 == self._row.sha256:
            self._show()

    def action_close_view(self) -> None:
        """Go back to the desk."""
        self.dismiss(None)

    def action_approve(self) -> None:
        """Go back and approve this pair."""
        self.dismiss("approve")

    def action_reject(self) -> None:
        """Go back and reject this pair."""
        self.dismiss("reject")

    def action_large_screen(self) -> None:
        """Go back and record the large-screen check as declared."""
        self.dismiss("large")

    def action_next_view(self) -> None:
        """Go on to the next open pair."""
        self.dismiss("next")

    def _show(self) -> None:
        sides: tuple[Side, Side] = ("source", "candidate")
        wishes = []
        for side in sides:
            pane = self.query_one(f"#{side}", PicturePane)
            shown = self._row.source if side == "source" else self._row.candidate
            wanted = Wanted(self._row.sha256, side, pane.cells.width, pane.cells.height)
            made = self._frames.get(wanted)
            caption = caption_of(self._say, self._row, side)
            if made is not None and made.frame is not None:
                pane.show_frame(made.frame, caption)
            elif made is not None:
                why = self._say.error(made.error) if made.error else self._say("desk-file-gone")
                pane.show_placeholder(0, 0, why, caption)
            elif shown is not None:
                pane.show_placeholder(shown.width, shown.height, self._say("desk-loading"), caption)
                wishes.append(wanted)
        self._frames.want(self._row, wishes)
