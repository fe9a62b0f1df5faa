"""The review queue: what lies there, in which order, and what comes next.

Order is stable: a row does not jump when it is decided, so that a hand on the arrow keys never lands on
another picture than the one that was there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from core.model import Candidate, Listing, Slot, Source, State

_SLOTS = {slot: place for place, slot in enumerate(Slot)}
_FEW = 20
"""With fewer changed rows than one in so many, each is moved alone; else all are sorted anew."""

Key = tuple[bool, bool, datetime, str, int, int, datetime, str, str]


class QueueRow(msgspec.Struct, frozen=True):
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
    """How far something is: the review, in candidates, or the first reading, in store files."""

    done: int
    all: int


def ordered(rows: Iterable[QueueRow]) -> tuple[QueueRow, ...]:
    """Return the rows SKU by SKU, then by slot, attempt and arrival.

    The SKU that arrived first is in front; those of the same minute are in the order of their names, because
    a studio drops a whole folder at once. Files without a SKU (the tray, what is still arriving) come last.
    """
    rows = list(rows)
    first = _first_minutes(rows)
    return tuple(sorted(rows, key=lambda row: _key(row, first)))


class Queue:
    """Rows of candidates, kept in the order of `ordered` while some of them change.

    One changed row costs a search and not a new sorting. Not safe to use from several threads.
    """

    def __init__(self) -> None:
        self._by_hash: dict[str, QueueRow] = {}
        self._by_sku: dict[str, set[str]] = {}
        self._first: dict[str, datetime] = {}
        self._keys: list[Key] = []
        self._rows: list[QueueRow] = []
        self._shown: tuple[QueueRow, ...] | None = ()

    @property
    def rows(self) -> tuple[QueueRow, ...]:
        """All rows, in order; the same object until something changes."""
        if self._shown is None:
            self._shown = tuple(self._rows)
        return self._shown

    def of_sku(self, sku: str) -> frozenset[str]:
        """Return the hash of each row of a SKU."""
        return frozenset(self._by_sku.get(sku, ()))

    def update(self, changed: Iterable[QueueRow]) -> None:
        """Take in rows that are new or take the place of the one with their hash."""
        newest = {row.sha256: row for row in changed}
        rows = {sha256: row for sha256, row in newest.items() if self._by_hash.get(sha256) != row}
        if not rows:
            return
        self._shown = None
        if len(rows) * _FEW > len(self._by_hash):
            self._sort_anew(rows)
            return
        skus: set[str] = set()
        for row in rows.values():
            before = self._by_hash.get(row.sha256)
            if before is not None:
                self._take_out(before)
                skus.add(before.sku)
            skus.add(row.sku)
        for row in rows.values():
            self._by_hash[row.sha256] = row
            self._by_sku.setdefault(row.sku, set()).add(row.sha256)
        self._move_skus(skus - {""}, without=rows.keys())
        for row in rows.values():
            self._put_in(row)

    def _sort_anew(self, rows: dict[str, QueueRow]) -> None:
        self._by_hash.update(rows)
        self._by_sku = {}
        for row in self._by_hash.values():
            self._by_sku.setdefault(row.sku, set()).add(row.sha256)
        self._first = _first_minutes(self._by_hash.values())
        pairs = sorted(
            ((_key(row, self._first), row) for row in self._by_hash.values()), key=lambda pair: pair[0]
        )
        self._keys = [key for key, _ in pairs]
        self._rows = [row for _, row in pairs]

    def _move_skus(self, skus: Iterable[str], *, without: Iterable[str]) -> None:
        """Move a whole SKU to its new place where its first arrival is another one now."""
        away = set(without)
        for sku in skus:
            members = [self._by_hash[sha256] for sha256 in self._by_sku.get(sku, ())]
            first = min((row.arrived_at for row in members), default=None)
            if first is None:
                self._first.pop(sku, None)
            elif self._first.get(sku) != (minute := _minute(first)):
                staying = [row for row in members if row.sha256 not in away]
                for row in staying:
                    self._remove(row)
                self._first[sku] = minute
                for row in staying:
                    self._put_in(row)

    def _take_out(self, row: QueueRow) -> None:
        self._remove(row)
        del self._by_hash[row.sha256]
        self._by_sku[row.sku].discard(row.sha256)

    def _remove(self, row: QueueRow) -> None:
        at = bisect_left(self._keys, _key(row, self._first))
        del self._keys[at]
        del self._rows[at]

    def _put_in(self, row: QueueRow) -> None:
        key = _key(row, self._first)
        at = bisect_left(self._keys, key)
        self._keys.insert(at, key)
        self._rows.insert(at, row)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _first_minutes(rows: Iterable[QueueRow]) -> dict[str, datetime]:
    """Return by SKU the minute in which its first candidate arrived."""
    first: dict[str, datetime] = {}
    for row in rows:
        sku = row.sku
        if sku and ((known := first.get(sku)) is None or row.arrived_at < known):
            first[sku] = row.arrived_at
    return {sku: _minute(at) for sku, at in first.items()}


def _key(row: QueueRow, first: dict[str, datetime]) -> Key:
    match = row.candidate.match if row.candidate else None
    if match is None or not match.sku:
        return (
            row.state is State.WAITING,
            True,
            _minute(row.arrived_at),
            "",
            _SLOTS[match.slot] if match else 0,
            match.attempt if match else 0,
            row.arrived_at,
            row.path,
            row.sha256,
        )
    return (
        False,
        False,
        first[match.sku],
        match.sku,
        _SLOTS[match.slot],
        match.attempt,
        row.arrived_at,
        row.path,
        row.sha256,
    )


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


def progress(rows: Iterable[QueueRow]) -> Progress:
    """Return how many candidates are decided, of all that could be."""
    decidable = [row for row in rows if row.state not in (State.WAITING, State.UNMATCHED, State.NO_SOURCE)]
    return Progress(sum(not row.open for row in decidable), len(decidable))
