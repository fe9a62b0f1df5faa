from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.events import (
    BatchAdded,
    BatchClosed,
    BatchHandedOver,
    BatchOpened,
    BatchPaused,
    BatchResumed,
    Event,
)
from core.kept import Entry
from core.process.batches import MOST_SKUS, recorded


def opened(batch: str = "b", size: int = 30) -> BatchOpened:
    return BatchOpened(batch=batch, category="shoes", size=size)


def test_the_thirty_first_sku_stays_outside(scene: Any) -> None:
    scene.event(opened())
    scene.event(BatchAdded(batch="b", skus=tuple(f"S-{n}" for n in range(30))))
    scene.event(BatchAdded(batch="b", skus=("S-30",)))
    record = scene.record()
    assert len(record.batches["b"].skus) == MOST_SKUS == 30
    assert "S-30" not in record.batch_of
    assert record.batches["b"].room == 0


def test_a_sku_is_in_one_open_batch_and_free_again_when_that_was_closed(scene: Any) -> None:
    scene.event(opened("a"))
    scene.event(opened("b"))
    scene.event(BatchAdded(batch="a", skus=("S-1",)))
    scene.event(BatchAdded(batch="b", skus=("S-1", "S-2", "S-2", "")))
    assert scene.record().batches["b"].skus == ("S-2",)
    scene.event(BatchClosed(batch="a"))
    scene.event(BatchAdded(batch="b", skus=("S-1",)))
    record = scene.record()
    assert record.batches["b"].skus == ("S-2", "S-1")
    assert record.batch_of == {"S-1": "b", "S-2": "b"}


def test_pausing_and_handing_over_are_as_last_said(scene: Any) -> None:
    scene.event(opened())
    scene.event(BatchPaused(batch="b", note="kit"))
    assert scene.record().batches["b"].paused
    scene.event(BatchResumed(batch="b"))
    scene.event(BatchHandedOver(batch="b", to="bek"))
    batch = scene.record().batches["b"]
    assert (batch.paused, batch.person, batch.opened_by) == (False, "bek", "ana")


def test_what_is_said_of_a_batch_that_nobody_opened_waits_for_its_opening(scene: Any) -> None:
    scene.event(BatchAdded(batch="b", skus=("S-1",)))
    assert not scene.record().batches
    scene.event(opened())
    assert scene.record().batches["b"].skus == ("S-1",)


steps = st.one_of(
    st.builds(opened, st.sampled_from("ab"), st.integers(1, 30)),
    st.builds(
        BatchAdded,
        batch=st.sampled_from("ab"),
        skus=st.lists(st.integers(0, 40).map(lambda n: f"S-{n}"), min_size=1, max_size=30).map(tuple),
    ),
    st.builds(BatchClosed, batch=st.sampled_from("ab")),
)


def entry(at: int, event: Event) -> Entry:
    order = (f"{at:012x}-0000", "studio", "ana", at)
    return Entry(order, f"id{at}", "ana", "studio", "2026-11-23T08:00:00.000Z", event)


@given(st.lists(steps, max_size=12), st.randoms(use_true_random=False))
def test_no_order_of_events_puts_more_in_or_one_sku_into_two_open_batches(
    events: list[Event], shuffle: random.Random
) -> None:
    entries = [entry(at, event) for at, event in enumerate(events)]
    record = recorded(entries)
    shuffle.shuffle(entries)
    assert recorded(entries) == record
    for batch in record.batches.values():
        assert len(batch.skus) == len(set(batch.skus)) <= batch.size <= MOST_SKUS
    both = [set(batch.skus) for batch in record.batches.values() if not batch.closings]
    assert not both or sum(map(len, both)) == len(set().union(*both))
