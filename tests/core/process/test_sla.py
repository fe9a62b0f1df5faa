from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.process.sla import Stage, Terms, WorkTime

ALMATY = ZoneInfo("Asia/Almaty")
WORK = WorkTime(zone=ALMATY, holidays=frozenset({date(2026, 11, 23)}))


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ALMATY)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-18T10:00", 2, "2026-11-18T12:00"),
        ("2026-11-18T16:00", 3, "2026-11-19T10:00"),
        ("2026-11-18T05:00", 1, "2026-11-18T10:00"),
        ("2026-11-18T22:00", 9, "2026-11-19T18:00"),
        ("2026-11-20T17:00", 2, "2026-11-24T10:00"),
        ("2026-11-21T12:00", 1, "2026-11-24T10:00"),
    ],
)
def test_a_term_runs_in_working_hours_only(start: str, hours: float, due: str) -> None:
    assert WORK.after(local(start), hours) == local(due)


def test_a_day_with_a_clock_change_has_the_hours_that_pass() -> None:
    work = WorkTime(
        zone=ZoneInfo("Europe/Berlin"), days=frozenset(range(7)), opens=timedelta(0), closes=timedelta(days=1)
    )
    spring = datetime(2026, 3, 29, tzinfo=ZoneInfo("Europe/Berlin"))
    assert work.between(spring, spring + timedelta(days=1)) == 23


moments = st.integers(0, 365 * 24 * 60).map(
    lambda at: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=at)
)


@given(moments, st.floats(0.1, 60))
def test_what_is_due_after_some_hours_is_that_many_hours_away(start: datetime, hours: float) -> None:
    assert WORK.between(start, WORK.after(start, hours)) == pytest.approx(hours, abs=1e-6)


@given(moments, moments, moments)
def test_parts_of_a_time_add_up(first: datetime, second: datetime, third: datetime) -> None:
    a, b, c = sorted((first, second, third))
    assert WORK.between(a, b) + WORK.between(b, c) == pytest.approx(WORK.between(a, c), abs=1e-6)
    assert WORK.between(c, a) == 0 or a == c


def test_a_category_has_terms_of_its_own_and_a_stage_may_have_none() -> None:
    terms = Terms(WORK, {"qa": 9}, {"shoes": {"qa": 4}})
    start = local("2026-11-18T10:00")
    assert terms.hours_for(Stage.QA, "home") == 9
    assert terms.hours_for(Stage.QA, "shoes") == 4
    assert terms.term(Stage.STUDIO, "shoes", start) is None


def test_soon_comes_before_late_and_what_is_left_is_working_time() -> None:
    term = Terms(WORK, {"qa": 9}).term(Stage.QA, "home", local("2026-11-18T10:00"))
    assert term is not None
    assert term.due_at == local("2026-11-19T10:00")
    soon = local("2026-11-18T17:00")
    assert abs(term.soon_at - soon) <= timedelta(minutes=1)
    assert [term.lateness(local(f"2026-11-{day}")) for day in ("18T16:00", "19T09:30", "19T10:01")] == [
        "in-time",
        "soon",
        "late",
    ]
    assert term.left(local("2026-11-18T17:00"), WORK) == 2
    assert term.left(local("2026-11-19T13:00"), WORK) == -3


def test_only_the_marketplaces_answer_is_somebody_elses_time() -> None:
    assert [stage for stage in Stage if stage.theirs] == [Stage.POST_MODERATION]
