"""What a person does to the picture on the screen: answer, decide, undo, put off, assign.

The actions of the desk without its panes. Each decision is taken on the row that was shown when the key was
pressed, waits for the disk in a thread, and moves on only when it is recorded. The next key waits with it:
typed ahead, it belongs to what comes next. A prompt is opened within the action itself, so that letters typed
right behind its key go to the prompt.
"""

from __future__ import annotations

import asyncio
import logging
import time
from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TypeVar

from textual import on
from textual.screen import Screen

from checklists.model import Item
from core.clock import utc_now
from core.desk import Desk
from core.errors import GateOpen, VitrinaError
from core.model import Candidate, Decision, Draft, Proof, State, Verdict
from core.process.blind import blind_row
from core.process.gate import Found, GateItem
from core.queue import QueueRow, ordered
from core.viewing.geometry import Box
from tui.deciding_words import agreement_of, called, nothing_next, outcome_of
from tui.i18n.catalogue import Catalogue
from tui.messages import DeskFailed
from tui.render.rendering import Rendering
from tui.screens.assign import Assignment, AssignScreen
from tui.screens.keys import KeysScreen
from tui.screens.large_screen import LargeScreenView, LargeWish
from tui.screens.mask import MaskScreen
from tui.screens.note import NoteScreen
from tui.screens.reject import RejectScreen
from tui.selection import Selection
from tui.session import Session
from tui.status import open_line
from tui.training_words import plant_words
from tui.widgets.message_line import MessageLine

T = TypeVar("T")

logger = logging.getLogger(__name__)


class DecidingScreen(Screen[None]):
    """A screen with a selected row that can be decided, and a line of words. Its panes are the subclass's."""

    def __init__(self, desk: Desk, say: Catalogue, selection: Selection, session: Session) -> None:
        super().__init__()
        self.desk = desk
        self.say = say
        self.session = session
        self.selection = selection

    @abstractmethod
    def take_rows(self) -> None:
        """Read the queue anew and draw it."""

    @abstractmethod
    def select(self, sha256: str) -> None:
        """Show a candidate."""

    @abstractmethod
    def show_selected(self) -> None:
        """Draw the selected pair and its review."""

    @abstractmethod
    def show_review(self) -> None:
        """Draw the selected candidate's questions and conditions."""

    def tell(self, text: str, *, good: bool) -> None:
        """Say what happened, for a while."""
        self.query_one(MessageLine).tell(text, good=good)

    @on(DeskFailed)
    def take_failure(self, message: DeskFailed) -> None:
        """Say what went wrong in the background."""
        self.tell(self.say.error(message.error), good=False)

    def ask_mask(self, rendering: Rendering, then: Callable[[], None]) -> None:
        """Have the product of the source marked; `then` is called on the way back, before it is said."""
        row = self.selection.row
        source = row.source if row else None
        if source is None:
            return
        rows = [
            other for other in self.selection.rows if other.source and other.source.sha256 == source.sha256
        ]
        rows.sort(key=lambda other: other is not row)
        candidates = [other.candidate for other in rows if other.candidate]

        def back(confirmed: bool | None) -> None:
            then()
            if confirmed:
                self.tell(self.say("mask-confirmed", count=len(candidates)), good=True)

        self.app.push_screen(MaskScreen(self.desk, self.say, rendering, source, candidates), back)

    async def action_approve(self) -> None:
        """Approve what is shown, when the gate is free."""
        row = self.selection.row
        if row is None:
            return
        if row.state is State.UNMATCHED:
            self.tell(self.say("desk-in-tray"), good=False)
            return
        await self._decide(row, Verdict.APPROVE, self._draft(row), ())

    def action_reject(self) -> None:
        """Ask for the reasons, then reject what was shown when the key was pressed."""
        row = self.selection.row
        if row is None:
            return
        if row.state is State.UNMATCHED:
            self.tell(self.say("desk-in-tray"), good=False)
            return
        failed = [i.reason for i in self._items(row) if self._draft(row).answers.get(i.id) == "fail"]
        chosen = self.session.reasons(row.sha256) or failed

        async def reject(reasons: tuple[str, ...] | None) -> None:
            if reasons:
                await self._decide(row, Verdict.REJECT, self._draft(row), reasons)

        self.app.push_screen(RejectScreen(self.desk.reasons, self.say, chosen), reject)

    async def _decide(self, row: QueueRow, verdict: Verdict, draft: Draft, reasons: Sequence[str]) -> None:
        self.tell(self.say("desk-saving"), good=True)
        if self.session.auditing:
            await self._audit(row, verdict, draft, reasons)
            return
        if self.desk.planting.holds(row.sha256):
            await self._planted(row, verdict, draft, reasons)
            return

        def decide() -> Decision:
            if verdict is Verdict.APPROVE:
                return self.desk.deciding.approve(row.sha256, draft)
            return self.desk.deciding.reject(row.sha256, draft, reasons)

        if await self._recorded(decide) is None:
            self.session.keep_reasons(row.sha256, reasons)
            return
        self.session.forget(row.sha256, time.monotonic())
        self.take_rows()
        if self.selection.sha256 == row.sha256:
            following = self.selection.following()
            self.select(following.sha256 if following else row.sha256)
        self.show_selected()
        self.session.decided(row.sku, utc_now())
        due = self.desk.process.pause_due(self.session.sitting)
        pause = f"  {self.say('desk-pause-due')}" if due else ""
        self.tell(f"{outcome_of(self.say, row, verdict, self.selection.rows)}{pause}", good=True)

    async def _audit(self, row: QueueRow, verdict: Verdict, draft: Draft, reasons: Sequence[str]) -> None:
        """Record a second look, show the first verdict, and go on; after the last one back to deciding."""
        look = await self._recorded(lambda: self.desk.deciding.audit(row.sha256, verdict, draft, reasons))
        if look is None:
            self.session.keep_reasons(row.sha256, reasons)
            return
        self.session.forget(row.sha256, time.monotonic())
        self.take_rows()
        if not self.selection.rows:
            self._leave_audit()
        elif self.selection.sha256 == row.sha256 or self.selection.row is None:
            self.select(self.selection.first())
        self.show_selected()
        self.tell(agreement_of(self.say, row, look, verdict), good=not look.disagreed)

    async def _planted(self, row: QueueRow, verdict: Verdict, draft: Draft, reasons: Sequence[str]) -> None:
        """Record what was said of a planted picture, reveal it, and show the one in whose place it was."""
        answer = await self._recorded(lambda: self.desk.planting.answer(row.sha256, verdict, draft, reasons))
        if answer is None:
            self.session.keep_reasons(row.sha256, reasons)
            return
        plant, counts = answer
        self.session.forget(row.sha256, time.monotonic())
        self.take_rows()
        self.select(plant.base)
        self.session.decided(row.sku, utc_now())
        x, y, width, height = plant.place
        self.mark(Box(x, y, x + width, y + height))
        said = plant_words(self.say, plant) if counts else self.say("plant-answered-before")
        self.tell(said, good=plant.caught and counts)

    def mark(self, place: Box) -> None:
        """Frame a place of the selected picture, in its pixels, where the screen can."""

    async def action_audit(self) -> None:
        """Begin to take second looks, as if the pictures were new, or go back to deciding."""
        if self.session.auditing:
            self._leave_audit()
            return
        looks = await self._recorded(self.desk.auditing.looks)
        if not looks:
            self.tell(self.say("cli-audit-none"), good=False)
            return
        self.session.auditing = True
        self.take_rows()
        self.select(self.selection.first())
        self.tell(self.say("desk-audit-begun", count=len(self.selection.rows)), good=True)

    def _leave_audit(self) -> None:
        self.session.auditing = False
        self.take_rows()
        self.select(self.selection.first())

    def rows_now(self) -> tuple[QueueRow, ...]:
        """Return the rows to work on: the queue, or the second looks without their first verdict."""
        if not self.session.auditing:
            return self.desk.planting.shown(self.desk.queue())
        return ordered(blind_row(look) for look in self.desk.auditing.looks())

    def gate_now(self, candidate: Candidate, draft: Draft, found: Found) -> tuple[GateItem, ...]:
        """Return what is left before an approval; for a second look, what is left to look at and answer."""
        asked = self.desk.gating.left_to_look if self.session.auditing else self.desk.gating.left
        return asked(candidate, draft, found)

    async def action_later(self) -> None:
        """Put the candidate off to the end of the queue and go on."""
        row = self.selection.row
        if row is None or not row.open:
            return

        def postpone() -> bool:
            self.desk.deciding.postpone(row.sha256)
            return True

        if await self._recorded(postpone) is None:
            return
        self.take_rows()
        following = self.selection.following()
        if self.selection.sha256 == row.sha256 and following is not None:
            self.select(following.sha256)
        self.tell(self.say("desk-later", name=called(self.say, row)), good=True)

    async def action_undo(self) -> None:
        """Take back this person's last decision and show its candidate."""
        undone = await self._recorded(self.desk.deciding.undo)
        if undone is None:
            return
        candidate = undone.candidate
        self.session.restore(candidate.sha256, undone.decision)
        self.take_rows()
        self.selection.sha256 = ""
        self.select(candidate.sha256)
        row = self.selection.row
        name = called(self.say, row) if row else candidate.id
        state = self.say(f"state-{row.state}") if row else ""
        self.tell(self.say("desk-undone", name=name, state=state), good=True)

    def action_answer(self, number: int) -> None:
        """Step the answer to a question."""
        row = self.selection.row
        if row is None or not row.sku:
            return
        items = self._items(row)
        if number <= len(items):
            self.session.answer(row.sha256, items[number - 1].id)
            self.show_review()

    def action_pass_group(self) -> None:
        """Answer the next open group with pass."""
        row = self.selection.row
        if row is not None and row.sku:
            self.session.pass_group(row.sha256, self._items(row))
            self.show_review()

    def action_source_sharp(self) -> None:
        """Confirm that the source is sharp enough."""
        self._declare("source_sharp", "desk-source-sharp")

    def action_large_screen(self) -> None:
        """Serve the pair to a large screen; there it counts as seen, or can be declared."""
        row = self.selection.row
        if row is None or row.source is None:
            self.tell(self.say("desk-no-pair"), good=False)
            return

        async def back(wish: LargeWish | None) -> None:
            match wish:
                case "approve":
                    await self.action_approve()
                case "reject":
                    self.action_reject()
                case "declare":
                    self._declare("large_screen", "desk-large-screen")

        self.app.push_screen(LargeScreenView(self.desk, row, self.say, self._draft(row)), back)

    def action_note(self) -> None:
        """Write a note that goes into the decision."""
        row = self.selection.row
        if row is None or not row.sku:
            return

        def keep(text: str | None) -> None:
            if text is not None:
                self.session.note(row.sha256, text)
                self.show_review()

        self.app.push_screen(NoteScreen(self.say, self._draft(row).note), keep)

    def action_reassign(self) -> None:
        """Say anew which SKU, slot and mode the picture shows."""
        row = self.selection.row
        if row is None or row.candidate is None or row.candidate.heads:
            return

        async def assign(answer: Assignment | None) -> None:
            if answer is None:
                return
            await self._recorded(
                lambda: self.desk.deciding.assign(row.sha256, answer.sku, answer.slot, answer.mode)
            )
            self.take_rows()
            self.show_selected()

        self.app.push_screen(AssignScreen(self.say, self.desk.skus()), assign)

    def action_next_open(self) -> None:
        """Move to the next candidate that is not decided."""
        following = self.selection.following()
        if following is None:
            reading = self.desk.reading() is not None
            why = nothing_next(self.say, self.selection.rows, self.selection.row, reading=reading)
            self.tell(why, good=True)
        else:
            self.select(following.sha256)

    def action_browse(self, step: int) -> None:
        """Move the selection without deciding."""
        self.select(self.selection.step(step))

    def action_keys(self) -> None:
        """Show all keys."""
        self.app.push_screen(KeysScreen(self.say, list(self.active_bindings.values())))

    def note_shown(self) -> None:
        """Tie the review to the source it is made against; a replaced one makes it begin again."""
        row = self.selection.row
        source = row.source.sha256 if row is not None and row.source else ""
        if self.session.show(self.selection.sha256, source, time.monotonic()):
            self.tell(self.say("desk-source-replaced"), good=False)

    def on_screen_suspend(self) -> None:
        """Stop the look time while a screen is in front that shows no pair."""
        if not isinstance(self.app.screen, DecidingScreen):
            self.session.hide(time.monotonic())

    async def _recorded(self, act: Callable[[], T]) -> T | None:
        """Do what waits for the disk, in a thread, and return its result; if it fails say why: None."""
        try:
            return await asyncio.to_thread(act)
        except GateOpen as error:
            self.tell(
                f"{self.say('desk-not-approved')} {open_line(self.say, error.gate, self.session.screen)}",
                good=False,
            )
        except VitrinaError as error:
            self.tell(self.say.error(error), good=False)
        except Exception:
            logger.exception("what a key asked for failed")
            self.tell(self.say("desk-unexpected"), good=False)
        return None

    def _declare(self, what: str, says: str) -> None:
        row = self.selection.row
        if row is not None and row.sku:
            self.session.looked(row.sha256, **{what: Proof.DECLARED})
            self.tell(self.say(says), good=True)
            self.show_review()

    def _items(self, row: QueueRow) -> tuple[Item, ...]:
        return self.desk.gating.asked(row.candidate).items if row.candidate else ()

    def _draft(self, row: QueueRow) -> Draft:
        return self.session.draft(row.sha256, time.monotonic())
