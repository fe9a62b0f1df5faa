"""A drill: pairs with known answers, one after another, the answer and its place shown at once.

The pairs are looked at through the comparing views that a review has, so that what is learnt here is what is
used there. A picture is prepared while the one before is looked at.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Collection, Sequence
from typing import ClassVar, Literal

import msgspec
import numpy as np
from PIL import Image
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from core.desk import Desk
from core.drilling import DrillWish, Exercise, Run
from core.errors import VitrinaError
from core.model import Candidate, Source, State, Verdict, View
from core.pictures import Pictures
from core.queue import QueueRow
from core.training.drills import Answered
from core.viewing.finding import none_measured
from core.viewing.geometry import Box, Matrix
from core.viewing.looking import Looking
from tui.actions import TRAIN, bindings
from tui.i18n.catalogue import Catalogue
from tui.messages import ViewDrawn
from tui.postponed import Postponed
from tui.render.framing import framed
from tui.render.rendering import Rendering
from tui.screens.keys import KeysScreen
from tui.screens.reject import RejectScreen
from tui.training_words import answer_words, progress_lines, score_lines
from tui.view_maker import Drawn, DrawnPhone, Registered, ViewMaker
from tui.views.pairs import PairViews, Step
from tui.widgets.canvas import Canvas
from tui.widgets.keys_line import KeysLine
from tui.widgets.stage import Stage

_REST_SECONDS = 0.15
"""How long no key is pressed before true pixels are fetched."""

logger = logging.getLogger(__name__)

_Standing = Literal["preparing", "looking", "answered", "done"]


class DrillPictures:
    """The pictures of a drill: those that were made for it, and the workspace's sources."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._made: dict[str, Image.Image] = {}

    def keep(self, candidate: Candidate, picture: Image.Image) -> None:
        """Hold a candidate's picture, and let go of those before the last two."""
        self._made[candidate.sha256] = picture
        for name in list(self._made)[:-4]:
            del self._made[name]

    def picture(self, shown: Candidate | Source) -> Image.Image | None:
        """Return a working copy, sRGB."""
        return self._made.get(shown.sha256) if isinstance(shown, Candidate) else self._pictures.picture(shown)

    def preview(self, shown: Candidate | Source, *, least_edge: int) -> Image.Image | None:
        """Return a copy that is enough for a view."""
        made = self._made.get(shown.sha256) if isinstance(shown, Candidate) else None
        return made or self._pictures.preview(shown, least_edge=least_edge)

    def region(self, shown: Candidate | Source, box: tuple[int, int, int, int]) -> Image.Image | None:
        """Return the true pixels of a part."""
        if isinstance(shown, Candidate):
            made = self._made.get(shown.sha256)
            return made.crop(box) if made else None
        return self._pictures.region(shown, box)

    def close_up(self, hashes: Collection[str]) -> None:
        """Hold all pixels of these sources alone, as far as `region` has asked for them."""
        self._pictures.close_up(hashes)


class TrainScreen(Screen[None]):
    """One drill from its first pair to what it came to."""

    CSS_PATH = "train.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(TRAIN)]

    def __init__(
        self,
        desk: Desk,
        say: Catalogue,
        rendering: Rendering,
        registered: Registered,
        wish: DrillWish,
    ) -> None:
        super().__init__()
        self.desk = desk
        self.say = say
        self.standing: _Standing = "preparing"
        self.number = 0
        self._wish = wish
        self._registered = registered
        self._pictures = DrillPictures(desk.pictures)
        self._maker = ViewMaker(self._pictures, rendering, self._drawn, self._measured)
        self._stage = Stage(id="stage")
        self.pairs = PairViews(self._stage, self._maker, say, none_measured, lambda _: None)
        self._run: Run | None = None
        self._exercises: dict[int, asyncio.Task[Exercise | None]] = {}
        self.exercise: Exercise | None = None
        self._row: QueueRow | None = None
        self._began = 0.0
        self._rest = Postponed(self.set_timer, _REST_SECONDS, lambda: self.pairs.rest(()))
        self._right = 0

    def compose(self) -> ComposeResult:
        """Yield the line of words, the pair, what it came to, and the foot."""
        yield Static(id="what")
        yield self._stage
        with VerticalScroll(id="score"):
            yield Static(id="score-body")
        yield Static(id="told")
        yield KeysLine(self.say)

    def on_mount(self) -> None:
        """Draw the pairs."""
        self.pairs.lay()
        self._tell(self.say("training-preparing"))
        self._begin()

    def on_unmount(self) -> None:
        """Let the threads go."""
        self._maker.close()

    # --- messages -------------------------------------------------------------------------------------------

    @on(ViewDrawn)
    def take_view(self, message: ViewDrawn) -> None:
        """Draw a view that is ready."""
        if isinstance(message.drawn, Drawn):
            self.pairs.take(message.drawn)
            self._rest.ask()

    @on(Canvas.Resized)
    def take_size(self) -> None:
        """Draw for the size that the pictures have now."""
        if self._row is not None:
            self.pairs.show(self._row)

    @on(Worker.StateChanged)
    def take_breakdown(self, event: Worker.StateChanged) -> None:
        """Say that something unexpected happened."""
        if event.state is WorkerState.ERROR:
            self._fail(event.worker.error)

    # --- answering ------------------------------------------------------------------------------------------

    async def action_approve(self) -> None:
        """Say that the picture shows the product."""
        await self._answer(Verdict.APPROVE, ())

    def action_reject(self) -> None:
        """Say that it does not, and why."""
        if self.standing != "looking":
            return
        number = self.number

        async def reject(reasons: tuple[str, ...] | None) -> None:
            if reasons and number == self.number:
                await self._answer(Verdict.REJECT, reasons)

        self.app.push_screen(RejectScreen(self.desk.reasons, self.say, ()), reject)

    async def action_next_pair(self) -> None:
        """Go on to the next pair, after the last one to what the drill came to."""
        if self.standing == "answered":
            await self._show(self.number + 1)

    async def action_close_view(self) -> None:
        """Leave; what was answered is recorded. In the middle show first what it came to so far."""
        if self.standing != "done" and self._run is not None and self.desk.drilling.drill(self._run).answers:
            self._finish()
        else:
            self.dismiss(None)

    def action_keys(self) -> None:
        """Show all keys."""
        self.app.push_screen(KeysScreen(self.say, list(self.active_bindings.values())))

    # --- looking --------------------------------------------------------------------------------------------

    def action_view(self, name: str) -> None:
        """Show a view; the same again goes on to its next kind."""
        view = View(name)
        if view is not View.TWO_UP or self.pairs.looking.view is not View.TWO_UP:
            self._look(self.pairs.looking.switched(view))

    def action_blink(self) -> None:
        """Show the other picture at the same place."""
        if self.pairs.looking.view is not View.BLINK:
            self.action_view(View.BLINK.value)
        self.pairs.press_blink(time.monotonic())

    def action_loupe(self) -> None:
        """Go to true pixels, or back to the whole."""
        self._step(lambda looking, pair, dots: looking.louped(pair, dots))

    def action_fit(self) -> None:
        """Show the whole."""
        self._step(lambda looking, _pair, _dots: looking.fitted())

    def action_step(self, by: int) -> None:
        """Zoom by a step."""
        self._step(lambda looking, pair, dots: looking.zoomed(by, pair, dots))

    def action_pan(self, right: int, down: int) -> None:
        """Move the picture; in the wipe left and right move the seam."""
        if right and self.pairs.looking.view is View.WIPE:
            self._step(lambda looking, _pair, _dots: looking.slid(right, big=False))
        else:
            self._step(lambda looking, pair, dots: looking.panned(right, down, pair, dots, big=False))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Switch off keys that have nothing to act on."""
        if action in ("approve", "reject"):
            return self.standing == "looking"
        if action == "next_pair":
            return self.standing == "answered"
        if action in ("view", "blink", "loupe", "fit", "step", "pan"):
            return self.standing in ("looking", "answered")
        return True

    # --- inside ---------------------------------------------------------------------------------------------

    @work(exit_on_error=False)
    async def _begin(self) -> None:
        try:
            self._run = await asyncio.to_thread(self.desk.drilling.begin, self._wish)
        except VitrinaError as error:
            self._fail(error)
            return
        await self._show(0)

    async def _show(self, number: int) -> None:
        """Show a pair, and have the one behind it prepared; pairs whose files are gone are passed over."""
        run = self._run
        if run is None:
            return
        self.number, self.exercise = number, None
        self._stand("preparing")
        self._tell(self.say("training-preparing"))
        while self.number < len(run.tasks):
            found = await self._prepared(run, self.number)
            if found is not None:
                self._open(found)
                self._prepared(run, self.number + 1)
                return
            self.number += 1
        self._finish()

    def _prepared(self, run: Run, number: int) -> asyncio.Task[Exercise | None]:
        known = self._exercises.get(number)
        if known is None:
            known = self._exercises[number] = asyncio.create_task(self._make(run, number))
        return known

    async def _make(self, run: Run, number: int) -> Exercise | None:
        if number >= len(run.tasks):
            return None
        try:
            return await asyncio.to_thread(self.desk.drilling.exercise, run, number)
        except VitrinaError:
            return None  # another file lies there now
        except Exception:
            logger.exception("a pair could not be made")
            return None

    def _open(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self._pictures.keep(exercise.candidate, exercise.picture)
        self._show_pair(exercise.candidate, exercise.source)
        self._began = time.monotonic()
        self._stand("looking")
        self._tell(self.say("training-question"))

    async def _answer(self, verdict: Verdict, reasons: Sequence[str]) -> None:
        run, exercise = self._run, self.exercise
        if self.standing != "looking" or run is None or exercise is None:
            return
        self._stand("preparing")
        seconds = time.monotonic() - self._began
        drilling = self.desk.drilling
        try:
            answer = await asyncio.to_thread(
                lambda: drilling.answer(run, self.number, exercise, verdict, reasons=reasons, seconds=seconds)
            )
        except VitrinaError as error:
            self._stand("looking")
            self._tell(self.say.error(error), good=False)
            return
        self._reveal(exercise, answer)

    def _reveal(self, exercise: Exercise, answer: Answered) -> None:
        """Say what there was, and frame it."""
        self._right += answer.right
        if exercise.places:
            shown = np.asarray(exercise.picture)
            for x, y, width, height in exercise.places:
                for out in _frames(exercise.picture.size):
                    shown = framed(shown, Box(x - out, y - out, x + width + out, y + height + out))
            marked = msgspec.structs.replace(exercise.candidate, sha256=f"{exercise.candidate.sha256}-marked")
            self._pictures.keep(marked, Image.fromarray(shown))
            self._show_pair(marked, exercise.source)
        names = {reason.code: reason.name.in_(self.say.language) for reason in self.desk.reasons}
        self._stand("answered")
        self._tell(answer_words(self.say, answer, lambda code: names.get(code, code)), good=answer.right)

    def _finish(self) -> None:
        """Show what the drill came to, and how it goes with time."""
        if self._run is None:
            return
        drill = self.desk.drilling.drill(self._run)
        lines = score_lines(self.say, drill, self.desk.process.drill_rules)
        before = progress_lines(self.say, self.desk.drilling.drills(self.desk.person))
        body = Text("\n").join(
            [
                Text(self.say("training-result"), "bold"),
                *(Text(line) for line in lines),
                Text(""),
                Text(self.say("training-progress"), "bold"),
                *(Text(line) for line in before),
            ]
        )
        self.query_one("#score-body", Static).update(body)
        self.add_class("-done")
        self._stand("done")
        self._tell(self.say("training-leave"))

    def _show_pair(self, candidate: Candidate, source: Source) -> None:
        self._row = QueueRow(
            id=candidate.id,
            sha256=candidate.sha256,
            state=State.UNDECIDED,
            path=candidate.path,
            arrived_at=candidate.arrived_at,
            candidate=candidate,
            source=source,
        )
        self.pairs.show(self._row)

    def _measured(self, source: Source, candidate: Candidate) -> Matrix | None:
        """Return the registration of the pair that a picture was made from; a cut picture has another one."""
        run, exercise = self._run, self.exercise
        if run is None or exercise is None or exercise.kind == "clipped":
            return None
        shown = run.pool[run.tasks[self.number].sha256].picture
        matrix = self._registered(source, shown) if isinstance(shown, Candidate) else None
        if matrix is None:
            return None
        return np.diag([candidate.width / shown.width, candidate.height / shown.height, 1.0]) @ matrix

    def _look(self, looking: Looking) -> None:
        self.pairs.looking = looking
        if self.pairs.lay():
            self.call_after_refresh(self.pairs.show, self._row)
        else:
            self.pairs.show(self._row)

    def _step(self, step: Step) -> None:
        self.pairs.step(step)
        self._rest.ask()

    def _drawn(self, drawn: Drawn | DrawnPhone) -> None:
        self.post_message(ViewDrawn(drawn))  # in the maker's threads

    def _stand(self, standing: _Standing) -> None:
        self.standing = standing
        self.refresh_bindings()
        run = self._run
        if run is None:
            return
        answered = self.number + (standing in ("answered", "done"))
        parts: list[str | tuple[str, str]] = [
            (f" {self.say('training-title')} ", "bold reverse"),
            " ",
            self.say("training-pair", number=min(self.number + 1, len(run.tasks)), all=len(run.tasks)),
            "  ",
            (self.say("training-so-far", right=self._right, of=min(answered, len(run.tasks))), "cyan"),
        ]
        line = Text.assemble(*parts, no_wrap=True)
        line.truncate(max(1, self.size.width), overflow="ellipsis")
        self.query_one("#what", Static).update(line)

    def _tell(self, text: str, *, good: bool | None = None) -> None:
        told = self.query_one("#told", Static)
        told.set_classes("" if good is None else "-good" if good else "-bad")
        told.update(Text(text))

    def _fail(self, error: BaseException | None) -> None:
        if not isinstance(error, VitrinaError):
            logger.error("the drill failed", exc_info=error)
        told = self.say.error(error) if isinstance(error, VitrinaError) else self.say("desk-unexpected")
        self._tell(told, good=False)


def _frames(size: tuple[int, int]) -> tuple[int, ...]:
    """Return how far outside of a place frames lie: three in each other are still seen when scaled down."""
    wide = max(1, min(size) // 160)
    return 0, wide, 2 * wide
