"""`vitrina queue`: the review queue, read only."""

from __future__ import annotations

from core.desk import Desk
from core.evidence.standing import drifted
from core.model import State
from core.queue import QueueRow, ordered, progress
from core.safe_name import path_to_text, safe_name
from tui.cli.candidates import SCHEMA, STATE_STYLES, refusal_says, refusal_values, row_values
from tui.cli.evidence import evidence_word
from tui.cli.output import Cell
from tui.cli.parser import Verb
from tui.cli.session import Session


def run(session: Session) -> int:
    """Print the queue."""
    with session.desk() as desk:
        rows = ordered([*desk.queue(), *desk.unrecorded()])
        if session.as_json:
            session.out.document(queue_document(session, desk, rows))
        else:
            print_queue(session, desk, rows)
    return 0


def queue_document(session: Session, desk: Desk, rows: tuple[QueueRow, ...]) -> dict[str, object]:
    """Return the queue as a JSON document. Waits for the disk."""
    done = progress(rows)
    return {
        "schema": SCHEMA,
        "workspace": path_to_text(desk.workspace.root),
        "candidates": [row_values(desk, row, session.say) for row in rows],
        "refused": [refusal_values(session.say, refusal) for refusal in desk.refusals()],
        "progress": {"done": done.done, "all": done.all},
    }


def print_queue(session: Session, desk: Desk, rows: tuple[QueueRow, ...]) -> None:
    """Print the queue as a table, each SKU named in its first line, and what was refused below it."""
    say, out = session.say, session.out
    done = progress(rows)
    if rows:
        batched = any(row.batch for row in rows)
        batch = ("batch",) if batched else ()
        names = ("sku", "slot", "mode", "attempt", "state", "evidence", *batch, "id", "file")
        heads = [say(f"cli-head-{head}") for head in names]
        out.table(heads, _cells(session, desk, rows, batched=batched), right=(3,))
    else:
        out.line(say("cli-queue-empty"))
    if refused := desk.refusals():
        out.line()
        out.line(say("cli-queue-refused", count=len(refused)), "warn")
        for refusal in refused:
            out.line(f"  {safe_name(refusal.path)}: {refusal_says(say, refusal)}")
    out.line()
    out.line(say("cli-queue-progress", done=done.done, all=done.all), "strong")


def _cells(session: Session, desk: Desk, rows: tuple[QueueRow, ...], *, batched: bool) -> list[list[Cell]]:
    cells: list[list[Cell]] = []
    before = ""
    for row in rows:
        match = row.candidate.match if row.candidate else None
        outcome = desk.evidence.look_up(row)
        cells.append(
            [
                Cell("" if row.sku and row.sku == before else row.sku or "-", "strong"),
                Cell(match.slot.value if match else "-"),
                Cell(match.mode.value if match else "-"),
                Cell(str(match.attempt) if match else "-"),
                Cell(session.say(f"cli-state-{row.state}"), STATE_STYLES[row.state]),
                Cell(evidence_word(session.say, outcome), "warn" if drifted(outcome) else "dim"),
                *([Cell(row.batch or "-")] if batched else []),
                Cell(row.id),
                Cell(row.path, "dim" if row.state is State.WAITING else "plain"),
            ]
        )
        before = row.sku
    return cells


VERB = Verb(
    "queue",
    run,
    examples=(
        "vitrina queue",
        "vitrina queue --json | jq '.candidates[] | select(.state == \"undecided\") | .id'",
    ),
)
