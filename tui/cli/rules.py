"""`vitrina rules`: what marketplaces ask of pictures, and whether a picture or an own pack is sound."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from checklists.model import Problem
from checklists.packs import Rule, RulePack, Source
from checklists.packs_loader import load_packs, validate_pack
from core.clock import format_utc, utc_now
from core.config import Config, read_config
from core.errors import UnknownMarketplace, VitrinaError
from core.model import Slot
from core.process.checked import PackStanding, standing
from core.process.rules import RuleFinding, needed
from core.rulebook import check_file
from core.safe_name import safe_name
from tui.cli.candidates import SCHEMA, finding_values, problem_values
from tui.cli.output import Cell, Style
from tui.cli.parser import Arguments, Verb
from tui.cli.session import Session

_STYLES: Mapping[str, Style] = {"block": "bad", "warn": "warn", "ask": "dim"}


def run_list(session: Session) -> int:
    """Print the rule packs that apply here and how long each may be relied on."""
    standings, problems = _standings(session)
    if session.as_json:
        session.out.document(
            {
                "schema": SCHEMA,
                "packs": [_standing_values(session, one) for one in standings],
                "problems": [problem_values(session.say, problem) for problem in problems],
            }
        )
    else:
        heads = ("marketplace", "name", "rules", "good-until", "checked", "version")
        rows = [_row(session, one) for one in standings]
        session.out.table([session.say(f"cli-head-{head}") for head in heads], rows, right=(2,))
        for one in standings:
            if one.stale:
                session.out.line(session.say.stale(one), "warn")
    for problem in problems:
        session.out.error(session.say.problem(problem))
    return 0


def run_show(session: Session) -> int:
    """Print one rule pack with its sources. Raises UnknownMarketplace."""
    standings, _ = _standings(session)
    found = next((one for one in standings if one.pack.id == session.args.id), None)
    if found is None:
        known = ", ".join(one.pack.id for one in standings)
        raise UnknownMarketplace(id=session.args.id, known=known)
    if session.as_json:
        pack = found.pack
        session.out.document(
            {
                "schema": SCHEMA,
                **_standing_values(session, found),
                "help": pack.help,
                "ai": pack.ai,
                "sources": [_source_values(source) for source in pack.sources],
                "items": [_rule_values(session, rule) for rule in pack.rules],
            }
        )
    else:
        _print_pack(session, found)
    return 0


def run_check(session: Session) -> int:
    """Print what the rules find in a picture; 1 when one of them blocks. Raises NotAnImage, Incomplete."""
    packs, config = _packs(session)
    wanted = session.args.marketplace or list(packs)
    for name in wanted:
        if name not in packs:
            raise UnknownMarketplace(id=name, known=", ".join(packs))
    chosen = [packs[name] for name in dict.fromkeys(wanted)]
    slot = Slot(session.args.slot)
    findings = check_file(Path(session.args.file), slot, chosen, max_pixels=config.max_pixels)
    blocked = any(finding.level == "block" for finding in findings)
    if session.as_json:
        session.out.document(
            {
                "schema": SCHEMA,
                "file": session.args.file,
                "slot": slot.value,
                "ok": not blocked,
                "marketplaces": [pack.id for pack in chosen],
                "findings": [finding_values(session.say, finding) for finding in findings],
            }
        )
    else:
        _print_findings(session, findings)
        if not blocked:
            session.out.line(session.say("cli-rules-free", file=session.args.file), "good")
    return 1 if blocked else 0


def run_checked(session: Session) -> int:
    """Record that a person has read a marketplace's help. Raises UnknownMarketplace, NotSaved."""
    with session.desk() as desk:
        found = desk.rules_checked(session.args.marketplace)
    if session.as_json:
        session.out.document({"schema": SCHEMA, **_standing_values(session, found)})
    else:
        session.out.line(
            session.say(
                "cli-rules-checked",
                person=found.check.person if found.check else "",
                marketplace=found.pack.name.in_(session.say.language),
                until=found.good_until.isoformat(),
            ),
            "good",
        )
    return 0


def run_validate(session: Session) -> int:
    """Print every mistake of the files named; 1 when there is one."""
    found = {name: validate_pack(Path(name)) for name in session.args.file}
    if session.as_json:
        session.out.document(
            {
                "schema": SCHEMA,
                "files": [
                    {
                        "file": name,
                        "ok": not problems,
                        "problems": [problem_values(session.say, problem) for problem in problems],
                    }
                    for name, problems in found.items()
                ],
            }
        )
    for name, problems in found.items():
        for problem in problems:
            session.out.error(session.say.problem(problem))
        if not problems and not session.as_json:
            session.out.line(session.say("cli-checklists-sound", file=name), "good")
    return 1 if any(found.values()) else 0


def _standings(session: Session) -> tuple[tuple[PackStanding, ...], tuple[Problem, ...]]:
    """Return the workspace's packs and who checked them; the shipped ones where there is no workspace."""
    try:
        session.workspace()
    except VitrinaError:
        if getattr(session.args, "workspace", None):
            raise
        packs, problems = load_packs()
        return tuple(standing(pack, {}, utc_now().date()) for pack in packs.values()), problems
    with session.desk() as desk:
        return desk.packs_standing(), desk.pack_problems


def _packs(session: Session) -> tuple[Mapping[str, RulePack], Config]:
    """Return the workspace's packs and settings; the shipped ones where there is no workspace."""
    try:
        workspace = session.workspace()
    except VitrinaError:
        if getattr(session.args, "workspace", None):
            raise
        return load_packs()[0], Config()
    packs, problems = load_packs(workspace.checklists)
    for problem in problems:
        session.out.error(session.say.problem(problem))
    return packs, read_config(workspace.config)


def _row(session: Session, found: PackStanding) -> list[Cell]:
    pack = found.pack
    until: Style = "warn" if found.stale else "plain"
    return [
        Cell(pack.id, "strong"),
        Cell(pack.name.in_(session.say.language)),
        Cell(str(len(pack.rules))),
        Cell(found.good_until.isoformat(), until),
        Cell(found.check.person if found.check else "-"),
        Cell(pack.version, "dim"),
    ]


def _print_pack(session: Session, found: PackStanding) -> None:
    say, out, pack = session.say, session.out, found.pack
    out.line(f"{pack.id}  {safe_name(pack.name.in_(say.language))}  {pack.version}", "strong")
    collected = say(
        "cli-rules-collected", collected=pack.collected.isoformat(), until=found.good_until.isoformat()
    )
    stale = f" {say('cli-rules-stale')}" if found.stale else ""
    out.line(f"{collected}{stale}", "warn" if found.stale else "plain")
    out.line(say("cli-rules-help", url=pack.help))
    out.line(say(f"rules-ai-{pack.ai}"))
    out.line()
    for rule in pack.rules:
        level = say(f"rules-level-{rule.level}")
        cited = ", ".join(source.id for source in rule.sources)
        out.line(f"{rule.id}: {say.rule(rule)}  ({level}, {rule.confidence}, {cited})")
    out.line()
    for source in pack.sources:
        out.line(
            say(
                "cli-rules-source",
                id=source.id,
                url=source.url,
                kind=source.kind,
                seen=source.seen.isoformat(),
            ),
            "dim",
        )
        if source.via:
            out.line(f"    {safe_name(source.via)}", "dim")


def _print_findings(session: Session, findings: Iterable[RuleFinding]) -> None:
    for finding in findings:
        level = session.say(f"rules-level-{finding.level}")
        session.out.line(f"{level}: {session.say.finding(finding)}", _STYLES[finding.level])


def _standing_values(session: Session, found: PackStanding) -> dict[str, object]:
    pack, check = found.pack, found.check
    return {
        "marketplace": pack.id,
        "name": pack.name.in_(session.say.language),
        "version": pack.version,
        "rules": len(pack.rules),
        "collected": pack.collected.isoformat(),
        "review_by": pack.review_by.isoformat(),
        "good_until": found.good_until.isoformat(),
        "stale": found.stale,
        "checked": {"person": check.person, "at": format_utc(check.at)} if check else None,
    }


def _source_values(source: Source) -> dict[str, object]:
    return {
        "id": source.id,
        "url": source.url,
        "kind": source.kind,
        "seen": source.seen.isoformat(),
        "published": source.published.isoformat() if source.published else None,
        "via": source.via,
    }


def _rule_values(session: Session, rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "check": rule.check,
        "needed": needed(rule),
        "level": rule.level,
        "confidence": rule.confidence,
        "sources": [source.id for source in rule.sources],
        "slots": list(rule.slots),
        "says": session.say.rule(rule),
    }


def _show_arguments(arguments: Arguments) -> None:
    arguments.positional("id", "MARKETPLACE")


def _check_arguments(arguments: Arguments) -> None:
    arguments.positional("file", "FILE")
    arguments.option("--marketplace", metavar="MARKETPLACE", action="append", default=[])
    arguments.option("--slot", choices=[slot.value for slot in Slot], default=Slot.MAIN.value)


def _checked_arguments(arguments: Arguments) -> None:
    arguments.positional("marketplace", "MARKETPLACE")
    arguments.shared("--as", metavar="PERSON", dest="person")


def _validate_arguments(arguments: Arguments) -> None:
    arguments.positional("file", "FILE", nargs="+")


VERB = Verb(
    "rules",
    verbs=(
        Verb("list", run_list, examples=("vitrina rules list",)),
        Verb("show", run_show, _show_arguments, examples=("vitrina rules show wildberries --lang ru",)),
        Verb(
            "check",
            run_check,
            _check_arguments,
            examples=("vitrina rules check card.png --marketplace wildberries --slot main",),
        ),
        Verb("checked", run_checked, _checked_arguments, examples=("vitrina rules checked ozon --as Aigul",)),
        Verb(
            "validate",
            run_validate,
            _validate_arguments,
            examples=("vitrina rules validate checklists/marketplaces/*.toml",),
        ),
    ),
)
