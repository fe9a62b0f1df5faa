"""Peak seasons, and the categories that go into one without a passed pilot; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Season:
    """A peak season."""

    name: str
    begins: date
    ends: date
    categories: tuple[str, ...] = ()
    """Empty means every category that is listed."""


@dataclass(frozen=True, slots=True)
class NotPiloted:
    """A category that a season is coming for."""

    category: str
    season: str
    days: int
    """Until it begins; 0 when it has begun."""


def not_piloted(
    seasons: Iterable[Season],
    categories: Iterable[str],
    piloted: Iterable[str],
    today: date,
    warn_days: int,
) -> tuple[NotPiloted, ...]:
    """Return the categories without a passed pilot `warn_days` before a season and in it, soonest first."""
    listed, done = sorted(set(categories)), set(piloted)
    found = [
        NotPiloted(category, season.name, max(0, (season.begins - today).days))
        for season in seasons
        if today <= season.ends and (season.begins - today).days <= warn_days
        for category in (season.categories or listed)
        if category not in done
    ]
    return tuple(sorted(found, key=lambda one: (one.days, one.category, one.season)))
