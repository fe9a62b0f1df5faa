"""Where findings lie in both pictures of a pair; pure, over one outcome."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from core.drift.result import KINDS, Finding
from core.evidence.outcome import Measured, Outcome
from core.evidence.standing import bearings, drifted
from core.viewing.geometry import Box


@dataclass(frozen=True, slots=True)
class Boxed:
    """A finding and its places, each in true pixels of its picture."""

    finding: Finding
    source: Box | None
    """None where the candidate does not lie over the source."""
    candidate: Box
    sure: bool
    """Whether its kind is past its calibrated threshold."""


def boxed(outcome: Outcome | None) -> tuple[Boxed, ...]:
    """Return the findings that have a place, the gravest first."""
    if not isinstance(outcome, Measured):
        return ()
    matrix = outcome.evidence.registration.matrix
    back = np.linalg.inv(np.array(matrix, np.float64)) if matrix else None
    found: list[Boxed] = []
    for one in bearings(outcome.evidence, ()):
        if one.finding.kind in KINDS:
            x, y, width, height = one.finding.box
            box = Box(x, y, x + width, y + height)
            source = box.through(back) if back is not None else None
            found.append(Boxed(one.finding, source, box, one.finding.kind in outcome.evidence.flags))
    return tuple(found)


def boxed_for(outcome: Outcome | None, reasons: Iterable[str]) -> tuple[Boxed, ...]:
    """Return the findings that a picture was rejected for; the strong ones where none has such a reason."""
    found, codes = boxed(outcome), frozenset(reasons)
    named = tuple(one for one in found if one.finding.kind in codes)
    strong = drifted(outcome)
    return named or tuple(one for one in found if one.finding.kind in strong)
