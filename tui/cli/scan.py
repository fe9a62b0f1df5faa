"""`vitrina scan`: takes in what lies in the watched folders once, without a watcher."""

from __future__ import annotations

from core.desk import Desk
from core.intake.sidecar import SidecarProblem, read_sidecar
from core.model import Refusal
from core.queue import QueueRow
from core.safe_name import path_to_text, safe_name
from tui.cli.candidates import SCHEMA, refusal_says, refusal_values, row_values
from tui.cli.parser import Verb
from tui.cli.session import Session


def run(session: Session) -> int:
    """Take in, and print what arrived, what waits and what was refused."""
    with session.desk() as desk:
        before = {row.sha256: row.candidate.paths for row in desk.queue() if row.candidate}
        refused_before = {(found.path, found.stamp) for found in desk.refusals(seen=True)}
        report = desk.taking_in.scan()
        arrived = [
            row for row in desk.queue() if row.candidate and before.get(row.sha256) != row.candidate.paths
        ]
        refused = [
            found for found in desk.refusals(seen=True) if (found.path, found.stamp) not in refused_before
        ]
        waiting = desk.unrecorded()
        if session.as_json:
            session.out.document(
                {
                    "schema": SCHEMA,
                    "workspace": path_to_text(desk.workspace.root),
                    "files": report.files,
                    "unreadable": report.unreadable,
                    "arrived": [row_values(desk, row, session.say) for row in arrived],
                    "waiting": [row_values(desk, row, session.say) for row in waiting],
                    "refused": [refusal_values(session.say, refusal) for refusal in refused],
                    "problems": problems(session, desk, arrived),
                }
            )
        else:
            _print(session, desk, arrived, waiting, refused)
        if report.unreadable:
            session.out.error(session.say("cli-scan-unreadable", count=report.unreadable))
            return 1
    return 0


def problems(session: Session, desk: Desk, arrived: list[QueueRow]) -> list[str]:
    """Return what is wrong with listing rows, checklists, rule packs and the sidecars of what arrived."""
    say = session.say
    name = safe_name(desk.workspace.listings.name)
    found = [
        f"{name}:{problem.line}: {say(f'listing-{problem.code}', **problem.args)}"
        for problem in desk.listings.now.problems
    ]
    if desk.listings.failure is not None:
        found.append(say.error(desk.listings.failure))
    found += [say.problem(problem) for problem in (*desk.checklist_problems, *desk.pack_problems)]
    sold_at = {name for listing in desk.listings.now.rows.values() for name in listing.marketplaces}
    found += [say.stale(one) for one in desk.packs_standing() if one.stale and one.pack.id in sold_at]
    for row in arrived:
        sidecar = read_sidecar(desk.workspace.absolute(row.path))
        if isinstance(sidecar, SidecarProblem):
            args = {**sidecar.args, "key": sidecar.args.get("key") or "whole"}
            found.append(f"{safe_name(row.path)}: {say(f'sidecar-{sidecar.code}', **args)}")
    return found


def _print(
    session: Session,
    desk: Desk,
    arrived: list[QueueRow],
    waiting: tuple[QueueRow, ...],
    refused: list[Refusal],
) -> None:
    say, out = session.say, session.out
    out.line(say("cli-scan-arrived", count=len(arrived)), "strong")
    for row in arrived:
        place = f"{row.sku} {row.candidate.match.slot}" if row.candidate and row.sku else "-"
        state = say(f"cli-state-{row.state}")
        out.line(f"  {row.id}  {safe_name(place)}  {state}  {safe_name(row.path)}")
    if waiting:
        out.line(say("cli-scan-waiting", count=len(waiting)), "strong")
        for row in waiting:
            out.line(f"  {safe_name(row.path)}")
    if refused:
        out.line(say("cli-scan-refused", count=len(refused)), "strong")
        for refusal in refused:
            out.line(f"  {safe_name(refusal.path)}: {refusal_says(say, refusal)}", "warn")
    if found := problems(session, desk, arrived):
        out.line(say("cli-scan-problems", count=len(found)), "strong")
        for line in found:
            out.line(f"  {line}", "warn")


VERB = Verb("scan", run, examples=("vitrina scan", "vitrina scan --workspace shop --json"))
