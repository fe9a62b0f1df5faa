"""Returns per 100 sold, those that are not as pictured first; pure.

Units returned in a period are set against units sold in it: a buyer sends back later than they bought, so a
short period misleads, and where more came back than was sold no share is given. Only where sales are imported
is there anything to divide by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from core.metrics.facts import Back, By, Facts
from core.metrics.rate import Rate


@dataclass(frozen=True, slots=True)
class Group:
    """Units of one SKU, category, mode, marketplace, batch or month."""

    value: str
    """Empty means: not known."""
    sold: int
    returned: int
    """For any reason."""
    pictured: Rate
    """Returned as not as pictured, of those sold."""
    any_reason: Rate
    """Returned for any reason, of those sold."""

    @property
    def not_as_pictured(self) -> int:
        """Units returned as not as pictured."""
        return self.pictured.hits


def totals(facts: Facts, few: int) -> Group:
    """Return all units together; below `few` sold there is no share."""
    sold = sum(sale.units for sale in facts.sales)
    return _group("", sold, _units(facts.returns), _units(_mistaken(facts)), few)


def returned_by(facts: Facts, by: By, few: int) -> tuple[Group, ...]:
    """Return the units group by group: months in order, others with most not as pictured first."""
    sold: Counter[str] = Counter()
    for sale in facts.sales:
        sold[sale.place.by(by)] += sale.units
    returned: Counter[str] = Counter()
    mistaken: Counter[str] = Counter()
    for back in facts.returns:
        value = back.place.by(by)
        returned[value] += back.row.units
        mistaken[value] += 0 if back.as_pictured else back.row.units
    groups = [
        _group(value, sold[value], returned[value], mistaken[value], few) for value in {*sold, *returned}
    ]
    if by == "month":
        return tuple(sorted(groups, key=lambda group: group.value))
    return tuple(sorted(groups, key=lambda one: (-one.not_as_pictured, -one.returned, -one.sold, one.value)))


def _group(value: str, sold: int, returned: int, mistaken: int, few: int) -> Group:
    return Group(value, sold, returned, Rate(mistaken, sold, few), Rate(returned, sold, few))


def _mistaken(facts: Facts) -> Iterable[Back]:
    return (back for back in facts.returns if not back.as_pictured)


def _units(backs: Iterable[Back]) -> int:
    return sum(back.row.units for back in backs)
