from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from core.model import View
from core.viewing.blink import PERIODS, RELEASED_AFTER, Blink
from core.viewing.looking import Looking
from tui.views.blinking import Blinking


class Clock:
    """Rings when it is told to; one timer at a time is running, or it says so."""

    def __init__(self) -> None:
        self.now = 100.0
        self.running: list[tuple[float, Callable[[], None]]] = []

    def set_timer(self, seconds: float, ring: Callable[[], None]) -> SimpleNamespace:
        entry = (self.now + seconds, ring)
        self.running.append(entry)
        return SimpleNamespace(stop=lambda: entry in self.running and self.running.remove(entry))

    def go_on(self) -> None:
        ((self.now, ring),) = self.running
        self.running.clear()
        ring()


class Pairs:
    """As much of the pair's views as a blink needs."""

    def __init__(self, view: View = View.BLINK) -> None:
        self.looking = Looking(view=view)
        self.blink = Blink()

    def press_blink(self, now: float) -> None:
        self.blink = self.blink.pressed(now)

    def tick_blink(self, now: float) -> None:
        self.blink = self.blink.ticked(now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("tui.views.blinking.time", SimpleNamespace(monotonic=lambda: made.now))
    return made


def test_by_itself_it_turns_after_each_period_until_it_is_stopped(clock: Clock) -> None:
    pairs = Pairs()
    blinking = Blinking(pairs, clock.set_timer)
    blinking.toggle()
    shown = []
    for _ in range(3):
        clock.go_on()
        shown.append(pairs.blink.other)
    assert shown == [True, False, True]
    assert clock.now == pytest.approx(100 + 3 * PERIODS[2])
    blinking.quicken(2)
    assert len(clock.running) == 1
    assert clock.running[0][0] == pytest.approx(clock.now + PERIODS[0])
    blinking.toggle()
    assert not clock.running


def test_a_key_that_is_held_turns_back_when_it_is_let_go(clock: Clock) -> None:
    pairs = Pairs()
    blinking = Blinking(pairs, clock.set_timer)
    blinking.press()
    assert not clock.running
    clock.now += 0.05
    blinking.press()
    before = pairs.blink.other
    clock.now += 0.05
    blinking.press()
    released = clock.now + RELEASED_AFTER
    clock.go_on()
    assert clock.now == pytest.approx(released)
    assert pairs.blink.other != before


def test_nothing_turns_in_another_view(clock: Clock) -> None:
    pairs = Pairs()
    blinking = Blinking(pairs, clock.set_timer)
    blinking.toggle()
    pairs.looking = Looking(view=View.WIPE)
    assert not blinking.automatic
    clock.go_on()
    assert not pairs.blink.other
    assert not clock.running
    blinking.press()
    assert not pairs.blink.other
