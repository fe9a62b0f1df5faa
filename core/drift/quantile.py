"""Medians and other quantiles by sorting.

NumPy sorts floats with vector instructions and partitions them without: its own `median` and `percentile`
take ten times as long for a map's pixels, and the measures ask for some fifty of them a pair.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from core.drift.arrays import Cv


def quantile(values: Cv, part: float) -> float:
    """Return the quantile `part` (0 to 1) of all `values`, interpolated as NumPy does.

    Raises IndexError where there are none.
    """
    ordered = np.sort(values, axis=None)
    at = part * (len(ordered) - 1)
    low = int(at)
    first, second = float(ordered[low]), float(ordered[min(low + 1, len(ordered) - 1)])
    return first + (second - first) * (at - low)


def median(values: Cv) -> float:
    """Return the middle of all `values`; raises IndexError where there are none."""
    return quantile(values, 0.5)
