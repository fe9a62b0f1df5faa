"""The rejection log: what was refused, by whom, for what, and what happened next."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from checklists.model import ABOUTS
from core.desk import Desk
from core.metrics.rejections import QA, LogFilter, Rejection, counted
from core.safe_name import safe_name
from tui.actions import LOG, bindings
from tui.i18n.catalogue import Catalogue
from tui.metrics.log_rows import places_of
from tui.metrics.words import names_of
from tui.screens.listed import ListScreen
from tui.widgets.keys_line import KeysLine
from tui.widgets.message_line import MessageLine

_MOST = 2000
"""Entries that are listed at once; filters narrow them down."""

_ABOUT = {"mismatch": "red", "rules": "yellow", "ai": "magenta", "other": "dim"}


class LogScreen(ListScreen[None]):
    """A list of entries over the highlighted one in full. `compare` opens a picture's pair, or says False."""

    CSS_PATH = "rejection_log.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LOG)]

    def __init__(self, desk: Desk, say: Catalogue, compare: Callable[[str], bool]) -> None:
        super().__init__()
        self._desk = desk
        self._say = say
        self._compare = compare
        self._names = names_of(say, desk.reasons, desk.reports.feedback.reasons, desk.checklists)
        self._wanted = LogFilter()
        self._all: tuple[Rejection, ...] = ()
        self._shown: tuple[Rejection, ...] = ()

    def compose(self) -> ComposeResult:
        """Yield the counts, the filter, the list and the entry."""
        yield Static(id="log-title")
        yield Input(id="filter", placeholder=self._say("log-filter"))
        yield OptionList(id="entries")
        with Vertical(id="entry-pane"):
            yield Static(id="entry")
        yield MessageLine(id="message")
        yield KeysLine(self._say)

    def on_mount(self) -> None:
        """Read the log."""
        self.query_one("#filter", Input).display = False
        self.query_one("#log-title", Static).update(Text(self._say("metrics-reading"), "dim"))
        self.listed.focus()

    def on_screen_resume(self) -> None:
        """Read it anew: something may have been decided in between."""
        self._read()

    @on(OptionList.OptionHighlighted)
    def show_entry(self) -> None:
        """Show the highlighted entry in full."""
        self._show_entry()

    @on(OptionList.OptionSelected)
    def choose(self) -> None:
        """Compare the pair that was clicked."""
        self.action_show_pair()

    @on(Input.Changed, "#filter")
    def narrow(self, event: Input.Changed) -> None:
        """List what holds the typed text."""
        self._wanted = replace(self._wanted, text=event.value)
        self._draw()

    @on(Input.Submitted, "#filter")
    def close_filter(self) -> None:
        """Keep the filter; an empty one disappears."""
        box = self.query_one("#filter", Input)
        box.display = bool(box.value)
        self.listed.focus()

    def key_escape(self) -> None:
        """Clear the filter that is typed into."""
        box = self.query_one("#filter", Input)
        box.value = ""
        box.display = False
        self.listed.focus()

    def action_filter(self) -> None:
        """Type a filter."""
        box = self.query_one("#filter", Input)
        box.display = True
        self.set_focus(box)

    def action_who(self) -> None:
        """Show only ours, one marketplace after another, then all again."""
        others = sorted({entry.by for entry in self._all} - {QA})
        following = ["", QA, *others]
        at = following.index(self._wanted.by) + 1 if self._wanted.by in following else 0
        self._wanted = replace(self._wanted, by=following[at % len(following)])
        self._draw()

    def action_about(self) -> None:
        """Show only mismatches, rules, AI, others, then all again."""
        following = ["", *ABOUTS]
        at = following.index(self._wanted.about) + 1
        self._wanted = replace(self._wanted, about=following[at % len(following)])
        self._draw()

    def action_show_pair(self) -> None:
        """Compare the highlighted entry's picture with its source."""
        entry = self._entry
        if entry is not None and (entry.candidate is None or not self._compare(entry.candidate.sha256)):
            self.query_one(MessageLine).tell(self._say("metrics-no-pair"), good=False)

    def action_close_view(self) -> None:
        """Go back to the desk."""
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Switch off all keys while the filter is typed into, and both pictures where there is no entry."""
        if isinstance(self.focused, Input):
            return False
        return self._entry is not None if action == "show_pair" else True

    @property
    def _entry(self) -> Rejection | None:
        at = self.listed.highlighted
        return self._shown[at] if at is not None and at < len(self._shown) else None

    @work(group="metrics", exclusive=True, exit_on_error=False)
    async def _read(self) -> None:
        entries = await asyncio.to_thread(self._desk.metrics.log)
        if entries != self._all or not entries:
            self._all = entries
            self._draw()

    def _draw(self) -> None:
        fitting = [entry for entry in self._all if self._wanted.takes(entry)]
        self._shown = tuple(fitting[:_MOST])
        at = self.listed.highlighted or 0
        self.listed.clear_options()
        self.listed.add_options([Option(self._prompt(entry)) for entry in self._shown])
        self.listed.highlighted = min(at, len(self._shown) - 1) if self._shown else None
        self.query_one("#log-title", Static).update(self._title(fitting))
        self._show_entry()

    def _title(self, fitting: list[Rejection]) -> Text:
        say, wanted = self._say, self._wanted
        title = Text.assemble((f" {say('log-title')} ", "bold reverse"), " ")
        parts = [
            (say("log-by-qa") if wanted.by == QA else safe_name(wanted.by)) if wanted.by else "",
            say(f"about-{wanted.about}") if wanted.about else "",
            say("log-narrowed", shown=len(self._shown), whole=len(self._all))
            if len(self._shown) < len(self._all)
            else "",
        ]
        narrowed = " · ".join(part for part in parts if part)
        if narrowed:
            title.append(f"{narrowed}  ", "bold cyan")
        # A rejection that was taken back is none; the log keeps it all the same.
        counts = counted(entry for entry in fitting if entry.next.id != "next-taken-back")
        title.append(
            say("log-counts", whole=counts.whole, **dict(counts.about)) if self._all else say("log-empty")
        )
        return title

    def _prompt(self, entry: Rejection) -> Text:
        reasons = ", ".join(map(self._names.reason, entry.reasons)) or self._say("log-no-reason")
        return Text.assemble(
            (f"{entry.day or '-':<10}  ", "dim"),
            ("■ ", _ABOUT[entry.about]),
            (f"{safe_name(entry.sku, 24):<16} ", "bold"),
            f"{self._names.who(entry):<12} ",
            f"{reasons:<24} ",
            (f"→ {self._say.say(entry.next)}", "dim"),
            no_wrap=True,
            overflow="ellipsis",
        )

    def _show_entry(self) -> None:
        self.refresh_bindings()
        entry = self._entry
        if entry is None:
            self.query_one("#entry", Static).update("")
            return
        say = self._say
        outcome = say(f"log-outcome-{entry.outcome}")
        who = say("log-line-who", outcome=outcome, who=self._names.who(entry), day=entry.day or "-")
        person = "log-line-person" if entry.by == QA else "log-line-approved"
        head = Text.assemble((safe_name(entry.sku), "bold"), f"  {who}")
        if entry.person:
            head.append(f", {say(person, person=entry.person)}")
        lines = [head, Text(safe_name(entry.candidate.path) if entry.candidate else "", "dim")]
        if entry.words:
            lines.append(Text(say("log-line-words", words=entry.words)))
        kinds = ", ".join(say(f"drift-kind-{kind}") for kind in entry.weighed)
        if kinds:
            lines.append(Text(say("log-line-measured", kinds=kinds), "yellow"))
        lines.append(Text(say("log-line-next", next=say.say(entry.next)), "bold"))
        self.query_one("#entry", Static).update(Text("\n").join(lines))
        self._look_up(entry, lines)

    @work(group="places", exclusive=True, exit_on_error=False)
    async def _look_up(self, entry: Rejection, lines: list[Text]) -> None:
        """Add where the picture differs, as far as that is measured."""
        places = await asyncio.to_thread(places_of, self._say, self._desk, entry)
        if places and entry is self._entry:
            lines.insert(-1, Text("; ".join(places), "yellow"))
            self.query_one("#entry", Static).update(Text("\n").join(lines))
