"""What a view is called, with the kind of it that is shown, and the line above the pictures."""

from __future__ import annotations

from rich.text import Text

from core.model import View
from core.queue import QueueRow
from tui.i18n.catalogue import Catalogue
from tui.looks import STATE
from tui.views.pairs import PairViews
from tui.views.phones import PhoneViews
from tui.views.survey import Survey


def kind_of(say: Catalogue, pairs: PairViews, survey: Survey, phones: PhoneViews) -> str:
    """Return the name of the view that is shown, in words."""
    looking = pairs.looking
    match looking.view:
        case View.DIFFERENCE:
            return say(f"views-difference-{looking.heat}")
        case View.EDGES:
            return say(f"views-edges-{looking.ground}")
        case View.SURVEY:
            return say("views-survey-pack" if survey.pack else "views-survey-attempts")
        case View.PHONE:
            return say("views-phone-dark" if phones.dark else "views-phone-light")
        case View.BLINK if pairs.blink.automatic:
            return say("views-blink-automatic", seconds=f"{pairs.blink.period:.2f}")
        case _:
            return say(f"views-name-{looking.view}")


def title_of(
    row: QueueRow, called: str, *, kind: str, pairs: PairViews | None, open_: Text | None, width: int
) -> Text:
    """Return the line above the pictures: which, how it is shown, what is still open.

    `pairs` is None in a view that has no zoom; the least that there is room for comes last.
    """
    glyph, style = STATE[row.state]
    parts = [Text.assemble((f" {glyph} ", style), (called, "bold")), Text(kind, "cyan")]
    if pairs is not None:
        parts.append(Text(pairs.percents(), "bold"))
    if open_ is not None:
        parts.append(open_)
    if pairs is not None:
        parts.append(Text(pairs.alignment(), "dim"))
    line = Text("  ").join(part for part in parts if part.cell_len)
    line.truncate(width, overflow="ellipsis")
    return line
