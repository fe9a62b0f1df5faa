from __future__ import annotations

import logging
import queue

import pytest

from core.intake.watch import Event, Watch, listening


@pytest.mark.parametrize(
    ("level", "message", "kinds"),
    [
        (logging.WARNING, "Inotify queue overflowed; filesystem events were lost", ["rescan"]),
        (logging.ERROR, "Unable to rebuild recursive inotify watches below %r", ["rearm"]),
        (logging.INFO, "Snapshot succeeded again, resuming", []),
    ],
)
def test_warnings_are_heard_while_listening(level: int, message: str, kinds: list[str]) -> None:
    events: queue.SimpleQueue[Event] = queue.SimpleQueue()
    loud = logging.getLogger("watchdog.observers.inotify")
    with listening(events):
        loud.log(level, message)
    loud.log(level, message)
    assert [events.get_nowait().kind for _ in range(events.qsize())] == kinds


def test_a_root_that_cannot_be_watched_is_an_error_and_leaves_nothing_behind() -> None:
    watch = Watch(queue.SimpleQueue())
    with pytest.raises(OSError, match="No such file"):
        watch.start(["/nowhere/at/all"])
    assert not watch.is_lost()
    assert not watch.is_exhausted()
