from __future__ import annotations

from tests.tui.views.test_blinking import Clock
from tui.postponed import Postponed


def test_it_is_done_once_a_while_after_the_last_wish() -> None:
    clock, done = Clock(), []
    postponed = Postponed(clock.set_timer, 0.5, lambda: done.append(clock.now))
    postponed.ask()
    clock.now += 0.4
    postponed.ask()
    clock.go_on()
    assert done == [100.9]
    assert not clock.running


def test_what_is_dropped_is_not_done_and_can_be_asked_for_anew() -> None:
    clock, done = Clock(), []
    postponed = Postponed(clock.set_timer, 0.5, lambda: done.append(clock.now))
    postponed.drop()
    postponed.ask()
    postponed.drop()
    assert not clock.running
    postponed.ask()
    clock.go_on()
    assert done == [100.5]
