"""How far the slots of one SKU's pack are apart in colour, as far as their pairs tell; pure.

Each slot's product was measured against the same source. By how much two of those distances differ, the two
pictures differ at least (the triangle inequality, which CIEDE2000 keeps but for small violations): a hint,
and none where the slots are shifted alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from core.evidence.outcome import Measured, Outcome

SEEN: Final = 3.0
"""ΔE00 from which two products beside each other are seen to differ."""
_FIGURE: Final = "colour.median"


@dataclass(frozen=True, slots=True)
class Apart:
    """Two slots whose products differ in colour."""

    first: str
    second: str
    least: float
    """ΔE00, about, by which they differ at least."""


def colours_apart(outcomes: Mapping[str, Outcome | None]) -> Apart | None:
    """Return the two slots that are farthest apart, if that is to be seen; `outcomes` are by slot.

    All of them are to have been measured against one source.
    """
    shifts = {
        slot: outcome.evidence.figures[_FIGURE]
        for slot, outcome in outcomes.items()
        if isinstance(outcome, Measured) and outcome.evidence.measured and _FIGURE in outcome.evidence.figures
    }
    pairs = [Apart(a, b, abs(shifts[a] - shifts[b])) for a, b in combinations(shifts, 2)]
    widest = max(pairs, key=lambda pair: pair.least, default=None)
    return widest if widest is not None and widest.least >= SEEN else None
