from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import LEAD, LogicalClock, format_utc, parse_utc, utc_now


@given(st.lists(st.integers(0, 2**40), min_size=2, max_size=30))
def test_stamps_grow_even_where_the_wall_clock_runs_backwards(walls: list[int]) -> None:
    ticking = iter(walls)
    clock = LogicalClock(lambda: next(ticking))
    stamps = [clock.tick() for _ in walls]
    assert stamps == sorted(set(stamps))


def test_a_stamp_seen_from_a_device_with_a_fast_clock_is_sorted_before_the_next() -> None:
    slow, fast = LogicalClock(lambda: 1_000), LogicalClock(lambda: 9_000_000)
    seen = fast.tick()
    slow.observe(seen)
    assert slow.tick() > seen


def test_nonsense_from_another_device_does_not_stop_the_clock() -> None:
    clock = LogicalClock(lambda: 5)
    clock.observe("not a stamp")
    assert clock.tick() == "000000000005-0000"


def test_a_full_counter_moves_the_wall_part_on() -> None:
    clock = LogicalClock(lambda: 1)
    clock.observe("000000000001-ffff")
    assert clock.tick() == "000000000002-0000"


def test_times_are_written_in_utc_and_read_back() -> None:
    now = utc_now().replace(microsecond=123000)
    assert parse_utc(format_utc(now)) == now


@pytest.mark.parametrize(
    "stamp", ["ffffffffffff-ffff", "e677d21fdbff-0000", "zzz", "", "0x00000000ff-0000", "00000000ff-ffffff"]
)
def test_a_hostile_stamp_is_not_followed(stamp: str) -> None:
    clock = LogicalClock(lambda: 1_000_000)
    assert not clock.observe(stamp)
    assert clock.tick() == "0000000f4240-0000"


def test_a_lead_is_followed_up_to_its_limit() -> None:
    now = 1_800_000_000_000
    most = LEAD // timedelta(milliseconds=1)
    for lead, followed in (
        (most, True),
        (most + 1, False),
    ):
        clock = LogicalClock(lambda: now)
        stamp = f"{now + lead:012x}-0000"
        assert clock.observe(stamp) is followed
        assert (clock.tick() > stamp) is followed


def test_a_clock_that_fell_back_by_years_still_follows_what_it_has_shown_itself() -> None:
    clock = LogicalClock(lambda: 86_400_000)
    stamp = f"{1_800_000_000_000:012x}-0000"
    assert not clock.observe(stamp)
    clock.remember("2027-01-15T08:00:00.000Z")
    clock.remember("9999-12-31T00:00:00.000Z")
    clock.remember("nonsense")
    assert clock.observe(stamp)
    assert clock.tick() > stamp
