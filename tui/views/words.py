"""What a view is called, with the kind of it that is shown, and the line above the pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text

from core.evidence.across import colours_apart
from core.evidence.outcome import Outcome
from core.model import View
from core.process.gate import GateItem
from core.process.looks import Screen
from core.queue import QueueRow
from tui.i18n.catalogue import Catalogue
from tui.looks import STATE
from tui.status import listing_words, open_line
from tui.views.pairs import PairViews
from tui.views.showing import Showing
from tui.views.survey import Survey


def heading_of(
    say: Catalogue,
    row: QueueRow,
    called: str,
    showing: Showing,
    *,
    gate: Sequence[GateItem] | None,
    screen: Screen,
    outcome_of: Callable[[QueueRow], Outcome | None],
    width: int,
) -> Text:
    """Return the line above the pictures of a row that is `called` so, in the view that is up.

    `gate` is what is left before an approval; None while that is not known, and nothing is said of it.
    """
    pack = showing.view is View.SURVEY and showing.survey.pack
    return title_of(
        row,
        called,
        kind=kind_of(say, showing),
        pairs=showing.pairs if showing.view.pairs else None,
        pack=pack_words(say, row, showing.survey, outcome_of) if pack else (),
        open_=None if gate is None else open_words(say, gate, screen),
        rough="" if "colour" in screen.proves() else say("status-colour-rough"),
        width=width,
    )


def open_words(say: Catalogue, gate: Sequence[GateItem], screen: Screen) -> Text:
    """Return what is left before an approval, or that nothing is."""
    if not gate:
        return Text(say("desk-gate-free"), "bold green")
    return Text(open_line(say, gate, screen), "yellow")


def kind_of(say: Catalogue, showing: Showing) -> str:
    """Return the name of the view that is shown, in words."""
    looking = showing.pairs.looking
    match looking.view:
        case View.DIFFERENCE:
            return say(f"views-difference-{looking.heat}")
        case View.EDGES:
            return say(f"views-edges-{looking.ground}")
        case View.SURVEY:
            return say("views-survey-pack" if showing.survey.pack else "views-survey-attempts")
        case View.PHONE:
            return say("views-phone-dark" if showing.phones.dark else "views-phone-light")
        case View.BLINK if showing.pairs.blink.automatic:
            return say("views-blink-automatic", seconds=f"{showing.pairs.blink.period:.2f}")
        case _:
            return say(f"views-name-{looking.view}")


def title_of(
    row: QueueRow,
    called: str,
    *,
    kind: str,
    pairs: PairViews | None,
    open_: Text | None,
    rough: str = "",
    width: int,
    pack: Sequence[Text] = (),
) -> Text:
    """Return the line above the pictures: which, how it is shown, what is still open.

    `pairs` is None in a view that has no zoom, `rough` says that colours are not the picture's, `pack` is
    what is to be said of all slots together; the least that there is room for comes last.
    """
    glyph, style = STATE[row.state]
    parts = [Text.assemble((f" {glyph} ", style), (called, "bold")), Text(kind, "cyan")]
    if pairs is not None:
        parts.append(Text(pairs.percents(), "bold"))
    if rough:
        parts.append(Text(rough, "bold yellow"))
    if pairs is not None and not pairs.measured_place:  # what is compared may not be the same place
        parts.append(Text(pairs.alignment(), "yellow"))
    parts += pack
    if open_ is not None:
        parts.append(open_)
    if pairs is not None and pairs.measured_place:
        parts.append(Text(pairs.alignment(), "dim"))
    line = Text("  ").join(part for part in parts if part.cell_len)
    line.truncate(width, overflow="ellipsis")
    return line


def pack_words(
    say: Catalogue, row: QueueRow, survey: Survey, evidence_of: Callable[[QueueRow], Outcome | None]
) -> tuple[Text, ...]:
    """Return which slots of a pack differ in colour, where that was measured, and the listing's words."""
    source = row.source.sha256 if row.source else ""
    apart = colours_apart(
        {
            one.candidate.match.slot.value: evidence_of(one)
            for one in survey.shown
            if one.candidate and one.source and one.source.sha256 == source
        }
    )
    hint = ""
    if apart is not None:
        first, second = say(f"slot-{apart.first}"), say(f"slot-{apart.second}")
        hint = say("views-slots-apart", first=first, second=second, value=f"{apart.least:.0f}")
    return Text(hint, "bold yellow"), Text(listing_words(row.listing), "italic")
