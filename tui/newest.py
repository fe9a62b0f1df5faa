"""Makes the newest thing that was asked for, in a thread of its own.

A key that is held asks faster than anybody can draw: what is under way is finished and shown, what waited and
was overtaken is dropped, and the newest comes next. So the hand never waits for pictures it has left behind.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock


class Newest:
    """One thread, one job under way, one waiting."""

    def __init__(self, name: str) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._waiting: Callable[[], None] | None = None
        self._busy = False
        self._lock = Lock()

    def ask(self, job: Callable[[], None]) -> None:
        """Do `job` next, in place of one that waits. It must not raise."""
        with self._lock:
            self._waiting = job
            if not self._busy:
                self._busy = True
                self._pool.submit(self._work)

    @property
    def overtaken(self) -> bool:
        """Whether something newer waits than what is under way."""
        return self._waiting is not None

    def close(self) -> None:
        """Drop what waits; what is under way is finished."""
        with self._lock:
            self._waiting = None
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _work(self) -> None:
        while True:
            with self._lock:
                job, self._waiting = self._waiting, None
                if job is None:
                    self._busy = False
                    return
            job()
