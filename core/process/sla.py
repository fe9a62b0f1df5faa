"""Terms in working time: until when something is due, and how long it has taken so far; pure.

Working days and hours are those of one time zone, holidays excepted; a clock change inside a day counts as it
passes. Times in and out carry their zone. The present is a parameter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_MOST_DAYS = 20_000
"""Days that are looked through for working time; more than any term needs."""


class Stage(StrEnum):
    """Where a SKU stands."""

    SOURCE = "source"
    """There is no photo of the real product yet."""
    STUDIO = "studio"
    """The studio has pictures to make, or to make again."""
    QA = "qa"
    """Pictures wait for a decision."""
    CABINET = "cabinet"
    """The pack is approved and is to be uploaded."""
    POST_MODERATION = "post-moderation"
    """It is uploaded; the marketplace has the next word."""

    @property
    def theirs(self) -> bool:
        """Whether somebody outside is waited for: that time is counted apart."""
        return self is Stage.POST_MODERATION


@dataclass(frozen=True, slots=True)
class WorkTime:
    """When people work."""

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    days: frozenset[int] = frozenset(range(5))
    """Working days, Monday is 0."""
    opens: timedelta = timedelta(hours=9)
    """After midnight."""
    closes: timedelta = timedelta(hours=18)
    holidays: frozenset[date] = frozenset()

    def after(self, start: datetime, hours: float) -> datetime:
        """Return when `hours` of working time are over that begin at `start`, in UTC."""
        left = timedelta(hours=hours)
        begun = start.astimezone(UTC)
        for opened, closed in self._windows(begun):
            room = closed - max(opened, begun)
            if left <= room:
                return max(opened, begun) + left
            left -= room
        return begun + _MOST_DAYS * _DAY

    def before(self, end: datetime, hours: float) -> datetime:
        """Return from when on at most `hours` of working time are left until `end`, in UTC."""
        low, high = end.astimezone(UTC) - 60 * _DAY, end.astimezone(UTC)
        while high - low > timedelta(minutes=1):
            middle = low + (high - low) / 2
            low, high = (middle, high) if self.between(middle, end) > hours else (low, middle)
        return high

    def between(self, start: datetime, end: datetime) -> float:
        """Return the hours of working time from `start` to `end`; 0 when it does not come later."""
        begun, ended = start.astimezone(UTC), end.astimezone(UTC)
        total = timedelta()
        for opened, closed in self._windows(begun):
            if opened >= ended:
                break
            total += max(timedelta(), min(closed, ended) - max(opened, begun))
        return total / timedelta(hours=1)

    def _windows(self, begun: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Give working days as pairs of UTC times, the first one that ends after `begun` first."""
        day = begun.astimezone(self.zone).date()
        for step in range(_MOST_DAYS):
            on = day + step * _DAY
            if on.weekday() not in self.days or on in self.holidays:
                continue
            closed = self._at(on, self.closes)
            if closed > begun:
                yield self._at(on, self.opens), closed

    def _at(self, on: date, since_midnight: timedelta) -> datetime:
        if since_midnight == _DAY:
            on, since_midnight = on + _DAY, timedelta()
        hour, rest = divmod(int(since_midnight.total_seconds()), 3600)
        return datetime.combine(on, time(hour, rest // 60), self.zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Terms:
    """How long a SKU may stay in each stage."""

    work: WorkTime = field(default_factory=WorkTime)
    hours: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    """Stage to working hours."""
    categories: Mapping[str, Mapping[str, float]] = field(default_factory=lambda: MappingProxyType({}))
    """Category to stage to working hours, over `hours`."""
    soon_hours: float = 2.0

    def hours_for(self, stage: Stage, category: str) -> float | None:
        """Return the working hours of a stage; None without a term."""
        return self.categories.get(category, {}).get(stage.value, self.hours.get(stage.value))

    def term(self, stage: Stage, category: str, since: datetime) -> Term | None:
        """Return the term of a stage that began at `since`; None without one."""
        if not self.hours and not self.categories:
            return None
        hours = self.hours_for(stage, category)
        if hours is None:
            return None
        due = self.work.after(since, hours)
        return Term(due, max(since.astimezone(UTC), self.work.before(due, self.soon_hours)))


@dataclass(frozen=True, slots=True)
class Term:
    """Until when something is to be done."""

    due_at: datetime
    soon_at: datetime
    """From when it is soon late."""

    def lateness(self, now: datetime) -> str:
        """Return `late`, `soon` or `in-time`."""
        if now > self.due_at:
            return "late"
        return "soon" if now >= self.soon_at else "in-time"

    def left(self, now: datetime, work: WorkTime) -> float:
        """Return the working hours that are left; negative when it is late."""
        if now <= self.due_at:
            return work.between(now, self.due_at)
        return -work.between(self.due_at, now)
