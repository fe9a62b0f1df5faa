from __future__ import annotations

from datetime import UTC, datetime

import pytest

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
