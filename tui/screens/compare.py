"""The comparing screen: every way to look at a candidate, with the hands where they are at the desk.

One screen for all views: what is decided, answered and undone here is the desk's own, over the same selection
and the same drafts. What is seen, for how long and how close, goes into the session as it is drawn.
"""

from __future__ import annotations

import asyncio
import time
from typing import ClassVar

import msgspec
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.events import Resize
from textual.timer import Timer

from core.desk import Desk
from core.model import Slot, Source, View
from core.queue import QueueRow
from core.viewing.finding import Findings, none_measured
from core.viewing.looking import Looking
from tui.actions import VIEW, bindings
from tui.i18n.catalogue import Catalogue
from tui.looks import ANSWER
from tui.messages import DeskChanged, DeskFailed, EvidenceChanged, FrameMade, ViewDrawn
from tui.pictures import FrameMaker
from tui.screens.deciding import DecidingScreen
from tui.selection import Selection
from tui.session import Seen, Session
from tui.status import open_line
from tui.view_maker import Drawn, ViewMaker
from tui.views.pairs import PairViews, Step
from tui.views.phones import PhoneViews
from tui.views.survey import Survey
from tui.views.words import kind_of, pack_words, title_of
from tui.widgets.covered import Covered
from tui.widgets.keys_line import KeysLine
from tui.widgets.line import Line
from tui.widgets.message_line import MessageLine
from tui.widgets.stage import Stage, Tile

_AHEAD = 1
"""How many items behind the selected one have their views made in advance."""

_REST_SECONDS = 0.15
"""How long no key is pressed before true pixels are fetched and the next views made."""


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
        maker, frames = makers
        self.stage = Stage(id="stage")
        self.pairs = PairViews(self.stage, maker, say, findings, self._see)
        self.pairs.looking = Looking(view=view)
        self.phones = PhoneViews(self.stage, maker, say)
        self.survey = Survey(self.stage, frames, say)
        self._seen: Seen | None = None
        self._rest: Timer | None = None
        self._blink: Timer | None = None
        self._beside_main = False
        """Whether an ad is held against its approved main picture instead of the source."""

    @property
    def view(self) -> View:
        """The view that is shown."""
        return self.pairs.looking.view

    @property
    def drawn(self) -> bool:
        """Whether the view of the selected candidate is on the screen, all of it."""
        return self._seen is not None and self._seen.view is self.view

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
        self._see(None)
        super().on_screen_suspend()

    @on(DeskChanged)
    def take_changes(self) -> None:
        """Show what others did to the pair on the screen."""
        before = self.selection.row
        self.take_rows()
        if self.app.screen is self and self.selection.row != before:
            self.note_shown()
            self.show_selected()

    @on(DeskFailed)
    def take_failure(self, message: DeskFailed) -> None:
        """Say what went wrong in the background."""
        self.tell(self.say.error(message.error), good=False)

    @on(ViewDrawn)
    def take_view(self, message: ViewDrawn) -> None:
        """Draw a view that is ready."""
        drawn = message.drawn
        if isinstance(drawn, Drawn):
            if self.view.pairs:
                self.pairs.take(drawn)
                self._describe()
                self._wait_for_rest()
        elif self.view is View.PHONE and self.phones.take(self.selection.row, drawn):
            self._see(Seen(View.PHONE))

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

    @on(Tile.Resized)
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
        if view.pairs and not self._has_pair:
            self.tell(self.say("desk-no-pair"), good=False)
            return
        if view is View.SURVEY and self.view is View.SURVEY and not self.survey.pack:
            self.survey.pack = True
            self._lay()
            return
        self.survey.pack = False
        self._switch(self.pairs.looking.switched(view))

    def action_two_up(self) -> None:
        """Go back to both pictures side by side."""
        if self.view is not View.TWO_UP:
            self.action_view(View.TWO_UP.value)

    def action_blink(self) -> None:
        """Show the other picture at the same place."""
        if self.view is not View.BLINK:
            self.action_view(View.BLINK.value)
        if self.view is View.BLINK:
            self.pairs.press_blink(time.monotonic())
            self._time_blink()

    def action_main(self) -> None:
        """Hold an ad against its SKU's approved main picture, or against the source again."""
        self._beside_main = not self._beside_main
        if self.view.pairs:
            self.show_selected()
        else:
            self.action_view(View.TWO_UP.value)

    def action_auto_blink(self) -> None:
        """Blink by itself, or stop."""
        if self.view is not View.BLINK:
            self.action_view(View.BLINK.value)
        if self.view is View.BLINK:
            self.pairs.blink = self.pairs.blink.toggled(time.monotonic())
            self._time_blink()
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
        if self.view is View.BLINK and self.pairs.blink.automatic:
            self.pairs.blink = self.pairs.blink.quicker(by)
            self._time_blink()
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
            self._step(lambda looking, pair, dots: looking.panned(right, down, pair, dots, big=big))

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
        self._see(None)
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
        row = self.selection.row
        if action in ("ground", "main"):
            return self.view is View.PHONE if action == "ground" else self._main() is not None
        if action in ("loupe", "fit", "step", "nudge", "realign", "finding"):
            return self.view.pairs
        if action == "mask":
            return row is not None and row.source is not None
        if action in ("later", "undo"):
            return not self.session.auditing and (action == "undo" or (row is not None and row.open))
        if action in ("approve", "reject", "answer", "pass_group", "note", "large_screen"):
            return row is not None and bool(row.sku)
        return True

    # --- what the selection does ----------------------------------------------------------------------------

    def take_rows(self) -> None:
        """Read the queue anew."""
        self.selection.take(self.rows_now())

    def select(self, sha256: str) -> None:
        """Show another candidate, in the same way."""
        if sha256 != self.selection.sha256:
            self.query_one(MessageLine).clear()
        self.selection.sha256 = sha256
        self._beside_main = False
        self.desk.following.claim(sha256)
        self.note_shown()
        self.show_selected()
        self.call_after_refresh(self._follow_selection)

    def _follow_selection(self) -> None:
        """Do what may come after the picture."""
        self.desk.evidence.want(self.selection.rows, self.selection.sha256)
        self.refresh_bindings()

    def show_selected(self) -> None:
        """Draw the selected candidate."""
        known = self.session.found.get(self.selection.sha256)
        self.phones.findings = known.rules if known else ()
        if self.view.pairs and not self._has_pair:
            self.pairs.show(self._paired(self.selection.row))
        self._lay()
        if self.selection.sha256 in self.session.found:
            self.call_after_refresh(self._look_at_files)
        else:
            self._look_at_files()

    def show_review(self) -> None:
        """Say what still stands in the way."""
        self._describe()
        self._look_at_files()

    def tell(self, text: str, *, good: bool) -> None:
        """Say what happened, for a while."""
        self.query_one(MessageLine).tell(text, good=good)

    # --- inside ---------------------------------------------------------------------------------------------

    @property
    def _has_pair(self) -> bool:
        row = self.selection.row
        return row is not None and row.source is not None and row.candidate is not None

    def _switch(self, looking: Looking) -> None:
        self._see(None)
        self.pairs.looking = looking
        self._lay()
        self._describe()
        self.refresh_bindings()

    def _step(self, step: Step) -> None:
        self.pairs.step(step)
        self._describe()
        self._wait_for_rest()

    def _lay(self) -> None:
        """Give the view its tiles and draw it, after they have their places if that moves them."""
        row = self.selection.row
        if self.view is View.SURVEY:
            moves = self.survey.lay(row, self.selection.rows)
        elif self.view is View.PHONE:
            moves = self.phones.lay(row)
        else:
            moves = self.pairs.lay()
        if moves:
            self.call_after_refresh(self._draw)
        else:
            self._draw()

    def _draw(self) -> None:
        row = self.selection.row
        if self.view is View.SURVEY:
            if self.survey.show(self.selection.sha256):
                self._see(Seen(View.SURVEY))
        elif self.view is View.PHONE:
            if self.phones.show(row, self.selection.rows):
                self._see(Seen(View.PHONE))
        else:
            self.pairs.show(self._paired(row))
            self._wait_for_rest()
        self._describe()

    def _main(self) -> Source | None:
        """Return the approved main picture that the selected ad has to fit, to stand where a source does."""
        row = self.selection.row
        candidate = row.candidate if row else None
        if row is None or candidate is None or candidate.match.slot is not Slot.AD:
            return None
        sha256 = self.desk.process.main_of(row.sku)
        main = self.desk.row(sha256).candidate if sha256 else None
        if main is None:
            return None
        return Source(
            path=main.path,
            sha256=main.sha256,
            sku=row.sku,
            width=main.width,
            height=main.height,
            format=main.format,
            bytes=main.bytes,
            arrived_at=main.arrived_at,
        )

    def _paired(self, row: QueueRow | None) -> QueueRow | None:
        """Return the row whose pictures are shown: an ad's with its main picture where that is asked for."""
        main = self._main() if self._beside_main else None
        self.pairs.left = "caption-main" if main else "caption-source"
        return msgspec.structs.replace(row, source=main) if row is not None and main else row

    def _see(self, seen: Seen | None) -> None:
        """Note what is seen; beside the main picture nothing of the source is."""
        self._seen = seen
        counted = None if self._beside_main and seen is not None and seen.view.pairs else seen
        self.session.see(self.selection.sha256, counted, time.monotonic())

    def _wait_for_rest(self) -> None:
        if self._rest is not None:
            self._rest.stop()
        if self.view.pairs:
            self._rest = self.set_timer(_REST_SECONDS, self._rested)

    def _rested(self) -> None:
        self._look_ahead()
        if self.view.pairs:
            self.pairs.rest(self.selection.around(_AHEAD))

    def _time_blink(self) -> None:
        """Wake up when the blink turns next."""
        if self._blink is not None:
            self._blink.stop()
        due = self.pairs.blink.due()
        if due is not None and self.view is View.BLINK:
            self._blink = self.set_timer(max(0.0, due - time.monotonic()), self._blinked)

    def _blinked(self) -> None:
        if self.view is View.BLINK:
            self.pairs.tick_blink(time.monotonic())
            self._time_blink()

    def _describe(self) -> None:
        """Write the line above the pictures: which, how it is shown, what is still open."""
        row = self.selection.row
        if row is None:
            self.query_one("#what", Line).show(Text())
            return
        kind = kind_of(self.say, self.pairs, self.survey, self.phones)
        pairs = self.pairs if self.view.pairs else None
        pack = self.view is View.SURVEY and self.survey.pack
        line = title_of(
            row,
            self._called(row),
            kind=kind,
            pairs=pairs,
            pack=pack_words(self.say, row, self.survey, self.desk.evidence.of) if pack else (),
            open_=self._open(),
            rough="" if "colour" in self.session.screen.proves() else self.say("status-colour-rough"),
            width=self.size.width,
        )
        self.query_one("#what", Line).show(line)

    def _open(self) -> Text | None:
        row = self.selection.row
        found = self.session.found.get(row.sha256) if row else None
        if row is None or row.candidate is None or found is None:
            return None
        gate = self.gate_now(row.candidate, self._draft(row), found)
        if not gate:
            return Text(self.say("desk-gate-free"), "bold green")
        return Text(open_line(self.say, gate, self.session.screen), "yellow")

    @work(group="files", exclusive=True, exit_on_error=False)
    async def _look_at_files(self) -> None:
        """Ask the disk about the selected candidate; what it said a moment ago stands until it answers."""
        row = self.selection.row
        if row is None or row.candidate is None:
            return
        found = await asyncio.to_thread(self.desk.gating.found, row.candidate)
        if self.session.found.get(row.sha256) == found:
            return
        self.session.found[row.sha256] = found
        self.phones.findings = found.rules
        if self.view is View.PHONE:
            self._lay()
        self._describe()

    @work(group="files-ahead", exclusive=True, exit_on_error=False)
    async def _look_ahead(self) -> None:
        """Ask the disk about the candidates beside the selected one, for the line to be whole at once."""
        near = {row.sha256: row.candidate for row in self.selection.around(_AHEAD) if row.candidate}
        kept = {*near, self.selection.sha256}
        self.session.found = {sha256: found for sha256, found in self.session.found.items() if sha256 in kept}
        for sha256, candidate in near.items():
            self.session.found[sha256] = await asyncio.to_thread(self.desk.gating.found, candidate)
