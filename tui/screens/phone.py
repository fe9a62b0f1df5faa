"""The phone preview: how small a buyer sees the picture, in a grid among neighbours."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Center, Grid
from textual.screen import Screen
from textual.widgets import Static

from core.queue import QueueRow
from core.safe_name import safe_name
from tui.actions import PHONE, bindings
from tui.i18n.catalogue import Catalogue
from tui.messages import FrameMade
from tui.pictures import FrameMaker
from tui.widgets.keys_line import KeysLine
from tui.widgets.picture_pane import PicturePane

_PHONE_RATIO = 19.5 / 9
"""Height to width of a common phone's screen."""

_MAX_COLUMNS = 44


class PhoneScreen(Screen[str | None]):
    """A marketplace's list on a phone, two cards a row, the candidate the first of them."""

    CSS_PATH = "phone.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(PHONE)]

    def __init__(self, row: QueueRow, say: Catalogue, frames: FrameMaker) -> None:
        super().__init__()
        self._row = row
        self._say = say
        self._frames = frames

    def compose(self) -> ComposeResult:
        """Yield the phone."""
        with Center(id="hand"), Grid(id="phone"):
            yield PicturePane(self._say, self._frames.rendering, id="candidate")
            for _ in range(3):
                yield Static(classes="neighbour")
        yield KeysLine(self._say)

    def on_resize(self) -> None:
        """Give the phone its true width and proportions; a short terminal shows its upper part."""
        rows = max(8, self.size.height - 2)
        columns = min(_MAX_COLUMNS, self.size.width - 2)
        phone = self.query_one("#phone", Grid)
        phone.styles.width = columns
        phone.styles.height = min(rows, round(columns * _PHONE_RATIO / 2))
        self.call_after_refresh(self._show)

    @on(FrameMade)
    def take_frame(self) -> None:
        """Draw a frame that is ready."""
        self._show()

    def action_ground(self) -> None:
        """Switch between the light and the dark app."""
        self.query_one("#phone").toggle_class("-dark")

    def action_close_view(self) -> None:
        """Go back to the desk."""
        self.dismiss(None)

    def _show(self) -> None:
        candidate = self._row.candidate
        if candidate is None:
            return
        pane = self.query_one("#candidate", PicturePane)
        title = self._row.listing.title if self._row.listing else self._row.sku
        pane.show(candidate, self._frames.want(candidate, pane.cells), (safe_name(title),))
