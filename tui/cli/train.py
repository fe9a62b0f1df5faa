"""`vitrina train`: a drill with known answers on this terminal, and how drills and planted pictures went."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from core.clock import format_utc
from core.desk import Desk
from core.drilling import DrillWish
from core.process.plants import Caught
from core.training.drills import Count, Drill
from tui.cli.candidates import SCHEMA
from tui.cli.errors import NoTerminal
from tui.cli.parser import Arguments, Verb
from tui.cli.session import Session
from tui.cli.workspaces import drawing_arguments, has_terminal, open_desk
from tui.training_words import progress_lines, verdict_words

_MOST_PAIRS = 100


def run(session: Session) -> int:
    """Open a drill; with `--json` or `--progress` print how the earlier ones went. Raises NoTerminal."""
    args = session.args
    if session.as_json or args.progress or not has_terminal():
        with session.desk() as desk:
            _print(session, desk)
        if session.as_json or args.progress:
            return 0
        raise NoTerminal
    return open_desk(session, session.workspace(), DrillWish(args.category, args.pairs, args.seed))


def _print(session: Session, desk: Desk) -> None:
    say, person = session.say, session.person
    drills = desk.drilling.drills(person)
    caught = desk.planting.caught()
    if session.as_json:
        session.out.document(
            {
                "schema": SCHEMA,
                "drills": [_drill_values(desk, drill) for drill in drills],
                "required": list(desk.config.training.required),
                "plants": _plants_values(caught, person),
            }
        )
        return
    for name in dict.fromkeys(drill.person for drill in drills):
        mine = [drill for drill in drills if drill.person == name and drill.answers]
        session.out.line(say("training-of", person=name), "strong")
        for line in progress_lines(say, mine):
            session.out.line(f"  {line}")
        if mine:
            session.out.line(f"  {verdict_words(say, mine[-1], desk.process.drill_rules)}")
    if not drills:
        session.out.line(say("training-none"))
    for name, one in caught.items():
        if person in ("", name):
            session.out.line(say("plants-caught", person=name, caught=one.caught, of=one.of, named=one.named))


def _drill_values(desk: Desk, drill: Drill) -> dict[str, object]:
    score = drill.score
    return {
        "id": drill.id,
        "person": drill.person,
        "begun_at": format_utc(drill.begun_at),
        "category": drill.category or None,
        "seed": drill.seed,
        "practice": drill.chosen,
        "pairs": drill.size,
        "answered": len(drill.answers),
        "passed": desk.drilling.passes(drill),
        "defects": _count_values(score.defects),
        "honest": _count_values(score.honest),
        "by_kind": {kind: _count_values(count) for kind, count in sorted(score.by_kind.items())},
        "by_severity": {name: _count_values(count) for name, count in sorted(score.by_severity.items())},
    }


def _count_values(count: Count) -> dict[str, object]:
    return {"right": count.right, "of": count.of, "named": count.named, "rate": count.rate}


def _plants_values(caught: Mapping[str, Caught], person: str) -> dict[str, object]:
    return {
        name: {"caught": one.caught, "of": one.of, "named": one.named}
        for name, one in caught.items()
        if person in ("", name)
    }


def _pairs(text: str) -> int:
    return _number(text, 1, _MOST_PAIRS)


def _seed(text: str) -> int:
    return _number(text, 0, 2**53)


def _number(text: str, least: int, most: int) -> int:
    if text.isascii() and text.isdecimal() and least <= int(text) <= most:
        return int(text)
    raise argparse.ArgumentTypeError(f"{least}..{most}")


def _arguments(arguments: Arguments) -> None:
    arguments.option("--category", default="", metavar="CATEGORY")
    arguments.option("--pairs", default=0, type=_pairs, metavar="N")
    arguments.option("--seed", default=None, type=_seed, metavar="N")
    arguments.option("--progress", action="store_true")
    arguments.shared("--as", metavar="PERSON", dest="person")
    drawing_arguments(arguments)


VERB = Verb(
    "train",
    run,
    _arguments,
    ("vitrina train", "vitrina train --category shoes --as ana", "vitrina train --json"),
)
