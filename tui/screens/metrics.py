"""The metrics: what came back first, speed last; escapes and proposals below, one key from acting on them."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from core.desk import Desk
from core.errors import VitrinaError
from core.metrics.escapes import Escape
from core.metrics.facts import BYS
from core.metrics.overview import Metrics
from core.metrics.proposals import Proposal
from core.model import Answer
from core.safe_name import safe_name
from tui.actions import METRICS, bindings
from tui.i18n.catalogue import Catalogue
from tui.metrics.story import Section, Table, period, proposal_line, story
from tui.metrics.strips import strip
from tui.metrics.words import Names, names_of
from tui.screens.listed import ListScreen
from tui.widgets.keys_line import KeysLine
from tui.widgets.message_line import MessageLine

_LEAST_PLOT, _MOST_PLOT = 8, 40
"""Cells of a plot; with less room there is none."""

_ON_SCREEN = ("returned", "rejections", "yields", "audits", "plants", "terms", "speed")
"""Sections of the story; escapes and proposals have the list."""


class MetricsScreen(ListScreen[None]):
    """Figures above, a list of proposals and escapes below. `compare` opens a pair, or says False."""

    CSS_PATH = "metrics.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(METRICS)]

    def __init__(self, desk: Desk, say: Catalogue, compare: Callable[[str], bool]) -> None:
        super().__init__()
        self._desk = desk
        self._say = say
        self._compare = compare
        self._found: Metrics | None = None
        self._names: Names = names_of(say, desk.reasons, desk.reports.feedback.reasons, desk.checklists)
        self._by = BYS.index("category")

    def compose(self) -> ComposeResult:
        """Yield the figures and the list."""
        yield Static(id="metrics-title")
        with VerticalScroll(id="story-pane"):
            yield Static(id="story")
        yield Static(id="escapes-title")
        yield OptionList(id="escapes")
        with Vertical(id="escape-pane"):
            yield Static(id="escape")
        yield MessageLine(id="message")
        yield KeysLine(self._say)

    def on_mount(self) -> None:
        """Begin to count."""
        self.query_one("#story", Static).update(Text(self._say("metrics-reading"), "dim"))
        self.listed.focus()

    def on_screen_resume(self) -> None:
        """Count anew: something may have been decided in between."""
        self._read()

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.call_after_refresh(self._draw)
        self.call_after_refresh(self.listed.scroll_to_highlight)

    @on(OptionList.OptionHighlighted)
    def show_one(self) -> None:
        """Show the highlighted escape or proposal in full."""
        self._show_one()
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def choose(self) -> None:
        """Act on what was clicked."""
        if isinstance(self._one, Proposal):
            self.action_take_over()
        else:
            self.action_show_pair()

    def action_show_pair(self) -> None:
        """Compare the picture that escaped with its source; a proposal is taken over instead."""
        one = self._one
        if isinstance(one, Proposal):
            self.action_take_over()
        elif one is not None and not self._compare(one.shown.candidate.sha256):
            self._tell(self._say("metrics-no-pair"), good=False)

    def action_take_over(self) -> None:
        """Ask, then write the checklist."""
        one = self._one
        if not isinstance(one, Proposal) or one.item is None or self._found is None:
            return
        question = proposal_line(self._say, self._names, one)

        def answer(yes: bool | None) -> None:
            if yes:
                self._take_over(one)

        self.app.push_screen(ConfirmScreen(self._say, question), answer)

    def action_next_by(self) -> None:
        """Group the returns by the next thing."""
        self._by = (self._by + 1) % len(BYS)
        self._draw()

    def action_scroll_story(self, pages: int) -> None:
        """Scroll the figures."""
        pane = self.query_one("#story-pane", VerticalScroll)
        pane.scroll_relative(y=pages * max(1, pane.size.height - 1), animate=False)

    def action_close_view(self) -> None:
        """Go back to the desk."""
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Switch off taking over where no proposal names a question, and what there is nothing of."""
        if action == "show_pair":
            return self._one is not None
        if action == "next_by":
            return self._found is not None and any(self._found.groups.values())
        if action == "take_over":
            return isinstance(self._one, Proposal) and self._one.item is not None
        return True

    @property
    def _things(self) -> tuple[Proposal | Escape, ...]:
        return (*self._found.proposals, *self._found.escapes) if self._found else ()

    @property
    def _one(self) -> Proposal | Escape | None:
        at, things = self.listed.highlighted, self._things
        return things[at] if at is not None and at < len(things) else None

    @work(group="metrics", exclusive=True, exit_on_error=False)
    async def _read(self) -> None:
        self._found = await asyncio.to_thread(self._desk.metrics.overview)
        self._fill()
        self._draw()

    @work(group="take-over", exit_on_error=False)
    async def _take_over(self, proposal: Proposal) -> None:
        try:
            path = await asyncio.to_thread(self._desk.metrics.take_over, proposal)
        except VitrinaError as error:
            self._tell(self._say.error(error), good=False)
            return
        self._found = await asyncio.to_thread(self._desk.metrics.overview)
        self._fill()
        item = proposal.item.id if proposal.item else ""
        now = self._say(f"severity-{proposal.severity}")
        done = self._say(
            "metrics-raised", category=proposal.category, item=item, now=now, path=f"checklists/{path.name}"
        )
        self._tell(done, good=True)

    def _fill(self) -> None:
        at = self.listed.highlighted or 0
        things = self._things
        self.listed.clear_options()
        self.listed.add_options([Option(self._prompt(one)) for one in things])
        self.listed.highlighted = min(at, len(things) - 1) if things else None
        say, found = self._say, self._found
        units = sum(one.back.row.units for one in found.escapes) if found else 0
        line = say("metrics-escapes-count", count=units) if units else say("metrics-escapes-none")
        self.query_one("#escapes-title", Static).update(
            Text.assemble((f" {say('metrics-escapes')} ", "bold reverse"), f" {line}", no_wrap=True)
        )
        self._show_one()

    def _draw(self) -> None:
        found, say = self._found, self._say
        if found is None:
            return
        title = Text.assemble((f" {say('metrics-title')} ", "bold reverse"), f" {period(say, found.wanted)}")
        self.query_one("#metrics-title", Static).update(title)
        sections = story(say, found, self._names, by=(BYS[self._by],))
        width = self.query_one("#story-pane").size.width - 2
        shown = [
            drawn(section, width)
            for section in sections
            if section.id in _ON_SCREEN and (section.lines or section.tables)
        ]
        self.query_one("#story", Static).update(Text("\n\n").join(shown))
        self.refresh_bindings()

    def _prompt(self, one: Proposal | Escape) -> Text:
        if isinstance(one, Proposal):
            line = proposal_line(self._say, self._names, one)
            return Text.assemble(("▲ ", "bold yellow"), line, no_wrap=True, overflow="ellipsis")
        place = one.back.place
        reasons = ", ".join(map(self._names.reason, one.reasons)) or self._say("metrics-reason-unknown")
        return Text.assemble(
            (f"{one.back.row.day or '-':<10}  ", "dim"),
            (f"{safe_name(place.sku, 24):<16} ", "bold"),
            f"{safe_name(place.marketplace, 16):<12} ",
            reasons,
            no_wrap=True,
            overflow="ellipsis",
        )

    def _show_one(self) -> None:
        one = self._one
        if isinstance(one, Escape):
            shown = Text("\n").join(map(Text, self._escape_lines(one)))
        elif isinstance(one, Proposal):
            shown = Text(proposal_line(self._say, self._names, one), "bold")
        else:
            shown = Text()
        self.query_one("#escape", Static).update(shown)

    def _escape_lines(self, one: Escape) -> Sequence[str]:
        """Return the buyer's words, where the reason is from, and what was answered and measured then."""
        say, decision = self._say, one.shown.decision
        counts = Counter(decision.answers.values())
        how = say(f"metrics-how-{one.how}") if one.how else say("metrics-how-unknown")
        lines = [
            f"{say('log-line-words', words=one.back.row.reason)}  ({how})",
            f"{say('log-line-approved', person=decision.person)}, {decision.at.date().isoformat()}. "
            + say(
                "metrics-answers",
                passed=counts[Answer.PASS],
                failed=counts[Answer.FAIL],
                skipped=counts[Answer.NA],
            ),
        ]
        weighed = decision.weighed
        if weighed is not None and weighed.flags:
            kinds = ", ".join(say(f"drift-kind-{kind}") for kind in weighed.flags)
            lines.append(say("log-line-measured", kinds=kinds))
        if weighed is not None and weighed.against:
            lines.append(say("metrics-answers-against", items=", ".join(weighed.against)))
        return lines

    def _tell(self, text: str, *, good: bool) -> None:
        self.query_one(MessageLine).tell(text, good=good)


class ConfirmScreen(ModalScreen[bool]):
    """Answers whether a proposal is taken over."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", show=False, priority=True),
        Binding("escape", "answer(False)", show=False, priority=True),
    ]

    def __init__(self, say: Catalogue, question: str) -> None:
        super().__init__()
        self._say = say
        self._question = question

    def compose(self) -> ComposeResult:
        """Yield the question."""
        with Vertical(classes="dialog"):
            yield Static(Text(self._say("metrics-confirm-title")), classes="dialog-title")
            yield Static(Text(self._question))
            yield Static(Text(self._say("metrics-confirm-help")), classes="dialog-help")

    def action_answer(self, yes: bool) -> None:
        """Answer."""
        self.dismiss(yes)


def drawn(section: Section, width: int) -> Text:
    """Return a section as text of at most `width` cells, plots where there is room for them."""
    parts = [Text(section.title, "bold"), *(Text(line) for line in section.lines)]
    for table in section.tables:
        if table.title:
            parts.append(Text(table.title, "bold dim"))
        parts += _rows(table, width)
    return Text("\n").join(parts)


def _rows(table: Table, width: int) -> list[Text]:
    lines = [table.heads, *table.rows]
    widths = [max(len(line[at]) for line in lines) for at in range(len(table.heads))]
    taken = sum(widths) + 2 * len(widths)
    plot = min(_MOST_PLOT, width - taken) if any(mark is not None for mark in table.marks) else 0
    shown: list[Text] = []
    for number, line in enumerate(lines):
        cells = [
            cell.ljust(widths[at]) if at < table.figures else cell.rjust(widths[at])
            for at, cell in enumerate(line)
        ]
        text = Text("  ".join(cells), "dim" if not number else "", no_wrap=True, overflow="ellipsis")
        if number and plot >= _LEAST_PLOT:
            text.append("  ")
            text.append(strip(table.marks[number - 1], plot), "cyan")
        shown.append(text)
    return shown
