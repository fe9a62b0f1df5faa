"""From escapes to better checks: which question of a checklist should weigh more; pure.

A proposal is only ever a proposal: a person takes it over, under their name, or does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from checklists.model import SEVERITIES, Checklist, Item, Severity


@dataclass(frozen=True, slots=True)
class Proposal:
    """An item that should weigh more, because what it asks about escaped."""

    category: str
    reason: str
    escaped: int
    """Units sent back as not as pictured, for this reason."""
    item: Item | None
    """The item whose severity is below `blocker`; None where no item asks about the reason at all."""

    @property
    def severity(self) -> Severity:
        """What the item would be."""
        return SEVERITIES[0]


def proposals(
    escaped: Mapping[str, Counter[str]], checklists: Mapping[str, Checklist], least: int
) -> tuple[Proposal, ...]:
    """Return what is proposed for reasons that escaped `least` times or more, the most frequent first.

    A reason that every question about it weighs fully already is left alone: there the question, or the look,
    has to become better, and no severity does that.
    """
    found: list[Proposal] = []
    for category, counts in escaped.items():
        checklist = checklists.get(category)
        for reason, count in counts.items():
            if checklist is None or not reason or count < least:
                continue
            asking = [item for item in checklist.items if item.reason == reason]
            lighter = [item for item in asking if item.severity != SEVERITIES[0]]
            if not asking:
                found.append(Proposal(category, reason, count, None))
            found += [Proposal(category, reason, count, item) for item in lighter]
    return tuple(sorted(found, key=lambda one: (-one.escaped, one.category, one.reason)))
