"""The comparing screen: every way to look at a candidate, with the hands where they are at the desk.

One screen for all views: what is decided, answered and undone here is the desk's own, over the same selection
and the same drafts. What is seen, for how long and how close, goes into the session as it is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.events import Resize

from core.desk import Desk
from core.model import View
from core.process.gate import GateItem
from core.queue import QueueRow
from core.viewing.finding import Findings, none_measured
from core.viewing.looking import Looking
from tui.actions import VIEW, bindings
from tui.deciding_words import called
from tui.i18n.catalogue import Catalogue
from tui.known_files import KnownFiles
from tui.looks import ANSWER
from tui.messages import DeskChanged, EvidenceChanged, FrameMade, ViewDrawn
from tui.pictures import FrameMaker
from tui.postponed import SENT_SECONDS, Postponed
from tui.screens.deciding import DecidingScreen
from tui.selection import Selection
from tui.session import Session
from tui.usable import usable_in_view
from tui.view_maker import ViewMaker
from tui.views.blinking import Blinking
from tui.views.pairs import Step
from tui.views.showing import Showing
from tui.views.words import heading_of
from tui.widgets.canvas import Canvas
from tui.widgets.covered import Covered
from tui.widgets.keys_line import KeysLine
from tui.widgets.line import Line
from tui.widgets.message_line import MessageLine
from tui.widgets.stage import Stage

_AHEAD = 1
"""How many items behind the selected one have their views made in advance."""

_REST_SECONDS = 0.15
"""How long no key is pressed before true pixels are fetched and the next views made."""

_NEXT_SECONDS = 0.012
"""How long the picture of a step has to itself until that of the next one is made: a key that is held comes
again after 33 ms, and a picture takes 9."""


class CompareScreen(Covered, DecidingScreen):
    """The views of the selected candidate."""

    CSS_PATH = "compare.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(VIEW)]

    def __init__(
        self,
        desk: Desk,
        say: Catalogue,
        makers: tuple[ViewMaker, FrameMaker],
        selection: Selection,
        session: Session,
        *,
        view: View = View.TWO_UP,
        findings: Findings = none_measured,
    ) -> None:
        """`view` is shown first; a view of pairs only for a candidate that has a source."""
        super().__init__(desk, say, selection, session)
        self.showing = Showing(desk, say, makers, selection, session, findings=findings)
        self.stage = self.showing.stage
        self.pairs = self.showing.pairs
        self.pairs.looking = Looking(view=view)
        self.phones = self.showing.phones
        self.survey = self.showing.survey
        self._blinking = Blinking(self.pairs, self.set_timer)
        self._files = KnownFiles(desk.gating.found, session)
        self._rest = Postponed(self.set_timer, _REST_SECONDS, self._rested)
        self._next = Postponed(self.set_timer, _NEXT_SECONDS, self.pairs.make_next)
        self._follow = Postponed(self.set_timer, SENT_SECONDS, self._follow_selection)
        self._look = Postponed(self.set_timer, SENT_SECONDS, self._look_at_files)

    @property
    def view(self) -> View:
        """The view that is shown."""
        return self.showing.view

    @property
    def drawn(self) -> bool:
        """Whether the view of the selected candidate is on the screen, all of it."""
        return self.showing.drawn

    def compose(self) -> ComposeResult:
        """Yield the line of words, the stage and the foot."""
        yield Line(id="what")
        yield self.stage
        with Vertical(id="foot"):
            yield MessageLine(id="message")
            yield KeysLine(self.say)

    def on_resize(self, event: Resize) -> None:
        """Note the size that goes into each decision, and draw for it."""
        self.session.columns, self.session.rows = event.size.width, event.size.height
        self._lay()

    def on_screen_resume(self) -> None:
        """Go on with the look time."""
        self.note_shown()
        self.show_selected()

    def on_screen_suspend(self) -> None:
        """Nothing of the view is seen while a prompt is in front."""
        self.showing.see(None)
        super().on_screen_suspend()

    @on(DeskChanged)
    def take_changes(self) -> None:
        """Show what others did to the pair on the screen."""
        before = self.selection.row
        self.take_rows()
        if self.app.screen is self and self.selection.row != before:
            self.note_shown()
            self.show_selected()

    @on(ViewDrawn)
    def take_view(self, message: ViewDrawn) -> None:
        """Draw a view that is ready."""
        if self.showing.take(message.drawn):
            self._describe()
            self._wait_for_rest()
            self._next.ask()

    @on(EvidenceChanged)
    def take_evidence(self) -> None:
        """Lay the pair on the screen over each other as it has been measured now."""
        if self.view.pairs:
            self.pairs.measured()

    @on(FrameMade)
    def take_frame(self) -> None:
        """Draw a picture of the survey that is ready."""
        if self.view is View.SURVEY:
            self._draw()

    @on(Canvas.Resized)
    def take_size(self) -> None:
        """Draw for the size that the pictures have now."""
        self._draw()

    @on(Stage.Wheel)
    def take_wheel(self, message: Stage.Wheel) -> None:
        """Zoom about the pointer."""
        if self.view.pairs:
            self.pairs.wheel(message.steps, message.at)

    @on(Stage.Dragged)
    def take_drag(self, message: Stage.Dragged) -> None:
        """Move the picture, or the wipe's seam."""
        if self.view.pairs:
            self.pairs.drag(message.cells, message.at)

    @on(Stage.Picked)
    def take_pick(self, message: Stage.Picked) -> None:
        """Go to a candidate that was clicked in the survey."""
        row = self.survey.row_at(message.tile) if self.view is View.SURVEY else None
        if row is not None:
            self.select(row.sha256)

    # --- views ----------------------------------------------------------------------------------------------

    def action_view(self, name: str) -> None:
        """Show a view; the same again goes on to its next kind."""
        view = View(name)
        if view.pairs and not self.showing.has_pair:
            self.tell(self.say("desk-no-pair"), good=False)
            return
        if view is View.SURVEY and self.view is View.SURVEY and not self.survey.pack:
            self.survey.pack = True
            self._lay()
            return
        self.survey.pack = False
        self.showing.switch(view)
        self._lay()
        self._describe()
        self.refresh_bindings()

    def action_two_up(self) -> None:
        """Go back to both pictures side by side."""
        if self.view is not View.TWO_UP:
            self.action_view(View.TWO_UP.value)

    def action_blink(self) -> None:
        """Show the other picture at the same place."""
        if self.view is not View.BLINK:
            self.action_view(View.BLINK.value)
        self._blinking.press()

    def action_main(self) -> None:
        """Hold an ad against its SKU's approved main picture, or against the source again."""
        opposite = self.showing.opposite
        opposite.beside_main = not opposite.beside_main
        if self.view.pairs:
            self.show_selected()
        else:
            self.action_view(View.TWO_UP.value)

    def action_auto_blink(self) -> None:
        """Blink by itself, or stop."""
        if self.view is not View.BLINK:
            self.action_view(View.BLINK.value)
        if self.view is View.BLINK:
            self._blinking.toggle()
            self._describe()

    def action_ground(self) -> None:
        """Switch between the light and the dark app."""
        self.phones.dark = not self.phones.dark
        self._draw()

    def action_loupe(self) -> None:
        """Go to true pixels, or from there back to the whole."""
        self._step(lambda looking, pair, dots: looking.louped(pair, dots))

    def action_fit(self) -> None:
        """Show the whole."""
        self._step(lambda looking, _pair, _dots: looking.fitted())

    def action_step(self, by: int) -> None:
        """Zoom by a step; while blinking by itself, blink quicker or slower."""
        if self._blinking.automatic:
            self._blinking.quicken(by)
            self._describe()
        else:
            self._step(lambda looking, pair, dots: looking.zoomed(by, pair, dots))

    def action_pan(self, right: int, down: int, big: bool) -> None:
        """Move the picture; in the wipe and the onion left and right move the seam and the share.

        In the survey they go to the picture beside, on the phones to the next marketplace.
        """
        if self.view is View.SURVEY:
            beside = self.survey.beside(self.selection.sha256, right, down)
            if beside is not None:
                self.select(beside.sha256)
        elif self.view is View.PHONE:
            self.phones.first += right
            self._lay()
        elif right and self.view in (View.WIPE, View.ONION):
            self._step(lambda looking, _pair, _dots: looking.slid(right, big=big))
        else:
            across, back = (_panning(*way, big=big) for way in ((down, right), (-down, -right)))
            self._step(_panning(right, down, big=big), (across, back))

    def action_nudge(self, right: int, down: int, big: bool) -> None:
        """Move the candidate alone."""
        self._step(lambda looking, pair, dots: looking.nudged(right, down, pair, dots, big=big))

    def action_realign(self) -> None:
        """Put the candidate back to where it is aligned."""
        self._step(lambda looking, _pair, _dots: looking.realigned())

    def action_finding(self, by: int) -> None:
        """Go to the next or the previous measured difference."""
        self.tell(self.pairs.go_to_finding(by), good=True)
        self._wait_for_rest()

    def action_mask(self) -> None:
        """Say where the product is in the source, and lay the pair over each other by it."""

        def back() -> None:
            self.take_rows()
            self.show_selected()
            self.pairs.measured()

        self.ask_mask(self.survey.frames.rendering, back)

    def action_close_view(self) -> None:
        """Go back to the desk."""
        self.showing.see(None)
        self.dismiss(None)

    def action_answer(self, number: int) -> None:
        """Step the answer to a question and say which it was."""
        super().action_answer(number)
        row = self.selection.row
        items = self._items(row) if row and row.sku else ()
        if row is not None and number <= len(items):
            item = items[number - 1]
            glyph, _ = ANSWER[self._draft(row).answers.get(item.id)]
            self.tell(f"{number} {glyph} {item.question.in_(self.say.language)}", good=True)

    def action_pass_group(self) -> None:
        """Answer the next open group and say how many questions are left."""
        super().action_pass_group()
        row = self.selection.row
        if row is not None and row.sku:
            answers = self._draft(row).answers
            left = sum(item.id not in answers for item in self._items(row))
            self.tell(self.say("views-questions-left", count=left), good=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Switch off keys that have nothing to act on in the view that is shown."""
        if action == "main":
            return self.showing.opposite.main(self.selection.row) is not None
        return usable_in_view(action, self.selection.row, self.view, auditing=self.session.auditing)

    # --- what the selection does ----------------------------------------------------------------------------

    def take_rows(self) -> None:
        """Read the queue anew."""
        self.selection.take(self.rows_now())

    def select(self, sha256: str) -> None:
        """Show another candidate, in the same way."""
        if sha256 != self.selection.sha256:
            self.query_one(MessageLine).clear()
        self.selection.sha256 = sha256
        self.showing.opposite.beside_main = False
        self.desk.following.claim(sha256)
        self.note_shown()
        self.show_selected()
        self._follow.ask()

    def _follow_selection(self) -> None:
        """Do what may come after the picture."""
        self.desk.evidence.want(self.selection.rows, self.selection.sha256)
        self.refresh_bindings()

    def show_selected(self) -> None:
        """Draw the selected candidate."""
        known = self.session.found.get(self.selection.sha256)
        self.phones.findings = known.rules if known else ()
        if self.view.pairs and not self.showing.has_pair:
            self.showing.pair()
        self._lay()
        if self.selection.sha256 in self.session.found:
            self._look.ask()
        else:
            self._look.drop()
            self._look_at_files()

    def show_review(self) -> None:
        """Say what still stands in the way."""
        self._describe()
        self._look_at_files()

    # --- inside ---------------------------------------------------------------------------------------------

    def _step(self, step: Step, beside: Sequence[Step] = ()) -> None:
        self.pairs.step(step, beside)
        self._describe()
        self._next.ask()
        self._wait_for_rest()

    def _lay(self) -> None:
        """Give the view its tiles and draw it, after they have their places if that moves them."""
        if self.showing.lay():
            self.call_after_refresh(self._draw)
        else:
            self._draw()

    def _draw(self) -> None:
        self.showing.draw()
        if self.view.pairs:
            self._wait_for_rest()
        self._describe()

    def _wait_for_rest(self) -> None:
        if self.view.pairs:
            self._rest.ask()
        else:
            self._rest.drop()

    def _rested(self) -> None:
        self._look_ahead()
        if self.view.pairs:
            self.pairs.rest(self.selection.around(_AHEAD))

    def _describe(self) -> None:
        """Write the line above the pictures: which, how it is shown, what is still open."""
        row = self.selection.row
        line = Text()
        if row is not None:
            line = heading_of(
                self.say,
                row,
                called(self.say, row),
                self.showing,
                gate=self._gate(row),
                screen=self.session.screen,
                outcome_of=self.desk.evidence.of,
                width=self.size.width,
            )
        self.query_one("#what", Line).show(line)

    def _gate(self, row: QueueRow) -> tuple[GateItem, ...] | None:
        """Return what is left before an approval; None until the disk has said what it knows."""
        found = self.session.found.get(row.sha256)
        if row.candidate is None or found is None:
            return None
        return self.gate_now(row.candidate, self._draft(row), found)

    @work(group="files", exclusive=True, exit_on_error=False)
    async def _look_at_files(self) -> None:
        """Ask the disk about the selected candidate; what it said a moment ago stands until it answers."""
        found = await self._files.look(self.selection.row)
        if found is None:
            return
        self.phones.findings = found.rules
        if self.view is View.PHONE:
            self._lay()
        self._describe()

    @work(group="files-ahead", exclusive=True, exit_on_error=False)
    async def _look_ahead(self) -> None:
        """Ask the disk about the candidates beside the selected one, for the line to be whole at once."""
        await self._files.look_ahead(self.selection.sha256, self.selection.around(_AHEAD))


def _panning(right: int, down: int, *, big: bool) -> Step:
    """Return the step that moves the picture so far."""
    return lambda looking, pair, dots: looking.panned(right, down, pair, dots, big=big)
