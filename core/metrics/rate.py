"""A share with what is known of it: its counts, and the interval in which the true one may well lie; pure.

Two returns of twenty sold say little, and a bare "10 %" hides that. So a share is never given alone: it comes
with its counts and its Wilson score interval (E. B. Wilson, "Probable inference, the law of succession, and
statistical inference", JASA 22, 1927, 209-212), which stays inside 0 to 1 and is honest for small counts and
for none at all, where the usual one is empty (L. D. Brown, T. T. Cai, A. DasGupta, "Interval estimation for a
binomial proportion", Statistical Science 16, 2001, 101-133). Below a stated count no share is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z_95 = 1.959963984540054
"""Quantile of the normal distribution for 95 %."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many."""

    hits: int
    of: int
    few: int = 1
    """Below so many (`of`) there is too little to give a share."""

    @property
    def too_few(self) -> bool:
        """Whether there is too little to say."""
        return self.of < max(1, self.few)

    @property
    def beyond(self) -> bool:
        """Whether there are more hits than chances: sales are missing, so no share can be given."""
        return self.hits > self.of

    @property
    def share(self) -> float | None:
        """From 0 to 1; None: too few, or beyond."""
        return None if self.too_few or self.beyond else self.hits / self.of

    @property
    def interval(self) -> tuple[float, float] | None:
        """The Wilson interval, 95 %; None where there is no share."""
        return None if self.share is None else wilson(self.hits, self.of)


def wilson(hits: int, of: int, z: float = Z_95) -> tuple[float, float]:
    """Return the Wilson score interval of a share, within 0 and 1; (0, 1) where nothing was tried.

    Raises ValueError for more hits than tries.
    """
    if not 0 <= hits <= of:
        raise ValueError(hits, of)
    if of == 0:
        return 0.0, 1.0
    share, square = hits / of, z * z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = z / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    # Rounding must not put the ends beside a share of exactly 0 or 1.
    low = 0.0 if hits == 0 else max(0.0, middle - half)
    high = 1.0 if hits == of else min(1.0, middle + half)
    return low, high
