"""When a rule pack has to be read against the marketplace's own help again; pure.

Marketplaces change their rules without a word. A pack says until when its figures may be relied on; a person
who has read the help since and found them still true says so, and that holds for the days the pack allows,
for exactly the version that was compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from checklists.packs import RulePack
from core.clock import parse_utc
from core.events import RulesChecked
from core.kept import Entry


@dataclass(frozen=True, slots=True)
class Check:
    """A person's word that a pack still holds."""

    marketplace: str
    pack: str
    """Version of the pack."""
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PackStanding:
    """A pack, and how long it may be relied on."""

    pack: RulePack
    check: Check | None
    """The last one of this very version."""
    good_until: date
    """The last day."""
    stale: bool


def last_checks(entries: Iterable[Entry]) -> Mapping[tuple[str, str], Check]:
    """Return the last check of each marketplace and pack version; `entries` in any order."""
    newest: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if isinstance(entry.event, RulesChecked):
            key = (entry.event.marketplace, entry.event.pack)
            known = newest.get(key)
            if known is None or (entry.order, entry.id) > (known.order, known.id):
                newest[key] = entry
    return {key: check for key, entry in newest.items() if (check := _check(*key, entry)) is not None}


def standing(pack: RulePack, checks: Mapping[tuple[str, str], Check], today: date) -> PackStanding:
    """Return how long a pack may be relied on, seen from `today` (UTC).

    A check dated ahead of today counts from today: a wrong clock must not make a pack fresh for years.
    """
    check = checks.get((pack.id, pack.version))
    good_until = pack.review_by
    if check is not None:
        checked = min(check.at.astimezone(UTC).date(), today)
        good_until = max(good_until, checked + timedelta(days=pack.review_days))
    return PackStanding(pack, check, good_until, today > good_until)


def _check(marketplace: str, pack: str, entry: Entry) -> Check | None:
    try:
        at = parse_utc(entry.at)
    except ValueError:
        return None  # nobody can say when: it does not count
    return Check(marketplace, pack, entry.person, at)
