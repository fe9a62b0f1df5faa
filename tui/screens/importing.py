"""Reading a marketplace's report by hand: which file, whose, which column is what, which words mean what.

Nothing is recorded before a person takes the rows; what they mapped is remembered for the next file.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar, Literal

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from checklists.feedback import FIELDS, REPORT_KINDS, fold_words
from core.desk import Desk
from core.errors import ReportUnreadable, VitrinaError
from core.intake.table import RowProblem
from core.returns.importing import Plan
from core.returns.looking import header_of
from core.returns.reports import Asked
from core.safe_name import safe_name
from tui.actions import IMPORT, bindings
from tui.i18n.catalogue import Catalogue
from tui.screens.listed import ListScreen
from tui.widgets.chooser import Chooser
from tui.widgets.keys_line import KeysLine

_TABLES = (".csv", ".xlsx", ".json", ".tsv", ".txt")
_PROBLEMS = 5
"""Rows that are not taken of which the screen says why; the command names all."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One line of the list: a column, or words that fit no reason."""

    kind: Literal["column", "words"]
    text: str
    """As it stands in the file."""
    means: str = ""
    """The field that a column is read as; empty means that it is not read."""
    rows: int = 0
    """New rows with these words."""


class ImportScreen(ListScreen[None]):
    """A file name, what reading it would do, and a list of what can be mapped."""

    CSS_PATH = "importing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(IMPORT)]

    def __init__(self, desk: Desk, say: Catalogue) -> None:
        super().__init__()
        self._desk = desk
        self._say = say
        self._kind = REPORT_KINDS.index("returns")
        self._asked = Asked()
        self._path: Path | None = None
        self._plan: Plan | None = None
        self._things: tuple[Thing, ...] = ()

    def compose(self) -> ComposeResult:
        """Yield the file, the summary and the list."""
        yield Static(id="import-title")
        yield Input(
            id="file",
            placeholder=self._say("import-file"),
            suggester=SuggestFromList(self._files(), case_sensitive=False),
        )
        yield OptionList(id="things")
        with VerticalScroll(id="import-pane"):
            yield Static(id="import-says")
        yield KeysLine(self._say)

    def on_mount(self) -> None:
        """Ask for the file."""
        self._draw_title()
        self.query_one("#import-says", Static).update(Text(self._say("import-begin"), "dim"))
        self.query_one("#file", Input).focus()

    @on(Input.Submitted, "#file")
    def choose_file(self, event: Input.Submitted) -> None:
        """Read the file that was named."""
        if event.value.strip():
            named = Path(event.value.strip()).expanduser()
            self._path = named if named.is_absolute() else self._desk.workspace.root / named
            self._asked = Asked(self._asked.marketplace)
            self.listed.focus()
            self._read()

    @on(OptionList.OptionSelected)
    def choose(self) -> None:
        """Map what was clicked."""
        self.action_map()

    def key_escape(self) -> None:
        """Leave the file name; without a file leave the screen."""
        if self._path is None:
            self.dismiss(None)
        else:
            self.listed.focus()

    def action_map(self) -> None:
        """Say what the highlighted column or words mean."""
        thing = self._thing
        if thing is None:
            return
        say = self._say
        if thing.kind == "column":
            names = {say(f"field-{field}"): field for field in FIELDS} | {say("field-none"): ""}
        else:
            language = say.language
            reasons = self._desk.reports.feedback.reasons
            names = {reason.name.in_(language): reason.code for reason in reasons}

        def answer(name: str | None) -> None:
            if name:
                self._map(thing, names[name])

        self.app.push_screen(MeaningScreen(say, thing.text, list(names)), answer)

    def action_next_kind(self) -> None:
        """Read it as another kind of report."""
        self._kind = (self._kind + 1) % len(REPORT_KINDS)
        self._again()

    def action_next_marketplace(self) -> None:
        """Read it as another marketplace's; first as whose its header says."""
        following = ["", *self._desk.packs]
        at = following.index(self._asked.marketplace) + 1
        self._asked = replace(self._asked, marketplace=following[at % len(following)])
        self._again()

    def action_other_file(self) -> None:
        """Name another file."""
        self.query_one("#file", Input).focus()

    def action_take(self) -> None:
        """Record the rows and what was mapped."""
        if self._plan is not None:
            self._take(self._plan)

    def action_close_view(self) -> None:
        """Go back to the desk."""
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Switch off letters while the file is typed, and what has nothing to act on."""
        if isinstance(self.focused, Input):
            return False
        if action == "take":
            return self._plan is not None and bool(self._plan.fresh or self._mapped)
        return self._thing is not None if action == "map" else True

    # --- inside ---------------------------------------------------------------------------------------------

    @property
    def _thing(self) -> Thing | None:
        at = self.listed.highlighted
        return self._things[at] if at is not None and at < len(self._things) else None

    @property
    def _mapped(self) -> bool:
        return bool(self._asked.columns or self._asked.reasons)

    def _files(self) -> list[str]:
        """Return the tables in the workspace's own folder, newest first."""
        root, listings = self._desk.workspace.root, self._desk.workspace.listings.name
        try:
            found = [path for path in root.iterdir() if path.suffix.lower() in _TABLES and path.is_file()]
            found.sort(key=lambda path: -path.stat().st_mtime)
        except OSError:
            return []
        return [path.name for path in found if path.name != listings]

    def _map(self, thing: Thing, meaning: str) -> None:
        if thing.kind == "words":
            self._asked = replace(self._asked, reasons={**self._asked.reasons, thing.text: meaning})
        else:
            columns = {
                field: header
                for field, header in self._asked.columns.items()
                if fold_words(header) != fold_words(thing.text) and field != meaning
            }
            if meaning:
                columns[meaning] = thing.text
            self._asked = replace(self._asked, columns=columns)
        self._read()

    def _again(self) -> None:
        self._draw_title()
        if self._path is not None:
            self._read()

    @work(group="import", exclusive=True, exit_on_error=False)
    async def _read(self) -> None:
        """Look what taking the file in would do; where it is none that is known, show its columns."""
        path, kind, asked = self._path, REPORT_KINDS[self._kind], self._asked
        if path is None:
            return
        self._tell(Text(self._say("metrics-reading"), "dim"))
        self._plan = None
        try:
            self._plan = await asyncio.to_thread(self._desk.reports.plan, kind, path, asked)
        except ReportUnreadable as error:
            await self._show_columns(path, error)
            return
        except VitrinaError as error:
            self._fill(())
            self._tell(Text(self._say.error(error), "bold red"))
            return
        self._fill(_things_of(self._plan))
        self._draw_title()
        self._tell(self._summary(self._plan))

    async def _show_columns(self, path: Path, error: ReportUnreadable) -> None:
        try:
            header = await asyncio.to_thread(header_of, path)
        except ReportUnreadable:
            header = ()
        named = {fold_words(text): field for field, text in self._asked.columns.items()}
        self._fill([Thing("column", text, named.get(fold_words(text), "")) for text in header])
        lines = [Text(self._say.error(error), "bold red")]
        if header:
            kind = REPORT_KINDS[self._kind]
            lines = [
                Text(self._say("import-unknown"), "bold yellow"),
                Text(self._say(f"import-needs-{kind}")),
            ]
            if not self._asked.marketplace:
                lines.append(Text(self._say("import-needs-marketplace"), "yellow"))
        self._tell(Text("\n").join(lines))

    @work(group="import-take", exclusive=True, exit_on_error=False)
    async def _take(self, plan: Plan) -> None:
        asked = self._asked
        self._tell(Text(self._say("desk-saving"), "dim"))
        try:
            await asyncio.to_thread(self._desk.reports.take, plan, asked)
        except VitrinaError as error:
            self._tell(Text(self._say.error(error), "bold red"))
            return
        self._plan = None
        self._asked = Asked(asked.marketplace)
        done = self._say(
            "cli-import-done", added=plan.added, changed=plan.changed, known=plan.known, skipped=plan.skipped
        )
        self._tell(Text(done, "bold green"))
        self.refresh_bindings()

    def _fill(self, things: Sequence[Thing]) -> None:
        at = self.listed.highlighted or 0
        self._things = tuple(things)
        self.listed.clear_options()
        self.listed.add_options([Option(self._prompt(thing)) for thing in self._things])
        self.listed.highlighted = min(at, len(self._things) - 1) if self._things else None
        self.refresh_bindings()

    def _prompt(self, thing: Thing) -> Text:
        name = safe_name(thing.text, 60)
        if thing.kind == "words":
            what = self._say("import-words", count=thing.rows)
            return Text.assemble(("? ", "bold yellow"), name, "  ", (what, "yellow"))
        means = self._say(f"field-{thing.means}") if thing.means else self._say("import-not-read")
        return Text.assemble(f"  {name:<32} ", (f"→ {means}", "bold cyan" if thing.means else "dim"))

    def _draw_title(self) -> None:
        say, plan = self._say, self._plan
        market = plan.recognised.marketplace if plan else self._asked.marketplace
        named = safe_name(market) or say("import-any-marketplace")
        kind = say(f"import-kind-{REPORT_KINDS[self._kind]}")
        title = Text.assemble((f" {say('import-title')} ", "bold reverse"), f" {kind} · {named}")
        self.query_one("#import-title", Static).update(title)

    def _summary(self, plan: Plan) -> Text:
        say = self._say
        found = say(
            "cli-import-is", marketplace=plan.recognised.marketplace, report=plan.recognised.report.id
        )
        would = say(
            "cli-import-would", added=plan.added, changed=plan.changed, known=plan.known, skipped=plan.skipped
        )
        lines = [Text(found, "bold"), Text(would)]
        if plan.unmapped:
            lines.append(Text(say("import-unmapped", count=len(plan.unmapped)), "yellow"))
        if plan.problems:
            lines.append(Text(say("cli-import-problems", count=len(plan.problems)), "yellow"))
        lines += [Text(f"{one.line}: {self._problem(one)}", "dim") for one in plan.problems[:_PROBLEMS]]
        return Text("\n").join(lines)

    def _problem(self, problem: RowProblem) -> str:
        shared = self._say.has(f"listing-{problem.code}")
        return self._say(f"{'listing' if shared else 'report'}-{problem.code}", **problem.args)

    def _tell(self, text: Text) -> None:
        self.query_one("#import-says", Static).update(text)


class MeaningScreen(ModalScreen[str]):
    """Answers with one of the names; empty means that nothing was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, say: Catalogue, text: str, names: Sequence[str]) -> None:
        super().__init__()
        self._say = say
        self._text = text
        self._names = tuple(names)

    def compose(self) -> ComposeResult:
        """Yield what is asked about over the chooser."""
        with Vertical(classes="dialog"):
            yield Static(Text(self._say("import-means", text=self._text)), classes="dialog-title")
            yield Chooser(self._names, self._say("import-meaning"))

    @on(Chooser.Chosen)
    def go(self, message: Chooser.Chosen) -> None:
        """Answer with the chosen name."""
        self.dismiss(message.name)

    def action_leave(self) -> None:
        """Leave it as it is."""
        self.dismiss("")


def _things_of(plan: Plan) -> list[Thing]:
    """Return words to be mapped, then columns as they are read, then those that are not."""
    header = plan.recognised.header
    fields: Mapping[int, str] = {at: field for field, at in plan.recognised.columns.items()}
    read = [Thing("column", header[at], field) for at, field in sorted(fields.items())]
    words = [Thing("words", text, rows=rows) for text, rows in plan.unmapped.items()]
    return [*words, *read, *(Thing("column", text) for text in plan.recognised.unused)]
