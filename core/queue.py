"""The review queue: what lies there, in which order, and what comes next; pure functions.

Order is stable: a row does not jump when it is decided, so that a hand on the arrow keys never lands on
another picture than the one that was there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.model import Candidate, Listing, Slot, Source, State

_SLOTS = tuple(Slot)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue: a candidate, or a file that is still arriving."""

    id: str
    """The candidate's id; for a file that is still arriving `wait-` and a number made from its path."""
    sha256: str
    """Empty while the file is still arriving."""
    state: State
    path: str
    """Relative to the workspace, as `safe_name.path_to_text` writes it."""
    arrived_at: datetime
    candidate: Candidate | None = None
    source: Source | None = None
    listing: Listing | None = None

    @property
    def sku(self) -> str:
        """The SKU it belongs to; empty while that is not known."""
        return self.candidate.match.sku if self.candidate else ""

    @property
    def open(self) -> bool:
        """Whether a person still has something to decide here."""
        return self.state in (State.UNDECIDED, State.CONTESTED)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review is."""

    done: int
    all: int


def ordered(rows: Iterable[QueueRow]) -> tuple[QueueRow, ...]:
    """Return the rows SKU by SKU, the SKU that arrived first in front, then by slot, attempt and arrival.

    Files without a SKU (the tray, what is still arriving) come last.
    """
    rows = list(rows)
    first: dict[str, datetime] = {}
    for row in rows:
        if row.sku:
            first[row.sku] = min(first.get(row.sku, row.arrived_at), row.arrived_at)

    def key(row: QueueRow) -> tuple[bool, bool, datetime, str, int, int, datetime, str]:
        match = row.candidate.match if row.candidate else None
        return (
            row.state is State.WAITING,
            not row.sku,
            first.get(row.sku, row.arrived_at),
            row.sku,
            _SLOTS.index(match.slot) if match else 0,
            match.attempt if match else 0,
            row.arrived_at,
            row.path,
        )

    return tuple(sorted(rows, key=key))


def next_open(rows: Sequence[QueueRow], after: str) -> QueueRow | None:
    """Return the next row to decide behind the one with the SHA-256 `after`, around the end if need be.

    Rows put off to later come after all others, those put off longest ago first. None means that nothing
    is left to decide but, at most, `after` itself.
    """
    at = next((index for index, row in enumerate(rows) if row.sha256 == after), -1)
    around = [*rows[at + 1 :], *rows[: max(at, 0)]]
    waiting = [row for row in around if row.open]
    fresh = [row for row in waiting if row.candidate and row.candidate.postponed_at is None]
    if fresh:
        return fresh[0]
    put_off = [(row.candidate.postponed_at, row) for row in waiting if row.candidate]
    return min(put_off, key=lambda pair: (pair[0] is None, pair[0]))[1] if put_off else None


def progress(rows: Iterable[QueueRow]) -> Progress:
    """Return how many candidates are decided, of all that could be."""
    decidable = [row for row in rows if row.state not in (State.WAITING, State.UNMATCHED, State.NO_SOURCE)]
    return Progress(sum(not row.open for row in decidable), len(decidable))
