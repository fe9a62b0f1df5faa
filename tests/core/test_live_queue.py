from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import given
from hypothesis import strategies as st

from core.events import Assigned, CandidateArrived, Event, SourceArrived
from core.fold import Ledger
from core.intake.listings import Listings
from core.kept import Entry
from core.live_queue import LiveQueue, row_of
from core.model import Listing, Mode, Slot
from core.queue import ordered

SHAS = tuple(letter * 64 for letter in "abc")
SKUS = ("S-1", "S-2")

events = st.one_of(
    st.builds(
        lambda sha, sku: CandidateArrived(
            path="incoming/x.png", sha256=sha, width=9, height=9, format="PNG", bytes=1, sku=sku
        ),
        st.sampled_from(SHAS),
        st.sampled_from(["", *SKUS]),
    ),
    st.builds(
        lambda sku, path: SourceArrived(
            path=path, sha256="d" * 64, width=9, height=9, format="PNG", bytes=1, sku=sku
        ),
        st.sampled_from(["", *SKUS]),
        st.sampled_from(["sources/1.png", "sources/2.png"]),
    ),
    st.builds(
        lambda sha, sku: Assigned(sha256=sha, sku=sku, slot=Slot.MAIN, mode=Mode.EXACT_CARD),
        st.sampled_from(SHAS),
        st.sampled_from(SKUS),
    ),
)


@given(st.lists(st.one_of(events, st.sampled_from(SKUS)), max_size=25), st.sets(st.integers(0, 24)))
def test_whenever_it_is_read_it_is_the_queue_made_anew(steps: list[Event | str], reads: set[int]) -> None:
    ledger, listings = Ledger(), Listings()

    @contextmanager
    def state() -> Iterator[Ledger]:
        yield ledger

    queue = LiveQueue(state, lambda: listings)
    for number, step in enumerate(steps):
        if isinstance(step, str):
            listings = Listings(rows={step: Listing(step, title=str(number))})
            queue.note_listings()
        else:
            order = (f"{number:012x}-0000", "studio", "ana", number + 1)
            entry = Entry(order, f"id{number}", "ana", "studio", "2026-11-23T08:00:00.000Z", step)
            queue.note(ledger.apply([entry]))
        if number in reads:
            assert queue.rows() == ordered(row_of(c, ledger, listings) for c in ledger.candidates.values())
