"""The desk: queue, previews, checklist; everything a review needs under one pair of hands."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.events import Resize
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from core.clock import utc_now
from core.desk import Desk
from core.model import View
from core.queue import QueueRow
from core.viewing.geometry import Box
from tui.actions import DESK, bindings
from tui.desk.asides import Asides
from tui.desk.opening import trouble_of
from tui.desk.overlays import Overlays
from tui.desk.pace import Pace
from tui.desk.queue_words import QueueWords
from tui.desk.status_line import StatusLine
from tui.desk.tally import Tally
from tui.desk.walk import Walk
from tui.findings import Places
from tui.i18n.catalogue import Catalogue
from tui.messages import DeskChanged, EvidenceChanged, FrameMade
from tui.pictures import FrameMaker
from tui.postponed import SENT_SECONDS, Postponed
from tui.render.overlay import BARE, Both, Mark, Overlay
from tui.review import Reviews
from tui.screens.deciding import DecidingScreen
from tui.screens.rooms import Rooms
from tui.selection import Selection
from tui.session import Session
from tui.usable import usable_at_desk
from tui.view_maker import ViewMaker
from tui.widgets.checklist_pane import ChecklistPane
from tui.widgets.covered import Covered
from tui.widgets.filter_box import FilterBox
from tui.widgets.keys_line import KeysLine
from tui.widgets.line import Line
from tui.widgets.message_line import MessageLine
from tui.widgets.pair_view import PairView
from tui.widgets.queue_pane import QueuePane

logger = logging.getLogger(__name__)

_AHEAD = 2
"""How many items behind the selected one have their pictures made in advance."""

_SECOND = 1.0

_QUIT_SECONDS = 5.0
"""How long a first press of quit waits for the second one, while answers are unfinished."""

_REDRAW_SECONDS = 0.15
"""Least time between two redraws of the queue for news from elsewhere."""


class Panes(Covered, Container):
    """What the panes lie on."""


class DeskScreen(Covered, DecidingScreen):
    """Three panes over one queue."""

    AUTO_FOCUS = ""  # every letter is a command until the filter is asked for
    CSS_PATH = "desk.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DESK)]

    def __init__(
        self, desk: Desk, say: Catalogue, frames: FrameMaker, views: ViewMaker, places: Places
    ) -> None:
        words = QueueWords(desk, say)
        super().__init__(desk, say, Selection(words.haystack), Session(screen=frames.rendering.screen))
        self.frames = frames
        self._walk = Walk(places.spots, say)
        self._overlays = Overlays(places, say)
        self._pace = Pace(_REDRAW_SECONDS)
        self._quit_asked_at = -_QUIT_SECONDS
        self._follow = Postponed(self.set_timer, SENT_SECONDS, self._follow_selection)
        self._look = Postponed(self.set_timer, SENT_SECONDS, self._look_at_selected)
        self._words = words
        self._asides = Asides(desk, say)
        self._status = StatusLine(desk, say, frames.rendering)
        self._reviews = Reviews(desk, say, self.session.screen)
        self._rooms = Rooms(desk, say, (views, frames), places, self.selection, self.session)

    def compose(self) -> ComposeResult:
        """Yield the panes."""
        with Vertical(id="head"):
            yield Line(id="status")
            yield FilterBox(id="filter", placeholder=self.say("desk-filter"))
        with Panes(id="work"):
            yield QueuePane(self.say, id="queue")
            yield PairView(self.say, self.frames, id="pair")
            yield ChecklistPane(self.say, self.desk.reasons, id="checklist")
        with Vertical(id="foot"):
            yield MessageLine(id="message")
            yield KeysLine(self.say)

    def on_mount(self) -> None:
        """Draw the queue as it is and keep the clock running."""
        self.take_rows()
        self._begin()
        self.set_interval(_SECOND, self._tick)
        trouble = trouble_of(self.say, self.desk)
        if trouble:
            self.tell(trouble, good=False)

    # --- what others did ------------------------------------------------------------------------------------

    @on(DeskChanged)
    def note_changes(self) -> None:
        """Redraw at once, or soon when that was done a moment ago: one redraw serves a burst of arrivals."""
        wait = self._pace.wait(time.monotonic())
        if wait is None:
            return
        if wait:
            self.set_timer(wait, self._take_changes)
        else:
            self._take_changes()

    def _take_changes(self) -> None:
        if self.desk.reading() is None:
            self._redraw()
        else:
            self._make_rows()

    @work(group="queue", exit_on_error=False)
    async def _make_rows(self) -> None:
        """Have the rows of a history that is being read made in a thread: they may be many."""
        await asyncio.to_thread(self.desk.queue)
        self._redraw()

    def _redraw(self) -> None:
        """Redraw what may have changed; the selection stays on its candidate."""
        self._pace.done(time.monotonic())
        before = self.selection.row
        self.take_rows()
        if self.app.screen is not self:
            return  # the screen in front goes on, and this one draws itself when it comes back
        if self.selection.beginning:
            self._begin()
        row = self.selection.row
        if before is not None and row is not None and row.sha256 == before.sha256 and row != before:
            self.note_shown()
            self._look_at_files(self.selection.sha256)
            self.show_selected()
        self.refresh_bindings()

    def _begin(self) -> None:
        """Select the row to begin with, anew as long as the history is read and nobody has moved on."""
        first = self.selection.begin(settled=self.desk.reading() is None)
        if first != self.selection.sha256:
            self.select(first)

    @on(EvidenceChanged)
    def note_evidence(self) -> None:
        """Draw what was measured."""
        if self.app.screen is self:
            self._draw_queue()
            self._draw_status()
            self.show_review()
            if self._overlays.heat:
                self.query_one(PairView).lay(self._over(self.selection.row))
            come = self._overlays.come(self.selection.row)
            if come:
                self.tell(come, good=True)

    @on(FrameMade)
    def take_frame(self, message: FrameMade) -> None:
        """Draw a frame that is ready, when it is one of the selected pair."""
        self.query_one(PairView).take_frame(message.wanted)

    @on(Worker.StateChanged)
    def take_breakdown(self, event: Worker.StateChanged) -> None:
        """Say that something unexpected happened; the log has the details, the session goes on."""
        if event.state is WorkerState.ERROR:
            logger.error("worker %s failed", event.worker.name, exc_info=event.worker.error)
            self.tell(self.say("desk-unexpected"), good=False)

    @on(QueuePane.Picked)
    def pick(self, message: QueuePane.Picked) -> None:
        """Select a row that was clicked."""
        if message.row.sha256:
            self.select(message.row.sha256)

    def on_resize(self, event: Resize) -> None:
        """Note the size that goes into each decision, and have frames made for it."""
        self.session.columns, self.session.rows = event.size.width, event.size.height
        self.call_after_refresh(self._show_pictures)
        self.call_after_refresh(self._draw_queue)

    def on_screen_resume(self) -> None:
        """Go on with the look time; another screen may have decided something meanwhile."""
        self.take_rows()
        self.note_shown()
        self.query_one(QueuePane).select(self.selection.sha256)
        self.show_selected()
        self._look_at_files(self.selection.sha256)
        self.refresh_bindings()

    # --- moving about ---------------------------------------------------------------------------------------

    def action_edge(self, direction: int) -> None:
        """Move to the first or last row."""
        self.select(self.selection.step(direction * len(self.selection.shown)))

    def action_goto(self) -> None:
        """Go to a SKU."""

        def go(sku: str | None) -> None:
            if sku:
                self.select(self.selection.of_sku(sku))

        self.app.push_screen(self._rooms.skus(), go)

    def action_filter(self) -> None:
        """Type a filter over SKU, title, state and file name."""
        self.query_one(FilterBox).open()
        self.tell(self.say("desk-filter-help"), good=True)

    @on(Input.Changed, "#filter")
    def filter_rows(self, event: Input.Changed) -> None:
        """Show what fits the filter."""
        self.selection.narrow(event.value)
        self._draw_queue()

    @on(Input.Submitted, "#filter")
    def close_filter(self) -> None:
        """Keep the filter and go on reviewing; an empty one disappears."""
        self.query_one(FilterBox).leave()
        self.action_browse(0)

    def key_escape(self) -> None:
        """Clear the filter."""
        self.query_one(FilterBox).clear_away()

    def action_compare(self) -> None:
        """Open the comparing views."""
        row = self.selection.row
        if row is None or row.source is None:
            self.tell(self.say("desk-no-pair"), good=False)
            return
        self.app.push_screen(self._rooms.views(View.TWO_UP))

    def action_phone(self) -> None:
        """Open the phone preview."""
        if self.selection.row is not None:
            self.app.push_screen(self._rooms.views(View.PHONE))

    def action_finding(self, by: int) -> None:
        """Frame the next or the previous measured difference in both pictures, and say what it is."""
        words = self._walk.go(self.selection.row, by)
        self.query_one(PairView).lay(self._over(self.selection.row))
        self.tell(words or self.say("evidence-none"), good=True)

    def action_heat(self) -> None:
        """Lay what was measured over the generated picture, or take it away."""
        words, good = self._overlays.turn(self.selection.row)
        self._show_pictures()
        self.tell(words, good=good)

    def mark(self, place: Box) -> None:
        """Frame a place of the selected picture."""
        self.query_one(PairView).lay((BARE, Overlay((Mark(place),))))

    def action_mask(self) -> None:
        """Say where the product is in the source."""
        self.ask_mask(self.frames.rendering, self._come_back)

    def action_tray(self) -> None:
        """Open the tray."""
        self.app.push_screen(self._rooms.tray(), self._come_back)

    def _come_back(self, _: None = None) -> None:
        self.take_rows()
        self.show_selected()

    def action_board(self) -> None:
        """Open the board; a SKU chosen there is selected here."""
        self.app.push_screen(self._rooms.board(), self._go_to_sku)

    def action_batches(self) -> None:
        """Open the batches; the next SKU of one chosen there is selected here."""
        self.app.push_screen(self._rooms.batches(), self._go_to_sku)

    def _go_to_sku(self, sku: str | None) -> None:
        if sku and any(row.sku == sku for row in self.selection.rows):
            self.select(self.selection.of_sku(sku))

    def action_train(self) -> None:
        """Train with known answers; in the selected category where a drill has to be passed."""
        self.app.push_screen(self._rooms.training())

    def action_log(self) -> None:
        """Open the rejection log."""
        self.app.push_screen(self._rooms.log(self._compare))

    def action_metrics(self) -> None:
        """Open the metrics."""
        self.app.push_screen(self._rooms.metrics(self._compare), self._asides.again)

    def action_import(self) -> None:
        """Read a marketplace's report."""
        self.app.push_screen(self._rooms.reports(), self._asides.again)

    def _compare(self, sha256: str) -> bool:
        """Open the comparing views of a picture over the screen that asks; False where it has no pair."""
        row = next((row for row in self.selection.rows if row.sha256 == sha256), None)
        if row is None or row.source is None:
            return False
        self.select(sha256)
        self.app.push_screen(self._rooms.views(View.TWO_UP))
        return True

    def action_quit_desk(self) -> None:
        """Leave; every decision is on the disk already. Unfinished answers are worth a second press."""
        unfinished = self.session.unfinished()
        now = time.monotonic()
        if unfinished and now - self._quit_asked_at > _QUIT_SECONDS:
            self._quit_asked_at = now
            self.tell(self.say("desk-quit-unfinished", count=unfinished), good=False)
        else:
            self.app.exit(0)

    def action_scroll_review(self, by: int) -> None:
        """Scroll the questions, the evidence and the conditions."""
        self.query_one(ChecklistPane).scroll_relative(y=by, animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Switch off keys that have nothing to act on, and all of them while the filter is typed into."""
        if isinstance(self.focused, Input):
            return False
        return usable_at_desk(action, self.selection.row, auditing=self.session.auditing)

    # --- inside ---------------------------------------------------------------------------------------------

    def take_rows(self) -> None:
        """Read the queue anew and draw it and the status line."""
        rows = self.rows_now()
        self.selection.take(rows)
        self._status.tally = tally = Tally.of(rows)
        self._reviews.batches = tally.batches
        self.desk.evidence.want(rows, self.selection.sha256)
        self._draw_queue()
        self._draw_status()

    def _draw_queue(self) -> None:
        others = frozenset(other.sha256 for other in self.desk.following.others() if other.sha256)
        self.query_one(QueuePane).show(
            self.selection.shown,
            selected=self.selection.sha256,
            others=others,
            now=utc_now(),
            reading=self.desk.reading() is not None,
            glyphs=self._words.glyphs,
        )

    def _draw_status(self) -> None:
        text = self._status.of(utc_now(), auditing=self.session.auditing, width=self.size.width)
        self.query_one("#status", Line).show(text)

    def select(self, sha256: str) -> None:
        """Show a candidate, claim it and look at its files."""
        if sha256 != self.selection.sha256:
            self.query_one(MessageLine).clear()
        self.selection.sha256 = sha256
        self._walk.leave()
        self.desk.following.claim(sha256)
        self.note_shown()
        self.query_one(QueuePane).select(sha256)
        self.show_selected()
        if sha256 in self.session.found:
            self._look.ask()
        else:  # the conditions wait for it
            self._look.drop()
            self._look_at_files(sha256)
        self._follow.ask()

    def _follow_selection(self) -> None:
        """Do what may come after the key is acknowledged."""
        self.desk.evidence.want(self.selection.rows, self.selection.sha256)
        self.refresh_bindings()

    def _look_at_selected(self) -> None:
        self._look_at_files(self.selection.sha256)

    def show_selected(self) -> None:
        """Draw the selected pair and its review."""
        self._show_pictures()
        self.show_review()

    @work(group="files", exclusive=True, exit_on_error=False)
    async def _look_at_files(self, sha256: str) -> None:
        row = self.selection.row
        if row is None or row.candidate is None:
            return
        self.session.found[sha256] = await asyncio.to_thread(self.desk.gating.found, row.candidate)
        if sha256 == self.selection.sha256:
            self.show_review()

    def _show_pictures(self) -> None:
        ahead = ((row, self._overlays.of(row, None)) for row in self.selection.around(_AHEAD))
        self.query_one(PairView).show(self.selection.row, self._over(self.selection.row), ahead)

    def _over(self, row: QueueRow | None) -> Both:
        """Return what lies over the selected pair's pictures."""
        return self._overlays.of(row, self._walk.spot)

    def show_review(self) -> None:
        """Draw the selected candidate's questions and conditions."""
        row = self.selection.row
        pane = self.query_one(ChecklistPane)
        if row is None or row.candidate is None:
            pane.show(None)
            return
        draft = self._draft(row)
        found = self.session.found.get(row.sha256)
        gate = self.gate_now(row.candidate, draft, found) if found else None
        pane.show(self._reviews.of(row, row.candidate, draft, found, gate, blind=self.session.auditing))

    def _tick(self) -> None:
        """Let ages, look time and waiting files go on."""
        if self.app.screen is self:
            news = self._asides.news()
            if news:
                self.tell(news, good=False)
            if self._asides.due():
                self._count_escapes()
            self._draw_queue()
            self._draw_status()
            self.show_review()

    @work(group="escapes", exclusive=True, exit_on_error=False)
    async def _count_escapes(self) -> None:
        """See what came back, for the questions, and which rules are old; a long record takes a while."""
        self._reviews.escaped = await asyncio.to_thread(self.desk.metrics.escaped)
        self._status.stale = await asyncio.to_thread(self._asides.stale)
