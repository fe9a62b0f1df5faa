from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec import structs

from core.events import PlantAnswered, PlantMade, Uploaded, UploadedCard
from core.metrics.facts import Wanted
from core.metrics.times import terms_kept, to_approval
from core.model import Mode, Slot, Verdict
from core.process.sla import Terms, WorkTime
from tests.core.metrics.conftest import Shop

REJECT = Verdict.REJECT


@pytest.fixture
def worked(shop: Shop) -> Shop:
    """Three slots: passed at once; passed with the second attempt; failed twice. One is undecided."""
    for sku in ("R-1", "R-2", "R-3", "R-4"):
        shop.list(sku)
    shop.decide(shop.arrive("R-1", generator="studio 3"))
    shop.decide(shop.arrive("R-2", generator="studio 3"), REJECT, "shape")
    shop.decide(shop.arrive("R-2", attempt=2, generator="studio 4"))
    for attempt in (1, 2):
        shop.decide(shop.arrive("R-3", mode=Mode.LIFESTYLE, attempt=attempt), REJECT, "colour")
    shop.arrive("R-4")
    return shop


def test_first_attempts_that_pass_by_mode_and_generator(worked: Shop) -> None:
    found = worked.metrics.overview()
    assert {one.value: (one.rate.hits, one.rate.of) for one in found.by_mode} == {
        "exact-card": (1, 2),
        "lifestyle": (0, 1),
    }
    assert {one.value: (one.rate.hits, one.rate.of) for one in found.by_generator} == {
        "studio 3": (1, 2),
        "": (0, 1),
    }
    assert all(one.rate.too_few for one in found.by_mode)


def test_attempts_until_an_approval(worked: Shop) -> None:
    found = worked.metrics.overview().attempts
    assert (found.approved, found.open, found.mean) == ({1: 1, 2: 1}, {2: 1}, 1.5)


def test_a_first_attempt_that_was_approved_and_rejected_since_is_no_pass(worked: Shop) -> None:
    sha = worked.arrive("R-1", Slot.DETAIL)
    worked.decide(sha)
    worked.decide(sha, REJECT, "label")
    found = {one.value: (one.rate.hits, one.rate.of) for one in worked.metrics.overview().by_mode}
    assert found["exact-card"] == (1, 3)


def test_terms_and_times_are_told_in_working_hours(shop: Shop) -> None:
    shop.list("R-1")
    shop.today = "2026-07-03"  # a Friday
    quick, slow = shop.arrive("R-1"), shop.arrive("R-1", Slot.DETAIL)
    shop.decide(quick)
    shop.today = "2026-07-06"
    shop.decide(slow)
    with shop.history.state() as ledger:
        candidates = tuple(ledger.candidates.values())
    terms = Terms(WorkTime(), {"qa": 4})
    span = to_approval(candidates, terms)
    assert (span.count, span.median, span.most) == (2, 4.5, None)
    kept = terms_kept(candidates, {"R-1": "jewelry"}, terms, few=1)
    assert kept is not None
    assert (kept.hits, kept.of) == (1, 2)
    assert terms_kept(candidates, {}, Terms(), few=1) is None


def test_a_decision_that_was_taken_back_was_not_in_time(shop: Shop) -> None:
    shop.list("R-1")
    shop.today = "2026-07-03"
    sha = shop.arrive("R-1")
    shop.undo(sha, shop.decide(sha))
    shop.today = "2026-07-10"
    shop.decide(sha)
    candidate = shop.history.candidate(sha)
    kept = terms_kept([candidate], {}, Terms(WorkTime(), {"qa": 4}), few=1)
    assert kept is not None
    assert (kept.hits, kept.of) == (0, 1)
    assert candidate.arrived_at == datetime(2026, 7, 3, 12, tzinfo=UTC)


def plant(shop: Shop, number: int) -> str:
    sha = f"{number:064x}"
    shop.record(
        [
            PlantMade(
                batch="b-1",
                sha256=sha,
                base="0" * 64,
                path=f"plants/{number}.png",
                width=9,
                height=9,
                format="PNG",
                bytes=1,
                kind="hardware",
                severity="plain",
                expected=("hardware",),
                place=(0, 0, 3, 3),
            )
        ]
    )
    return sha


def test_planted_pictures_are_counted_by_person_and_are_no_pictures_of_products(shop: Shop) -> None:
    shop.list("R-1")
    shop.batch("b-1", "jewelry", "R-1")
    answers = ((REJECT, ("hardware",)), (REJECT, ("colour",)), (Verdict.APPROVE, ()))
    for number, (verdict, reasons) in enumerate(answers):
        shop.record([PlantAnswered(sha256=plant(shop, number), verdict=verdict, reasons=reasons)])
    plant(shop, 9)
    found = shop.metrics.overview()
    (ana,) = found.plants.values()
    assert (ana.caught.hits, ana.caught.of, ana.named) == (2, 3, 1)
    assert shop.metrics.overview(Wanted(category="shoes")).plants == {}
    copied = shop.arrive("R-1")
    shop.record([structs.replace(made(shop), sha256=copied)])
    shop.decide(copied, REJECT, "shape")
    assert shop.metrics.log() == ()
    assert shop.metrics.overview().by_mode == ()


def made(shop: Shop) -> PlantMade:
    with shop.history.state() as ledger:
        return next(one.event for one in ledger.of_process() if isinstance(one.event, PlantMade))


def test_the_way_to_the_upload_begins_with_the_last_picture(shop: Shop) -> None:
    shop.list("R-1")
    shop.today = "2026-07-01"  # a Wednesday
    first = shop.arrive("R-1")
    shop.today = "2026-07-02"
    second = shop.arrive("R-1", Slot.DETAIL)
    shop.today = "2026-07-03"
    card = UploadedCard(sku="R-1", export="e" * 64, pictures=(first, second))
    unknown = UploadedCard(sku="R-2", export="e" * 64, pictures=("f" * 64,))
    shop.record([Uploaded(marketplace="ozon", cards=(card, unknown))])
    span = shop.metrics.overview().to_upload
    assert (span.count, span.median) == (1, 9.0)
    assert shop.metrics.overview(Wanted(marketplace="kaspi")).to_upload.count == 0
