"""The view that fills the stage, of the selected candidate, and what of it is seen.

Which view it is, is asked of the way that pairs are looked at: zoom and place stay while another one is up.
"""

from __future__ import annotations

import time

from core.desk import Desk
from core.model import Candidate, View
from core.viewing.finding import Findings
from tui.i18n.catalogue import Catalogue
from tui.pictures import FrameMaker
from tui.selection import Selection
from tui.session import Seen, Session
from tui.view_maker import Drawn, DrawnPhone, ViewMaker
from tui.views.opposite import Opposite
from tui.views.pairs import PairViews
from tui.views.phones import PhoneViews
from tui.views.survey import Survey
from tui.widgets.stage import Stage


class Showing:
    """Lays out and draws whichever view is up, and tells the session what is seen."""

    def __init__(
        self,
        desk: Desk,
        say: Catalogue,
        makers: tuple[ViewMaker, FrameMaker],
        selection: Selection,
        session: Session,
        *,
        findings: Findings,
    ) -> None:
        maker, frames = makers
        self.stage = Stage(id="stage")
        self.pairs = PairViews(self.stage, maker, say, findings, self.see)
        self.phones = PhoneViews(self.stage, maker, say)
        self.survey = Survey(self.stage, frames, say)
        self.opposite = Opposite(self._main_of)
        self._desk = desk
        self._selection = selection
        self._session = session
        self._seen: Seen | None = None

    @property
    def view(self) -> View:
        """The view that is up."""
        return self.pairs.looking.view

    @property
    def drawn(self) -> bool:
        """Whether the view of the selected candidate is on the screen, all of it."""
        return self._seen is not None and self._seen.view is self.view

    @property
    def has_pair(self) -> bool:
        """Whether the selected row has both pictures."""
        row = self._selection.row
        return row is not None and row.source is not None and row.candidate is not None

    def see(self, seen: Seen | None) -> None:
        """Note what is seen; beside the main picture nothing of the source is."""
        self._seen = seen
        beside_main = self.opposite.beside_main and seen is not None and seen.view.pairs
        counted = None if beside_main else seen
        self._session.see(self._selection.sha256, counted, time.monotonic())

    def switch(self, view: View) -> None:
        """Put another view up, or the next kind of the same; nothing of it is seen before it is drawn."""
        self.see(None)
        self.pairs.looking = self.pairs.looking.switched(view)

    def lay(self) -> bool:
        """Give the view its tiles; tell whether that moves anything."""
        row = self._selection.row
        if self.view is View.SURVEY:
            return self.survey.lay(row, self._selection.rows)
        if self.view is View.PHONE:
            return self.phones.lay(row)
        return self.pairs.lay()

    def draw(self) -> None:
        """Draw what is ready of the view, and have the rest made."""
        if self.view is View.SURVEY:
            if self.survey.show(self._selection.sha256):
                self.see(Seen(View.SURVEY))
        elif self.view is View.PHONE:
            if self.phones.show(self._selection.row, self._selection.rows):
                self.see(Seen(View.PHONE))
        else:
            self.pair()

    def pair(self) -> None:
        """Draw the selected pair, or say that there is none."""
        row, self.pairs.left = self.opposite.paired(self._selection.row)
        self.pairs.show(row)

    def take(self, drawn: Drawn | DrawnPhone) -> bool:
        """Draw what is ready, where it belongs to the view; tell whether that is one of pairs."""
        if isinstance(drawn, Drawn):
            if self.view.pairs:
                self.pairs.take(drawn)
            return self.view.pairs
        if self.view is View.PHONE and self.phones.take(self._selection.row, drawn):
            self.see(Seen(View.PHONE))
        return False

    def _main_of(self, sku: str) -> Candidate | None:
        sha256 = self._desk.process.main_of(sku)
        return self._desk.row(sha256).candidate if sha256 else None
