"""Which few reasons make most of the rejections: a Pareto table; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One reason."""

    code: str
    count: int
    share: float
    """Of all reasons that were named, 0 to 1."""
    cumulative: float
    """The shares of this one and of those before it."""


def pareto(reasons: Iterable[str]) -> tuple[Bar, ...]:
    """Count reasons, the most frequent first; a rejection for several reasons names each."""
    counts = Counter(reasons)
    whole = sum(counts.values())
    bars, so_far = [], 0
    for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        so_far += count
        bars.append(Bar(code, count, count / whole, so_far / whole))
    return tuple(bars)
