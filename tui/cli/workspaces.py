"""`vitrina init` and `vitrina review`: making a workspace, and opening the desk over one."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import get_args

from core.config import Renderer
from core.drilling import DrillWish
from core.safe_name import path_to_text
from core.workspace import Workspace, create_workspace
from tui.cli.candidates import SCHEMA
from tui.cli.errors import NoTerminal, UsageWrong
from tui.cli.parser import Arguments, Verb
from tui.cli.session import Session

_REDRAWS = "240"
"""At most so many a second. By Textual's own 60 a picture that is ready just after the words waits for up to
16 ms; nothing is redrawn that has not changed."""


def run_init(session: Session) -> int:
    """Make a workspace. Raises WorkspaceExists, WorkspaceUnwritable."""
    asked = session.args.folder or getattr(session.args, "workspace", None)
    if not asked:
        raise UsageWrong(session.say("cli-usage-missing", what="DIR"))
    workspace = create_workspace(Path(asked))
    if session.as_json:
        session.out.document({"schema": SCHEMA, "workspace": path_to_text(workspace.root)})
    else:
        session.out.line(session.say("cli-init-done", path=path_to_text(workspace.root)), "good")
    return 0


def run_review(session: Session) -> int:
    """Open the desk. Raises NoTerminal, WorkspaceMissing and what `Desk.open` does."""
    if not has_terminal():
        raise NoTerminal
    return open_desk(session, session.workspace())


def has_terminal() -> bool:
    """Tell whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def open_desk(session: Session, workspace: Workspace, drill: DrillWish | None = None) -> int:
    """Open the desk over `workspace` on this terminal, `drill` in front, and return its exit code."""
    os.environ.setdefault("TEXTUAL_FPS", _REDRAWS)  # read when Textual is imported
    # Here and not above: every other verb works without Textual, and starts faster.
    from tui.app import run_desk  # noqa: PLC0415

    return run_desk(
        workspace,
        person=session.person,
        language=session.say.language,
        renderer=session.renderer,
        slow_link=session.slow_link,
        drill=drill,
    )


def drawing_arguments(arguments: Arguments) -> None:
    """Add what says how pictures are drawn."""
    arguments.shared("--renderer", choices=get_args(Renderer))
    arguments.shared("--slow-link", action="store_true")


def _init_arguments(arguments: Arguments) -> None:
    arguments.positional("folder", "DIR", nargs="?")


def _review_arguments(arguments: Arguments) -> None:
    arguments.shared("--as", metavar="PERSON", dest="person")
    drawing_arguments(arguments)


INIT = Verb("init", run_init, _init_arguments, examples=("vitrina init shop", "cd shop && vitrina"))
REVIEW = Verb(
    "review",
    run_review,
    _review_arguments,
    examples=("vitrina", "vitrina review --workspace shop --as Aigul"),
    prints_data=False,
)
