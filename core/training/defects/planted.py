"""What every kind of defect works with: a picture, its product, how strong, and where the change came to lie.

A kind is a pure function of its arguments: the same picture, mask, severity and random numbers give the same
pixels, so that a drill can be run again from its seed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]
"""(height, width, 3), sRGB."""
Mask = NDArray[np.bool_]
"""(height, width), True where the product is."""
Weights = NDArray[np.float32]
"""(height, width) or (height, width, 1), 0 to 1."""

_FAINT: Final = 5
"""Levels of one channel below which a change counts as none."""
_LEAST: Final = 0.0003
"""Share of the picture that has to change at least: less is nothing to be seen."""


class Severity(StrEnum):
    """How strong a planted defect is."""

    SUBTLE = "subtle"
    """As small as a buyer would still complain about."""
    CLEAR = "clear"
    GROSS = "gross"


@dataclass(frozen=True, slots=True)
class Product:
    """Where the product of a picture is."""

    mask: Mask
    certain: bool
    """Whether its outline is known; False: it is only known to be there about."""

    @property
    def size(self) -> float:
        """Square root of its area, pixels."""
        return float(np.sqrt(self.mask.sum()))

    @property
    def box(self) -> Place:
        """The smallest box around it."""
        columns, rows = np.flatnonzero(self.mask.any(0)), np.flatnonzero(self.mask.any(1))
        left, top = int(columns[0]), int(rows[0])
        return left, top, int(columns[-1]) + 1 - left, int(rows[-1]) + 1 - top


Place = tuple[int, int, int, int]
"""x, y, width and height of a box, pixels."""


@dataclass(frozen=True, eq=False, slots=True)
class Planted:
    """A picture with a defect."""

    pixels: Rgb
    place: Place
    """Where it is."""


Plant = Callable[[Rgb, Product, Severity, np.random.Generator], "Planted | None"]
"""Plants one kind; None where the picture does not lend itself to it."""


def changed(before: Rgb, after: Rgb) -> Planted | None:
    """Return what was planted, with the box around its changes; None where nothing can be seen of it."""
    apart = cv2.absdiff(before, after).max(axis=2)
    seen = (apart > _FAINT).astype(np.uint8)
    if float(seen.mean()) < _LEAST:
        return None
    x, y, width, height = cv2.boundingRect(seen)
    return Planted(after, (int(x), int(y), int(width), int(height)))


def blended(below: Rgb, above: Rgb, share: Weights) -> Rgb:
    """Return `above` laid over `below` by a share from 0 to 1 for each pixel."""
    weights = share if share.ndim == 3 else share[..., None]
    mixed = below + (above.astype(np.float32) - below) * weights
    return np.asarray(np.clip(np.rint(mixed), 0, 255), np.uint8)


def softened(mask: Mask, pixels: float) -> Weights:
    """Return a mask whose edge runs out over about so many pixels."""
    return np.asarray(cv2.GaussianBlur(mask.astype(np.float32), (0, 0), max(0.6, pixels)), np.float32)


def by_severity(severity: Severity, subtle: float, clear: float, gross: float) -> float:
    """Return the figure of a severity."""
    return {Severity.SUBTLE: subtle, Severity.CLEAR: clear, Severity.GROSS: gross}[severity]
