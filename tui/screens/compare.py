"""The full-size comparison: source and candidate side by side, nothing else."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from core.queue import QueueRow
from tui.actions import VIEW, bindings
from tui.i18n.catalogue import Catalogue
from tui.messages import FrameMade
from tui.pictures import FrameMaker
from tui.widgets.keys_line import KeysLine
from tui.widgets.pair_view import PairView


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
        yield PairView(self._say, self._frames)
        yield KeysLine(self._say)

    def on_resize(self) -> None:
        """Have frames made for this size."""
        self.call_after_refresh(self.query_one(PairView).show, self._row)

    @on(FrameMade)
    def take_frame(self, message: FrameMade) -> None:
        """Draw a frame that is ready."""
        self.query_one(PairView).take_frame(message.wanted)

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
