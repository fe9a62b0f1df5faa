"""Small changes of exposure and white balance, which are no drift: found, bounded, taken out.

A gain for each channel on the encoded values, as the studio's own levels tool has it. It is bounded: a gain
that explains everything would explain away a changed colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from core.drift.quantile import median

if TYPE_CHECKING:
    from core.drift.arrays import Cv

_EXPOSURE: Final = 0.085
"""Exposure change, as a part of 1, that counts as legitimate: about an eighth of a stop."""
_BALANCE: Final = 0.022
"""Likewise for each channel against the others."""
_LIFT: Final = 4.0
"""Levels added before dividing, so that black pixels do not decide."""


def gains(source: Cv, candidate: Cv) -> tuple[Cv, Cv]:
    """Return the gain of each channel from source to candidate (3 x n RGB levels): all of it, and bounded."""
    # Clipped levels say nothing about a gain.
    usable = (source.max(0) < 246) & (candidate.max(0) < 250) & (source.max(0) > 12)
    if usable.sum() > 200:
        source, candidate = source[:, usable], candidate[:, usable]
    whole = np.array([median(levels) for levels in (candidate + _LIFT) / (source + _LIFT)])
    middle = median(whole)
    exposure = np.clip(middle, 1 - _EXPOSURE, 1 + _EXPOSURE)
    balance = np.clip(whole / middle, 1 - _BALANCE, 1 + _BALANCE)
    return whole.astype(np.float32), (exposure * balance).astype(np.float32)
