"""How far the candidate's colours are from the source's, as heat over the product.

Compared at a finer grid than is drawn and pooled with the maximum: a defect smaller than a dot still lights
one, where an average would drown it. A dot of the finer grid is compared with the nearest of the nine around
it, so that an edge that lies half a dot aside is no difference. Colours are compared in Oklab (Björn
Ottosson, 2020, "A perceptual color space for image processing"), times 100.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.viewing.geometry import Mask, Pixels
from core.viewing.heat import coloured, greyed

Heat = Literal["off", "proportional", "threshold"]
HEATS: tuple[Heat, ...] = ("proportional", "threshold", "off")
"""In the order in which the key goes through them."""

Figures = NDArray[np.float32]
"""(height, width), float32."""

THRESHOLD = 6.0
"""Distance from which on the threshold view marks a dot: seen at a glance side by side, and above what the
re-encoding of a JPEG of quality 75 does."""

_HOTTEST = 25.0
"""Distance that gets the hottest colour: another colour name altogether."""

_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    np.float32,
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ],
    np.float32,
).T * np.float32(100)
_MARK = np.array((255, 0, 200), np.float32)


def _linear() -> NDArray[np.float32]:
    levels = np.arange(256, dtype=np.float32) / 255
    return np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4).astype(np.float32)


_LINEAR = _linear()


def oklab(colours: Pixels) -> NDArray[np.float32]:
    """Return sRGB as Oklab times 100: lightness, green to red, blue to yellow; (h, w, 3), float32."""
    lab: NDArray[np.float32] = np.cbrt(_LINEAR[colours] @ _TO_LMS.T) @ _TO_LAB
    return lab


def distance(one: Pixels, other: Pixels) -> Figures:
    """Return how far each dot of `other` is from the nearest of the nine dots around it in `one`."""
    # plane by plane: whole planes go through the processor's cache once for each of the nine places
    first = np.pad(oklab(one), ((1, 1), (1, 1), (0, 0)), mode="edge").transpose(2, 0, 1).copy()
    second = oklab(other).transpose(2, 0, 1).copy()
    _, height, width = second.shape
    least = np.full((height, width), np.inf, np.float32)
    for down in range(3):
        for across in range(3):
            apart = first[:, down : down + height, across : across + width] - second
            np.multiply(apart, apart, out=apart)
            np.minimum(least, apart.sum(axis=0), out=least)
    found: Figures = np.sqrt(least)
    return found


def pooled(figures: Figures, factor: int) -> Figures:
    """Return the largest of each `factor` by `factor` figures; both sides are multiples of it."""
    places = [(down, across) for down in range(factor) for across in range(factor)]
    largest: Figures = figures[::factor, ::factor]
    for down, across in places[1:]:
        largest = np.maximum(largest, figures[down::factor, across::factor])
    return largest


def heated(picture: Pixels, figures: Figures, where: Mask, heat: Heat) -> Pixels:
    """Return `picture` with the figures over it as heat where `where` is True, greyed everywhere else.

    `off` gives the picture itself.
    """
    if heat == "off":
        return picture
    grey = greyed(picture)
    if heat == "threshold":
        weight = (figures >= THRESHOLD).astype(np.float32)
        hot = _MARK
    else:
        weight = np.clip(figures / (THRESHOLD / 2), 0, 1)
        hot = coloured(figures / _HOTTEST)
    weight = (weight * where)[..., None]
    mixed: Pixels = (grey * (1 - weight) + hot * weight + 0.5).astype(np.uint8)
    return mixed
