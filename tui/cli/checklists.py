"""`vitrina checklists`: what each category asks, and whether a checklist file of one's own is sound."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from checklists.loader import load_checklists, validate
from checklists.model import Checklist, Item, Phrase, Problem
from core.errors import VitrinaError
from core.safe_name import safe_name
from tui.cli.candidates import SCHEMA, problem_values
from tui.cli.errors import UnknownChecklist
from tui.cli.output import Cell
from tui.cli.parser import Arguments, Verb
from tui.cli.session import Session


def run_list(session: Session) -> int:
    """Print the checklists that apply here: the shipped ones and the workspace's own."""
    found, problems = _checklists(session)
    language = session.say.language
    if session.as_json:
        session.out.document(
            {
                "schema": SCHEMA,
                "checklists": [
                    {
                        "id": checklist.id,
                        "name": checklist.name.in_(language),
                        "version": checklist.version,
                        "items": len(checklist.items),
                    }
                    for checklist in found.values()
                ],
                "problems": [problem_values(session.say, problem) for problem in problems],
            }
        )
    else:
        heads = [session.say(f"cli-head-{head}") for head in ("checklist", "name", "items", "version")]
        rows = [
            [
                Cell(checklist.id, "strong"),
                Cell(checklist.name.in_(language)),
                Cell(str(len(checklist.items))),
                Cell(checklist.version, "dim"),
            ]
            for checklist in found.values()
        ]
        session.out.table(heads, rows, right=(2,))
    for problem in problems:
        session.out.error(session.say.problem(problem))
    return 0


def run_show(session: Session) -> int:
    """Print one checklist. Raises UnknownChecklist."""
    found, _ = _checklists(session)
    checklist = found.get(session.args.id)
    if checklist is None:
        raise UnknownChecklist(id=session.args.id, known=", ".join(sorted(found)))
    escaped = _escaped(session, checklist)
    if session.as_json:
        session.out.document(_checklist_values(checklist, escaped))
    else:
        _print_checklist(session, checklist, escaped)
    return 0


def run_validate(session: Session) -> int:
    """Print every mistake of the files named; 1 when there is one."""
    found = {name: validate(Path(name)) for name in session.args.file}
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


def _checklists(session: Session) -> tuple[Mapping[str, Checklist], tuple[Problem, ...]]:
    """Return the workspace's checklists; the shipped ones where there is no workspace and none was named."""
    try:
        folder = session.workspace().checklists
    except VitrinaError:
        if getattr(session.args, "workspace", None):
            raise
        folder = None
    return load_checklists(folder)


def _escaped(session: Session, checklist: Checklist) -> Mapping[str, int]:
    """Return how often each reason escaped in this category; nothing where there is no workspace."""
    try:
        session.workspace()
    except VitrinaError:
        return {}
    with session.desk() as desk:
        return desk.metrics.escaped().get(checklist.id, {})


def _phrase(phrase: Phrase) -> dict[str, str]:
    return {"en": phrase.en, "ru": phrase.ru, "kk": phrase.kk}


def _checklist_values(checklist: Checklist, escaped: Mapping[str, int]) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "id": checklist.id,
        "version": checklist.version,
        "name": _phrase(checklist.name),
        "groups": [{"id": group.id, "name": _phrase(group.name)} for group in checklist.groups],
        "items": [_item_values(item, escaped) for item in checklist.items],
    }


def _item_values(item: Item, escaped: Mapping[str, int]) -> dict[str, object]:
    return {
        "id": item.id,
        "group": item.group,
        "severity": item.severity,
        "reason": item.reason,
        "slots": list(item.slots),
        "figure": item.figure,
        "needs": item.needs,
        "escaped": escaped.get(item.reason, 0),
        "question": _phrase(item.question),
        "help": _phrase(item.help),
    }


def _print_checklist(session: Session, checklist: Checklist, escaped: Mapping[str, int]) -> None:
    out, language = session.out, session.say.language
    out.line(f"{checklist.id}  {safe_name(checklist.name.in_(language))}  {checklist.version}", "strong")
    for group in checklist.groups:
        out.line()
        out.line(safe_name(group.name.in_(language)), "strong")
        for item in checklist.items:
            if item.group == group.id:
                out.line(f"  {item.id}: {safe_name(item.question.in_(language))}")
                out.line(f"      {safe_name(item.help.in_(language))}", "dim")
                facts = session.say(
                    "cli-checklists-item",
                    severity=item.severity,
                    reason=item.reason,
                    slots=", ".join(item.slots),
                )
                out.line(f"      {facts}", "dim")
                if escaped.get(item.reason):
                    out.line(f"      {session.say('checklist-escaped', count=escaped[item.reason])}", "warn")


def _show_arguments(arguments: Arguments) -> None:
    arguments.positional("id", "ID")


def _validate_arguments(arguments: Arguments) -> None:
    arguments.positional("file", "FILE", nargs="+")


VERB = Verb(
    "checklists",
    verbs=(
        Verb("list", run_list, examples=("vitrina checklists list",)),
        Verb("show", run_show, _show_arguments, examples=("vitrina checklists show shoes --lang ru",)),
        Verb(
            "validate",
            run_validate,
            _validate_arguments,
            examples=("vitrina checklists validate checklists/*.toml",),
        ),
    ),
)
