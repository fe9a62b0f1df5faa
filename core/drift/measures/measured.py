"""What every measure gives, and helpers that several of them share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import cv2
import numpy as np

from core.drift.quantile import quantile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.drift.arrays import Map, Mask, Points, Transform
    from core.drift.compared import Compared
    from core.drift.result import Kind, Unit


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a measure points at."""

    corners: Points
    """Of its box, in candidate pixels, n x 2."""
    value: float
    """The figure there, in `unit`."""
    unit: Unit
    says: str
    """Catalogue id after `drift-`."""
    args: Mapping[str, str | float] = field(default_factory=dict)
    strength: float = 1.0
    """Against the kind's other spots, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of one kind, from which the calibration makes its score, and where to look."""

    figures: Mapping[str, float]
    spots: tuple[Spot, ...] = ()
    notes: tuple[Spot, ...] = ()
    """What is told whatever the score is; it counts for nothing."""


class Measure(Protocol):
    """A module of `core.drift.measures`, or one that `drift.models` names."""

    KIND: Kind
    """Which score its figures go into."""

    def measure(self, pair: Compared) -> Measured:
        """Return what it finds; pure, and never raises for a pair that was registered."""


def top_mean(values: Map, where: Mask, share: float) -> float:
    """Return the mean of the largest `share` of `values` at `where`; 0 for next to no pixels."""
    picked = values[where]
    if len(picked) < 20:
        return 0.0
    count = max(1, int(len(picked) * share))
    return float(np.sort(picked)[-count:].mean())


def high(values: Map, where: Mask, part: float) -> float:
    """Return the quantile `part` of `values` at `where`; 0 where there are none."""
    picked = values[where]
    return quantile(picked, part) if len(picked) else 0.0


def around_peak(
    values: Map, where: Mask, *, part: float = 0.5, step: int = 1
) -> tuple[int, int, int, int] | None:
    """Return x, y, width, height of the region around the maximum of `values` that exceeds `part` of it.

    In frame pixels, `step` of which are one pixel of `values`.
    """
    inside = np.where(where, values, -1).astype(np.float32)
    _, most, _, (x, y) = cv2.minMaxLoc(inside)
    if most <= 0:
        return None
    _, labels, stats, _ = cv2.connectedComponentsWithStats((inside > part * most).astype(np.uint8))
    left, top, width, height, _ = (step * int(v) for v in stats[labels[y, x]])
    return left, top, width, height


def corners(box: Sequence[float], to_candidate: Transform) -> Points:
    """Return the corners of a box (x, y, width, height) under a transform, 4 x 2."""
    x, y, width, height = box
    square = np.array([[x, y], [x + width, y], [x + width, y + height], [x, y + height]], np.float64)
    return np.asarray(square @ to_candidate[:2, :2].T + to_candidate[:2, 2], np.float64)


def largest_free(mask: Mask) -> tuple[int, tuple[int, int, int, int]]:
    """Return what `largest` does among the parts that do not reach the border, as scenery does."""
    height, width = mask.shape
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    best = 0, (0, 0, 0, 0)
    for number in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[number])
        if area > best[0] and x > 1 and y > 1 and x + w < width - 1 and y + h < height - 1:
            best = area, (x, y, w, h)
    return best


def largest(mask: Mask) -> tuple[int, tuple[int, int, int, int]]:
    """Return the area of the largest connected part and its box; 0 and an empty box where there is none."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    if count < 2:
        return 0, (0, 0, 0, 0)
    x, y, width, height, area = (int(v) for v in stats[1 + int(np.argmax(stats[1:, 4]))])
    return area, (x, y, width, height)
