"""How often the first attempt is good, and how many attempts a slot takes; pure.

A first attempt counts once a single verdict on it stands. What was approved first and rejected since is no
pass: the first look was wrong, or the picture was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.metrics.rate import Rate
from core.model import Candidate, Verdict


@dataclass(frozen=True, slots=True)
class FirstPass:
    """First attempts of one mode or generator."""

    value: str
    """Empty means: not known."""
    rate: Rate
    """Approved, of those decided."""


@dataclass(frozen=True, slots=True)
class Attempts:
    """Slots of SKUs, by the attempt that was approved."""

    approved: Mapping[int, int]
    """Attempt to how many slots had their first approved picture with it."""
    open: Mapping[int, int]
    """Rejected attempts so far to how many slots have no approved picture yet."""

    @property
    def mean(self) -> float | None:
        """Attempts until an approval, on average; None without one."""
        slots = sum(self.approved.values())
        return sum(attempt * count for attempt, count in self.approved.items()) / slots if slots else None


def first_pass(
    candidates: Iterable[Candidate], by: Callable[[Candidate], str], few: int
) -> tuple[FirstPass, ...]:
    """Return the first-pass yield by what `by` gives, the most frequent first."""
    passed: Counter[str] = Counter()
    decided: Counter[str] = Counter()
    for candidate in candidates:
        if candidate.match.attempt <= 1 and len(candidate.verdicts) == 1:
            decided[by(candidate)] += 1
            passed[by(candidate)] += Verdict.APPROVE in candidate.verdicts
    return tuple(
        FirstPass(value, Rate(passed[value], count, few))
        for value, count in sorted(decided.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def attempts(candidates: Iterable[Candidate]) -> Attempts:
    """Count the attempts that slots took."""
    slots: dict[tuple[str, str], list[Candidate]] = {}
    for candidate in candidates:
        if candidate.verdicts:
            match = candidate.match
            slots.setdefault((match.sku, match.slot), []).append(candidate)
    approved: Counter[int] = Counter()
    open_: Counter[int] = Counter()
    for made in slots.values():
        good = [max(1, one.match.attempt) for one in made if one.verdicts == frozenset((Verdict.APPROVE,))]
        if good:
            approved[min(good)] += 1
        else:
            open_[len(made)] += 1
    return Attempts(
        MappingProxyType(dict(sorted(approved.items()))), MappingProxyType(dict(sorted(open_.items())))
    )
