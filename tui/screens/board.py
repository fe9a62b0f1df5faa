"""The board: a column for each stage, a card for each SKU, what is late first."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from core.clock import utc_now
from core.desk import Desk
from core.process.board import BoardFilter, Card
from core.process.pilots import NotPiloted
from core.process.sla import Stage
from core.safe_name import safe_name
from tui.actions import BOARD, bindings
from tui.i18n.catalogue import Catalogue
from tui.process_words import hours_left, missing_words, short_term
from tui.screens.export import ExportScreen
from tui.widgets.keys_line import KeysLine
from tui.widgets.queue_pane import short_age

_REFRESH_SECONDS = 2.0
_LATE = {"late": "bold red", "soon": "yellow", "in-time": "green", "": "dim"}


class BoardScreen(Screen[str]):
    """Gives the SKU that was chosen; empty when none was."""

    CSS_PATH = "board.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(BOARD)]

    def __init__(self, desk: Desk, say: Catalogue) -> None:
        super().__init__()
        self._desk = desk
        self._say = say
        self._wanted = BoardFilter()
        self._all: tuple[Card, ...] = ()
        self._shown: dict[Stage, list[Card]] = {stage: [] for stage in Stage}
        self._coming: tuple[NotPiloted, ...] = ()

    def compose(self) -> ComposeResult:
        """Yield the columns."""
        yield Static(id="board-title")
        with Horizontal(id="stages"):
            for stage in Stage:
                with Vertical(classes="stage"):
                    yield Static(id=f"head-{stage}", classes="stage-head")
                    yield OptionList(id=f"stage-{stage}")
        yield Static(id="card")
        yield KeysLine(self._say)

    def on_mount(self) -> None:
        """Read the board and keep it up to date."""
        self._read(focus=True)
        self.set_interval(_REFRESH_SECONDS, self._read)

    @on(OptionList.OptionHighlighted)
    def show_card(self) -> None:
        """Show the highlighted card in full."""
        self._show_card()

    @on(OptionList.OptionSelected)
    def choose(self) -> None:
        """Go to the chosen card's SKU at the desk."""
        card = self._card()
        self.dismiss(card.sku if card else "")

    def on_descendant_focus(self) -> None:
        """Show the card of the column that is in use now."""
        self._show_card()

    def action_column(self, step: int) -> None:
        """Go to the next column that has cards."""
        stages = [stage for stage in Stage if self._shown[stage]]
        now = self._stage()
        if stages and now is not None:
            at = stages.index(now) if now in stages else 0
            self._list(stages[(at + step) % len(stages)]).focus()

    def action_move(self, step: int) -> None:
        """Move the highlight, as the arrows do."""
        stage = self._stage()
        if stage is not None:
            listed = self._list(stage)
            listed.action_cursor_down() if step > 0 else listed.action_cursor_up()

    def action_narrow(self, what: str) -> None:
        """Show only one category, marketplace, batch or person: the next one each time, then all again."""
        values = sorted({value for card in self._all for value in _values(card, what)})
        now = getattr(self._wanted, what)
        following = ["", *values]
        at = following.index(now) + 1 if now in following else 0
        self._wanted = self._wanted.only(what, following[at % len(following)])
        self._draw()

    def action_late(self) -> None:
        """Show only what is late, or all again."""
        self._wanted = replace(self._wanted, late=not self._wanted.late)
        self._draw()

    def action_export(self) -> None:
        """Go where approved packs are exported; the board is read anew afterwards."""

        def back(_: None) -> None:
            self._read()

        self.app.push_screen(ExportScreen(self._desk, self._say), back)

    def action_close_view(self) -> None:
        """Go back to the desk."""
        self.dismiss("")

    @work(group="board", exclusive=True, exit_on_error=False)
    async def _read(self, *, focus: bool = False) -> None:
        cards = await asyncio.to_thread(self._desk.process.board)
        self._coming = await asyncio.to_thread(self._desk.process.not_piloted)
        if focus or cards != self._all:
            self._all = cards
            self._draw()
        if focus:
            fullest = next((stage for stage in (Stage.QA, *Stage) if self._shown[stage]), Stage.QA)
            self._list(fullest).focus()

    def _draw(self) -> None:
        now = utc_now()
        for stage in Stage:
            cards = [card for card in self._all if card.stage is stage and self._wanted.takes(card, now)]
            self._shown[stage] = cards
            late = sum(card.lateness(now) == "late" for card in cards)
            head = Text.assemble((self._say(f"stage-{stage}"), "bold"), (f" {len(cards)}", "dim"))
            if late:
                head.append(f" !{late}", "bold red")
            self.query_one(f"#head-{stage}", Static).update(head)
            listed = self._list(stage)
            at = listed.highlighted or 0
            listed.clear_options()
            listed.add_options([Option(self._prompt(card)) for card in cards])
            listed.highlighted = min(at, len(cards) - 1) if cards else None
        self.query_one("#board-title", Static).update(self._title())
        self._show_card()

    def _title(self) -> Text:
        wanted = self._wanted
        parts = [
            safe_name(part) for part in (wanted.category, wanted.marketplace, wanted.batch, wanted.person)
        ]
        if wanted.late:
            parts.append(self._say("board-only-late"))
        title = Text.assemble((f" {self._say('board-title')} ", "bold reverse"), no_wrap=True)
        narrowed = " · ".join(part for part in parts if part)
        if narrowed:
            title.append(f" {narrowed}", "bold cyan")
        if self._coming:
            one = self._coming[0]
            words = self._say("board-not-piloted", category=one.category, season=one.season, days=one.days)
            title.append(f"  {words}", "bold yellow")
        title.truncate(max(1, self.size.width), overflow="ellipsis")
        return title

    def _prompt(self, card: Card) -> Text:
        now = utc_now()
        term = short_term(self._say, card, self._desk.process.terms.work, now)
        age = short_age(self._say, now - card.since) if card.since else ""
        below = Text.assemble(
            (age, "dim"), " " if age else "", (term, _LATE[card.lateness(now)]), no_wrap=True
        )
        if card.facts.batch:
            below.append(" ▪", "cyan")
        name = Text(safe_name(card.sku), no_wrap=True, overflow="ellipsis")
        return Text("\n").join([name, below])

    def _show_card(self) -> None:
        card = self._card()
        shown = self.query_one("#card", Static)
        if card is None:
            shown.update(Text(self._say("board-empty"), "dim"))
            return
        facts, now = card.facts, utc_now()
        title = facts.listing.title if facts.listing else ""
        first = Text.assemble((safe_name(card.sku), "bold"), "  ", safe_name(title))
        term = hours_left(self._say, card, self._desk.process.terms.work, now)
        told = [safe_name(part) for part in (facts.category, facts.batch, facts.person) if part]
        second = Text.assemble(" · ".join(told), "  ", (term, _LATE[card.lateness(now)]))
        third = Text(missing_words(self._say, card), "yellow")
        shown.update(Text("\n").join([first, second, third]))

    def _card(self) -> Card | None:
        stage = self._stage()
        if stage is None:
            return None
        at = self._list(stage).highlighted
        cards = self._shown[stage]
        return cards[at] if at is not None and at < len(cards) else None

    def _stage(self) -> Stage | None:
        focused = self.focused
        if isinstance(focused, OptionList) and focused.id:
            return Stage(focused.id.removeprefix("stage-"))
        return None

    def _list(self, stage: Stage) -> OptionList:
        return self.query_one(f"#stage-{stage}", OptionList)


def _values(card: Card, what: str) -> tuple[str, ...]:
    """Return a card's values of a field of the filter."""
    facts = card.facts
    if what == "marketplace":
        return facts.listing.marketplaces if facts.listing else ()
    value = str(getattr(facts, what))
    return (value,) if value else ()
