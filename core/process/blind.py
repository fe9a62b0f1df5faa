"""A decided picture as somebody sees it who must not know what was decided; pure."""

from __future__ import annotations

import msgspec

from core.model import State
from core.process.audits import Look
from core.queue import QueueRow


def blind_row(look: Look) -> QueueRow:
    """Return the row of a second look as if nobody had decided yet."""
    row = look.row
    if row.candidate is None:
        return row
    candidate = msgspec.structs.replace(
        row.candidate, heads=(), history=(), verdicts=frozenset(), decided="", bound=(), postponed_at=None
    )
    return msgspec.structs.replace(row, candidate=candidate, state=State.UNDECIDED, lapsed=())
