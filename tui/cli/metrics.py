"""`vitrina metrics`: what came back, what escaped, how often; and taking a proposal over."""

from __future__ import annotations

from checklists.model import SEVERITIES
from core.desk import Desk
from core.metrics.facts import BYS
from core.metrics.overview import Metrics
from core.safe_name import path_to_text
from tui.cli.candidates import SCHEMA
from tui.cli.errors import UsageWrong
from tui.cli.output import Cell
from tui.cli.parser import Arguments, Verb
from tui.cli.session import Session
from tui.cli.wanted import wanted_arguments, wanted_of
from tui.metrics.story import Section, Table, period, story
from tui.metrics.strips import strip
from tui.metrics.values import metrics_values, raised_values
from tui.metrics.words import names_of

_PLOT = 24
"""Cells of a plot."""


def run(session: Session) -> int:
    """Print the metrics, or take over a proposal.

    Raises UnknownCategory, UnknownMarketplace, NotAllowed, ChecklistNotRaised, NotSaved.
    """
    args, say = session.args, session.say
    with session.desk() as desk:
        wanted = wanted_of(session, desk)
        found = desk.metrics.overview(wanted)
        if args.raise_:
            return _take_over(session, desk, found)
        if session.as_json:
            raised = [raised_values(one) for one in desk.metrics.raised()]
            session.out.document({**metrics_values(found), "raised": raised})
            return 0
        names = names_of(say, desk.reasons, desk.reports.feedback.reasons, desk.checklists)
        by = (args.by,) if args.by else BYS
        session.out.line(f"{say('metrics-title')}, {period(say, wanted)}", "dim")
        for section in story(say, found, names, by=by):
            if section.lines or section.tables:
                _print(session, section)
        for one in desk.metrics.raised():
            event = one.event
            session.out.line(
                say(
                    "metrics-raised-by",
                    category=event.category,
                    item=event.item,
                    person=one.person,
                    day=one.at.date().isoformat(),
                ),
                "dim",
            )
    return 0


def _take_over(session: Session, desk: Desk, found: Metrics) -> int:
    said = session.args.raise_
    offered = {f"{one.category}/{one.item.id}": one for one in found.proposals if one.item is not None}
    if said not in offered:
        known = ", ".join(offered) or "-"
        raise UsageWrong(session.say("cli-metrics-raise-wrong", said=said, known=known))
    proposal = offered[said]
    path = desk.metrics.take_over(proposal)
    category, _, item = said.partition("/")
    if session.as_json:
        session.out.document(
            {
                "schema": SCHEMA,
                "category": category,
                "item": item,
                "severity": proposal.severity,
                "path": path_to_text(path),
            }
        )
    else:
        now = session.say(f"severity-{SEVERITIES[0]}")
        session.out.line(
            session.say("metrics-raised", category=category, item=item, now=now, path=path_to_text(path)),
            "good",
        )
    return 0


def _print(session: Session, section: Section) -> None:
    out = session.out
    out.line()
    out.line(section.title, "strong")
    for line in section.lines:
        out.line(f"  {line}")
    for table in section.tables:
        out.line()
        if table.title:
            out.line(table.title)
        _print_table(session, table)
        if table.left_out:
            out.line(session.say("metrics-more", count=table.left_out), "dim")


def _print_table(session: Session, table: Table) -> None:
    plotted = any(mark is not None for mark in table.marks)
    rows = [
        [*map(Cell, row), *([Cell(strip(mark, _PLOT))] if plotted else [])]
        for row, mark in zip(table.rows, table.marks, strict=True)
    ]
    heads = [*table.heads, *([""] if plotted else [])]
    session.out.table(heads, rows, right=tuple(range(table.figures, len(table.heads))))


def _arguments(arguments: Arguments) -> None:
    wanted_arguments(arguments)
    arguments.option("--by", choices=BYS, default="")
    arguments.option("--raise", metavar="CATEGORY/QUESTION", dest="raise_", default="")
    arguments.shared("--as", metavar="PERSON", dest="person")


VERB = Verb(
    "metrics",
    run,
    _arguments,
    examples=(
        "vitrina metrics --from 2026-07-01 --to 2026-12-31",
        "vitrina metrics --by sku --marketplace ozon --json",
        "vitrina metrics --raise jewelry/stones-count",
    ),
)
