from __future__ import annotations

import threading

from tui.newest import Newest


def test_what_is_under_way_is_finished_and_what_was_overtaken_is_dropped() -> None:
    newest, done = Newest("test"), []
    begun, go, last = (threading.Event() for _ in range(3))

    def first() -> None:
        begun.set()
        go.wait(5)
        done.append("first")

    def final() -> None:
        done.append("final")
        last.set()

    newest.ask(first)
    assert begun.wait(5)
    for number in range(20):
        newest.ask(lambda number=number: done.append(str(number)))  # type: ignore[misc]
    newest.ask(final)
    go.set()
    assert last.wait(5)
    newest.close()
    assert done == ["first", "final"]


def test_what_is_under_way_can_see_that_it_is_overtaken() -> None:
    newest, seen = Newest("test"), []
    begun, go, last = (threading.Event() for _ in range(3))

    def first() -> None:
        seen.append(newest.overtaken)
        begun.set()
        go.wait(5)
        seen.append(newest.overtaken)

    newest.ask(first)
    assert begun.wait(5)
    newest.ask(last.set)
    go.set()
    assert last.wait(5)
    newest.close()
    assert seen == [False, True]


def test_each_thing_asked_for_in_peace_is_made() -> None:
    newest, done = Newest("test"), []
    for number in range(5):
        made = threading.Event()
        newest.ask(lambda number=number, made=made: (done.append(number), made.set()))  # type: ignore[misc, func-returns-value]
        assert made.wait(5)
    newest.close()
    assert done == list(range(5))
