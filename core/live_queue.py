"""The queue as it is now: the folded state and the listings as ordered rows, kept up to date.

What changed is noted at once and costs nothing; the rows of all that was noted are made when somebody asks
for the queue. So a decision costs one row, whatever else the history holds, and a burst of arrivals one
reading.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from itertools import islice
from types import MappingProxyType

from core.fold import Changed, Ledger, state_of
from core.intake.listings import Listings
from core.kept import no_collections
from core.model import Candidate, Listing, Slot, State
from core.process.lapses import Lapse, LapseRules, category_of, lapses, main_of
from core.process.sla import Stage, Terms
from core.queue import Queue, QueueRow

_AT_ONCE = 500
"""Rows that are made while others who read the state wait: some milliseconds."""


@dataclass(frozen=True, slots=True)
class RowRules:
    """What the rows depend on beside events and listings."""

    lapse: LapseRules = field(default_factory=LapseRules)
    terms: Terms = field(default_factory=Terms)
    batch_of: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """SKU to the id of its batch."""


def row_of(candidate: Candidate, ledger: Ledger, listings: Listings, rules: RowRules) -> QueueRow:
    """Return a candidate's row in the queue."""
    sku = candidate.match.sku
    source = ledger.source_of(sku) if sku else None
    listing = listings.rows.get(sku) if sku else None
    state = state_of(candidate, has_source=source is not None)
    lapsed = lapses_of(candidate, ledger, listing, rules.lapse) if state is State.APPROVED else ()
    term = rules.terms.term(Stage.QA, category_of(listing), candidate.arrived_at) if sku else None
    return QueueRow(
        id=candidate.id,
        sha256=candidate.sha256,
        state=State.LAPSED if lapsed else state,
        path=candidate.path,
        arrived_at=candidate.arrived_at,
        candidate=candidate,
        source=source,
        listing=listing,
        lapsed=lapsed,
        batch=rules.batch_of.get(sku, ""),
        due_at=term.due_at if term else None,
        soon_at=term.soon_at if term else None,
    )


def lapses_of(
    candidate: Candidate, ledger: Ledger, listing: Listing | None, rules: LapseRules
) -> tuple[Lapse, ...]:
    """Return why an approved candidate's approval no longer counts."""
    match = candidate.match
    main = main_of(ledger.of_sku(match.sku), listing, rules) if match.slot is Slot.AD else ""
    return lapses(candidate, listing, main, rules)


class LiveQueue:
    """Safe to use from several threads. `state` gives the ledger as `History.state` does."""

    def __init__(
        self,
        state: Callable[[], AbstractContextManager[Ledger]],
        listings: Callable[[], Listings],
        rules: Callable[[Ledger], RowRules] = lambda _: RowRules(),
    ) -> None:
        self._state = state
        self._listings = listings
        self._rules = rules
        self._made_by = RowRules()
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
            self._catch_up()
            return self._queue.rows

    def rows_of(self, sku: str) -> tuple[QueueRow, ...]:
        """Return the rows of a SKU's candidates, in no order."""
        with self._lock:
            self._catch_up()
            return self._queue.rows_of_sku(sku)

    def _catch_up(self) -> None:
        hashes = self._hashes()
        if len(hashes) > _AT_ONCE:
            self._make_many(hashes)
        else:
            self._make(hashes)

    def _hashes(self) -> set[str]:
        hashes: set[str] = set()
        process = False
        while self._noted:
            changed = self._noted.popleft()
            hashes.update(changed.candidates, *(self._queue.of_sku(sku) for sku in changed.sources))
            hashes.update(self._ads_beside(changed.candidates))
            process = process or changed.process
        if process:
            hashes.update(self._ruled_anew())
        if self._listings_noted:
            self._listings_noted = False
            hashes.update(row.sha256 for row in self._queue.rows)
        return hashes

    def _ads_beside(self, hashes: Iterable[str]) -> set[str]:
        """Return the ads of the SKUs that these belong or belonged to: they stand or fall with the main."""
        with self._state() as ledger:
            found = [one for sha256 in hashes if (one := ledger.candidates.get(sha256)) is not None]
            skus = {one.match.sku for one in found}
        skus |= {row.sku for one in found if (row := self._queue.row(one.sha256)) is not None}
        return {
            row.sha256
            for sku in skus
            for row in self._queue.rows_of_sku(sku)
            if row.candidate is not None and row.candidate.match.slot is Slot.AD
        }

    def _ruled_anew(self) -> set[str]:
        """Return the rows that other rules than before hold for."""
        before = self._made_by
        with self._state() as ledger:
            now = self._made_by = self._rules(ledger)
        planted = now.lapse.plants ^ before.lapse.plants
        if replace(now.lapse, plants=before.lapse.plants) != before.lapse or now.terms != before.terms:
            return {row.sha256 for row in self._queue.rows}
        moved = {sku for sku, _ in now.batch_of.items() ^ before.batch_of.items()}
        return set(planted).union(*(self._queue.of_sku(sku) for sku in moved))

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
            rules = self._rules(ledger)
            rows = [row_of(candidate, ledger, listings, rules) for candidate in known]
        self._queue.update(rows)
