from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from tui.collecting import Collector


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Iterator[Clock]:
    yield Clock()
    gc.enable()


def garbage() -> list[list[object]]:
    """Make objects that count, and keep them: the count is of what was made and not let go of."""
    gc.collect()
    return [[] for _ in range(20_000)]


def test_it_collects_once_the_keys_rest(clock: Clock) -> None:
    collector = Collector(clock)
    kept = garbage()
    collector.pressed()

    assert not collector.look()
    clock.now += 0.5
    assert collector.look()
    assert not collector.look(), "nothing new was made"
    assert kept


def test_a_held_key_does_not_put_it_off_for_ever(clock: Clock) -> None:
    collector = Collector(clock)
    kept = garbage()
    for _ in range(190):
        clock.now += 0.1
        collector.pressed()
        assert not collector.look()
    clock.now += 1.1
    collector.pressed()

    assert collector.look()
    assert kept


def test_python_collects_again_afterwards(clock: Clock) -> None:
    collector = Collector(clock)
    assert not gc.isenabled()

    collector.close()

    assert gc.isenabled()
