from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import given
from hypothesis import strategies as st

from core.events import (
    Assigned,
    BatchAdded,
    BatchOpened,
    CandidateArrived,
    Decided,
    Event,
    LifestyleAllowed,
    SourceArrived,
)
from core.fold import Ledger
from core.intake.listings import Listings
from core.kept import Entry
from core.live_queue import LiveQueue, RowRules, row_of
from core.model import Listing, Mode, Slot, Verdict, Words
from core.process.batches import recorded
from core.process.lapses import LapseRules
from core.process.sla import Terms
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
        lambda sha, sku, slot, mode: Assigned(sha256=sha, sku=sku, slot=slot, mode=mode),
        st.sampled_from(SHAS),
        st.sampled_from(SKUS),
        st.sampled_from([Slot.MAIN, Slot.AD]),
        st.sampled_from([Mode.EXACT_CARD, Mode.LIFESTYLE]),
    ),
    st.builds(
        lambda sha, verdict, main, words: Decided(
            sha256=sha,
            verdict=verdict,
            sku="",
            slot=Slot.MAIN,
            mode=Mode.EXACT_CARD,
            main_sha256=main,
            words=words,
        ),
        st.sampled_from(SHAS),
        st.sampled_from(Verdict),
        st.sampled_from(["", *SHAS]),
        st.sampled_from([None, Words(title="1")]),
    ),
    st.just(BatchOpened(batch="b", category="general", size=1)),
    st.builds(lambda sku: BatchAdded(batch="b", skus=(sku,)), st.sampled_from(SKUS)),
    st.builds(lambda yes: LifestyleAllowed(category="general", allowed=yes), st.booleans()),
)


@given(st.lists(st.one_of(events, st.sampled_from(SKUS)), max_size=25), st.sets(st.integers(0, 24)))
def test_whenever_it_is_read_it_is_the_queue_made_anew(steps: list[Event | str], reads: set[int]) -> None:
    ledger, listings = Ledger(), Listings()

    @contextmanager
    def state() -> Iterator[Ledger]:
        yield ledger

    def rules(ledger: Ledger) -> RowRules:
        record = recorded(ledger.of_process())
        return RowRules(LapseRules(lifestyle=record.lifestyle), Terms(), record.batch_of)

    queue = LiveQueue(state, lambda: listings, rules)
    for number, step in enumerate(steps):
        if isinstance(step, str):
            listings = Listings(rows={step: Listing(step, title=str(number))})
            queue.note_listings()
        else:
            order = (f"{number:012x}-0000", "studio", "ana", number + 1)
            entry = Entry(order, f"id{number}", "ana", "studio", "2026-11-23T08:00:00.000Z", step)
            queue.note(ledger.apply([entry]))
        if number in reads:
            assert queue.rows() == ordered(
                row_of(c, ledger, listings, rules(ledger)) for c in ledger.candidates.values()
            )
