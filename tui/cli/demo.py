"""`vitrina demo`: a workspace with pictures to try the desk on, and the main job without a terminal.

On a terminal it opens the desk. Without one it does what a person would do there: takes the pictures in,
approves a faithful one through the real gate, rejects a spoiled one, takes a decision back, and prints queue
and decisions. Run again it finds all that done and only prints.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from core.clock import format_utc
from core.desk import Desk
from core.errors import GateOpen, WorkspaceUnwritable
from core.model import Answer, Candidate, Draft, Looked, Proof, State, Verdict
from core.queue import QueueRow, ordered
from core.safe_name import path_to_text, safe_name
from core.workspace import CONFIG_NAME, Workspace, create_workspace, open_workspace
from tui.cli.candidates import decision_values
from tui.cli.errors import DemoFolderTaken
from tui.cli.parser import Arguments, Verb
from tui.cli.queue import print_queue, queue_document
from tui.cli.session import Session
from tui.cli.workspaces import drawing_arguments, has_terminal, open_desk

_MARK = ".vitrina-demo"
"""The file that tells a demo from a seller's workspace."""
_BUILDING, _WHOLE = "building\n", "whole\n"


def run(session: Session) -> int:
    """Make the demo where it is not there yet, then open it. Raises DemoFolderTaken, WorkspaceUnwritable."""
    folder = Path(session.args.folder or getattr(session.args, "workspace", None) or "demo")
    workspace = demo_workspace(session, folder)
    if has_terminal() and not session.as_json:
        return open_desk(session, workspace)
    session.args.workspace = str(workspace.root)
    with session.desk() as desk:
        desk.taking_in.scan()
        done = main_job(desk)
        rows = ordered([*desk.queue(), *desk.unrecorded()])
        if session.as_json:
            document = queue_document(session, desk, rows)
            document["decided"] = [
                {"candidate": row.id, **decision_values(decision)}
                for row in rows
                if row.candidate
                for decision in row.candidate.history
            ]
            session.out.document(document)
            return 0
        for step, id_ in done:
            session.out.line(session.say(f"cli-demo-{step}", id=id_))
        print_queue(session, desk, rows)
        _print_decisions(session, rows)
    return 0


def demo_workspace(session: Session, folder: Path) -> Workspace:
    """Return the demo at `folder`, made now where it is not there or was not finished."""
    mark = folder / _MARK
    try:
        state = mark.read_text("utf-8", "replace") if mark.is_file() else ""
        if state == _WHOLE:
            return open_workspace(folder)
        if not state and os.path.lexists(folder) and not (folder.is_dir() and not any(folder.iterdir())):
            raise DemoFolderTaken(path=str(folder))
        folder.mkdir(parents=True, exist_ok=True)
        mark.write_text(_BUILDING, "utf-8")
        workspace = _build(session, folder)
        mark.write_text(_WHOLE, "utf-8")
    except OSError as error:
        raise WorkspaceUnwritable(path=str(folder), why=error.strerror or str(error)) from error
    return workspace


def _build(session: Session, folder: Path) -> Workspace:
    say, out = session.say, session.out
    begun = (folder / CONFIG_NAME).exists()
    workspace = open_workspace(folder) if begun else create_workspace(folder)

    def progress(done: int, all_: int) -> None:
        out.progress(say("cli-demo-building", done=done, all=all_))

    out.error(say("cli-demo-making", path=path_to_text(workspace.root)))
    build_demo(workspace.sources, workspace.incoming, workspace.listings, progress=progress)
    out.progress("")
    return workspace


def build_demo(
    sources: Path, incoming: Path, listings: Path, *, progress: Callable[[int, int], None]
) -> None:
    """Draw the demo, as `core.demo.build.build_demo` does at full size."""
    # Here and not above, as in `_reason`: the drawing takes 0.07 s to load, and the other
    # verbs need none of it.
    from core.demo import build  # noqa: PLC0415

    build.build_demo(sources, incoming, listings, progress=progress)


def main_job(desk: Desk) -> list[tuple[str, str]]:
    """Approve, reject and undo once each, where that was not done before; return what was done, with ids."""
    done: list[tuple[str, str]] = []
    rows = desk.queue()
    decided = [row.candidate for row in rows if row.candidate and row.candidate.history]
    open_rows = [row for row in rows if row.state is State.UNDECIDED]
    if not any(head.verdict is Verdict.APPROVE for candidate in decided for head in candidate.heads):
        done += _approve_one(desk, open_rows)
    spoiled = [row for row in open_rows if _reason(row)]
    if (
        not any(head.verdict is Verdict.REJECT for candidate in decided for head in candidate.heads)
        and spoiled
    ):
        _reject(desk, spoiled[0])
        done.append(("rejected", spoiled[0].id))
    if all(len(candidate.heads) == len(candidate.history) for candidate in decided) and len(spoiled) > 1:
        _reject(desk, spoiled[1])
        desk.deciding.undo(spoiled[1].sha256)
        done.append(("undone", spoiled[1].id))
    return done


def _approve_one(desk: Desk, rows: list[QueueRow]) -> list[tuple[str, str]]:
    """Approve the first faithful candidate whose gate lets it pass; first show that the gate is closed."""
    for row in rows:
        if row.candidate is None or _reason(row):
            continue
        draft = _declared(desk, row.candidate)
        if desk.gating.left(row.candidate, draft):
            continue
        done: list[tuple[str, str]] = []
        try:
            desk.deciding.approve(row.sha256, Draft())
        except GateOpen:
            done.append(("refused", row.id))
            desk.deciding.approve(row.sha256, draft)
        return [*done, ("approved", row.id)]
    return []


def _reject(desk: Desk, row: QueueRow) -> None:
    desk.deciding.reject(row.sha256, Draft(note="demo"), [_reason(row)])


def _reason(row: QueueRow) -> str:
    """Return why a demo candidate is to be rejected; empty for a faithful one."""
    if row.candidate is None:
        return ""
    from core.demo.defects import DEFECTS  # noqa: PLC0415 as in `build_demo`

    match = row.candidate.match
    spoiled = {(defect.product.listing.sku, defect.slot): defect.reason for defect in DEFECTS}
    return spoiled.get((match.sku, match.slot), "") if match.attempt <= 1 else ""


def _declared(desk: Desk, candidate: Candidate) -> Draft:
    declared = Proof.DECLARED
    return Draft(
        answers={item.id: Answer.PASS for item in desk.gating.asked(candidate).items},
        note="demo",
        looked=Looked(
            seconds=desk.config.review.min_look_seconds,
            compare=declared,
            phone=declared,
            large_screen=declared,
            colour=declared,
            detail=declared,
        ),
    )


def _print_decisions(session: Session, rows: tuple[QueueRow, ...]) -> None:
    say, out = session.say, session.out
    out.line()
    out.line(say("cli-demo-decisions"), "strong")
    for row in rows:
        for decision in row.candidate.history if row.candidate else ():
            standing = row.candidate is not None and decision in row.candidate.heads
            verdict = say(f"cli-state-{'approved' if decision.verdict is Verdict.APPROVE else 'rejected'}")
            parts = [format_utc(decision.at), row.id, verdict, *decision.reasons, decision.person]
            text = "  ".join(map(safe_name, parts))
            out.line(f"  {text}" if standing else f"  {text}  ({say('cli-demo-revoked')})")


def _arguments(arguments: Arguments) -> None:
    arguments.positional("folder", "DIR", nargs="?")
    arguments.shared("--as", metavar="PERSON", dest="person")
    drawing_arguments(arguments)


VERB = Verb("demo", run, _arguments, examples=("vitrina demo", "vitrina demo /tmp/try --json"))
