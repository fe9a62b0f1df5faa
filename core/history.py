"""The store and what follows from it: one folded state, read by many threads.

Appending and following wait for the disk and are serialised among themselves; reading the state takes a lock
that is never held over a disk wait, so a screen may read it at any time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from core.errors import AmbiguousCandidate, UnknownCandidate
from core.events import Event, decode_event
from core.fold import Changed, Entry, Ledger
from core.model import Candidate
from core.store.record import Record
from core.store.store import Pending, Store


class History:
    """Every event of a workspace, folded. `on_changed` is called in whichever thread took the events in."""

    def __init__(self, store: Store, on_changed: Callable[[Changed], None]) -> None:
        self._store = store
        self._on_changed = on_changed
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
            entries = [_entry(record) for record in self._store.poll()]
            with self._reading:
                changed = self._ledger.apply(entries)
        if changed:
            self._on_changed(changed)

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


def _entry(record: Record) -> Entry:
    return Entry(
        order=record.order,
        id=record.hash,
        person=record.person,
        device=record.device,
        at=record.at,
        event=decode_event(record.kind, record.v, record.data),
    )
