from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.viewing.blink import PERIODS, Blink


def test_taps_turn_from_one_to_the_other() -> None:
    blink, shown = Blink(), []
    for now in (0.0, 0.2, 0.35, 1.5):
        blink = blink.pressed(now)
        shown.append(blink.other)
    assert shown == [True, False, True, False]
    assert blink.due() is None


def test_a_held_key_shows_the_other_picture_until_it_is_let_go() -> None:
    blink = Blink().pressed(10.0)
    assert blink.other
    blink = blink.pressed(10.5)  # the first repeat comes after the keyboard's delay
    for repeat in range(1, 60):
        now = 10.5 + repeat / 30
        blink = blink.ticked(now).pressed(now)
        assert blink.other
    due = blink.due()
    assert due is not None
    assert blink.ticked(due - 0.01).other
    assert not blink.ticked(due).other
    assert blink.ticked(due).due() is None


def test_by_itself_it_turns_at_its_period_and_a_press_stops_it() -> None:
    blink = Blink().toggled(5.0)
    due = blink.due()
    assert due is not None
    assert abs(due - 5.0 - blink.period) < 1e-9
    assert not blink.ticked(due - 0.01).other
    blink = blink.ticked(due)
    assert blink.other
    again = blink.due()
    assert again is not None
    assert not blink.ticked(again).other
    assert not blink.pressed(9.0).automatic


@given(st.lists(st.integers(-9, 9)))
def test_the_speed_stays_on_its_scale(steps: list[int]) -> None:
    blink = Blink()
    for step in steps:
        blink = blink.quicker(step)
        assert blink.period in PERIODS
    assert blink.quicker(99).period == min(PERIODS)
