from __future__ import annotations

import random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.events import (
    AuditRecorded,
    AuditSettled,
    BatchAdded,
    BatchClosed,
    BatchOpened,
    CandidateArrived,
    CategoryReopened,
    Decided,
    Event,
    Revoked,
)
from core.fold import Ledger
from core.intake.listings import Listings
from core.kept import Entry
from core.live_queue import RowRules, row_of
from core.model import Mode as PictureMode
from core.model import Slot, Verdict
from core.process.batches import recorded
from core.process.inspection import CLEAN_BATCHES, Inspected, Mode, inspected

A, R = Verdict.APPROVE, Verdict.REJECT


def test_a_batch_closes_when_its_audits_are_done(scene: Any) -> None:
    shas = scene.batch("b", 5)
    made = [scene.decide(sha) for sha in shas]
    scene.event(BatchClosed(batch="b"))
    found = scene.inspected()
    assert "b" not in found.closed
    assert [look.row.sha256 for look in found.batches["b"].open_looks] == [shas[4]]
    scene.audit("b", shas[4], made[4], A)
    assert "b" not in scene.inspected().closed, "an audit afterwards does not reach back"
    scene.event(BatchClosed(batch="b"))
    assert "b" in scene.inspected().closed


def test_who_decided_does_not_audit_except_a_single_seller(scene: Any) -> None:
    for name, solo in (("team", False), ("solo", True)):
        shas = scene.batch(name, 1, solo=solo)
        made = scene.decide(shas[0])
        scene.audit(name, shas[0], made, A, person="ana")
        standing = scene.inspected().batches[name]
        assert (len(standing.open_looks), standing.self_audits) == ((0, 1) if solo else (1, 0))


def test_who_ever_decided_a_picture_is_no_second_person_for_it(scene: Any) -> None:
    (sha,) = scene.batch("b", 1)
    scene.decide(sha, person="bek")
    made = scene.decide(sha, person="ana")
    scene.audit("b", sha, made, A, person="bek")
    assert len(scene.inspected().batches["b"].open_looks) == 1
    scene.audit("b", sha, made, A, person="eva")
    assert scene.inspected().batches["b"].left == ()


def test_an_audit_of_another_decision_or_picture_does_not_count(scene: Any) -> None:
    shas = scene.batch("b", 2)
    made = [scene.decide(sha) for sha in shas]
    scene.audit("b", shas[1], made[0], A)
    scene.audit("b", shas[0], "0" * 64, A)
    assert len(scene.inspected().batches["b"].open_looks) == 1


def test_a_disagreement_has_to_be_settled_and_stays_in_the_record(scene: Any) -> None:
    shas = scene.batch("b", 1, limit=1)
    made = scene.decide(shas[0])
    audit = scene.audit("b", shas[0], made, R)
    assert len(scene.inspected().batches["b"].unsettled) == 1
    scene.event(AuditSettled(batch="b", audit=audit, verdict=R, note="the logo is mirrored"), "own")
    scene.event(Revoked(sha256=shas[0], decision=made), "own")
    standing = scene.inspected().batches["b"]
    assert standing.undecided == ("b-0",)
    scene.decide(shas[0], R)
    scene.event(BatchClosed(batch="b"))
    found = scene.inspected()
    assert found.batches["b"].disagreements == 1
    assert "b" in found.closed


def test_an_audit_that_was_wrong_is_no_disagreement_of_the_batch(scene: Any) -> None:
    shas = scene.batch("b", 1)
    audit = scene.audit("b", shas[0], scene.decide(shas[0]), R)
    scene.event(AuditSettled(batch="b", audit=audit, verdict=A, note="as in the photo"), "own")
    standing = scene.inspected().batches["b"]
    assert (standing.left, standing.disagreements, standing.passes) == ((), 0, True)
    assert standing.pairs == ((A, R),)


def test_later_pictures_of_a_sku_do_not_open_its_closed_batch_again(scene: Any) -> None:
    scene.reviewed("b", 5)
    scene.arrive("b-0", attempt=2)
    found = scene.inspected()
    assert "b" in found.closed
    assert found.batches["b"].left == ()


def test_inspection_tightens_stops_and_comes_back(scene: Any) -> None:
    def mode() -> Mode:
        found: Mode = scene.inspected().category("shoes").mode
        return found

    scene.reviewed("ok", 5)
    assert mode() is Mode.NORMAL
    scene.reviewed("bad", 5, wrong=1)
    assert mode() is Mode.TIGHTENED
    scene.reviewed("worse", 3, wrong=1, every=3)
    assert mode() is Mode.STOPPED
    assert scene.inspected().category("shoes").why.args == {"batch": "worse", "count": 1, "limit": 0}
    scene.event(CategoryReopened(category="shoes", note="new prompt"), "own")
    assert mode() is Mode.TIGHTENED
    for number in range(CLEAN_BATCHES):
        assert mode() is Mode.TIGHTENED
        scene.reviewed(f"clean{number}", 3, every=3)
    assert mode() is Mode.NORMAL


def test_a_batch_opened_under_tightened_inspection_needs_every_third(scene: Any) -> None:
    scene.reviewed("bad", 5, wrong=1)
    shas = scene.batch("next", 6)
    for sha in shas:
        scene.decide(sha)
    standing = scene.inspected().batches["next"]
    assert standing.tightened
    assert standing.sampled == ("next-2", "next-5")


@pytest.mark.parametrize(("wrong", "passed"), [(0, True), (1, False)])
def test_a_pilot_opens_its_category_when_it_passes(scene: Any, wrong: int, passed: bool) -> None:
    scene.reviewed("pilot", 3, wrong=wrong, every=1, pilot=True)
    found = scene.inspected().category("shoes")
    assert (found.piloted, found.failed_pilots, found.mode) == (passed, int(not passed), Mode.NORMAL)


SHAS = tuple(letter * 64 for letter in "abc")
IDS = tuple(f"id{at}" for at in range(20))
PEOPLE = ("ana", "bek")
steps = st.tuples(
    st.one_of(
        st.builds(
            lambda sha, sku: CandidateArrived(
                path="incoming/x.png", sha256=sha, width=9, height=9, format="PNG", bytes=1, sku=sku
            ),
            st.sampled_from(SHAS),
            st.sampled_from(["S-1", "S-2"]),
        ),
        st.just(BatchOpened(batch="b", category="shoes", size=2)),
        st.just(BatchAdded(batch="b", skus=("S-1", "S-2"))),
        st.builds(
            lambda sha, verdict: Decided(
                sha256=sha, verdict=verdict, sku="", slot=Slot.MAIN, mode=PictureMode.EXACT_CARD
            ),
            st.sampled_from(SHAS),
            st.sampled_from(Verdict),
        ),
        st.builds(Revoked, sha256=st.sampled_from(SHAS), decision=st.sampled_from(IDS)),
        st.builds(
            AuditRecorded,
            batch=st.just("b"),
            sha256=st.sampled_from(SHAS),
            decision=st.sampled_from(IDS),
            verdict=st.sampled_from(Verdict),
        ),
        st.builds(
            AuditSettled,
            batch=st.just("b"),
            audit=st.sampled_from(IDS),
            verdict=st.sampled_from(Verdict),
            note=st.just("seen"),
        ),
        st.just(BatchClosed(batch="b")),
    ),
    st.sampled_from(PEOPLE),
)


def folded(entries: list[Entry]) -> tuple[Inspected, Ledger]:
    ledger = Ledger()
    ledger.apply(entries)
    record = recorded(ledger.of_process())

    def rows(sku: str) -> list[Any]:
        return [row_of(one, ledger, Listings(), RowRules()) for one in sorted(ledger.of_sku(sku), key=_sha)]

    return inspected(record, rows), ledger


def _sha(candidate: Any) -> str:
    return str(candidate.sha256)


@given(st.lists(steps, max_size=20), st.randoms(use_true_random=False))
def test_no_order_of_events_closes_a_batch_without_an_audit_by_another(
    events: list[tuple[Event, str]], shuffle: random.Random
) -> None:
    entries = [
        Entry((f"{at:012x}-0000", "d", person, at), f"id{at}", person, "d", "2026-11-23T08:00:00.000Z", event)
        for at, (event, person) in enumerate(events)
    ]
    found, ledger = folded(entries)
    shuffle.shuffle(entries)
    again, _ = folded(entries)
    assert (again.closed, again.categories) == (found.closed, found.categories)
    closing = found.closed.get("b")
    if closing is None:
        return
    decisions = {one.id: one for c in ledger.candidates.values() for one in c.history}
    audits = [entry for entry in entries if isinstance(entry.event, AuditRecorded)]
    seconds = [
        one
        for one in audits
        if one.order[0] < closing.clock
        and (first := decisions.get(msgspec.structs.asdict(one.event)["decision"])) is not None
        and first.person != one.person
    ]
    assert seconds
    for sku in recorded(ledger.of_process()).batches["b"].skus:
        assert any(one.clock < closing.clock for c in ledger.of_sku(sku) for one in c.history)
