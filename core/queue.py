"""The review queue: what lies there, in which order, and what comes next.

Order is stable: a row does not jump when it is decided, so that a hand on the arrow keys never lands on
another picture than the one that was there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

import msgspec

from core.model import Candidate, Listing, Match, Slot, Source, State

_SLOTS = {slot: place for place, slot in enumerate(Slot)}
_NOTHING = Match("")

Place = tuple[bool, bool, datetime, str]


class QueueRow(msgspec.Struct, frozen=True, gc=False):
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
    lapsed: tuple[str, ...] = ()
    """Why its approval no longer counts, see `core.process.lapses.Lapse`; empty while it does."""
    batch: str = ""
    """Id of the batch it is reviewed in; empty means none."""
    due_at: datetime | None = None
    """Until when it is to be decided, counted from its arrival; None without a term."""
    soon_at: datetime | None = None
    """From when on it is soon late."""

    @property
    def sku(self) -> str:
        """The SKU it belongs to; empty while that is not known."""
        return self.candidate.match.sku if self.candidate else ""

    @property
    def open(self) -> bool:
        """Whether a person still has something to decide here."""
        return self.state in (State.UNDECIDED, State.CONTESTED, State.LAPSED)

    @property
    def decided(self) -> bool:
        """Whether one decision on it stands and counts."""
        return self.state in (State.APPROVED, State.REJECTED)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far something is: the review, in candidates, or the first reading, in store files."""

    done: int
    all: int


def ordered(rows: Iterable[QueueRow]) -> tuple[QueueRow, ...]:
    """Return the rows SKU by SKU, then by slot, attempt and arrival.

    The SKU that is due first is in front, then those without a term, the one that arrived first before
    others; those of the same minute are in the order of their names, because a studio drops a whole folder at
    once. Files without a SKU (the tray, what is still arriving) come last.
    """
    groups: dict[str, list[QueueRow]] = {}
    waiting: list[QueueRow] = []
    for row in rows:
        (waiting if row.state is State.WAITING else groups.setdefault(row.sku, [])).append(row)
    sorted_groups = {sku: _sorted_group(sku, group) for sku, group in groups.items()}
    places = sorted(_place_of(sku, group) for sku, group in sorted_groups.items())
    in_order = chain.from_iterable(sorted_groups[sku] for *_, sku in places)
    return (*in_order, *sorted(waiting, key=lambda row: (row.arrived_at, row.path)))


class Queue:
    """Rows of candidates, kept in the order of `ordered` while some of them change.

    One changed row costs the sorting of its SKU's. Not safe to use from several threads.
    """

    def __init__(self) -> None:
        self._by_hash: dict[str, QueueRow] = {}
        self._by_sku: dict[str, dict[str, QueueRow]] = {}
        self._sorted: dict[str, list[QueueRow]] = {}
        self._places: dict[str, Place] = {}
        self._unsorted: set[str] = set()
        self._rows: tuple[QueueRow, ...] | None = ()

    @property
    def rows(self) -> tuple[QueueRow, ...]:
        """All rows, in order; the same object until something changes."""
        self._sort()
        if self._rows is None:
            in_order = sorted(self._places.values())
            self._rows = tuple(chain.from_iterable(self._sorted[sku] for *_, sku in in_order))
        return self._rows

    def of_sku(self, sku: str) -> frozenset[str]:
        """Return the hash of each row of a SKU."""
        return frozenset(self._by_sku.get(sku, ()))

    def row(self, sha256: str) -> QueueRow | None:
        """Return the row with a hash."""
        return self._by_hash.get(sha256)

    def rows_of_sku(self, sku: str) -> tuple[QueueRow, ...]:
        """Return the rows of a SKU, in no order."""
        return tuple(self._by_sku.get(sku, {}).values())

    def update(self, changed: Iterable[QueueRow]) -> None:
        """Take in rows that are new or take the place of the one with their hash."""
        for row in changed:
            sku = row.sku
            before = self._by_hash.get(row.sha256)
            if before is not None:
                if before == row:
                    continue
                del self._by_sku[before.sku][row.sha256]
                self._unsorted.add(before.sku)
            self._by_hash[row.sha256] = row
            self._by_sku.setdefault(sku, {})[row.sha256] = row
            self._unsorted.add(sku)

    def _sort(self) -> None:
        for sku in self._unsorted:
            self._rows = None
            group = self._sorted[sku] = _sorted_group(sku, self._by_sku[sku].values())
            if group:
                self._places[sku] = _place_of(sku, group)
            else:
                del self._by_sku[sku], self._sorted[sku]
                self._places.pop(sku, None)
        self._unsorted.clear()


def _sorted_group(sku: str, rows: Iterable[QueueRow]) -> list[QueueRow]:
    """Return the rows of one SKU, or of none, in their order among themselves."""
    return sorted(rows, key=_within_sku if sku else _within_tray)


def _place_of(sku: str, group: Sequence[QueueRow]) -> Place:
    """Return what sorts SKUs: the minute in which the first candidate is due, or arrived, then the name."""
    due = min((row.due_at for row in group if row.due_at), default=None) if sku else None
    first = due or min(row.arrived_at for row in group)
    return not sku, due is None, _minute(first), sku


def _within_sku(row: QueueRow) -> tuple[int, int, datetime, str, str]:
    match = row.candidate.match if row.candidate else _NOTHING
    return _SLOTS[match.slot], match.attempt, row.arrived_at, row.path, row.sha256


def _within_tray(row: QueueRow) -> tuple[datetime, str, str]:
    return row.arrived_at, row.path, row.sha256


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def next_open(rows: Sequence[QueueRow], after: str) -> QueueRow | None:
    """Return the next row to decide behind the one with the SHA-256 `after`, around the end if need be.

    Rows put off to later come behind all others, those put off longest ago first: behind the last row when
    browsing from an open one, when nothing else is left behind a decided one. None means that nothing is left
    to decide but, at most, `after` itself.
    """
    at = next((index for index, row in enumerate(rows) if row.sha256 == after), -1)
    fresh = [index for index, row in enumerate(rows) if row.open and not _put_off_at(row)]
    put_off = sorted(
        (index for index, row in enumerate(rows) if _put_off_at(row) and row.open),
        key=lambda index: _put_off_at(rows[index]),
    )
    if at >= 0 and at in put_off:
        place = put_off.index(at) + 1
        around = [*put_off[place:], *fresh, *put_off[:place]]
    else:
        behind = fresh[bisect_left(fresh, at + 1) :]
        browsing = at >= 0 and rows[at].open and not _put_off_at(rows[at])
        around = [*behind, *put_off, *fresh] if browsing else [*behind, *fresh, *put_off]
    return next((rows[index] for index in around if rows[index].sha256 != after), None)


def _put_off_at(row: QueueRow) -> float:
    """Seconds since 1970 at which a row was put off; 0 means it was not."""
    at = row.candidate.postponed_at if row.candidate else None
    return at.timestamp() if at else 0.0


def batch_progress(rows: Iterable[QueueRow]) -> dict[str, Progress]:
    """Return by batch how many of its SKUs with pictures are decided."""
    decided: dict[str, dict[str, bool]] = {}
    for row in rows:
        if row.batch:
            skus = decided.setdefault(row.batch, {})
            skus[row.sku] = skus.get(row.sku, True) and row.decided
    return {batch: Progress(sum(skus.values()), len(skus)) for batch, skus in decided.items()}


def progress(rows: Iterable[QueueRow]) -> Progress:
    """Return how many candidates are decided, of all that could be."""
    decidable = [row for row in rows if row.state not in (State.WAITING, State.UNMATCHED, State.NO_SOURCE)]
    return Progress(sum(not row.open for row in decidable), len(decidable))
