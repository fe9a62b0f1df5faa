"""Attempts at a slot: what was wrong before, how often, and when the source itself is the trouble; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from checklists.model import Item
from core.model import Candidate, Decision, Slot, State, Verdict
from core.queue import QueueRow


@dataclass(frozen=True, slots=True)
class Before:
    """A rejected attempt that came before a candidate."""

    candidate: Candidate
    decision: Decision
    """The rejection that stands."""


@dataclass(frozen=True, slots=True)
class AttemptCounts:
    """Rejected attempts, counted."""

    by_reason: Mapping[str, int]
    by_mode: Mapping[str, int]


def rejected_before(candidate: Candidate, others: Iterable[Candidate]) -> tuple[Before, ...]:
    """Return the rejected attempts at the same slot of the same SKU, newest first, without this one."""
    match = candidate.match
    found = [
        Before(other, other.heads[-1])
        for other in others
        if other.sha256 != candidate.sha256
        and other.verdicts == frozenset((Verdict.REJECT,))
        and (other.match.sku, other.match.slot) == (match.sku, match.slot)
    ]
    return tuple(sorted(found, key=lambda before: before.decision.clock, reverse=True))


def earlier_reasons(before: Iterable[Before]) -> tuple[str, ...]:
    """Return the reasons that earlier attempts were rejected for, the newest attempt's first."""
    return tuple(dict.fromkeys(reason for one in before for reason in one.decision.reasons))


def reasons_first(items: Sequence[Item], reasons: Sequence[str]) -> tuple[Item, ...]:
    """Return a checklist's items with those first that ask about one of the reasons, groups together."""
    asked = {item.group for item in items if item.reason in reasons}
    if not asked:
        return tuple(items)
    return tuple(
        sorted(
            items,
            key=lambda item: (item.group not in asked, _group_place(items, item), item.reason not in reasons),
        )
    )


def reshoot(rows: Iterable[QueueRow], max_attempts: int) -> tuple[Slot, ...]:
    """Return the slots of a SKU whose attempts all failed, `max_attempts` or more of them."""
    rows = [row for row in rows if row.candidate is not None]
    rejected = Counter(
        row.candidate.match.slot for row in rows if row.candidate and row.state is State.REJECTED
    )
    good = {row.candidate.match.slot for row in rows if row.candidate and row.state is State.APPROVED}
    return tuple(slot for slot in Slot if rejected[slot] >= max_attempts and slot not in good)


def attempt_counts(candidates: Iterable[Candidate]) -> AttemptCounts:
    """Count the rejections that stand, by reason and by mode."""
    by_reason: Counter[str] = Counter()
    by_mode: Counter[str] = Counter()
    for candidate in candidates:
        if Verdict.REJECT in candidate.verdicts:
            rejections = [head for head in candidate.heads if head.verdict is Verdict.REJECT]
            by_mode[candidate.match.mode.value] += 1
            by_reason.update({reason for head in rejections for reason in head.reasons})
    return AttemptCounts(MappingProxyType(dict(by_reason)), MappingProxyType(dict(by_mode)))


def _group_place(items: Sequence[Item], item: Item) -> int:
    return next(at for at, other in enumerate(items) if other.group == item.group)
