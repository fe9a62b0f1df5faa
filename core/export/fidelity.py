"""Whether an exported picture still shows what was approved.

Both are averaged over cells of `CELL` pixels and compared by CIEDE2000. The approved one is averaged from its
own pixels, not from the resized ones, so that a mistake of resizing, colour, turning or transparency shows as
well as one of compression. Averages of cells take no notice of the grain that compression adds.

Figures (`bench/export_fidelity.py`: the demo's 71 drawn pictures in every format that is written, at the best
quality, squeezed to 60 kB, at half and at a third of their size): a sound conversion has at most 0.98 on
average and 4.03 in its worst cell; none is refused. A turn, a mirror, a shift by 1 %, a crop by 2 %, a JPEG
of quality 5 and a blur of 8 pixels are found in all 71, a lost patch of 4 % a side in 69 (the others are
white on white), a hue turned by 5 degrees in 55, a gamma of 1.1 in 47, a lost Display P3 profile in 18: grey
and pale pictures show little of these. Pure noise as WebP is refused, and so are one-pixel bars as WebP or at
half size.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from PIL import Image

from core.drift.colour import ciede2000, to_lab
from core.imaging.decode import on_background

CELL: Final = 16
"""Pixels of the exported picture that are averaged: two blocks of a JPEG."""
MOST_MEAN: Final = 1.2
"""CIEDE2000 on average; about 1 is called just noticeable."""
MOST_WORST: Final = 5.0
"""CIEDE2000 of the worst cell."""


@dataclass(frozen=True, slots=True)
class Fidelity:
    """How far an exported picture is from the approved one, CIEDE2000."""

    mean: float
    worst: float
    """Of one cell."""

    @property
    def sound(self) -> bool:
        """Whether the exported picture shows what was approved."""
        return self.mean <= MOST_MEAN and self.worst <= MOST_WORST


SAME = Fidelity(0.0, 0.0)
"""Of a copy, byte for byte."""


def fidelity(approved: Image.Image, exported: Image.Image) -> Fidelity:
    """Compare two pictures, RGB or RGBA, sRGB; transparent ones over white and over black."""
    grounds: tuple[str, ...] = ("white",)
    if exported.has_transparency_data:
        grounds = ("white", "black")
    size = (max(1, round(exported.width / CELL)), max(1, round(exported.height / CELL)))
    differences = [_difference(approved, exported, size, ground) for ground in grounds]
    return Fidelity(max(mean for mean, _ in differences), max(worst for _, worst in differences))


def _difference(
    approved: Image.Image, exported: Image.Image, size: tuple[int, int], ground: str
) -> tuple[float, float]:
    first, second = (_cells(picture, size, ground) for picture in (approved, exported))
    apart = ciede2000(to_lab(first), to_lab(second))
    return float(apart.mean()), float(apart.max())


def _cells(
    picture: Image.Image, size: tuple[int, int], ground: str
) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    over = on_background(picture, "black" if ground == "black" else "white")
    return np.asarray(over.resize(size, Image.Resampling.BOX), np.uint8)
