"""When a file that appeared has come to rest: a pure state machine, with time passed in.

A path becomes a candidate by any event or scan; a "closed" event is neither needed nor proof (an upload that
was cut ends with one too). It is due once its stamp has not changed for long enough, and the caller's
inspection decides whether it is complete. An incomplete file is never dropped: it waits, is tried again
with growing pauses, and at once after any change. What would go wrong otherwise: torn pictures in the
queue, or whole ones that never get there.

The invariant: a path found ready or refused is not handed out again before its stamp changes.
"""

from __future__ import annotations

import heapq
from collections import OrderedDict
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    import os

Via = Literal["moved", "closed", "event", "scan", "poll"]
"""How a path was noticed: renamed into place, closed after writing, any other event, seen by a scan, or
seen by a scan of a file system whose times and events cannot be trusted."""

Outcome = Literal["ready", "incomplete", "refused"]
"""What the inspection of a file found: taken in, not all there yet, or never to be taken in."""

_BACKLOG = 64
"""Above this many due paths the newest is handed out in turn with the oldest, so that a picture dropped
now does not queue behind thousands."""


class Stamp(msgspec.Struct, frozen=True, gc=False):
    """What tells one content of a path from the next without reading it."""

    dev: int
    ino: int
    size: int
    """Bytes."""
    mtime_ns: int
    """Time of the last change, nanoseconds since 1970."""

    @classmethod
    def of(cls, stat: os.stat_result, *, inode: bool = True) -> Stamp:
        """Return the stamp in the answer of `lstat`.

        Without `inode` that number is left at 0: many FUSE file systems make up a new one whenever the
        kernel has forgotten the old, which would look like a change.
        """
        return cls(stat.st_dev, stat.st_ino if inode else 0, stat.st_size, stat.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that lies there and is not taken in yet."""

    path: Path
    size: int
    """Bytes, as last seen."""
    since: float
    """When it was first noticed, seconds on the clock the caller passes in (`time.monotonic`)."""
    modified_ns: int
    """When its bytes last changed, nanoseconds since 1970, by the clock of its file system."""
    attempts: int
    """How often it was inspected and found incomplete; 0 means it has not come to rest yet."""


class _Entry:
    """The waiting state of one path."""

    __slots__ = ("attempts", "due_at", "retry", "since", "stamp", "stamped_at", "ticket", "tried")

    def __init__(self, stamp: Stamp, now: float, retry: float) -> None:
        self.stamp = stamp
        self.stamped_at = now
        self.since = now
        self.attempts = 0
        self.tried = False
        self.retry = retry
        self.due_at = inf
        self.ticket = 0


class Settling:
    """The files of a watched folder between arrival and inspection.

    Paths are native path strings; all times are seconds on one monotonic clock of the caller. Not safe for
    several threads. Memory grows with the files that exist (about 400 bytes each, path included): the caller
    tells `gone` of those that do not.
    """

    def __init__(
        self,
        *,
        settle_seconds: float = 0.25,
        rest_seconds: float = 1.0,
        retry_seconds: float = 0.5,
        retry_max_seconds: float = 30.0,
    ) -> None:
        """Set how long a file must rest.

        `settle_seconds`: after it was closed or renamed into place, or when its bytes are old;
        `rest_seconds`: when all that is known is that it exists or changed, counted from the last change;
        `retry_seconds`: the first pause after an incomplete inspection, doubled up to `retry_max_seconds`.
        """
        self._settle = settle_seconds
        self._rest = rest_seconds
        self._retry = retry_seconds
        self._retry_max = retry_max_seconds
        self._entries: dict[str, _Entry] = {}
        self._done: dict[str, Stamp] = {}
        self._heap: list[tuple[float, int, str]] = []
        self._due: OrderedDict[str, None] = OrderedDict()
        self._tickets = 0
        self._newest_next = False
        self._revision = 0

    @property
    def revision(self) -> int:
        """A number that grows whenever `waiting` would give something else."""
        return self._revision

    def noticed(self, path: str, stamp: Stamp, now: float, via: Via, age: float = 0.0) -> None:
        """Take note that `path` exists with `stamp`.

        `age`: seconds since its bytes changed by the wall clock; 0 when unknown or in the future. A stamp
        already found ready or refused is passed over; a changed one starts the path anew.
        """
        if self._done.get(path) == stamp:
            return
        entry = self._entries.get(path)
        if entry is None:
            self._done.pop(path, None)
            entry = self._entries[path] = _Entry(stamp, now, self._retry)
            self._revision += 1
        elif entry.stamp != stamp:
            entry.stamp = stamp
            entry.stamped_at = now
            entry.tried = False
            entry.retry = self._retry
            self._cancel(path, entry)
            self._revision += 1
        elif entry.tried and via not in {"closed", "moved"}:
            return
        due_at = now + self._quiet(entry, now, via, age)
        # What is due or handed out has a time in the past, so no later notice schedules it a second time.
        if due_at < entry.due_at:
            self._schedule(path, entry, due_at)

    def gone(self, path: str) -> None:
        """Forget `path`: there is no such file any more."""
        entry = self._entries.pop(path, None)
        if entry is not None:
            self._due.pop(path, None)
            self._revision += 1
        self._done.pop(path, None)

    def due(self, now: float, limit: int | None = None) -> list[tuple[str, Stamp]]:
        """Hand out the paths that have come to rest, with the stamps they rest at, at most `limit`.

        In order of their becoming due; in a backlog the newest in turn with the oldest. The caller answers
        each with `checked`, or with `noticed` or `gone` when its stamp is no longer the one given.
        """
        self._collect(now)
        count = len(self._due) if limit is None else min(limit, len(self._due))
        handed = []
        for _ in range(count):
            self._newest_next = len(self._due) > _BACKLOG and not self._newest_next
            path, _none = self._due.popitem(last=self._newest_next)
            handed.append((path, self._entries[path].stamp))
        return handed

    def next_due(self, now: float) -> float | None:
        """Return when `due` will next have something, `now` if it has already; None if nothing is planned."""
        self._collect(now)
        if self._due:
            return now
        while self._heap and self._is_stale(self._heap[0]):
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def checked(self, path: str, stamp: Stamp, outcome: Outcome, now: float) -> None:
        """Take the outcome of inspecting `path` at `stamp`.

        Without effect when the path has vanished or changed since it was handed out: what is known then is
        about other bytes.
        """
        if not self.is_at(path, stamp):
            return
        entry = self._entries[path]
        self._revision += 1
        self._cancel(path, entry)
        if outcome != "incomplete":
            del self._entries[path]
            self._done[path] = stamp
            return
        entry.attempts += 1
        entry.tried = True
        self._schedule(path, entry, now + entry.retry)
        entry.retry = min(entry.retry * 2, self._retry_max)

    def is_at(self, path: str, stamp: Stamp) -> bool:
        """Whether `path` waits, and with just this stamp."""
        entry = self._entries.get(path)
        return entry is not None and entry.stamp == stamp

    def waiting(self) -> tuple[Waiting, ...]:
        """Return the files that are not taken in yet, first noticed first."""
        return tuple(
            Waiting(Path(path), entry.stamp.size, entry.since, entry.stamp.mtime_ns, entry.attempts)
            for path, entry in self._entries.items()
        )

    def known(self) -> set[str]:
        """Return every path that waits or is remembered."""
        return self._entries.keys() | self._done.keys()

    def _quiet(self, entry: _Entry, now: float, via: Via, age: float) -> float:
        """Return how many seconds from `now` on the file still has to rest."""
        if entry.stamp.size == 0:
            # A browser's placeholder or a copy that has not begun: only a change makes it a picture.
            return inf
        match via:
            case "closed" | "moved":
                # watchdog itself holds back a rename for half a second: that time counts as rest.
                return max(0.0, self._settle - age)
            case "event" | "scan":
                return max(self._settle, self._rest - age)
            case "poll":
                # Two looks with the same answer; the server's clock says nothing here.
                rested = now - entry.stamped_at
                return 0.0 if rested > 0 and rested >= self._settle else inf

    def _schedule(self, path: str, entry: _Entry, due_at: float) -> None:
        self._tickets += 1
        entry.ticket = self._tickets
        entry.due_at = due_at
        if due_at < inf:
            heapq.heappush(self._heap, (due_at, entry.ticket, path))

    def _cancel(self, path: str, entry: _Entry) -> None:
        self._due.pop(path, None)
        entry.ticket = 0
        entry.due_at = inf

    def _collect(self, now: float) -> None:
        """Move what has become due from the heap to the hand-out."""
        while self._heap and self._heap[0][0] <= now:
            item = heapq.heappop(self._heap)
            if not self._is_stale(item):
                self._due[item[2]] = None

    def _is_stale(self, item: tuple[float, int, str]) -> bool:
        entry = self._entries.get(item[2])
        return entry is None or entry.ticket != item[1]
