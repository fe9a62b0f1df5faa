"""The queue as it is now: the folded state and the listings as ordered rows, kept up to date.

What changed is noted at once and costs nothing; the rows of all that was noted are made when somebody asks
for the queue. So a decision costs one row, whatever else the history holds, and a burst of arrivals one
reading.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from itertools import islice

from core.fold import Changed, Ledger, state_of
from core.intake.listings import Listings
from core.kept import no_collections
from core.model import Candidate
from core.queue import Queue, QueueRow

_AT_ONCE = 500
"""Rows that are made while others who read the state wait: some milliseconds."""


def row_of(candidate: Candidate, ledger: Ledger, listings: Listings) -> QueueRow:
    """Return a candidate's row in the queue."""
    sku = candidate.match.sku
    source = ledger.source_of(sku) if sku else None
    return QueueRow(
        id=candidate.id,
        sha256=candidate.sha256,
        state=state_of(candidate, has_source=source is not None),
        path=candidate.path,
        arrived_at=candidate.arrived_at,
        candidate=candidate,
        source=source,
        listing=listings.rows.get(sku) if sku else None,
    )


class LiveQueue:
    """Safe to use from several threads. `state` gives the ledger as `History.state` does."""

    def __init__(
        self, state: Callable[[], AbstractContextManager[Ledger]], listings: Callable[[], Listings]
    ) -> None:
        self._state = state
        self._listings = listings
        self._queue = Queue()
        self._lock = threading.Lock()
        self._noted: deque[Changed] = deque()
        self._listings_noted = False

    def note(self, changed: Changed) -> None:
        """Have the rows of what changed made anew when the queue is next read. Returns at once."""
        self._noted.append(changed)

    def note_listings(self) -> None:
        """Have all rows made anew when the queue is next read. Returns at once."""
        self._listings_noted = True

    def rows(self) -> tuple[QueueRow, ...]:
        """Return the rows of all candidates, in the order of `core.queue.ordered`."""
        with self._lock:
            hashes = self._hashes()
            if len(hashes) > _AT_ONCE:
                self._make_many(hashes)
            else:
                self._make(hashes)
            return self._queue.rows

    def _hashes(self) -> set[str]:
        hashes: set[str] = set()
        while self._noted:
            changed = self._noted.popleft()
            hashes.update(changed.candidates, *(self._queue.of_sku(sku) for sku in changed.sources))
        if self._listings_noted:
            self._listings_noted = False
            hashes.update(row.sha256 for row in self._queue.rows)
        return hashes

    def _make_many(self, hashes: set[str]) -> None:
        """Make rows in the order in which their candidates lie in memory, which is several times as fast."""
        with self._state() as ledger:
            in_order = iter([sha256 for sha256 in ledger.candidates if sha256 in hashes])
        with no_collections():
            while some := list(islice(in_order, _AT_ONCE)):
                self._make(some)

    def _make(self, hashes: Iterable[str]) -> None:
        listings = self._listings()
        with self._state() as ledger:
            known = [found for sha256 in hashes if (found := ledger.candidates.get(sha256)) is not None]
            rows = [row_of(candidate, ledger, listings) for candidate in known]
        self._queue.update(rows)
