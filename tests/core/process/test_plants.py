from __future__ import annotations

import hashlib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.events import (
    BatchOpened,
    CandidateArrived,
    Decided,
    Event,
    PlantAnswered,
    PlantMade,
)
from core.fold import Ledger
from core.intake.listings import Listings
from core.kept import Entry
from core.live_queue import RowRules, row_of
from core.model import Mode, Slot, State, Verdict
from core.process.ads import ads_of
from core.process.batches import recorded
from core.process.lapses import LapseRules, main_of
from core.process.packs import pack_of
from core.process.plants import caught_by, is_plant
from core.queue import QueueRow

A, R = Verdict.APPROVE, Verdict.REJECT


def sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def made(name: str = "p", base: str = "b") -> PlantMade:
    return PlantMade(
        batch="shoes-1",
        sha256=sha(name),
        base=sha(base),
        path=f"plants/x/{name}.png",
        width=9,
        height=9,
        format="PNG",
        bytes=1,
        kind="hue",
        severity="subtle",
        expected=("colour",),
        place=(1, 2, 3, 4),
    )


def test_the_first_answer_tells_who_found_it(scene: Any) -> None:
    scene.event(made("p"))
    scene.event(made("q"))
    scene.event(PlantAnswered(sha256=sha("p"), verdict=R, reasons=("colour",)), "ana")
    scene.event(PlantAnswered(sha256=sha("p"), verdict=A), "bek")
    scene.event(PlantAnswered(sha256=sha("q"), verdict=A), "bek")
    plants = scene.record().plants
    assert (plants[sha("p")].caught, plants[sha("p")].named) == (True, True)
    counts = {person: (one.caught, one.of, one.named) for person, one in caught_by(plants.values()).items()}
    assert counts == {"ana": (1, 1, 1), "bek": (0, 1, 0)}


def test_an_answer_is_no_decision_about_the_picture_it_was_made_from(scene: Any) -> None:
    base = scene.arrive()
    scene.event(
        PlantMade(**{**{name: getattr(made(), name) for name in made().__struct_fields__}, "base": base})
    )
    scene.event(PlantAnswered(sha256=sha("p"), verdict=R, reasons=("colour",)))
    (row,) = scene.rows()
    assert row.state in (State.NO_SOURCE, State.UNDECIDED)
    assert row.candidate.history == ()


PLANTED = sha("planted")
NAMES = ("one", "two", "planted")
EVENTS = st.lists(
    st.one_of(
        st.builds(
            lambda name, slot, attempt: CandidateArrived(
                path=f"incoming/{name}.png",
                sha256=sha(name),
                width=9,
                height=9,
                format="PNG",
                bytes=1,
                sku="S-1",
                slot=slot,
                attempt=attempt,
            ),
            st.sampled_from(NAMES),
            st.sampled_from(list(Slot)),
            st.integers(1, 3),
        ),
        st.builds(
            lambda name, verdict: Decided(
                sha256=sha(name), verdict=verdict, sku="S-1", slot=Slot.MAIN, mode=Mode.EXACT_CARD
            ),
            st.sampled_from(NAMES),
            st.sampled_from(list(Verdict)),
        ),
        st.just(made("planted")),
        st.just(BatchOpened(batch="shoes-1", category="shoes", size=5)),
        st.builds(PlantAnswered, sha256=st.just(PLANTED), verdict=st.sampled_from(list(Verdict))),
    ),
    max_size=14,
)


def rows_of(events: list[Event]) -> tuple[list[QueueRow], dict[str, object], LapseRules, Ledger]:
    ledger = Ledger()
    ledger.apply(
        Entry((f"{n:012x}-0000", "s", "ana", n), f"{n:064x}", "ana", "s", "2026-11-24T10:00:00.000Z", event)
        for n, event in enumerate(events)
    )
    record = recorded(ledger.of_process())
    rules = RowRules(LapseRules(plants=frozenset(record.plants)))
    rows = [row_of(one, ledger, Listings(), rules) for one in ledger.candidates.values()]
    return rows, dict(record.plants), rules.lapse, ledger


@given(EVENTS, st.permutations(range(14)))
def test_no_order_of_events_lets_a_planted_picture_out(events: list[Event], order: list[int]) -> None:
    events = [*events, made("planted")]
    shuffled = [events[place] for place in order if place < len(events)]
    shuffled += [event for place, event in enumerate(events) if place not in order]
    rows, plants, lapse, ledger = rows_of(shuffled)
    assert is_plant(PLANTED, plants)
    pack = pack_of("S-1", rows, (Slot.MAIN,), plants)
    assert all(row.sha256 != PLANTED for slot in pack.slots for row in (*slot.approved, *slot.open))
    assert all(row.state is not State.APPROVED for row in rows if row.sha256 == PLANTED)
    assert all(ad.main is None or ad.main.sha256 != PLANTED for ad in ads_of(rows))
    assert not any(ad.stands for ad in ads_of(rows) if ad.row.sha256 == PLANTED)
    assert main_of(ledger.of_sku("S-1"), None, lapse) != PLANTED
