"""Wall time and the hybrid logical clock.

The logical clock orders events of several devices so that an event made after seeing another one sorts
after it, even where the wall clocks disagree (Kulkarni et al., "Logical Physical Clocks", 2014). A stamp is
`<milliseconds>-<counter>` in fixed-width hex, so that text order is time order. A stamp that leads this
device by more than `LEAD` is not followed: one file with a stamp from the year 9999 would otherwise carry
every device there, for good.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

LEAD = timedelta(days=7)
"""How far ahead of this device a stamp may be and still be followed: a wrong day or time zone is, a wrong
year is not. What is not followed is still read, and sorts by the stamp it has."""

_COUNTER_LIMIT = 0xFFFF
_LEAD_MS = LEAD // timedelta(milliseconds=1)
_LATEST_MS = 7_258_118_400_000
"""The year 2200: no wall clock shows a later time in earnest, and stamps stay within their twelve digits."""
_STAMP = re.compile(r"([0-9a-f]{12})-([0-9a-f]{4})")

_FIRST_YEAR, _LAST_YEAR = 2000, 2200
"""Years that an event can be from; at the ends of the calendar, arithmetic overflows."""


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


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
    """Return the time that `format_utc` wrote. Raises ValueError for anything else, other centuries too."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None or not _FIRST_YEAR <= at.year <= _LAST_YEAR:
        msg = f"no time of this program: {text!r}"
        raise ValueError(msg)
    return at


def parse_utc_or_epoch(text: str) -> datetime:
    """Return the time that `format_utc` wrote; the year 1970 for anything else."""
    try:
        return parse_utc(text)
    except ValueError:
        return _EPOCH


class LogicalClock:
    """A hybrid logical clock: never repeats, never runs backwards, never lags what it has followed.

    Safe to use from several threads.
    """

    def __init__(self, milliseconds: Callable[[], int] = wall_milliseconds) -> None:
        self._milliseconds = milliseconds
        self._wall = 0
        self._counter = 0
        self._shown = 0
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

    def observe(self, stamp: str) -> bool:
        """Take note of a stamp made elsewhere; the next tick sorts after it.

        Returns False, and changes nothing, for a malformed stamp and for one beyond `limit`.
        """
        match = _STAMP.fullmatch(stamp)
        if match is None:
            return False
        with self._lock:
            seen = (int(match[1], 16), int(match[2], 16))
            if seen[0] > self._limit():
                return False
            self._wall, self._counter = max((self._wall, self._counter), seen)
            return True

    def remember(self, at: str) -> None:
        """Take note of what this device's own wall clock showed in an earlier event (`format_utc`'s text).

        The lead is counted from there where the wall clock is behind it now, so that a clock which fell
        back by years still sorts new events after the old ones. Malformed ones are ignored.
        """
        try:
            shown = int(parse_utc(at).timestamp() * 1000)
        except (ValueError, OverflowError):
            return
        with self._lock:
            if shown <= _LATEST_MS:
                self._shown = max(self._shown, shown)

    def newest(self) -> str:
        """Return the newest stamp made or followed."""
        with self._lock:
            return f"{self._wall:012x}-{self._counter:04x}"

    @property
    def limit(self) -> str:
        """The largest stamp that is followed at this moment, as text."""
        with self._lock:
            return f"{self._limit():012x}-{_COUNTER_LIMIT:04x}"

    def _limit(self) -> int:
        return min(max(self._milliseconds(), self._shown) + _LEAD_MS, _LATEST_MS)
