"""What a view is called, with the kind of it that is shown."""

from __future__ import annotations

from core.model import View
from tui.i18n.catalogue import Catalogue
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
