"""Which pairs a drill asks about; pure.

Four of ten are honest, so that rejecting everything passes nothing; up to two of ten were rejected by people
before; the others get a defect planted, every kind and severity in its turn. All of it follows from a seed
and the pictures that there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random
from typing import Final

from core.training.defects.planted import Severity
from core.training.defects.registry import KINDS, Recipe

HONEST: Final = 0.4
"""Share of the pairs without a defect."""
FROM_LOG: Final = 0.2
"""Share at most that comes from the record of rejections."""
LOG: Final = "log"
"""Stands for the kind of such a pair."""


@dataclass(frozen=True, slots=True)
class Task:
    """One pair of a drill."""

    sha256: str
    """The picture it is made from."""
    recipe: Recipe | None
    """What is to be planted; None: the picture is shown as it is."""
    reasons: tuple[str, ...] = ()
    """What a picture of the record was rejected for; empty without a recipe means that it is honest."""
    seed: int = 0
    """For planting."""


def plan(
    good: Sequence[str], rejected: Mapping[str, tuple[str, ...]], *, seed: int, size: int
) -> tuple[Task, ...]:
    """Return the pairs of a drill in their order.

    `good` are the hashes of faithful pictures, at least one; `rejected` are those of rejected ones with the
    reasons. The order in which either is given does not matter.
    """
    random = Random(seed)
    pool = sorted(good)
    random.shuffle(pool)
    pictures = cycle(pool)
    log = sorted(rejected)
    random.shuffle(log)
    log = log[: int(FROM_LOG * size)]
    honest = min(size, max(1, round(HONEST * size)))
    recipes = [Recipe(kind, severity) for severity in Severity for kind in KINDS]
    random.shuffle(recipes)
    wanted = islice(cycle(recipes), max(0, size - honest - len(log)))
    tasks = [
        *(Task(next(pictures), None) for _ in range(honest)),
        *(Task(sha256, None, rejected[sha256]) for sha256 in log),
        *(Task(next(pictures), recipe, recipe.reasons, random.getrandbits(32)) for recipe in wanted),
    ]
    random.shuffle(tasks)
    return tuple(tasks[:size])
