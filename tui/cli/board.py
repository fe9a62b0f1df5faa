"""`vitrina board`: where every SKU stands, until when, what is missing and who has it."""

from __future__ import annotations

from core.clock import utc_now
from core.desk import Desk
from core.process.board import BoardFilter, Card
from core.process.sla import Stage
from tui.cli.candidates import SCHEMA
from tui.cli.output import Cell, Style
from tui.cli.parser import Arguments, Verb
from tui.cli.process_values import card_values
from tui.cli.session import Session
from tui.process_words import hours_left, missing_words

_STYLES: dict[str, Style] = {"late": "bad", "soon": "warn"}


def run(session: Session) -> int:
    """Print the board."""
    args, say, now = session.args, session.say, utc_now()
    wanted = BoardFilter(args.category, args.marketplace, args.batch, args.of, args.late)
    with session.desk() as desk:
        cards, coming = desk.process.board(wanted), desk.process.not_piloted()
        if session.as_json:
            session.out.document(
                {
                    "schema": SCHEMA,
                    "cards": [card_values(desk, card, say, now) for card in cards],
                    "not_piloted": [
                        {"category": one.category, "season": one.season, "days": one.days} for one in coming
                    ],
                }
            )
            return 0
        heads = [
            say(f"cli-head-{head}") for head in ("sku", "left", "category", "batch", "person", "missing")
        ]
        for stage in Stage:
            here = [card for card in cards if card.stage is stage]
            session.out.line(f"{say(f'stage-{stage}')}: {len(here)}", "strong")
            if here:
                session.out.table(heads, [_cells(session, desk, card) for card in here])
            session.out.line()
        for one in coming:
            words = say("board-not-piloted", category=one.category, season=one.season, days=one.days)
            session.out.line(words, "warn")
    return 0


def _cells(session: Session, desk: Desk, card: Card) -> list[Cell]:
    now = utc_now()
    return [
        Cell(card.sku, "strong"),
        Cell(
            hours_left(session.say, card, desk.process.terms.work, now) or "-",
            _STYLES.get(card.lateness(now), "plain"),
        ),
        Cell(card.facts.category),
        Cell(card.facts.batch or "-"),
        Cell(card.facts.person or "-"),
        Cell(missing_words(session.say, card)),
    ]


def _arguments(arguments: Arguments) -> None:
    for name, metavar in (
        ("category", "CATEGORY"),
        ("marketplace", "ID"),
        ("batch", "BATCH"),
        ("of", "PERSON"),
    ):
        arguments.option(f"--{name}", default="", metavar=metavar)
    arguments.option("--late", action="store_true")


VERB = Verb("board", run, _arguments, ("vitrina board", "vitrina board --late --category shoes"))
