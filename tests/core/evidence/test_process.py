from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from core.evidence.outcome import Measured, Unmeasured
from core.evidence.process import WorkerProcess
from core.evidence.request import MeasurePair


def test_a_worker_measures_and_goes_on_after_it_was_killed(pair: MeasurePair) -> None:
    worker = WorkerProcess()
    try:
        assert isinstance(worker.ask(pair), Measured)
        first = worker.pid
        assert first is not None
        assert os.getpriority(os.PRIO_PROCESS, first) > os.getpriority(os.PRIO_PROCESS, os.getpid())
        os.kill(first, signal.SIGKILL)
        assert worker.ask(pair) == Unmeasured(why="crashed")
        assert isinstance(worker.ask(pair), Measured)
        assert worker.pid != first
    finally:
        worker.close()


def test_a_worker_that_takes_too_long_is_ended(pair: MeasurePair) -> None:
    worker = WorkerProcess(timeout=0.01)
    assert worker.ask(pair) == Unmeasured(why="slow")
    assert worker.pid is None


def test_closing_ends_a_worker_in_the_middle_of_its_work(pair: MeasurePair) -> None:
    worker = WorkerProcess()
    replies: list[object] = []
    asking = threading.Thread(target=lambda: replies.append(worker.ask(pair)))
    asking.start()
    deadline = time.monotonic() + 20
    while worker.pid is None and time.monotonic() < deadline:
        os.sched_yield()
    pid = worker.pid
    assert pid is not None
    worker.close()
    asking.join(20)
    assert replies == [Unmeasured(why="crashed")]
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
