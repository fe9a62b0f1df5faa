"""Where to look first: the place of a product that has the most to be seen.

The middle of a product is often plain porcelain, or the air inside a headband. Letters, seams and prints are
steep in lightness close together.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from core.viewing.product import Product
from core.viewing.sample import Picture, looked_up

_AROUND = 0.012
"""Share of the longest edge, to each side, over which detail is summed up."""
_PLAIN = 0.1
"""The same, over which a plain product is summed up."""
_RIM = 0.015
"""Share of it by which a place has to lie inside: the outline itself is steep as well."""
_STEEPEST = 60.0
"""Levels (of 255) from which on steeper is no more detail: a highlight would outshine a print."""


def focus(picture: Picture, product: Product) -> tuple[float, float]:
    """Return the most detailed place of a product, in the picture's true pixels; some milliseconds.

    Its box's middle where nothing lies far enough inside.
    """
    image = picture.wholes[-1].image
    columns, rows = image.size
    edge = max(columns, rows)
    lightness = np.asarray(image.convert("L"), np.float32)
    steep = np.zeros_like(lightness)
    steep[:, 1:] += np.abs(np.diff(lightness, axis=1))
    steep[1:] += np.abs(np.diff(lightness, axis=0))
    mask = looked_up(product.mask, np.eye(3), (columns, rows), (columns, rows))
    inside = _blurred(mask * 255.0, _RIM * edge) > 250
    if not inside.any():
        return product.box.centre
    summed = _blurred(np.minimum(steep / _STEEPEST, 1) * inside * 255, _AROUND * edge) * inside
    if not summed.any():  # plain all over: then where most of it is around
        summed = _blurred(inside * 255.0, _PLAIN * edge) * inside
    y, x = np.unravel_index(int(summed.argmax()), summed.shape)
    return (float(x) + 0.5) * picture.width / columns, (float(y) + 0.5) * picture.height / rows


def _blurred(levels: NDArray[np.floating], by: float) -> NDArray[np.uint8]:
    """Return the mean of the levels (0 to 255) up to `by` pixels around each."""
    return np.asarray(Image.fromarray(levels.astype(np.uint8)).filter(ImageFilter.BoxBlur(max(1.0, by))))
