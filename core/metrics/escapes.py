"""What escaped: approved here, and yet sent back as not as pictured; with what was known of it then.

Buyers' words seldom name what differs. So the reason of an escape comes from whoever knows it best: the words
of the return where they name one, else the rejection that a person gave the same picture since, else the
questions that were passed although a measurement spoke against them. Otherwise it is not known, and nothing
is guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from checklists.model import Checklist
from core.metrics.facts import Back, Facts
from core.model import Slot, Verdict
from core.returns.joined import Live

How = Literal["words", "rejected-since", "evidence", ""]

ReasonOf = Callable[[str, str], str]
"""Gives the reason of a category's checklist item; empty for an item that is not there."""


@dataclass(frozen=True, slots=True)
class Escape:
    """One row of a return that is not as pictured, of pictures that were approved."""

    back: Back
    reasons: tuple[str, ...]
    """Of the review's closed list; empty means not known."""
    how: How
    """Where the reasons are from."""

    @property
    def live(self) -> Mapping[Slot, Live]:
        """The pictures that the buyer saw, with their approvals: answers, evidence, person."""
        return self.back.live

    @property
    def shown(self) -> Live:
        """The picture that it is most likely about: the main one where there is one."""
        return next(iter(self.live.values()))


def escapes(facts: Facts, reason_of: ReasonOf) -> tuple[Escape, ...]:
    """Return the escapes, the newest first."""
    found = [
        Escape(back, *_reasons(back, reason_of))
        for back in facts.returns
        if not back.as_pictured and back.live
    ]
    return tuple(sorted(found, key=lambda one: (one.back.row.day, one.back.row.external), reverse=True))


def reason_lookup(checklists: Mapping[str, Checklist]) -> ReasonOf:
    """Return what gives the reasons of checklist items."""
    reasons = {(id_, item.id): item.reason for id_, one in checklists.items() for item in one.items}
    return lambda category, item: reasons.get((category, item), "")


def escaped(found: Iterable[Escape]) -> dict[str, Counter[str]]:
    """Return by category how many units escaped by reason; an empty reason is one that is not known."""
    counts: dict[str, Counter[str]] = {}
    for one in found:
        mine = counts.setdefault(one.back.place.category, Counter())
        for reason in one.reasons or ("",):
            mine[reason] += one.back.row.units
    return counts


def _reasons(back: Back, reason_of: ReasonOf) -> tuple[tuple[str, ...], How]:
    if back.reason is not None and back.reason.reason:
        return (back.reason.reason,), "words"
    since = dict.fromkeys(reason for live in back.live.values() for reason in _rejected_since(live))
    if since:
        return tuple(since), "rejected-since"
    category = back.place.category
    against = dict.fromkeys(
        reason
        for live in back.live.values()
        if live.decision.weighed is not None
        for item in live.decision.weighed.against
        if (reason := reason_of(category, item))
    )
    return (tuple(against), "evidence") if against else ((), "")


def _rejected_since(live: Live) -> Iterable[str]:
    """Return the reasons of the rejections that the picture got since and that were not taken back."""
    for later in live.candidate.history:
        undone = later.id in live.candidate.revoked
        if later.clock > live.decision.clock and later.verdict is Verdict.REJECT and not undone:
            yield from later.reasons
