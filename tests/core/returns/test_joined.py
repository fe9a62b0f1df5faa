from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from checklists.packs_loader import load_packs
from core.model import Candidate, Decision, Listing, Looked, Match, Slot, Verdict
from core.process.uploads import Upload
from core.returns.joined import Skus, live_on
from core.returns.known import Row

ROW = Row(
    kind="returns",
    marketplace="wildberries",
    report="goods-return",
    external="s1",
    order="",
    seller="",
    platform="123",
    day="2026-09-14",
    until="",
    outcome="return",
    status="",
    reason="",
    units=1,
    nth=0,
)


def decision(day: int, verdict: str = "approve", name: str = "") -> Decision:
    return Decision(
        id=name or f"{verdict}-{day}",
        verdict=Verdict(verdict),
        person="ana",
        device="d",
        at=datetime(2026, 9, day, 12, tzinfo=UTC),
        clock=f"{day:04}",
        answers={},
        reasons=(),
        note="",
        looked=Looked(),
        source_sha256="",
    )


def candidate(
    name: str, *history: Decision, heads: tuple[Decision, ...] | None = None, slot: Slot = Slot.MAIN
) -> Candidate:
    return Candidate(
        sha256=name * 64,
        paths=("incoming/a.png",),
        match=Match("PL-114", slot),
        width=9,
        height=9,
        format="PNG",
        bytes=1,
        arrived_at=datetime(2026, 9, 1, tzinfo=UTC),
        heads=history[-1:] if heads is None else heads,
        history=history,
    )


def test_a_marketplaces_own_id_is_looked_up_in_the_listings() -> None:
    listings = {
        "PL-114": Listing("PL-114", extra={"Артикул WB": "123"}),
        "EDP 50": Listing("EDP 50", extra={"nmID": "124", "Ozon SKU": "123"}),
    }
    skus = Skus(listings, load_packs()[0].values())
    assert skus.of(ROW) == "PL-114"
    assert skus.of(replace(ROW, platform="124")) == "EDP 50"
    assert skus.of(replace(ROW, marketplace="ozon")) == "EDP 50"
    assert skus.of(replace(ROW, platform="999")) == ""
    assert skus.of(replace(ROW, seller="PL-114", platform="999")) == "PL-114"
    assert skus.of(replace(ROW, seller="gone", platform="999")) == "gone"


def test_the_picture_of_a_day_is_the_newest_that_was_approved_by_then() -> None:
    old, new = candidate("a", decision(3)), candidate("b", decision(20))
    assert live_on([old, new], "2026-09-02") == {}
    assert live_on([new, old], "2026-09-14")[Slot.MAIN].candidate is old
    assert live_on([old, new], "2026-09-20")[Slot.MAIN].candidate is new
    assert live_on([old, new], "")[Slot.MAIN].decision.id == "approve-20"


def test_each_slot_has_a_picture_of_its_own() -> None:
    found = live_on(
        [candidate("a", decision(3), slot=Slot.DETAIL), candidate("b", decision(4))], "2026-09-14"
    )
    assert list(found) == [Slot.MAIN, Slot.DETAIL]


def test_an_approval_that_was_replaced_later_was_live_until_then() -> None:
    turned = candidate("a", decision(3), decision(16, "reject"))
    assert live_on([turned], "2026-09-14")[Slot.MAIN].decision.id == "approve-3"
    assert live_on([turned], "2026-09-16") == {}


def test_an_approval_that_was_taken_back_does_not_count() -> None:
    assert live_on([candidate("a", decision(3), heads=())], "2026-09-14") == {}


def upload(day: int, *pictures: str) -> Upload:
    return Upload(
        "e" * 64, tuple(name * 64 for name in pictures), "ana", datetime(2026, 9, day, 18, tzinfo=UTC)
    )


def test_what_was_uploaded_by_then_is_what_buyers_saw() -> None:
    old, new = candidate("a", decision(3)), candidate("b", decision(6))
    uploads = [upload(4, "a"), upload(20, "b")]
    assert live_on([old, new], "2026-09-10", uploads)[Slot.MAIN].candidate is old
    assert live_on([old, new], "2026-09-20", uploads)[Slot.MAIN].candidate is new
    assert live_on([old, new], "", uploads)[Slot.MAIN].candidate is new
    assert live_on([old, new], "2026-09-03", uploads)[Slot.MAIN].candidate is old, (
        "nothing sent: approvals tell"
    )


def test_an_uploaded_picture_stays_live_though_its_approval_was_taken_back() -> None:
    gone = candidate("a", decision(3), decision(5, "reject"), heads=())
    found = live_on([gone], "2026-09-14", [upload(4, "a", "f")])
    assert found[Slot.MAIN].decision.id == "approve-3"
