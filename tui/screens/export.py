"""Exporting at the desk: which packs can go to which marketplace, and writing the folder."""

from __future__ import annotations

import threading
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from checklists.packs import RulePack
from core.desk import Desk
from core.errors import VitrinaError
from core.export.eligible import LeftOut
from core.export.exporting import ExportDone, ExportPlan
from core.safe_name import path_to_text, safe_name
from tui.actions import EXPORT, bindings
from tui.export_words import export_words
from tui.i18n.catalogue import Catalogue
from tui.screens.listed import ListScreen
from tui.widgets.keys_line import KeysLine


class _Stopped(Exception):
    """The person has left or stopped what was under way."""


class ExportScreen(ListScreen[None]):
    """Marketplaces on the left, what would go and what not on the right, what is under way below."""

    CSS_PATH = "export.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EXPORT)]

    class Planned(Message):
        """It is known what can go to a marketplace."""

        def __init__(self, plan: ExportPlan) -> None:
            super().__init__()
            self.plan = plan

    class Progressed(Message):
        """So many packs are written."""

        def __init__(self, done: int, whole: int) -> None:
            super().__init__()
            self.done = done
            self.whole = whole

        def can_replace(self, message: Message) -> bool:
            """Only the newest counts."""
            return isinstance(message, ExportScreen.Progressed)

    class Ended(Message):
        """The export has ended: with a folder or without, by a failure, or stopped (neither is given)."""

        def __init__(self, done: ExportDone | None = None, failure: VitrinaError | None = None) -> None:
            super().__init__()
            self.done = done
            self.failure = failure

    def __init__(self, desk: Desk, say: Catalogue) -> None:
        super().__init__()
        self._desk = desk
        self._say = say
        self._packs: tuple[RulePack, ...] = tuple(desk.packs.values())
        self._plan: ExportPlan | None = None
        self._stop = threading.Event()
        self._writing = False

    def compose(self) -> ComposeResult:
        """Yield the marketplaces and the plan."""
        yield Static(Text(self._say("export-title")), id="export-title")
        with Horizontal():
            names = [Text(safe_name(pack.name.in_(self._say.language))) for pack in self._packs]
            yield OptionList(*(Option(name) for name in names), id="marketplaces")
            with VerticalScroll(id="plan", can_focus=False):
                yield Static(id="plan-text")
        yield Static(id="export-status")
        yield KeysLine(self._say)

    def on_mount(self) -> None:
        """Begin with the first marketplace."""
        self.listed.focus()

    def on_unmount(self) -> None:
        """Leave no thread at work."""
        self._stop.set()

    @on(OptionList.OptionHighlighted)
    def look_at(self) -> None:
        """Find out what can go to the marketplace that is highlighted now."""
        if not self._writing:
            self._look()

    @on(Planned)
    def show_plan(self, message: Planned) -> None:
        """Show what can go and what not."""
        pack = self._pack
        if self._writing or pack is None or message.plan.pack is not pack:
            return
        self._plan = message.plan
        name = pack.name.in_(self._say.language)
        pictures = sum(len(card.pictures) for card in message.plan.cards)
        code = "export-ready" if message.plan.cards else "export-none"
        self.refresh_bindings()
        self._tell(self._say(code, marketplace=name, skus=len(message.plan.cards), pictures=pictures))
        lines = (
            [Text(self._say.stale(message.plan.standing), "yellow")] if message.plan.standing.stale else []
        )
        skus = [card.sku for card in message.plan.cards]
        self._show([*lines, *self._listed("go", skus, "green"), *self._left_out(message.plan.left_out)])

    @on(Progressed)
    def show_progress(self, message: Progressed) -> None:
        """Show how far the writing is."""
        if not self._stop.is_set():
            self._tell(self._say("cli-export-writing", done=message.done, all=message.whole))

    @on(Ended)
    def show_end(self, message: Ended) -> None:
        """Show what has come of it."""
        self._writing = False
        self.refresh_bindings()
        if message.failure is not None:
            self._plan = None
            self._tell(self._say.error(message.failure), "bold red")
        elif message.done is None:
            self._tell(self._say("export-stopped"), "yellow")
        elif message.done.folder is None:
            self._tell(self._say("cli-export-nothing"), "bold red")
            self._show(self._left_out(message.done.left_out))
        else:
            code = "cli-export-done" if message.done.new else "cli-export-same"
            figures = {"skus": len(message.done.shipment.cards), "pictures": message.done.shipment.files}
            self._tell(self._say(code, path=path_to_text(message.done.folder), **figures), "bold green")
            skus = [one.card.sku for one in message.done.shipment.cards]
            self._show([*self._listed("go", skus, "green"), *self._left_out(message.done.left_out)])

    def action_write(self) -> None:
        """Write what can go to the highlighted marketplace."""
        if self._plan is not None and self.check_action("write", ()):
            self._writing = True
            self._write(self._plan)

    def action_scroll(self, step: int) -> None:
        """Scroll the plan by half of what is seen."""
        shown = self.query_one("#plan", VerticalScroll)
        shown.scroll_relative(y=step * max(1, shown.size.height // 2), animate=False)

    def action_close_view(self) -> None:
        """Stop what is written, which leaves nothing; else go back to the board."""
        if self._writing:
            self._stop.set()
            self._tell(self._say("export-stopping"), "yellow")
        else:
            self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Switch off writing while there is nothing to write, or it is under way."""
        if action == "write":
            return not self._writing and self._plan is not None and bool(self._plan.cards)
        return True

    @property
    def _pack(self) -> RulePack | None:
        at = self.listed.highlighted
        return self._packs[at] if at is not None else None

    def _look(self) -> None:
        self._stop.set()  # a marketplace that was passed by need not be looked at to the end
        self._stop = threading.Event()
        self._plan = None
        self.refresh_bindings()
        pack = self._pack
        if pack is not None:
            self._tell(self._say("export-looking"), "dim")
            self._show([])
            self._find(pack, self._stop)

    @work(thread=True, group="export-plan", exclusive=True, exit_on_error=False)
    def _find(self, pack: RulePack, stop: threading.Event) -> None:
        def progress(_: int, __: int) -> None:
            if stop.is_set():
                raise _Stopped

        try:
            plan = self._desk.exporting.plan(pack.id, progress=progress)
        except VitrinaError as error:
            if not stop.is_set():
                self.post_message(self.Ended(failure=error))
        except _Stopped:
            return
        else:
            self.post_message(self.Planned(plan))

    def _write(self, plan: ExportPlan) -> None:
        self._stop = threading.Event()
        self.refresh_bindings()
        self._tell(self._say("cli-export-writing", done=0, all=len(plan.cards)))
        self._run(plan, self._stop)

    @work(thread=True, group="export", exclusive=True, exit_on_error=False)
    def _run(self, plan: ExportPlan, stop: threading.Event) -> None:
        def progress(done: int, whole: int) -> None:
            if stop.is_set():
                raise _Stopped
            self.post_message(self.Progressed(done, whole))

        exporting = self._desk.exporting
        try:
            done = exporting.run(plan, self._desk.workspace.exports, export_words(self._say), progress)
        except VitrinaError as error:
            self.post_message(self.Ended(failure=error))
        except _Stopped:
            self.post_message(self.Ended())
        else:
            self.post_message(self.Ended(done))

    def _listed(self, what: str, skus: list[str], style: str) -> list[Text]:
        if not skus:
            return []
        head = Text(self._say(f"export-list-{what}", count=len(skus)), "bold")
        return [head, *(Text(f"  {safe_name(sku)}", style) for sku in skus)]

    def _left_out(self, left_out: tuple[LeftOut, ...]) -> list[Text]:
        if not left_out:
            return []
        lines = [Text(self._say("export-list-left-out", count=len(left_out)), "bold")]
        for one in left_out:
            why = " ".join(self._say.say(what) for what in one.why)
            name = (f"  {safe_name(one.sku)}: ", "bold red" if one.broken else "yellow")
            lines.append(Text.assemble(name, why))
        return lines

    def _show(self, lines: list[Text]) -> None:
        self.query_one("#plan-text", Static).update(Text("\n").join(lines))

    def _tell(self, words: str, style: str = "") -> None:
        self.query_one("#export-status", Static).update(Text(words, style))
