"""The desk: queue, previews, checklist; everything a review needs under one pair of hands."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import datetime
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
from core.drilling import DrillWish
from core.model import View
from core.queue import QueueRow, batch_progress, progress
from core.rulebook import RuleLevels
from core.store.note import StoreNote
from core.viewing.geometry import Box
from tui.actions import DESK, bindings, clashing_keys, unknown_actions
from tui.findings import RULES, Places, glyphs_of
from tui.i18n.catalogue import Catalogue
from tui.messages import DeskChanged, DeskFailed, EvidenceChanged, FrameMade
from tui.pictures import FrameMaker
from tui.review import Reviews
from tui.screens.batches import BatchesScreen
from tui.screens.board import BoardScreen
from tui.screens.compare import CompareScreen
from tui.screens.deciding import ONLY_DECIDING, DecidingScreen
from tui.screens.importing import ImportScreen
from tui.screens.metrics import MetricsScreen
from tui.screens.pick import PickScreen
from tui.screens.rejection_log import LogScreen
from tui.screens.train import TrainScreen
from tui.screens.tray import IN_TRAY, TrayScreen
from tui.selection import Selection
from tui.session import Session
from tui.status import status_text
from tui.view_maker import ViewMaker
from tui.widgets.checklist_pane import ChecklistPane
from tui.widgets.covered import Covered
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

_NOT_BLIND = (*ONLY_DECIDING, "log", "metrics")
"""Actions that are off while second looks are taken: some of them tell the first verdict."""

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
        super().__init__(desk, say, Selection(self._haystack), Session(screen=frames.rendering.screen))
        self.frames = frames
        self._views = views
        self._places = places
        self._finding = -1
        """Which of the selected pair's findings is framed; -1 means none."""
        self._progress = progress(())
        self._in_tray = 0
        self._begun_with = ""
        self._redraw_due = False
        self._redrawn_at = 0.0
        self._quit_asked_at = -_QUIT_SECONDS
        self._noted: tuple[StoreNote, ...] = ()
        self._with_term: tuple[QueueRow, ...] = ()
        self._reviews = Reviews(desk, say, self.session.screen)
        self._escapes_counted = False
        self._rules = RuleLevels(desk.packs)
        self._stale: tuple[str, ...] = ()
        """Marketplaces whose rules are past their date."""

    def compose(self) -> ComposeResult:
        """Yield the panes."""
        with Vertical(id="head"):
            yield Line(id="status")
            yield Input(id="filter", placeholder=self.say("desk-filter"))
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
        keys = self.desk.config.keys
        unknown, clashes = unknown_actions(keys), clashing_keys(keys)
        if self.desk.checklist_problems:
            self.tell(self.say.problem(self.desk.checklist_problems[0]), good=False)
        elif self.desk.listings.failure is not None:
            self.tell(self.say.error(self.desk.listings.failure), good=False)
        elif unknown:
            self.tell(self.say("desk-unknown-actions", names=", ".join(unknown)), good=False)
        elif clashes:
            self.tell(self.say("desk-clashing-keys", names=", ".join(clashes)), good=False)

    # --- what others did ------------------------------------------------------------------------------------

    @on(DeskChanged)
    def note_changes(self) -> None:
        """Redraw at once, or soon when that was done a moment ago: one redraw serves a burst of arrivals."""
        if self._redraw_due:
            return
        self._redraw_due = True
        wait = self._redrawn_at + _REDRAW_SECONDS - time.monotonic()
        if wait <= 0:
            self._take_changes()
        else:
            self.set_timer(wait, self._take_changes)

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
        self._redraw_due = False
        self._redrawn_at = time.monotonic()
        before = self.selection.row
        self.take_rows()
        if self.app.screen is not self:
            return  # the screen in front goes on, and this one draws itself when it comes back
        if self.selection.row is None or self.selection.sha256 == self._begun_with:
            self._begin()
        row = self.selection.row
        if before is not None and row is not None and row.sha256 == before.sha256 and row != before:
            self.note_shown()
            self._look_at_files(self.selection.sha256)
            self.show_selected()
        self.refresh_bindings()

    def _begin(self) -> None:
        """Select the row to begin with, anew as long as the history is read and nobody has moved on."""
        first = self.selection.first()
        self._begun_with = first if self.desk.reading() is not None else ""
        if first != self.selection.sha256:
            self.select(first)

    @on(DeskFailed)
    def take_failure(self, message: DeskFailed) -> None:
        """Say what went wrong in the background."""
        self.tell(self.say.error(message.error), good=False)

    @on(EvidenceChanged)
    def note_evidence(self) -> None:
        """Draw what was measured."""
        if self.app.screen is self:
            self._draw_queue()
            self._draw_status()
            self.show_review()

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
        skus = list(dict.fromkeys(row.sku for row in self.selection.rows if row.sku))

        def go(sku: str | None) -> None:
            if sku:
                self.select(self.selection.of_sku(sku))

        title, hint = self.say("goto-title"), self.say("goto-placeholder")
        self.app.push_screen(PickScreen(title, hint, skus), go)

    def action_filter(self) -> None:
        """Type a filter over SKU, title, state and file name."""
        box = self.query_one("#filter", Input)
        box.display = True
        self.set_focus(box)  # at once: what is typed behind the key belongs to the box
        self.tell(self.say("desk-filter-help"), good=True)

    @on(Input.Changed, "#filter")
    def filter_rows(self, event: Input.Changed) -> None:
        """Show what fits the filter."""
        self.selection.narrow(event.value)
        self._draw_queue()

    @on(Input.Submitted, "#filter")
    def close_filter(self) -> None:
        """Keep the filter and go on reviewing; an empty one disappears."""
        box = self.query_one("#filter", Input)
        box.display = bool(box.value)
        self.set_focus(None)
        self.action_browse(0)

    def key_escape(self) -> None:
        """Clear the filter."""
        box = self.query_one("#filter", Input)
        box.value = ""
        box.display = False
        self.set_focus(None)

    def action_compare(self) -> None:
        """Open the comparing views."""
        row = self.selection.row
        if row is None or row.source is None:
            self.tell(self.say("desk-no-pair"), good=False)
            return
        self._open_views(View.TWO_UP)

    def action_phone(self) -> None:
        """Open the phone preview."""
        if self.selection.row is not None:
            self._open_views(View.PHONE)

    def _open_views(self, view: View) -> None:
        self.app.push_screen(
            CompareScreen(
                self.desk,
                self.say,
                (self._views, self.frames),
                self.selection,
                self.session,
                view=view,
                findings=self._places.findings,
            )
        )

    def action_finding(self, by: int) -> None:
        """Frame the next or the previous measured difference in both pictures, and say what it is."""
        row = self.selection.row
        found = self._places.spots(row.source, row.candidate) if row and row.source and row.candidate else ()
        if not found:
            self.tell(self.say("evidence-none"), good=True)
            return
        first = 0 if by > 0 else -1
        self._finding = (self._finding + by if self._finding >= 0 else first) % len(found)
        spot = found[self._finding]
        self.query_one(PairView).mark(spot.source, spot.candidate, weak=not spot.sure)
        walk = self.say("evidence-walk", number=self._finding + 1, count=len(found), what=spot.words)
        self.tell(walk if spot.sure else f"{walk}  {self.say('evidence-weak')}", good=True)

    def mark(self, place: Box) -> None:
        """Frame a place of the selected picture."""
        self.query_one(PairView).mark(None, place)

    def action_mask(self) -> None:
        """Say where the product is in the source."""

        def back() -> None:
            self.take_rows()
            self.show_selected()

        self.ask_mask(self.frames.rendering, back)

    def action_tray(self) -> None:
        """Open the tray."""

        def back(_: None) -> None:
            self.take_rows()
            self.show_selected()

        self.app.push_screen(TrayScreen(self.desk, self.say, self.frames), back)

    def action_board(self) -> None:
        """Open the board; a SKU chosen there is selected here."""
        self.app.push_screen(BoardScreen(self.desk, self.say), self._go_to_sku)

    def action_batches(self) -> None:
        """Open the batches; the next SKU of one chosen there is selected here."""
        row = self.selection.row
        category = self.desk.process.category_of(row.sku) if row and row.sku else ""
        self.app.push_screen(BatchesScreen(self.desk, self.say, category), self._go_to_sku)

    def _go_to_sku(self, sku: str | None) -> None:
        if sku and any(row.sku == sku for row in self.selection.rows):
            self.select(self.selection.of_sku(sku))

    def action_train(self) -> None:
        """Train with known answers; in the selected category where a drill has to be passed."""
        row = self.selection.row
        wish = DrillWish(self.desk.process.undrilled(row.sku) if row and row.sku else "")
        rendering = self.frames.rendering
        self.app.push_screen(TrainScreen(self.desk, self.say, rendering, self._places.registered, wish))

    def action_log(self) -> None:
        """Open the rejection log."""
        self.app.push_screen(LogScreen(self.desk, self.say, self._compare))

    def action_metrics(self) -> None:
        """Open the metrics."""
        self.app.push_screen(MetricsScreen(self.desk, self.say, self._compare), self._count_anew)

    def action_import(self) -> None:
        """Read a marketplace's report."""
        self.app.push_screen(ImportScreen(self.desk, self.say), self._count_anew)

    def _count_anew(self, _: None) -> None:
        """Have what came back counted at the next tick."""
        self._escapes_counted = False

    def _compare(self, sha256: str) -> bool:
        """Open the comparing views of a picture over the screen that asks; False where it has no pair."""
        row = next((row for row in self.selection.rows if row.sha256 == sha256), None)
        if row is None or row.source is None:
            return False
        self.select(sha256)
        self._open_views(View.TWO_UP)
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
        if isinstance(self.focused, Input) or (self.session.auditing and action in _NOT_BLIND):
            return False
        row = self.selection.row
        if action in ("approve", "reject", "answer", "pass_group", "note", "large_screen", "phone"):
            return row is not None and bool(row.sku)
        if action in ("compare", "mask", "finding"):
            return row is not None and row.source is not None
        if action == "later":
            return row is not None and row.open
        if action == "reassign":
            return row is not None and row.candidate is not None and not row.candidate.heads
        return True

    # --- inside ---------------------------------------------------------------------------------------------

    def take_rows(self) -> None:
        """Read the queue anew and draw it and the status line."""
        rows = self.rows_now()
        self.selection.take(rows)
        self._reviews.batches = batch_progress(rows)
        self._with_term = tuple(row for row in rows if row.open and row.due_at is not None)
        self._progress = progress(rows)
        self._in_tray = sum(row.state in IN_TRAY for row in rows)
        self.desk.evidence.want(rows, self.selection.sha256)
        self._draw_queue()
        self._draw_status()

    def _haystack(self, row: QueueRow) -> str:
        title = row.listing.title if row.listing else ""
        return f"{row.sku} {title} {row.path} {row.id} {self.say(f'state-{row.state}')}"

    def _draw_queue(self) -> None:
        others = frozenset(other.sha256 for other in self.desk.following.others() if other.sha256)
        self.query_one(QueuePane).show(
            self.selection.shown,
            selected=self.selection.sha256,
            others=others,
            now=utc_now(),
            reading=self.desk.reading() is not None,
            glyphs=self._glyphs,
        )

    def _glyphs(self, row: QueueRow) -> tuple[tuple[str, str], ...]:
        measured = glyphs_of(self.desk.evidence.of(row))
        if row.candidate is None or row.listing is None or not row.open:
            return measured
        return (*RULES[self._rules.of(row.candidate, row.listing.marketplaces)], *measured)

    def _draw_status(self) -> None:
        now = utc_now()
        text = status_text(
            self.say,
            workspace=self.desk.workspace.root.name,
            person=self.desk.person,
            reading=self.desk.reading(),
            progress=self._progress,
            status=self.desk.taking_in.hot_folder(),
            others=self.desk.following.others(),
            late=self._due_by(now),
            soon=self._due_by(now, soon=True) - self._due_by(now),
            stale=self._stale,
            auditing=self.session.auditing,
            tray=self._in_tray + len(self.desk.refusals()) + len(self.desk.listings.now.problems),
            true_colour=self.frames.rendering.shows_colour,
            measuring=self.desk.evidence.progress(),
            width=self.size.width,
        )
        self.query_one("#status", Line).show(text)

    def _due_by(self, now: datetime, *, soon: bool = False) -> int:
        times = (row.soon_at if soon else row.due_at for row in self._with_term)
        return sum(at is not None and at < now for at in times)

    def select(self, sha256: str) -> None:
        """Show a candidate, claim it and look at its files."""
        if sha256 != self.selection.sha256:
            self.query_one(MessageLine).clear()
        self.selection.sha256 = sha256
        self._finding = -1
        self.desk.following.claim(sha256)
        self.note_shown()
        self.query_one(QueuePane).select(sha256)
        self.show_selected()
        self.call_after_refresh(self._follow_selection)

    def _follow_selection(self) -> None:
        """Do what may come after the key is acknowledged."""
        self.desk.evidence.want(self.selection.rows, self.selection.sha256)
        self._look_at_files(self.selection.sha256)
        self.refresh_bindings()

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
        self.query_one(PairView).show(self.selection.row, self.selection.around(_AHEAD))

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
            self._tell_notes()
            if not self._escapes_counted and self.desk.reading() is None:
                self._escapes_counted = True
                self._count_escapes()
            self._draw_queue()
            self._draw_status()
            self.show_review()

    @work(group="escapes", exclusive=True, exit_on_error=False)
    async def _count_escapes(self) -> None:
        """See what came back, for the questions, and which rules are old; a long record takes a while."""
        self._reviews.escaped = await asyncio.to_thread(self.desk.metrics.escaped)
        standings = await asyncio.to_thread(self.desk.packs_standing)
        self._stale = tuple(one.pack.name.in_(self.say.language) for one in standings if one.stale)

    def _tell_notes(self) -> None:
        """Say what is new about the store files: put back, copied, a wrong clock."""
        notes = self.desk.store_notes()
        fresh = [note for note in notes if note not in self._noted]
        self._noted = notes
        if fresh:
            self.tell(self.say.note(fresh[0]), good=False)

    def tell(self, text: str, *, good: bool) -> None:
        """Say what happened, for a while."""
        self.query_one(MessageLine).tell(text, good=good)
