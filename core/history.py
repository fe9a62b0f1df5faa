"""The store and what follows from it: one folded state, read by many threads.

Appending and following wait for the disk and are serialised among themselves; reading the state takes a lock
that is never held over a disk wait, so a screen may read it at any time. A history that took long to fold is
kept as a snapshot (`core.snapshot`) for the next start.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from core.errors import AmbiguousCandidate, UnknownCandidate
from core.events import Event, decode_event
from core.fold import Changed, Entry, Ledger
from core.kept import no_collections
from core.model import Candidate
from core.queue import Progress
from core.snapshot import read_snapshot, snapshot_path, write_snapshot
from core.store.record import Record
from core.store.store import Pending, Store

Recording = Callable[[Sequence[Event]], object]
"""Appends events as this person; they are on the disk and in the state when it returns."""

SLOW_SECONDS = 0.3
"""A first fold that takes longer is kept as a snapshot."""


_AT_ONCE = 500
"""Events or candidates that are folded while readers of the state wait: some milliseconds."""


class History:
    """Every event of a workspace, folded.

    `on_changed` is called in whichever thread took the events in, and must return at once. Snapshots lie in
    the folder `snapshots`; without it there are none. A first fold of more than `slow_seconds` writes one, in
    a thread of its own that the end of the program waits for.
    """

    def __init__(
        self,
        store: Store,
        on_changed: Callable[[Changed], None],
        *,
        snapshots: Path | None = None,
        slow_seconds: float = SLOW_SECONDS,
    ) -> None:
        self._store = store
        self._on_changed = on_changed
        self._snapshot = snapshot_path(snapshots, store.folder) if snapshots else None
        self._slow_seconds = slow_seconds
        self._begun = False
        self._reading_files: Progress | None = Progress(0, 0)
        self._writer: threading.Thread | None = None
        self._ledger = Ledger()
        self._reading = threading.RLock()
        self._following = threading.Lock()

    @contextmanager
    def state(self) -> Iterator[Ledger]:
        """Give the folded state, unchanging while it is held. Wait for nothing in here."""
        with self._reading:
            yield self._ledger

    def record(self, person: str, events: Sequence[Event]) -> list[Record]:
        """Append events and return them; they are on the disk and in the state then.

        Raises NotSaved, StoreBusy or StoreNewer, with nothing recorded.
        """
        records = self._store.append([Pending(person, event) for event in events])
        self.follow()
        return records

    def follow(self) -> None:
        """Take in what was appended, here or by others. Waits for the disk."""
        with self._following:
            if self._begun:
                self._take_in()
            else:
                self._begin()
                self._begun, self._reading_files = True, None

    def whole(self) -> None:
        """Return when the history has been read to its end, by this thread or another. Waits for the disk."""
        if not self._begun:
            self.follow()

    def progress(self) -> Progress | None:
        """Return how many of the store's files are read; None when the history is read to its end."""
        return self._reading_files

    def close(self) -> None:
        """Wait until a snapshot that is being written is on the disk."""
        with self._following:
            writer = self._writer
        if writer is not None:
            writer.join()

    def candidate(self, sha256: str) -> Candidate:
        """Return a candidate. Raises UnknownCandidate."""
        with self._reading:
            candidate = self._ledger.candidates.get(sha256)
        if candidate is None:
            raise UnknownCandidate(id=sha256[:12])
        return candidate

    def find(self, prefix: str) -> Candidate:
        """Return the candidate whose id begins with `prefix`. Raises UnknownCandidate, AmbiguousCandidate."""
        wanted = prefix.lower()
        with self._reading:
            found = [one for sha, one in self._ledger.candidates.items() if wanted and sha.startswith(wanted)]
        if not found:
            raise UnknownCandidate(id=prefix)
        if len(found) > 1:
            raise AmbiguousCandidate(id=prefix, count=len(found))
        return found[0]

    def _begin(self) -> None:
        """Fold the history: the snapshot, where it fits, and all that came after it."""
        began = time.perf_counter()
        with no_collections():
            restored = read_snapshot(self._snapshot, self._store) if self._snapshot else None
            if restored is not None:
                with self._reading:
                    self._ledger = restored
                self._on_changed(_everything(restored))
                self._fold_all()
                began = time.perf_counter()
            self._reading_files = Progress(0, len(self._store.unread()))
            self._take_in()
            self._fold_all()
            gc.freeze()  # what was folded stays: no later collection has to walk over it
        if self._snapshot and time.perf_counter() - began > self._slow_seconds:
            self._keep(self._snapshot)

    def _fold_all(self) -> None:
        left = True
        while left:
            with self._reading:
                left = self._ledger.fold_some(_AT_ONCE)

    def _take_in(self) -> None:
        for records in self._store.poll_files():
            parts: list[Changed] = []
            for at in range(0, len(records), _AT_ONCE):
                entries = [_entry(record) for record in records[at : at + _AT_ONCE]]
                with self._reading:
                    parts.append(self._ledger.apply(entries))
            if self._reading_files is not None:
                done = min(self._reading_files.done + 1, self._reading_files.all)
                self._reading_files = Progress(done, self._reading_files.all)
            self._on_changed(
                Changed(
                    frozenset().union(*(part.candidates for part in parts)),
                    frozenset().union(*(part.sources for part in parts)),
                    any(part.refusals for part in parts),
                    frozenset().union(*(part.masks for part in parts)),
                    any(part.process for part in parts),
                    any(part.marketplaces for part in parts),
                )
            )

    def _keep(self, path: Path) -> None:
        """Write a snapshot of what is folded now, in the background."""
        marked = self._store.mark()
        if marked is None:
            return
        with self._reading:
            parts = self._ledger.parts()
        self._writer = threading.Thread(
            target=write_snapshot, args=(path, *marked, parts), name="snapshot", daemon=False
        )
        self._writer.start()


def _everything(ledger: Ledger) -> Changed:
    return Changed(
        frozenset(ledger.candidates),
        frozenset(ledger.sources),
        bool(ledger.refusals),
        frozenset(ledger.masks),
        bool(ledger.of_process()),
        bool(ledger.of_marketplaces()),
    )


def _entry(record: Record) -> Entry:
    return Entry(
        order=record.order,
        id=record.hash,
        person=record.person,
        device=record.device,
        at=record.at,
        event=decode_event(record.kind, record.v, record.data),
    )
