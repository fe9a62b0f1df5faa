"""The desk: queue, previews, checklist; everything a review needs under one pair of hands."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import Worker, WorkerState

from checklists.model import Item
from core.clock import utc_now
from core.desk import Desk
from core.errors import GateOpen, VitrinaError
from core.model import Draft, Proof, State, Verdict
from core.process.gate import Found
from core.queue import QueueRow, progress
from core.safe_name import safe_name
from tui.actions import DESK, bindings, clashing_keys, unknown_actions
from tui.i18n.catalogue import Catalogue
from tui.messages import DeskChanged, DeskFailed, FrameMade
from tui.pictures import FrameMaker
from tui.screens.assign import AssignScreen
from tui.screens.compare import CompareScreen
from tui.screens.goto import GotoScreen
from tui.screens.keys import KeysScreen
from tui.screens.note import NoteScreen
from tui.screens.phone import PhoneScreen
from tui.screens.reject import RejectScreen
from tui.screens.tray import IN_TRAY, TrayScreen
from tui.selection import Selection
from tui.session import Session
from tui.status import evidence_of, open_line, status_text
from tui.widgets.checklist_pane import ChecklistPane, Review
from tui.widgets.keys_line import KeysLine
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


class DeskScreen(Screen[None]):
    """Three panes over one queue."""

    AUTO_FOCUS = ""  # every letter is a command until the filter is asked for
    CSS_PATH = "desk.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DESK)]

    def __init__(self, desk: Desk, say: Catalogue, frames: FrameMaker) -> None:
        super().__init__()
        self.desk = desk
        self.say = say
        self.frames = frames
        self.session = Session()
        self.selection = Selection(self._haystack)
        self._found: dict[str, Found] = {}
        self._deciding = ""
        self._redraw_due = False
        self._redrawn_at = 0.0
        self._quit_asked_at = -_QUIT_SECONDS

    def compose(self) -> ComposeResult:
        """Yield the panes."""
        with Vertical(id="head"):
            yield Static(id="status")
            yield Input(id="filter", placeholder=self.say("desk-filter"))
        with Container(id="work"):
            yield QueuePane(self.say, id="queue")
            yield PairView(self.say, self.frames, id="pair")
            yield ChecklistPane(self.say, self.desk.reasons, id="checklist")
        with Vertical(id="foot"):
            yield MessageLine(id="message")
            yield KeysLine(self.say)

    def on_mount(self) -> None:
        """Draw the queue as it is and keep the clock running."""
        self._take_rows()
        self._select(self.selection.first())
        self.set_interval(_SECOND, self._tick)
        keys = self.desk.config.keys
        unknown, clashes = unknown_actions(keys), clashing_keys(keys)
        if self.desk.checklist_problems:
            self._tell(self.say.problem(self.desk.checklist_problems[0]), good=False)
        elif self.desk.listings_failure is not None:
            self._tell(self.say.error(self.desk.listings_failure), good=False)
        elif unknown:
            self._tell(self.say("desk-unknown-actions", names=", ".join(unknown)), good=False)
        elif clashes:
            self._tell(self.say("desk-clashing-keys", names=", ".join(clashes)), good=False)

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
        """Redraw what may have changed; the selection stays on its candidate."""
        self._redraw_due = False
        self._redrawn_at = time.monotonic()
        before = self.selection.row
        self._take_rows()
        if self.selection.row is None:
            self._select(self.selection.first())
        elif self.selection.row != before:
            self._note_shown()
            self._look_at_files(self.selection.sha256)
            self._show_selected()
        self.refresh_bindings()

    @on(DeskFailed)
    def take_failure(self, message: DeskFailed) -> None:
        """Say what went wrong in the background."""
        self._tell(self.say.error(message.error), good=False)

    @on(FrameMade)
    def take_frame(self, message: FrameMade) -> None:
        """Draw a frame that is ready, when it is one of the selected pair."""
        self.query_one(PairView).take_frame(message.wanted)

    @on(Worker.StateChanged)
    def take_breakdown(self, event: Worker.StateChanged) -> None:
        """Say that something unexpected happened; the log has the details, the session goes on."""
        if event.state is WorkerState.ERROR:
            logger.error("worker %s failed", event.worker.name, exc_info=event.worker.error)
            self._tell(self.say("desk-unexpected"), good=False)

    @on(QueuePane.Picked)
    def pick(self, message: QueuePane.Picked) -> None:
        """Select a row that was clicked."""
        if message.row.sha256:
            self._select(message.row.sha256)

    def on_resize(self, event: Resize) -> None:
        """Note the size that goes into each decision, and have frames made for it."""
        self.session.columns, self.session.rows = event.size.width, event.size.height
        self.call_after_refresh(self._show_pictures)
        self.call_after_refresh(self._draw_queue)

    def on_screen_suspend(self) -> None:
        """Stop the look time while another screen is in front, except a view of the same pair."""
        if not isinstance(self.app.screen, CompareScreen | PhoneScreen):
            self.session.hide(time.monotonic())

    def on_screen_resume(self) -> None:
        """Go on with the look time."""
        self._note_shown()
        self._show_selected()

    # --- deciding -------------------------------------------------------------------------------------------

    def action_approve(self) -> None:
        """Approve what is shown, when the gate is free."""
        row = self.selection.row
        if row is None or self._deciding:
            return
        if row.state is State.UNMATCHED:
            self._tell(self.say("desk-in-tray"), good=False)
            return
        self._decide(row, Verdict.APPROVE, self._draft(row), ())

    @work(group="reject", exclusive=True)
    async def action_reject(self) -> None:
        """Ask for the reasons, then reject what was shown when the key was pressed."""
        row = self.selection.row
        if row is None or self._deciding:
            return
        if row.state is State.UNMATCHED:
            self._tell(self.say("desk-in-tray"), good=False)
            return
        failed = [i.reason for i in self._items(row) if self._draft(row).answers.get(i.id) == "fail"]
        reasons = await self.app.push_screen_wait(RejectScreen(self.desk.reasons, self.say, failed))
        if reasons:
            self._decide(row, Verdict.REJECT, self._draft(row), reasons)

    @work(group="decide", exit_on_error=False)
    async def _decide(self, row: QueueRow, verdict: Verdict, draft: Draft, reasons: Sequence[str]) -> None:
        self._deciding = row.sha256
        self._tell(self.say("desk-saving"), good=True)
        try:
            if verdict is Verdict.APPROVE:
                await asyncio.to_thread(self.desk.approve, row.sha256, draft)
            else:
                await asyncio.to_thread(self.desk.reject, row.sha256, draft, reasons)
        except GateOpen as error:
            self._tell(f"{self.say('desk-not-approved')} {open_line(self.say, error.gate)}", good=False)
            return
        except VitrinaError as error:
            self._tell(self.say.error(error), good=False)
            return
        finally:
            self._deciding = ""
        self.session.forget(row.sha256, time.monotonic())
        self._take_rows()
        if self.selection.sha256 == row.sha256:
            following = self.selection.following()
            self._select(following.sha256 if following else row.sha256)
        self._show_selected()
        self._tell(self._outcome(row, verdict), good=True)

    @work(group="decide", exit_on_error=False)
    async def action_later(self) -> None:
        """Put the candidate off to the end of the queue and go on."""
        row = self.selection.row
        if row is None or not row.open:
            return
        try:
            await asyncio.to_thread(self.desk.postpone, row.sha256)
        except VitrinaError as error:
            self._tell(self.say.error(error), good=False)
            return
        self._take_rows()
        following = self.selection.following()
        if self.selection.sha256 == row.sha256 and following is not None:
            self._select(following.sha256)
        self._tell(self.say("desk-later", name=self._called(row)), good=True)

    @work(group="decide", exit_on_error=False)
    async def action_undo(self) -> None:
        """Take back this person's last decision and show its candidate."""
        try:
            undone = await asyncio.to_thread(self.desk.undo)
        except VitrinaError as error:
            self._tell(self.say.error(error), good=False)
            return
        candidate = undone.candidate
        self.session.restore(candidate.sha256, undone.decision)
        self._take_rows()
        self.selection.sha256 = ""
        self._select(candidate.sha256)
        row = self.selection.row
        name = self._called(row) if row else candidate.id
        state = self.say(f"state-{row.state}") if row else ""
        self._tell(self.say("desk-undone", name=name, state=state), good=True)

    def action_answer(self, number: int) -> None:
        """Step the answer to a question."""
        row = self.selection.row
        if row is None or not row.sku:
            return
        items = self._items(row)
        if number <= len(items):
            self.session.answer(row.sha256, items[number - 1].id)
            self._show_review()

    def action_pass_group(self) -> None:
        """Answer the next open group with pass."""
        row = self.selection.row
        if row is not None and row.sku:
            self.session.pass_group(row.sha256, self._items(row))
            self._show_review()

    def action_source_sharp(self) -> None:
        """Confirm that the source is sharp enough."""
        self._declare("source_sharp", "desk-source-sharp")

    def action_large_screen(self) -> None:
        """Confirm the comparison on a large screen: recorded as declared."""
        self._declare("large_screen", "desk-large-screen")

    @work(group="note", exclusive=True)
    async def action_note(self) -> None:
        """Write a note that goes into the decision."""
        row = self.selection.row
        if row is None or not row.sku:
            return
        text = await self.app.push_screen_wait(NoteScreen(self.say, self._draft(row).note))
        if text is not None:
            self.session.note(row.sha256, text)
            self._show_review()

    # --- moving about ---------------------------------------------------------------------------------------

    def action_browse(self, step: int) -> None:
        """Move the selection without deciding."""
        self._select(self.selection.step(step))

    def action_edge(self, direction: int) -> None:
        """Move to the first or last row."""
        self._select(self.selection.step(direction * len(self.selection.shown)))

    def action_next_open(self) -> None:
        """Move to the next candidate that is not decided."""
        following = self.selection.following()
        if following is None:
            self._tell(self._nothing_next(), good=True)
        else:
            self._select(following.sha256)

    @work(group="goto", exclusive=True)
    async def action_goto(self) -> None:
        """Go to a SKU."""
        skus = list(dict.fromkeys(row.sku for row in self.selection.rows if row.sku))
        sku = await self.app.push_screen_wait(GotoScreen(self.say, skus))
        if sku:
            self._select(self.selection.of_sku(sku))

    def action_filter(self) -> None:
        """Type a filter over SKU, title, state and file name."""
        box = self.query_one("#filter", Input)
        box.add_class("-open")
        box.focus()
        self._tell(self.say("desk-filter-help"), good=True)

    @on(Input.Changed, "#filter")
    def filter_rows(self, event: Input.Changed) -> None:
        """Show what fits the filter."""
        self.selection.narrow(event.value)
        self._draw_queue()

    @on(Input.Submitted, "#filter")
    def close_filter(self) -> None:
        """Keep the filter and go on reviewing; an empty one disappears."""
        box = self.query_one("#filter", Input)
        box.set_class(bool(box.value), "-open")
        self.set_focus(None)
        self.action_browse(0)

    def key_escape(self) -> None:
        """Clear the filter."""
        box = self.query_one("#filter", Input)
        box.value = ""
        box.remove_class("-open")
        self.set_focus(None)

    def action_compare(self) -> None:
        """Open the full-size comparison."""
        row = self.selection.row
        if row is None or row.source is None:
            self._tell(self.say("desk-no-pair"), good=False)
            return
        self._seen("compare", row)
        self.app.push_screen(CompareScreen(row, self.say, self.frames), self._after_view)

    def action_phone(self) -> None:
        """Open the phone preview."""
        row = self.selection.row
        if row is None:
            return
        self._seen("phone", row)
        self.app.push_screen(PhoneScreen(row, self.say, self.frames), self._after_view)

    @work(group="tray", exclusive=True)
    async def action_tray(self) -> None:
        """Open the tray."""
        await self.app.push_screen_wait(TrayScreen(self.desk, self.say, self.frames))
        self._take_rows()
        self._show_selected()

    def action_keys(self) -> None:
        """Show all keys."""
        self.app.push_screen(KeysScreen(self.say, list(self.active_bindings.values())))

    def action_quit_desk(self) -> None:
        """Leave; every decision is on the disk already. Unfinished answers are worth a second press."""
        unfinished = self.session.unfinished()
        now = time.monotonic()
        if unfinished and now - self._quit_asked_at > _QUIT_SECONDS:
            self._quit_asked_at = now
            self._tell(self.say("desk-quit-unfinished", count=unfinished), good=False)
        else:
            self.app.exit(0)

    @work(group="tray", exclusive=True)
    async def action_reassign(self) -> None:
        """Say anew which SKU, slot and mode the picture shows."""
        row = self.selection.row
        if row is None or row.candidate is None or row.candidate.heads:
            return
        answer = await self.app.push_screen_wait(AssignScreen(self.say, self.desk.skus()))
        if answer is None:
            return
        try:
            await asyncio.to_thread(self.desk.assign, row.sha256, answer.sku, answer.slot, answer.mode)
        except VitrinaError as error:
            self._tell(self.say.error(error), good=False)
        self._take_changes()

    def action_scroll_review(self, by: int) -> None:
        """Scroll the questions, the evidence and the conditions."""
        self.query_one(ChecklistPane).scroll_relative(y=by, animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Switch off keys that have nothing to act on, and all of them while the filter is typed into."""
        if self.focused is not None and isinstance(self.focused, Input):
            return False
        row = self.selection.row
        if action in ("approve", "reject", "answer", "pass_group", "note", "large_screen", "phone"):
            return row is not None and bool(row.sku)
        if action == "compare":
            return row is not None and row.source is not None
        if action == "later":
            return row is not None and row.open
        if action == "reassign":
            return row is not None and row.candidate is not None and not row.candidate.heads
        return True

    # --- inside ---------------------------------------------------------------------------------------------

    def _items(self, row: QueueRow) -> tuple[Item, ...]:
        return self.desk.asked(row.candidate).items if row.candidate else ()

    def _draft(self, row: QueueRow) -> Draft:
        return self.session.draft(row.sha256, time.monotonic())

    def _called(self, row: QueueRow) -> str:
        slot = self.say(f"slot-{row.candidate.match.slot}") if row.candidate else ""
        return f"{safe_name(row.sku)} {slot}".strip()

    def _outcome(self, row: QueueRow, verdict: Verdict) -> str:
        """Say what a decision made of its candidate."""
        now = next((other for other in self.selection.rows if other.sha256 == row.sha256), row)
        if now.state is State.CONTESTED:
            return self.say("desk-now-contested", name=self._called(row))
        left = sum(other.open for other in self.selection.rows)
        return self.say(f"desk-done-{verdict}", name=self._called(row), left=left)

    def _nothing_next(self) -> str:
        """Say why there is no next candidate to decide."""
        if not self.selection.rows:
            return self.say("desk-empty")
        row = self.selection.row
        if any(other.open for other in self.selection.rows if row is None or other.sha256 != row.sha256):
            return self.say("desk-filter-done")
        return self.say("desk-nothing-else" if row is not None and row.open else "desk-all-done")

    def _take_rows(self) -> None:
        self.selection.take(self.desk.queue())
        self._draw_queue()
        self._draw_status()

    def _haystack(self, row: QueueRow) -> str:
        title = row.listing.title if row.listing else ""
        return f"{row.sku} {title} {row.path} {row.id} {self.say(f'state-{row.state}')}"

    def _draw_queue(self) -> None:
        others = frozenset(other.sha256 for other in self.desk.others() if other.sha256)
        self.query_one(QueuePane).show(
            self.selection.shown, selected=self.selection.sha256, others=others, now=utc_now()
        )

    def _draw_status(self) -> None:
        text = status_text(
            self.say,
            workspace=self.desk.workspace.root.name,
            person=self.desk.person,
            progress=progress(self.selection.rows),
            status=self.desk.hot_folder(),
            others=self.desk.others(),
            tray=sum(row.state in IN_TRAY for row in self.selection.rows)
            + len(self.desk.refusals())
            + len(self.desk.listings.problems),
            width=self.size.width,
        )
        self.query_one("#status", Static).update(text)

    def _select(self, sha256: str) -> None:
        if sha256 != self.selection.sha256:
            self.query_one(MessageLine).clear()
        self.selection.sha256 = sha256
        self.desk.claim(sha256)
        self._note_shown()
        self.query_one(QueuePane).select(sha256)
        self._show_selected()
        self._look_at_files(sha256)
        self.refresh_bindings()

    def _note_shown(self) -> None:
        """Tie the review to the source it is made against; a replaced one makes it begin again."""
        row = self.selection.row
        source = row.source.sha256 if row is not None and row.source else ""
        if self.session.show(self.selection.sha256, source, time.monotonic()):
            self._tell(self.say("desk-source-replaced"), good=False)

    def _show_selected(self) -> None:
        self._show_pictures()
        self._show_review()

    @work(group="files", exclusive=True, exit_on_error=False)
    async def _look_at_files(self, sha256: str) -> None:
        row = self.selection.row
        if row is None or row.candidate is None:
            return
        self._found[sha256] = await asyncio.to_thread(self.desk.found, row.candidate)
        if sha256 == self.selection.sha256:
            self._show_review()

    def _show_pictures(self) -> None:
        self.query_one(PairView).show(self.selection.row, self.selection.around(_AHEAD))

    def _show_review(self) -> None:
        row = self.selection.row
        pane = self.query_one(ChecklistPane)
        if row is None or row.candidate is None:
            pane.show(None)
            return
        draft = self._draft(row)
        found = self._found.get(row.sha256)
        pane.show(
            Review(
                asked=self.desk.asked(row.candidate),
                answers=draft.answers or (row.candidate.heads[-1].answers if row.candidate.heads else {}),
                note=draft.note,
                gate=self.desk.gate(row.candidate, draft, found) if found else None,
                evidence=evidence_of(self.say, row, found),
                decisions=row.candidate.heads,
                others=[o.person for o in self.desk.others() if o.sha256 == row.sha256],
            )
        )

    def _tick(self) -> None:
        """Let ages, look time and waiting files go on."""
        if self.app.screen is self:
            self._draw_queue()
            self._draw_status()
            self._show_review()

    def _seen(self, what: str, row: QueueRow) -> None:
        self.session.looked(row.sha256, **{what: Proof.SEEN})

    def _declare(self, what: str, says: str) -> None:
        row = self.selection.row
        if row is not None and row.sku:
            self.session.looked(row.sha256, **{what: Proof.DECLARED})
            self._tell(self.say(says), good=True)
            self._show_review()

    def _after_view(self, wish: str | None) -> None:
        """Carry out what was asked for in a view, on the pair that it showed."""
        if wish == "approve":
            self.action_approve()
        elif wish == "reject":
            self.action_reject()
        elif wish == "large":
            self.action_large_screen()
        elif wish == "next":
            self.action_next_open()
            self.action_compare()

    def _tell(self, text: str, *, good: bool) -> None:
        self.query_one(MessageLine).tell(text, good=good)
