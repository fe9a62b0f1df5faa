"""When a pause is due: eyes tire long before a person notices; pure. Speed is nobody's business here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

PAUSE = timedelta(minutes=5)
"""So long without a decision counts as a pause."""


@dataclass(frozen=True, slots=True)
class BreakRules:
    """When a pause is suggested."""

    after_skus: int = 25
    """0: never."""
    after_minutes: int = 25
    """0: never."""


def pause_due(decided: Iterable[tuple[datetime, str]], now: datetime, rules: BreakRules) -> bool:
    """Tell whether a pause is due, from a person's own decisions: when, and for which SKU."""
    since, skus = now, set[str]()
    for at, sku in sorted(decided, reverse=True):
        if at > now or since - at >= PAUSE:
            if at > now:
                continue
            break
        since = at
        skus.add(sku)
    long = rules.after_minutes and now - since >= timedelta(minutes=rules.after_minutes)
    many = rules.after_skus and len(skus) >= rules.after_skus
    return bool(long or many)
