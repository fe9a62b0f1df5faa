"""How far decision and audit agree, said honestly where rejections are rare; pure.

With nine approvals in ten, two people who never look agree most of the time, and Cohen's kappa can be near
zero while they hardly ever differ. So it never stands alone: beside it are the counts, raw agreement,
agreement on rejections (positive specific agreement, Cicchetti and Feinstein 1990) and Gwet's AC1 (2008),
which holds at low rates. Below a stated number of audits no rate is given at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.model import Verdict


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts of pairs of verdicts, and what follows from them."""

    both_approve: int = 0
    both_reject: int = 0
    approve_reject: int = 0
    """Approved first, rejected in the audit: what would have gone out."""
    reject_approve: int = 0
    """Rejected first, approved in the audit: what was made again for nothing."""
    few: int = 0
    """Below so many pairs nothing but the counts is given."""

    @property
    def pairs(self) -> int:
        """How many audits there are."""
        return self.both_approve + self.both_reject + self.approve_reject + self.reject_approve

    @property
    def disagreements(self) -> int:
        """How often the two differed."""
        return self.approve_reject + self.reject_approve

    @property
    def too_few(self) -> bool:
        """Whether there is too little to give a rate."""
        return self.pairs < max(1, self.few)

    @property
    def raw(self) -> float | None:
        """The share of pairs that agree; None: too few."""
        return None if self.too_few else (self.pairs - self.disagreements) / self.pairs

    @property
    def on_rejects(self) -> float | None:
        """Of all rejections, by either, the share that both gave; None: too few, or no rejection at all."""
        rejections = 2 * self.both_reject + self.disagreements
        return None if self.too_few or not rejections else 2 * self.both_reject / rejections

    @property
    def ac1(self) -> float | None:
        """Gwet's AC1; None: too few."""
        if self.raw is None:
            return None
        rejected = (2 * self.both_reject + self.disagreements) / (2 * self.pairs)
        by_chance = 2 * rejected * (1 - rejected)
        return (self.raw - by_chance) / (1 - by_chance)

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa; None: too few, or not defined because both always said the same one thing."""
        if self.raw is None:
            return None
        first = (self.both_reject + self.reject_approve) / self.pairs
        second = (self.both_reject + self.approve_reject) / self.pairs
        by_chance = first * second + (1 - first) * (1 - second)
        return None if by_chance == 1 else (self.raw - by_chance) / (1 - by_chance)


def agreement(pairs: Iterable[tuple[Verdict, Verdict]], few: int) -> Agreement:
    """Count pairs of (decision, audit)."""
    counts = {(first, second): 0 for first in Verdict for second in Verdict}
    for pair in pairs:
        counts[pair] += 1
    approve, reject = Verdict.APPROVE, Verdict.REJECT
    return Agreement(
        both_approve=counts[approve, approve],
        both_reject=counts[reject, reject],
        approve_reject=counts[approve, reject],
        reject_approve=counts[reject, approve],
        few=few,
    )
