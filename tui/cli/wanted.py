"""Which days, category and marketplace figures are wanted for: the same options for several verbs."""

from __future__ import annotations

from datetime import date

from core.desk import Desk
from core.errors import UnknownCategory, UnknownMarketplace
from core.metrics.facts import Wanted
from tui.cli.errors import UsageWrong
from tui.cli.parser import Arguments
from tui.cli.session import Session


def wanted_of(session: Session, desk: Desk) -> Wanted:
    """Return what is asked for. Raises UnknownCategory, UnknownMarketplace, UsageWrong."""
    args = session.args
    category, marketplace = args.category, getattr(args, "marketplace", "")
    known = dict.fromkeys((*desk.checklists, *desk.process.categories()))
    if category and category not in known:
        raise UnknownCategory(id=category, known=", ".join(known))
    if marketplace and marketplace not in desk.packs:
        raise UnknownMarketplace(id=marketplace, known=", ".join(desk.packs))
    return Wanted(*_days(session), category, marketplace)


def wanted_arguments(arguments: Arguments, *, marketplace: bool = True) -> None:
    """Add the options."""
    arguments.option("--from", metavar="DAY", dest="first", default="")
    arguments.option("--to", metavar="DAY", dest="last", default="")
    arguments.option("--category", metavar="CATEGORY", default="")
    if marketplace:
        arguments.option("--marketplace", metavar="MARKETPLACE", default="")


def _days(session: Session) -> tuple[str, str]:
    first, last = session.args.first, session.args.last
    try:
        first, last = (day and date.fromisoformat(day).isoformat() for day in (first, last))
    except ValueError as error:
        raise UsageWrong(session.say("cli-metrics-day-wrong")) from error
    if first and last and first > last:
        raise UsageWrong(session.say("cli-metrics-day-wrong"))
    return first, last
