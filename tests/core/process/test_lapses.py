from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.events import CandidateArrived, Decided, Event, LifestyleAllowed, Revoked
from core.fold import Ledger
from core.intake.listings import Listings
from core.kept import Entry
from core.live_queue import RowRules, row_of
from core.model import Listing, Mode, Slot, State, Verdict, Words
from core.process.ads import ads_of
from core.process.lapses import Lapse, LapseRules
from core.process.people import People, Person, Role

A, R = Verdict.APPROVE, Verdict.REJECT


def states(scene: Any) -> dict[str, tuple[State, tuple[str, ...]]]:
    return {row.sha256: (row.state, row.lapsed) for row in scene.rows()}


@pytest.mark.parametrize("field", ["title", "colour", "material", "kit"])
def test_an_approval_lapses_when_the_words_it_was_given_for_change(scene: Any, field: str) -> None:
    words = Words("Polo", "white", "cotton", "1 pc")
    sha = scene.arrive()
    scene.decide(sha, words=words)
    same = {"title": "Polo", "colour": " WHITE", "material": "cotton", "kit": "1  pc"}
    scene.rows_of_listings["S-1"] = Listing("S-1", **same)
    assert states(scene)[sha] == (State.APPROVED, ())
    scene.rows_of_listings["S-1"] = Listing("S-1", **{**same, field: "other"})
    assert states(scene)[sha] == (State.LAPSED, (Lapse.COPY,))
    scene.decide(sha, person="bek", words=Words(**{**same, "colour": "WHITE", "kit": "1 pc", field: "other"}))
    assert states(scene)[sha] == (State.APPROVED, ())


def test_an_approval_without_words_and_a_sku_that_is_not_listed_do_not_lapse(scene: Any) -> None:
    bare, gone = scene.arrive("S-1"), scene.arrive("S-2")
    scene.decide(bare)
    scene.decide(gone, words=Words("Polo"))
    scene.rows_of_listings["S-1"] = Listing("S-1", title="anything")
    assert {state for state, _ in states(scene).values()} == {State.APPROVED}


def test_ads_fall_back_when_their_main_picture_is_replaced_or_taken_back(scene: Any) -> None:
    main, ads = scene.arrive(), [scene.arrive(slot=Slot.AD) for _ in range(2)]
    first = scene.decide(main)
    for ad in ads:
        scene.decide(ad, main=main)
    assert all(ad.stands and not ad.take_down for ad in ads_of(scene.rows()))
    newer = scene.arrive(attempt=2)
    scene.decide(newer)
    found = ads_of(scene.rows())
    assert [(ad.row.lapsed, ad.take_down, ad.stands) for ad in found] == [
        ((Lapse.MAIN_REPLACED,), True, False)
    ] * 2
    scene.decide(ads[0], main=newer, settles=())
    assert sorted(ad.stands for ad in ads_of(scene.rows())) == [False, True]
    scene.event(Revoked(sha256=main, decision=first))
    scene.decide(newer, R, settles=tuple(one.id for one in scene.ledger().candidates[newer].heads))
    assert {ad.row.lapsed for ad in ads_of(scene.rows())} == {(Lapse.MAIN_GONE,)}
    assert all(ad.take_down for ad in ads_of(scene.rows()))


def test_a_lifestyle_main_picture_counts_while_the_owner_allows_it(scene: Any) -> None:
    sha, detail = scene.arrive(mode=Mode.LIFESTYLE), scene.arrive(slot=Slot.DETAIL, mode=Mode.LIFESTYLE)
    scene.decide(sha)
    scene.decide(detail)
    assert states(scene)[sha] == (State.LAPSED, (Lapse.LIFESTYLE,))
    assert states(scene)[detail] == (State.APPROVED, ())
    scene.event(LifestyleAllowed(category="general", allowed=True), "own")
    assert states(scene)[sha] == (State.APPROVED, ())
    scene.event(LifestyleAllowed(category="general", allowed=False), "own")
    assert states(scene)[sha][0] is State.LAPSED


def test_a_makers_own_approval_does_not_count_beside_nobody_elses(scene: Any) -> None:
    scene.people = People({"eva": Person((Role.REVIEWER,), ("eva",)), "bek": Person((Role.REVIEWER,))})
    sha = scene.arrive(path="incoming/eva/x.png")
    scene.decide(sha, person="eva")
    assert states(scene)[sha] == (State.LAPSED, (Lapse.MAKER,))
    scene.decide(sha, person="bek")
    assert states(scene)[sha] == (State.APPROVED, ())


SHAS = tuple(letter * 64 for letter in "abcd")
TEAM = People({"eva": Person((Role.OWNER,), ("eva",)), "bek": Person((Role.OWNER,))})
steps = st.tuples(
    st.one_of(
        st.builds(
            lambda sha, slot, folder: CandidateArrived(
                path=f"incoming/{folder}/x.png",
                sha256=sha,
                width=9,
                height=9,
                format="PNG",
                bytes=1,
                sku="S-1",
                slot=slot,
            ),
            st.sampled_from(SHAS),
            st.sampled_from([Slot.MAIN, Slot.AD]),
            st.sampled_from(["eva", "new"]),
        ),
        st.builds(
            lambda sha, verdict, main: Decided(
                sha256=sha, verdict=verdict, sku="", slot=Slot.MAIN, mode=Mode.EXACT_CARD, main_sha256=main
            ),
            st.sampled_from(SHAS),
            st.sampled_from(Verdict),
            st.sampled_from(["", *SHAS]),
        ),
        st.builds(
            Revoked, sha256=st.sampled_from(SHAS), decision=st.sampled_from([f"id{n}" for n in range(20)])
        ),
    ),
    st.sampled_from(["eva", "bek"]),
)


@given(st.lists(steps, max_size=20), st.randoms(use_true_random=False))
def test_no_order_of_events_lets_an_ad_stand_without_its_main_or_a_maker_approve(
    events: list[tuple[Event, str]], shuffle: random.Random
) -> None:
    entries = [
        Entry((f"{at:012x}-0000", "d", person, at), f"id{at}", person, "d", "2026-11-23T08:00:00.000Z", event)
        for at, (event, person) in enumerate(events)
    ]
    shuffle.shuffle(entries)
    ledger = Ledger()
    ledger.apply(entries)
    rules = RowRules(LapseRules(TEAM))
    rows = {one.sha256: row_of(one, ledger, Listings(), rules) for one in ledger.candidates.values()}
    for row in rows.values():
        candidate = row.candidate
        if row.state is not State.APPROVED or candidate is None:
            continue
        assert [head for head in candidate.heads if not TEAM.made(head.person, candidate)]
        if candidate.match.slot is Slot.AD:
            beside = {bound.main_sha256 for bound in candidate.bound}
            mains = [rows[sha] for sha in beside if sha in rows]
            assert any(
                main.state is State.APPROVED and main.candidate and main.candidate.match.slot is Slot.MAIN
                for main in mains
            )
