"""Places of a pair that something was measured at, to go to with a key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.model import Candidate, Say, Source
from core.viewing.geometry import Box


@dataclass(frozen=True, slots=True)
class Finding:
    """One measured difference."""

    box: Box
    """In the source's true pixels."""
    says: Say
    """What it is."""
    sure: bool = True
    """Whether its kind is past its threshold."""


Findings = Callable[[Source, Candidate], "Sequence[Finding] | None"]
"""Returns what was measured between a pair, the gravest first, None while nothing was; from memory."""


def none_measured(source: Source, candidate: Candidate) -> None:
    """Return no findings: nothing has measured this pair."""
