"""A garbled label: letters that change places or stand the wrong way round, as a picture model writes."""

from __future__ import annotations

import numpy as np

from core.training.defects.planted import (
    Planted,
    Product,
    Rgb,
    Severity,
    Weights,
    blended,
    by_severity,
    changed,
    softened,
)
from core.training.defects.texture import busiest

_BUSY = 3.0
_STRIPS = 6
"""Letters, about, that a label is cut into."""


def plant(pixels: Rgb, product: Product, severity: Severity, random: np.random.Generator) -> Planted | None:
    """Turn one, three or all of six strips of the busiest part around, and let the others change places."""
    wide = max(18, round(0.3 * product.size))
    place = busiest(pixels, product, (wide, max(10, wide // 3)), random, _BUSY)
    if place is None:
        return None
    x, y, width, height = place
    part = pixels[y : y + height, x : x + width]
    cuts = np.linspace(0, width, _STRIPS + 1).round().astype(int)
    turned = round(by_severity(severity, 1, 3, 6))
    chosen = random.choice(_STRIPS, turned, replace=False)
    garbled = part.copy()
    for strip in chosen:
        left, right = cuts[strip], cuts[strip + 1]
        garbled[:, left:right] = part[::-1, left:right][:, ::-1]
    if severity is not Severity.SUBTLE:
        garbled = np.roll(garbled, width // _STRIPS, axis=1)
    share: Weights = np.zeros(pixels.shape[:2], np.float32)
    inside = np.zeros(pixels.shape[:2], np.bool_)
    inside[y + 1 : y + height - 1, x + 1 : x + width - 1] = True
    share[:] = softened(inside, max(0.8, width / 90))
    other = pixels.copy()
    other[y : y + height, x : x + width] = garbled
    return changed(pixels, blended(pixels, other, share))
