"""Batches: how each stands and what keeps it open; opening, filling, pausing, handing over, closing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar, TypeVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from core.batching import Batched
from core.desk import Desk
from core.errors import BatchNotReady, VitrinaError
from core.process.audits import Standing
from core.process.people import Act
from core.safe_name import safe_name
from tui.actions import BATCHES, bindings
from tui.batch_words import Line, batch_lines, category_line, decided_skus, state_of
from tui.i18n.catalogue import Catalogue
from tui.screens.listed import ListScreen
from tui.screens.pick import PickScreen
from tui.widgets.keys_line import KeysLine
from tui.widgets.message_line import MessageLine

T = TypeVar("T")

_REFRESH_SECONDS = 2.0
_TONES = {"plain": "", "good": "green", "bad": "bold red", "warn": "yellow", "strong": "bold"}
_STATES = {"open": "cyan", "paused": "bold yellow", "closed": "dim"}


class BatchesScreen(ListScreen[str]):
    """Gives the first open SKU of the batch that was chosen; empty when none was."""

    CSS_PATH = "batches.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(BATCHES)]

    def __init__(self, desk: Desk, say: Catalogue, category: str) -> None:
        """`category` is offered first when a batch is opened; empty: none."""
        super().__init__()
        self._desk = desk
        self._say = say
        self._category = category
        self._shown: tuple[Standing, ...] = ()

    def compose(self) -> ComposeResult:
        """Yield the list and how the highlighted batch stands."""
        yield Static(Text(f" {self._say('batches-title')} ", "bold reverse"), id="batches-title")
        with Horizontal():
            yield OptionList(id="batches")
            with VerticalScroll(id="standing"):
                yield Static(id="standing-body")
        with Vertical(id="foot"):
            yield Static(id="category")
            yield MessageLine(id="message")
            yield KeysLine(self._say)

    def on_mount(self) -> None:
        """Read the batches and keep them up to date."""
        self._read()
        self.set_interval(_REFRESH_SECONDS, self._read)
        self.listed.focus()

    @on(OptionList.OptionHighlighted)
    def show_batch(self) -> None:
        """Show the highlighted batch in full."""
        self._show()

    @on(OptionList.OptionSelected)
    def choose(self) -> None:
        """Go to the batch's next SKU at the desk."""
        found = self._found()
        waiting = (*found.undecided, *found.batch.skus) if found else ()
        self.dismiss(waiting[0] if waiting else "")

    def action_open_batch(self) -> None:
        """Open a batch of a category, filled from the queue."""
        names = dict.fromkeys((self._category, *self._desk.process.categories()))

        async def opened(category: str | None) -> None:
            if category:
                await self._batched(lambda: self._desk.batching.open(category))

        title, hint = self._say("batches-open-title"), self._say("batches-open-hint")
        self.app.push_screen(PickScreen(title, hint, [name for name in names if name]), opened)

    async def action_fill(self) -> None:
        """Fill the batch from the queue."""
        found = self._found()
        if found is not None:
            await self._batched(lambda: self._desk.batching.add(found.batch.id))

    async def action_pause(self) -> None:
        """Halt the batch, or let it go on."""
        found = self._found()
        if found is None:
            return
        batch, batching = found.batch, self._desk.batching
        done = await self._done(
            lambda: batching.resume(batch.id) if batch.paused else batching.pause(batch.id)
        )
        if done is not None:
            self._tell(self._say(f"cli-batch-{'paused' if done.paused else 'resumed'}", batch=batch.id))

    async def action_close_batch(self) -> None:
        """Close the batch; what it came to is shown, or what is left."""
        found = self._found()
        if found is None:
            return
        closed = await self._done(lambda: self._desk.batching.close(found.batch.id))
        if closed is not None:
            self._tell(
                self._say(
                    "batches-closed",
                    batch=found.batch.id,
                    count=len(closed.batch.skus),
                    audits=len(closed.looks),
                    differing=closed.disagreements,
                )
            )

    def action_hand_over(self) -> None:
        """Give the batch to another person."""
        found = self._found()
        if found is None:
            return
        names = [name for name in self._desk.process.people.who_may(Act.DECIDE) if name != found.batch.person]
        if not names:
            self._tell(self._say("batches-nobody"), good=False)
            return

        async def given(name: str | None) -> None:
            if not name:
                return
            given_to: str = name
            handed = await self._done(lambda: self._desk.batching.hand_over(found.batch.id, given_to))
            if handed is not None:
                self._tell(self._say("cli-batch-handed-over", batch=found.batch.id, person=name))

        title = self._say("batches-hand-over-title")
        self.app.push_screen(PickScreen(title, self._say("person-name"), names), given)

    def action_close_view(self) -> None:
        """Go back to the desk."""
        self.dismiss("")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Switch off what needs a batch where there is none."""
        if action in ("fill", "pause", "hand_over", "close_batch"):
            return self._found() is not None
        return True

    # --- inside ---------------------------------------------------------------------------------------------

    async def _batched(self, act: Callable[[], Batched]) -> None:
        self._tell(self._say("desk-saving"))
        made = await self._done(act)
        if made is None:
            return
        words = [self._say("cli-batch-added", count=len(made.added), batches=", ".join(made.batches))]
        if made.left_over:
            words.append(self._say("cli-batch-left-over", skus=", ".join(made.left_over)))
        self._tell(" ".join(words))

    async def _done(self, act: Callable[[], T]) -> T | None:
        """Do what waits for the disk, in a thread, and draw what came of it; if it fails say why: None."""
        try:
            result = await asyncio.to_thread(act)
        except BatchNotReady as error:
            left = " ".join(self._say.say(one) for one in error.left)
            self._tell(f"{self._say.error(error)} {left}", good=False)
        except VitrinaError as error:
            self._tell(self._say.error(error), good=False)
        else:
            self._read()
            return result
        return None

    @work(group="batches", exclusive=True, exit_on_error=False)
    async def _read(self) -> None:
        found = await asyncio.to_thread(self._desk.process.batches)
        closed = self._desk.process.inspected().closed
        ordered = tuple(sorted(found, key=lambda one: one.batch.id in closed))
        if ordered != self._shown:
            before = self._found()
            self._shown = ordered
            self._list(before.batch.id if before else "")
        self._show()

    def _list(self, selected: str) -> None:
        listed = self.listed
        listed.clear_options()
        listed.add_options([Option(self._prompt(one)) for one in self._shown])
        places = [place for place, one in enumerate(self._shown) if one.batch.id == selected]
        listed.highlighted = places[0] if places else 0 if self._shown else None

    def _prompt(self, found: Standing) -> Text:
        state = state_of(found, self._desk.process.closed_at(found.batch.id))
        below = Text.assemble(
            (self._say(f"batch-state-{state}"), _STATES[state]),
            (f"  {decided_skus(found)}/{len(found.batch.skus)}", "bold"),
            (f"  {safe_name(found.batch.person)}", "dim"),
            no_wrap=True,
        )
        if found.open_looks:
            below.append(f"  {self._say('cli-head-audits')} {len(found.open_looks)}", "yellow")
        return Text("\n").join([Text(safe_name(found.batch.id), no_wrap=True, overflow="ellipsis"), below])

    def _show(self) -> None:
        self.refresh_bindings()
        found, process = self._found(), self._desk.process
        body, below = self.query_one("#standing-body", Static), self.query_one("#category", Static)
        if found is None:
            body.update(Text(self._say("batches-none"), "dim"))
            below.update(_text([category_line(self._say, one, process.category(one)) for one in self._few()]))
            return
        batch = found.batch
        plants = self._desk.planting.answered(batch.id)
        body.update(_text(batch_lines(self._say, found, process.closed_at(batch.id), plants)))
        below.update(_text([category_line(self._say, batch.category, process.category(batch.category))]))

    def _few(self) -> tuple[str, ...]:
        return (self._category,) if self._category else ()

    def _found(self) -> Standing | None:
        at = self.listed.highlighted
        return self._shown[at] if at is not None and at < len(self._shown) else None

    def _tell(self, text: str, *, good: bool = True) -> None:
        self.query_one(MessageLine).tell(text, good=good)


def _text(lines: list[Line]) -> Text:
    return Text("\n").join(Text(text, _TONES[tone]) for text, tone in lines)
