"""The verb itself: asks everything, prints a line for each answer."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from core.config import View, read_config
from core.errors import VitrinaError, WorkspaceMissing
from tui.cli.candidates import SCHEMA
from tui.cli.doctor.check import Check, Level, check
from tui.cli.doctor.folders import workspace_checks
from tui.cli.doctor.machine import machine_checks
from tui.cli.doctor.terminal import terminal_checks
from tui.cli.output import Style
from tui.cli.parser import Verb
from tui.cli.session import Session
from tui.cli.workspaces import drawing_arguments

if TYPE_CHECKING:
    from tui.render.mode import Depth

_STYLES: Mapping[Level, Style] = {"ok": "good", "warn": "warn", "bad": "bad"}


def run(session: Session) -> int:
    """Print the report, and on a terminal the test card; 1 when something is bad."""
    # Here and not above: no other verb draws, and NumPy takes a tenth of a second to load.
    from tui.cli.doctor.pictures import picture_checks  # noqa: PLC0415
    from tui.render.query import ask_terminal  # noqa: PLC0415

    view = _view(session).asked(session.renderer, slow_link=session.slow_link)
    depth, drawn = picture_checks(view, os.environ, ask_terminal(os.environ))
    checks = (
        *terminal_checks(os.environ, terminal_size(), sys.stdout.encoding or ""),
        *drawn,
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
        if sys.stdout.isatty():
            _print_card(session, depth)
    counts = Counter(found.level for found in checks)
    if counts["bad"]:
        session.out.error(session.say("doctor-sum-bad", bad=counts["bad"], warn=counts["warn"]))
        return 1
    return 0


def _print_card(session: Session, depth: Depth) -> None:
    from tui.cli.doctor.card import card  # noqa: PLC0415 as above

    session.out.line()
    session.out.words(session.say("card-about"))
    for line in (*card(depth, lambda name: session.say(f"card-{name}")), ""):
        session.out.line(line)


def _view(session: Session) -> View:
    try:
        return read_config(session.workspace().config).view
    except VitrinaError:  # said by its own line
        return View()


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
    session.out.words(session.say.say(found.says), first=f"{level:<6}", style=_STYLES[found.level])
    if todo := _todo(session, found):
        session.out.words(todo, first=" " * 6)


VERB = Verb("doctor", run, drawing_arguments, examples=("vitrina doctor", "vitrina doctor --json"))
