"""What is said of a decision: what it made of its picture, how two looks agree, why nothing follows."""

from __future__ import annotations

from collections.abc import Sequence

from core.model import State, Verdict
from core.process.audits import Look
from core.queue import QueueRow
from core.safe_name import safe_name
from tui.i18n.catalogue import Catalogue


def called(say: Catalogue, row: QueueRow) -> str:
    """Return what a candidate is called: its SKU and its slot."""
    slot = say(f"slot-{row.candidate.match.slot}") if row.candidate else ""
    return f"{safe_name(row.sku)} {slot}".strip()


def outcome_of(say: Catalogue, row: QueueRow, verdict: Verdict, rows: Sequence[QueueRow]) -> str:
    """Return what a decision on `row` made of its candidate, by the rows that are there since."""
    now = next((other for other in rows if other.sha256 == row.sha256), row)
    if now.state is State.CONTESTED:
        return say("desk-now-contested", name=called(say, row))
    left = sum(other.open for other in rows)
    return say(f"desk-done-{verdict}", name=called(say, row), left=left)


def agreement_of(say: Catalogue, row: QueueRow, look: Look, verdict: Verdict) -> str:
    """Return whether a second look came to the first one's verdict, and whose that was."""
    said = say(
        "cli-audit-differs" if look.disagreed else "cli-audit-agrees",
        id=called(say, row),
        first=say(f"verdict-{look.decision.verdict}"),
        second=say(f"verdict-{verdict}"),
        person=look.decision.person,
    )
    return f"{said} {say('cli-audit-self')}" if look.self_audit else said


def nothing_next(say: Catalogue, rows: Sequence[QueueRow], row: QueueRow | None, *, reading: bool) -> str:
    """Return why no candidate follows `row`; `reading` while the history is not read to its end."""
    if reading:
        return say("desk-still-reading")
    if not rows:
        return say("desk-empty")
    if any(other.open for other in rows if row is None or other.sha256 != row.sha256):
        return say("desk-filter-done")
    return say("desk-nothing-else" if row is not None and row.open else "desk-all-done")
