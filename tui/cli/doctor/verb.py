"""The verb itself: asks everything, prints a line for each answer."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Mapping

from core.errors import WorkspaceMissing
from tui.cli.candidates import SCHEMA
from tui.cli.doctor.check import Check, Level, check
from tui.cli.doctor.folders import workspace_checks
from tui.cli.doctor.machine import machine_checks
from tui.cli.doctor.terminal import terminal_checks
from tui.cli.output import Style
from tui.cli.parser import Verb
from tui.cli.session import Session

_STYLES: Mapping[Level, Style] = {"ok": "good", "warn": "warn", "bad": "bad"}


def run(session: Session) -> int:
    """Print the report; 1 when something is bad."""
    checks = (
        *terminal_checks(os.environ, terminal_size(), sys.stdout.encoding or ""),
        *machine_checks(),
        *_workspace(session),
    )
    if session.as_json:
        session.out.document(
            {
                "schema": SCHEMA,
                "ok": all(found.level != "bad" for found in checks),
                "checks": [_values(session, found) for found in checks],
            }
        )
    else:
        for found in checks:
            _print(session, found)
    counts = Counter(found.level for found in checks)
    if counts["bad"]:
        session.out.error(session.say("doctor-sum-bad", bad=counts["bad"], warn=counts["warn"]))
        return 1
    return 0


def terminal_size() -> tuple[int, int] | None:
    """Return columns and rows of the terminal that any of the standard streams is; None without one."""
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        try:
            columns, rows = os.get_terminal_size(stream.fileno())
        except (OSError, ValueError, AttributeError):
            continue
        return columns, rows
    return None


def _workspace(session: Session) -> tuple[Check, ...]:
    try:
        return workspace_checks(session.workspace())
    except WorkspaceMissing as error:
        named = bool(getattr(session.args, "workspace", None))
        return (
            check("workspace", "bad" if named else "warn", "workspace-none", path=str(error.args_["path"])),
        )


def _todo(session: Session, found: Check) -> str:
    return "" if found.level == "ok" else session.say(f"{found.says.id}.todo", **found.says.args)


def _values(session: Session, found: Check) -> dict[str, object]:
    return {
        "id": found.id,
        "level": found.level,
        "says": session.say.say(found.says),
        "todo": _todo(session, found),
        "facts": dict(found.facts),
    }


def _print(session: Session, found: Check) -> None:
    level = session.say(f"doctor-level-{found.level}")
    session.out.line(f"{level:<6}{session.say.say(found.says)}", _STYLES[found.level])
    if todo := _todo(session, found):
        session.out.line(f"{'':<6}{todo}")


VERB = Verb("doctor", run, examples=("vitrina doctor", "vitrina doctor --json"))
