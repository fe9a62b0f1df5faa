"""The questions with their answers, what was measured, and what still stands in the way."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rich.segment import Segment
from rich.text import Text
from textual.geometry import Region, Size
from textual.strip import Strip

from checklists.model import Reason
from core.gating import Asked
from core.model import Answer, Decision
from core.process.gate import GateItem
from core.process.looks import Screen
from core.safe_name import safe_name
from tui.findings import Line
from tui.i18n.catalogue import Catalogue
from tui.looks import ANSWER
from tui.status import open_line
from tui.widgets.line_pane import LinePane, spoken

_ROOMY = 22
"""Rows from which on the groups have headings."""

_KEPT = 400
"""Paragraphs that are kept wrapped."""

_LOOK_AHEAD = 3
"""Rows below the next open question that are kept in view."""


@dataclass(frozen=True, slots=True)
class Review:
    """What the pane shows of one candidate."""

    asked: Asked
    answers: Mapping[str, Answer]
    note: str
    gate: Sequence[GateItem] | None
    """None while the files are still being looked at."""
    screen: Screen
    """What pictures are drawn on."""
    findings: Mapping[str, Sequence[Line]]
    """What was measured, by the item it bears on, strongest first."""
    measuring: Sequence[Line]
    """What is to be known about the measuring itself."""
    evidence: Sequence[str]
    """What else is known about the pair."""
    decisions: Sequence[Decision]
    """Those that stand: more than one where people differ."""
    lapsed: Sequence[str]
    """Why the approval among the decisions no longer counts; empty while it does."""
    others: Sequence[str]
    """People who have the candidate open elsewhere."""
    escaped: Mapping[str, int] = field(default_factory=dict)
    """How many units of this category came back as not as pictured, by reason."""


class ChecklistPane(LinePane, can_focus=False):
    """The right-hand pane. Draws line by line: of what is known a moment later only what is new is sent."""

    def __init__(self, catalogue: Catalogue, reasons: Sequence[Reason], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._say = catalogue
        self._reasons = {reason.code: reason.name.in_(catalogue.language) for reason in reasons}
        self._seen: object = None
        self._written: list[Text] = []
        self._lines: list[Text] = []
        """What is written, wrapped to the pane."""
        self._wrapped: dict[Hashable, list[Text]] = {}
        """Paragraphs as they were wrapped: most of them are asked of the next candidate too."""

    @property
    def written(self) -> str:
        """All words of the pane, in view or not."""
        return "\n".join(text.plain for text in self._written)

    def show(self, review: Review | None) -> None:
        """Draw a review, its first open question in view; None empties the pane."""
        if review is None:
            self._write([])
            return
        head, questions, tail = self._head(review), self._questions(review), self._tail(review)
        self._write([*head, *(text for text, _ in questions), *tail])
        state = (review.asked.checklist.id, tuple(review.answers.items()))
        if state != self._seen:
            self._seen = state
            first = next((at for at, (_, is_open) in enumerate(questions) if is_open), None)
            above = [*head, *(text for text, _ in questions[:first])] if first else []
            self._reveal(above, questions[first][0] if first else Text(""))

    def on_resize(self) -> None:
        """Wrap the words to the width that there is now."""
        self._wrap()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one line of what is in view."""
        at, width, style = y + self.scroll_offset.y, self._width, self.line_style
        if at >= len(self._lines):
            return Strip.blank(width, style)
        line = self._lines[at]
        place = spoken(line)
        return self.kept(place, width) or self.keep(place, width, self._strip(line, width))

    def _strip(self, line: Text, width: int) -> Strip:
        style = self.line_style
        segments = Segment.apply_style(line.render(self.app.console, end=""), style)
        return Strip(segments).adjust_cell_length(width, style)

    def _write(self, texts: list[Text]) -> None:
        """Draw paragraphs, those of their lines that are new."""
        if [spoken(text) for text in texts] == [spoken(text) for text in self._written]:
            return
        self._written, before = texts, self._lines
        self._wrap()
        top, width, height = self.scroll_offset.y, self._width, self.size.height
        changed = [y for y in range(height) if _at(before, top + y) != _at(self._lines, top + y)]
        if changed:  # without any, Textual would draw all
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    @property
    def _width(self) -> int:
        """Cells there are for words, beside the scrollbar."""
        return self.scrollable_content_region.width

    def _wrap(self) -> None:
        width = self._width
        self._lines = self._fitted(self._written, width) if width else []
        # Set as usual, Textual would lay the screen out and draw every widget anew for a line more.
        self.set_reactive(ChecklistPane.virtual_size, Size(width, len(self._lines)))
        self.vertical_scrollbar.window_virtual_size = len(self._lines)
        self.scroll_to(y=min(self.scroll_offset.y, self.max_scroll_y), animate=False, force=True)

    def _fitted(self, texts: Iterable[Text], width: int) -> list[Text]:
        """Return the lines of paragraphs at a width, above zero."""
        lines: list[Text] = []
        for text in texts:
            place = (width, spoken(text))
            fitted = self._wrapped.get(place)
            if fitted is None:
                if len(self._wrapped) >= _KEPT:
                    self._wrapped.clear()
                fitted = self._wrapped[place] = list(text.wrap(self.app.console, width))
            lines += fitted
        return lines

    def _reveal(self, above: Sequence[Text], question: Text) -> None:
        """Scroll so that what stands below `above` is in view, with the end of what comes before it."""
        width, height = self._width, self.size.height
        if not width:
            return
        needed = len(self._fitted([*above, question], width)) + _LOOK_AHEAD - height
        self.scroll_to(y=max(0, needed), animate=False, force=True)

    def _head(self, review: Review) -> list[Text]:
        """Return who else is here, what was decided, and in one line what is still open."""
        parts = [Text(self._say("desk-open-elsewhere", person=who), "bold yellow") for who in review.others]
        contested = len({decision.verdict for decision in review.decisions}) > 1
        if contested:
            parts.append(Text(self._say("desk-contested"), "bold magenta"))
        parts += [self._decision(decision) for decision in review.decisions]
        parts += [Text(line, "bold yellow") for line in review.lapsed]
        if review.decisions and not contested and not review.lapsed:
            return parts
        if review.gate is None:
            return [*parts, Text(self._say("desk-gate-looking"), "dim")]
        if not review.gate:
            return [*parts, Text(self._say("desk-gate-free"), "bold green")]
        return [*parts, Text(open_line(self._say, review.gate, review.screen), "bold yellow")]

    def _questions(self, review: Review) -> list[tuple[Text, bool]]:
        """Return the group headings and questions, and which of them wait for an answer."""
        say = self._say
        lines: list[tuple[Text, bool]] = []
        roomy = self.size.height >= _ROOMY
        helped = bool(review.decisions) and not review.lapsed
        numbered = {item.id: number for number, item in enumerate(review.asked.items, start=1)}
        groups = {group.id: group for group in review.asked.checklist.groups}
        for group in (groups[id_] for id_ in dict.fromkeys(item.group for item in review.asked.items)):
            items = [item for item in review.asked.items if item.group == group.id]
            if items and roomy:
                lines.append((Text(group.name.in_(say.language), "bold underline"), False))
            for item in items:
                answer = review.answers.get(item.id)
                glyph, style = ANSWER[answer]
                weight = "bold" if item.severity == "blocker" else ""
                text = Text.assemble(
                    (f"{numbered[item.id]} ", "bold cyan"),
                    (glyph, style),
                    " ",
                    (item.question.in_(say.language), weight),
                )
                if review.escaped.get(item.reason):
                    count = review.escaped[item.reason]
                    text.append(f"  {say('checklist-escaped.short', count=count)}", "magenta")
                lines.append((text, answer is None))
                lines += [(self._finding(one, answer), False) for one in self._bearing(review, item.id)]
                if answer is None and not helped:
                    helped = True
                    lines.append((Text(f"    {item.help.in_(say.language)}", "italic dim"), False))
        return lines

    def _bearing(self, review: Review, item: str) -> Sequence[Line]:
        """Return the findings to show beneath a question: strong ones, where there is room one more."""
        found = review.findings.get(item, ())
        strong = [one for one in found if one.strong]
        hints = [one for one in found if not one.strong and one.hint]
        return [*strong, *hints] or (found[:1] if self.size.height >= _ROOMY else ())

    def _finding(self, line: Line, answer: Answer | None) -> Text:
        """Return a finding; a strong one under a pass stands out, for it speaks against it."""
        if not line.strong:
            return Text(f"    {line.text}", "dim")
        return Text(f"  ▲ {line.text}", "bold yellow" if answer is Answer.PASS else "yellow")

    def _tail(self, review: Review) -> list[Text]:
        """Return the note, the evidence, and the open conditions in full."""
        say = self._say
        parts: list[Text] = []
        if review.note:
            parts.append(Text.assemble((say("desk-note") + " ", "bold"), safe_name(review.note)))
        parts.append(Text(say("desk-evidence"), "bold underline"))
        parts += [Text(one.text, "yellow" if one.strong else "dim") for one in review.measuring]
        parts += [Text(line, "dim") for line in review.evidence]
        conditions = [item for item in review.gate or () if not item.item]
        if conditions and (review.lapsed or not review.decisions):
            parts.append(Text(say("desk-gate-open"), "bold underline"))
            parts += [
                Text.assemble((f"• {say.say(item.says)}", "yellow"), " ", (say.clear(item.says), "dim"))
                for item in conditions
            ]
        return parts

    def _decision(self, decision: Decision) -> Text:
        reasons = ", ".join(self._reasons.get(code, safe_name(code)) for code in decision.reasons)
        approved = decision.verdict == "approve"
        glyph, style = ("✓", "bold green") if approved else ("✗", "bold red")
        line = self._say(f"desk-decided-{decision.verdict}", person=decision.person)
        note = f" “{safe_name(decision.note)}”" if decision.note else ""
        return Text.assemble((f"{glyph} {line}", style), f" {reasons}{note}")


def _at(lines: Sequence[Text], place: int) -> Hashable:
    return spoken(lines[place]) if place < len(lines) else None
