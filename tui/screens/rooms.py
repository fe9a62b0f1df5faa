"""The screens that are opened from the desk, each made with what it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.desk import Desk
from core.drilling import DrillWish
from core.model import View
from tui.findings import Places
from tui.i18n.catalogue import Catalogue
from tui.pictures import FrameMaker
from tui.screens.batches import BatchesScreen
from tui.screens.board import BoardScreen
from tui.screens.compare import CompareScreen
from tui.screens.importing import ImportScreen
from tui.screens.metrics import MetricsScreen
from tui.screens.pick import PickScreen
from tui.screens.rejection_log import LogScreen
from tui.screens.train import TrainScreen
from tui.screens.tray import TrayScreen
from tui.selection import Selection
from tui.session import Session
from tui.view_maker import ViewMaker

Compare = Callable[[str], bool]
"""Opens the comparing views of a picture, by its hash; False where it has no pair."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """Makes screens for what is selected; opening them is the desk's."""

    desk: Desk
    say: Catalogue
    makers: tuple[ViewMaker, FrameMaker]
    places: Places
    selection: Selection
    session: Session

    def views(self, view: View) -> CompareScreen:
        """Return the comparing views of the selected row, `view` first."""
        return CompareScreen(
            self.desk,
            self.say,
            self.makers,
            self.selection,
            self.session,
            view=view,
            findings=self.places.findings,
        )

    def skus(self) -> PickScreen:
        """Return the choice of a SKU, of those in the queue."""
        skus = list(dict.fromkeys(row.sku for row in self.selection.rows if row.sku))
        return PickScreen(self.say("goto-title"), self.say("goto-placeholder"), skus)

    def tray(self) -> TrayScreen:
        """Return the tray."""
        return TrayScreen(self.desk, self.say, self.makers[1])

    def board(self) -> BoardScreen:
        """Return the board."""
        return BoardScreen(self.desk, self.say)

    def batches(self) -> BatchesScreen:
        """Return the batches; a new one is offered for the selected category."""
        row = self.selection.row
        category = self.desk.process.category_of(row.sku) if row and row.sku else ""
        return BatchesScreen(self.desk, self.say, category)

    def training(self) -> TrainScreen:
        """Return the training; in the selected category where a drill has to be passed."""
        row = self.selection.row
        wish = DrillWish(self.desk.process.undrilled(row.sku) if row and row.sku else "")
        return TrainScreen(self.desk, self.say, self.makers[1].rendering, self.places.registered, wish)

    def log(self, compare: Compare) -> LogScreen:
        """Return the rejection log."""
        return LogScreen(self.desk, self.say, compare)

    def metrics(self, compare: Compare) -> MetricsScreen:
        """Return the metrics."""
        return MetricsScreen(self.desk, self.say, compare)

    def reports(self) -> ImportScreen:
        """Return what reads marketplaces' reports."""
        return ImportScreen(self.desk, self.say)
