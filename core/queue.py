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
    """Return the rows SKU by SKU, then by slot, attempt and arrival.

    The SKU that arrived first is in front; those of the same minute are in the order of their names, because
    a studio drops a whole folder at once. Files without a SKU (the tray, what is still arriving) come last.
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
            first.get(row.sku, row.arrived_at).replace(second=0, microsecond=0),
            row.sku,
            _SLOTS.index(match.slot) if match else 0,
            match.attempt if match else 0,
            row.arrived_at,
            row.path,
        )

    return tuple(sorted(rows, key=key))


def next_open(rows: Sequence[QueueRow], after: str) -> QueueRow | None:
    """Return the next row to decide behind the one with the SHA-256 `after`, around the end if need be.

    Rows put off to later come behind all others, those put off longest ago first: behind the last row when
    browsing from an open one, when nothing else is left behind a decided one. None means that nothing is left
    to decide but, at most, `after` itself.
    """
    at = next((index for index, row in enumerate(rows) if row.sha256 == after), -1)
    fresh = [row for row in rows if row.open and not _put_off_at(row)]
    put_off = sorted((row for row in rows if _put_off_at(row) and row.open), key=_put_off_at)
    if at >= 0 and rows[at] in put_off:
        place = put_off.index(rows[at]) + 1
        around = [*put_off[place:], *fresh, *put_off[:place]]
    else:
        behind = [row for row in rows[at + 1 :] if row in fresh]
        browsing = at >= 0 and rows[at] in fresh
        around = [*behind, *put_off, *fresh] if browsing else [*behind, *fresh, *put_off]
    return next((row for row in around if row.sha256 != after), None)


def _put_off_at(row: QueueRow) -> float:
    """Seconds since 1970 at which a row was put off; 0 means it was not."""
    at = row.candidate.postponed_at if row.candidate else None
    return at.timestamp() if at else 0.0


def progress(rows: Iterable[QueueRow]) -> Progress:
    """Return how many candidates are decided, of all that could be."""
    decidable = [row for row in rows if row.state not in (State.WAITING, State.UNMATCHED, State.NO_SOURCE)]
    return Progress(sum(not row.open for row in decidable), len(decidable))
