"""From figures to scores: what was fitted on data, read from `calibration.json`.

`bench/drift/calibrate.py` writes that file; nothing in it is set by hand. A figure x counts as asinh((x -
middle) / spread), where middle and spread are those of honest pairs: near nothing for ordinary values,
slowly growing for absurd ones. A score of 0.5 is the threshold.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from math import asinh, exp
from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE: Final = "calibration.json"


class Term(msgspec.Struct, frozen=True):
    """One figure's part in a score."""

    figure: str
    """`<kind>.<figure>`, or, for a name, `score.<kind>`: a rule's distance from its threshold."""
    middle: float
    """Of honest pairs."""
    spread: float
    weight: float

    def of(self, figures: Mapping[str, float]) -> float:
        """Return its part; a figure that was not measured has none."""
        value = figures.get(self.figure)
        return 0.0 if value is None else self.weight * scaled(value, self.middle, self.spread)


class Rule(msgspec.Struct, frozen=True):
    """A logistic rule."""

    terms: tuple[Term, ...]
    threshold: float
    """Sum of the terms at which honest pairs are flagged as often as the file says."""
    steepness: float = 1.0

    def sum(self, figures: Mapping[str, float]) -> float:
        """Return the terms' sum."""
        return sum(term.of(figures) for term in self.terms)

    def score_of(self, total: float) -> float:
        """Return 0 to 1 for the terms' sum; 0.5 is the threshold."""
        return logistic(self.steepness * (total - self.threshold))


class Level(msgspec.Struct, frozen=True):
    """What a kind's sum has to be measured against to be compared with other kinds' sums."""

    base: float
    """High among honest pairs."""
    spread: float
    """From there to where drift of this kind begins in earnest."""


class Worst(msgspec.Struct, frozen=True):
    """Whether anything drifted at all: the kind that stands out most decides.

    A sum over kinds would ask a cut-off product to be off in colour as well.
    """

    levels: dict[str, Level]
    threshold: float
    steepness: float

    def sum(self, sums: Mapping[str, float]) -> float:
        """Return how far the worst of the kinds in `sums` stands out."""
        return max(
            (sums[kind] - level.base) / level.spread for kind, level in self.levels.items() if kind in sums
        )

    def score(self, sums: Mapping[str, float]) -> float:
        """Return 0 to 1 for the kinds' sums; 0.5 is the threshold."""
        return logistic(self.steepness * (self.sum(sums) - self.threshold))


class Name(msgspec.Struct, frozen=True):
    """How likely a drift is of one kind, against the other kinds."""

    terms: tuple[Term, ...]
    bias: float


class Rules(msgspec.Struct, frozen=True):
    """Those for one way the mask was come by."""

    kinds: dict[str, Rule]
    any: Worst
    names: dict[str, Name]
    strong: float
    """Score of a finding, past its threshold, from which its kind is likelier than not what drifted."""
    mask: Rule = Rule((), 1.0)
    """How likely a mask nobody vouches for is wrong: from its threshold on, likelier than not."""


class Calibration(msgspec.Struct, frozen=True):
    """The whole file."""

    version: str
    """Of the figures it was fitted on; with the program's own part it is the algorithm's version."""
    made: str
    """Date."""
    data: dict[str, str | int | float | list[str]]
    """What it was fitted on."""
    trusted: Rules
    """For masks a person or the studio vouches for."""
    proposed: Rules

    def rules(self, *, trusted: bool) -> Rules:
        """Return those for a mask that somebody vouches for, or for one that nobody has looked at."""
        return self.trusted if trusted else self.proposed


def scaled(value: float, middle: float, spread: float) -> float:
    """Return asinh of the value's distance from the middle, in spreads; not below -1."""
    return asinh(max(-1.0, (value - middle) / spread))


def logistic(x: float) -> float:
    """Return 1 / (1 + e^-x) without overflow."""
    return 1 / (1 + exp(-max(-60.0, min(60.0, x))))


@lru_cache(maxsize=1)
def calibration() -> Calibration:
    """Return the calibration shipped with the program."""
    text = resources.files("core.drift").joinpath(_FILE).read_bytes()
    return msgspec.json.decode(text, type=Calibration)
