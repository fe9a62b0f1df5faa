"""The kinds of defects that can be planted, and the reasons of the closed list that name each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from core.training.defects import clipped, halo, hue, kit, label, missing, warp
from core.training.defects.planted import Plant, Planted, Product, Rgb, Severity


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of defect."""

    plant: Plant
    reasons: tuple[str, ...]
    """Whichever of these a person gives names it."""


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "hue": Kind(hue.plant, ("colour", "wrong-variant")),
        "warp": Kind(warp.plant, ("shape",)),
        "missing": Kind(missing.plant, ("hardware", "label", "pattern", "kit")),
        "label": Kind(label.plant, ("label", "pattern", "hardware")),
        "halo": Kind(halo.plant, ("halo", "background")),
        "clipped": Kind(clipped.plant, ("clipped",)),
        "kit": Kind(kit.plant, ("kit",)),
    }
)
"""By id; the catalogue has each as `training-kind-<id>`."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """Which defect was planted."""

    kind: str
    severity: Severity

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons that name it."""
        return KINDS[self.kind].reasons


def plant_one(pixels: Rgb, product: Product, wanted: Recipe, seed: int) -> tuple[Recipe, Planted] | None:
    """Plant the wanted kind, or the next one of the registry that the picture lends itself to.

    The same arguments give the same pixels. None where no kind can be planted.
    """
    kinds = list(KINDS)
    begin = kinds.index(wanted.kind)
    for step in range(len(kinds)):
        recipe = Recipe(kinds[(begin + step) % len(kinds)], wanted.severity)
        random = np.random.default_rng((seed, step))
        planted = KINDS[recipe.kind].plant(pixels, product, recipe.severity, random)
        if planted is not None:
            return recipe, planted
    return None
