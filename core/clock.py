"""Wall time and the hybrid logical clock.

The logical clock orders events of several devices so that an event made after seeing another one sorts
after it, even where the wall clocks disagree (Kulkarni et al., "Logical Physical Clocks", 2014). A stamp is
`<milliseconds>-<counter>` in fixed-width hex, so that text order is time order.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

_COUNTER_LIMIT = 0xFFFF


def utc_now() -> datetime:
    """Return the wall clock's time, with its zone."""
    return datetime.now(UTC)


def wall_milliseconds() -> int:
    """Return the wall clock as milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


def format_utc(at: datetime) -> str:
    """Return `2026-11-23T08:15:30.123Z`."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse_utc(text: str) -> datetime:
    """Return the time that `format_utc` wrote. Raises ValueError for anything else."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        msg = f"no time zone: {text!r}"
        raise ValueError(msg)
    return at


class LogicalClock:
    """A hybrid logical clock: never repeats, never runs backwards, never lags what it has observed.

    Safe to use from several threads.
    """

    def __init__(self, milliseconds: Callable[[], int] = wall_milliseconds) -> None:
        self._milliseconds = milliseconds
        self._wall = 0
        self._counter = 0
        self._lock = threading.Lock()

    def tick(self) -> str:
        """Return the next stamp."""
        with self._lock:
            now = self._milliseconds()
            if now > self._wall:
                self._wall, self._counter = now, 0
            elif self._counter < _COUNTER_LIMIT:
                self._counter += 1
            else:
                self._wall, self._counter = self._wall + 1, 0
            return f"{self._wall:012x}-{self._counter:04x}"

    def observe(self, stamp: str) -> None:
        """Take note of a stamp made elsewhere; the next tick sorts after it. Malformed ones are ignored."""
        wall, _, counter = stamp.partition("-")
        try:
            seen = (int(wall, 16), int(counter, 16))
        except ValueError:
            return
        with self._lock:
            self._wall, self._counter = max((self._wall, self._counter), seen)
