"""The tray: candidates without a SKU or source, refused files, and rows of the listings that are wrong."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from core.clock import utc_now
from core.desk import Desk
from core.errors import VitrinaError
from core.evidence.outcome import Alike
from core.intake.table import RowProblem
from core.model import Candidate, Refusal, State
from core.queue import QueueRow
from core.safe_name import safe_name
from tui.actions import TRAY, bindings
from tui.desk.tally import IN_TRAY
from tui.i18n.catalogue import Catalogue
from tui.looks import STATE
from tui.messages import DeskChanged, FrameMade
from tui.pictures import FrameMaker
from tui.screens.assign import Assignment, AssignScreen
from tui.screens.listed import ListScreen
from tui.widgets.keys_line import KeysLine
from tui.widgets.picture_pane import PicturePane
from tui.widgets.queue_pane import short_age

Thing = QueueRow | Refusal | RowProblem

_MOST_DOUBLES = 3


class TrayScreen(ListScreen[None]):
    """A list on the left, the picture or the reason on the right."""

    CSS_PATH = "tray.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(TRAY)]

    def __init__(self, desk: Desk, say: Catalogue, frames: FrameMaker) -> None:
        super().__init__()
        self._desk = desk
        self._say = say
        self._frames = frames
        self._things: tuple[Thing, ...] = ()
        self._alike: dict[str, tuple[Alike, ...] | None] = {}
        """The sources that pictures of the tray may show, by their hash; None while that is found out."""
        self._doubles: dict[str, tuple[str, ...]] = {}
        """Hashes of the candidates that are the same picture."""

    def compose(self) -> ComposeResult:
        """Yield the list and the picture."""
        yield Static(Text(self._say("tray-title")), id="tray-title")
        with Horizontal():
            yield OptionList(id="things")
            with Vertical(id="shown"):
                yield PicturePane(self._say, self._frames.rendering, id="candidate")
                yield Static(id="why")
        yield Static(id="message")
        yield KeysLine(self._say)

    def on_mount(self) -> None:
        """List what lies there."""
        self._take()
        self.listed.focus()

    @on(DeskChanged)
    def take_changes(self) -> None:
        """List what lies there now."""
        self._take()

    @on(FrameMade)
    @on(OptionList.OptionHighlighted)
    def show(self) -> None:
        """Show the highlighted thing."""
        self._show()

    @on(OptionList.OptionSelected)
    def choose(self) -> None:
        """Assign the highlighted candidate."""
        self.action_assign()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.call_after_refresh(self._show)

    def action_assign(self) -> None:
        """Ask for SKU, slot and mode, and record them."""
        thing = self._thing
        if not isinstance(thing, QueueRow) or thing.candidate is None:
            return

        def assign(answer: Assignment | None) -> None:
            if answer is not None:
                self._assign(thing.sha256, answer)

        likely = [sku for sku, _ in self._likely(thing.sha256)]
        skus = dict.fromkeys((*likely, *self._desk.skus()))
        self.app.push_screen(AssignScreen(self._say, tuple(skus)), assign)

    @work(group="assign")
    async def _assign(self, sha256: str, answer: Assignment) -> None:
        await self._do(lambda: self._desk.deciding.assign(sha256, answer.sku, answer.slot, answer.mode))

    @work(group="seen", exclusive=True)
    async def action_seen(self) -> None:
        """Record that the refusal was seen."""
        thing = self._thing
        if isinstance(thing, Refusal):
            await self._do(lambda: self._desk.mark_seen([thing]))

    @work(group="seen", exclusive=True)
    async def action_seen_all(self) -> None:
        """Record that every refusal in the list was seen."""
        refusals = [thing for thing in self._things if isinstance(thing, Refusal)]
        await self._do(lambda: self._desk.mark_seen(refusals))

    def action_close_view(self) -> None:
        """Go back to the desk."""
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Assign works on candidates, seen on refusals."""
        if action == "assign":
            return isinstance(self._thing, QueueRow) and self._thing.candidate is not None
        if action == "seen":
            return isinstance(self._thing, Refusal)
        if action == "seen_all":
            return any(isinstance(thing, Refusal) for thing in self._things)
        return True

    async def _do(self, act: object) -> None:
        try:
            await asyncio.to_thread(act)  # type: ignore[arg-type]
        except VitrinaError as error:
            self.query_one("#message", Static).update(Text(self._say.error(error), "bold red"))
        self._take()

    def _suggested(self, row: QueueRow) -> list[str]:
        """Say which sources a picture without a SKU may show, and where else it lies."""
        if row.state is not State.UNMATCHED or row.candidate is None:
            return []
        if row.sha256 not in self._alike:
            self._alike[row.sha256] = None
            self._recognise(row.candidate)
        if self._alike[row.sha256] is None:
            return [self._say("tray-recognising")]
        likely = self._likely(row.sha256)
        names = ", ".join(f"{safe_name(sku)} ({round(100 * likeness)} %)" for sku, likeness in likely)
        lines = [self._say("tray-likely", names=names) if likely else self._say("tray-unlike")]
        same = self._doubles.get(row.sha256, ())
        doubles = [other.path.rpartition("/")[2] for other in self._desk.queue() if other.sha256 in same]
        if doubles:
            lines.append(self._say("tray-doubles", names=", ".join(doubles[:_MOST_DOUBLES])))
        return lines

    def _likely(self, sha256: str) -> list[tuple[str, float]]:
        """Return the SKUs that a picture may show, with their likeness, the likeliest first."""
        skus = self._desk.skus_of_sources()
        found = self._alike.get(sha256) or ()
        return [(skus[one.sha256], one.likeness) for one in found if one.sha256 in skus]

    @work(group="recognise", exit_on_error=False)
    async def _recognise(self, candidate: Candidate) -> None:
        self._alike[candidate.sha256] = await asyncio.to_thread(self._desk.evidence.recognise, candidate)
        self._show()
        self._doubles[candidate.sha256] = await asyncio.to_thread(self._desk.evidence.doubles, candidate)
        self._show()

    @property
    def _thing(self) -> Thing | None:
        at = self.listed.highlighted
        return self._things[at] if at is not None and at < len(self._things) else None

    def _take(self) -> None:
        rows = [row for row in self._desk.queue() if row.state in IN_TRAY]
        things: tuple[Thing, ...] = (*rows, *self._desk.refusals(), *self._desk.listings.now.problems)
        if things == self._things and self._things:
            return
        self._things = things
        listed = self.listed
        at = listed.highlighted or 0
        listed.clear_options()
        listed.add_options([Option(self._prompt(thing)) for thing in things])
        listed.highlighted = min(at, len(things) - 1) if things else None
        self._show()

    def _prompt(self, thing: Thing) -> Text:
        if isinstance(thing, RowProblem):
            return Text.assemble(("≡ ", "bold yellow"), self._say("tray-listing-line", line=thing.line))
        name = safe_name(thing.path.rpartition("/")[2], 40)
        if isinstance(thing, Refusal):
            return Text.assemble(
                ("! ", "bold red"), name, " ", (short_age(self._say, utc_now() - thing.at), "dim")
            )
        glyph, style = STATE[thing.state]
        age = short_age(self._say, utc_now() - thing.arrived_at)
        return Text.assemble((f"{glyph} ", style), name, " ", (age, "dim"))

    def _show(self) -> None:
        thing = self._thing
        pane, why = self.query_one(PicturePane), self.query_one("#why", Static)
        self.refresh_bindings()
        if isinstance(thing, QueueRow) and thing.candidate is not None:
            lines = [
                self._say(f"tray-{thing.state}", path=thing.path, sku=thing.sku),
                *self._suggested(thing),
            ]
            why.update(Text("\n").join(map(Text, lines)))
            pane.show(thing.candidate, self._frames.want(thing.candidate, pane.cells), ())
        elif isinstance(thing, QueueRow):
            pane.show_note(self._say("state-waiting"))
            why.update(Text(self._say("tray-waiting", path=thing.path)))
        elif isinstance(thing, Refusal):
            pane.show_note("")
            reason = self._say(f"refusal-{thing.code}", **thing.args)
            why.update(Text.assemble((safe_name(thing.path), "bold"), "\n", reason))
        elif isinstance(thing, RowProblem):
            pane.show_note("")
            name = self._desk.workspace.listings.name
            where = self._say("tray-listing-place", file=name, line=thing.line)
            why.update(Text.assemble((where, "bold"), "\n", self._say(f"listing-{thing.code}", **thing.args)))
        else:
            pane.show_note(self._say("tray-empty"))
            why.update("")
