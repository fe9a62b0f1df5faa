"""Which outlines of a pair's products to believe, and how one picture's is carried to the other.

What stands out from a room or a street may be anything. So an outline found in a busy picture counts only
where the other picture's, laid over it, agrees. In a registered pair the candidate has its source's instead,
which a person may have confirmed; else it has none, and whoever shows it says so.
"""

from __future__ import annotations

import numpy as np

from core.viewing.alignment import Alignment
from core.viewing.geometry import scaling
from core.viewing.product import Product
from core.viewing.sample import looked_up

Products = tuple[Product | None, Product | None]
"""Of the source and the candidate; None where it is not known."""
Size = tuple[int, int]
"""Width and height of a picture in true pixels."""

_EDGE = 640
"""Longest edge, in pixels, of a carried mask."""
_SAME = 0.7
"""Intersection over union from which on two outlines confirm each other."""
_EQUAL = 0.85
"""The same, from which on the candidate's own shows its edges better than a known one carried over."""


def believed(products: Products, alignment: Alignment, sizes: tuple[Size, Size]) -> Products:
    """Return the products as far as their outlines are to be believed; `sizes` are the pictures'."""
    source, candidate = products
    laid = carried(source, alignment, sizes) if source is not None else None
    if source is not None and source.trust != "guess" and alignment.how == "registered":
        found = candidate is not None and candidate.trust == "plain"
        if not found or (source.trust == "known" and _overlap(laid, candidate) < _EQUAL):
            return source, laid
    if _overlap(laid, candidate) >= _SAME:
        return source, candidate
    first, second = (one if one is not None and one.trust != "guess" else None for one in products)
    return first, second


def carried(product: Product, alignment: Alignment, sizes: tuple[Size, Size]) -> Product | None:
    """Return the source's product as it lies in the candidate; None where it does not."""
    width, height = sizes[1]
    shrink = min(1.0, _EDGE / max(width, height))
    columns, rows = max(1, round(width * shrink)), max(1, round(height * shrink))
    to_source = np.linalg.inv(alignment.to_candidate) @ scaling(width / columns, height / rows)
    laid = looked_up(product.mask, to_source, (columns, rows), sizes[0])
    return Product.of(laid, sizes[1], "carried")


def _overlap(one: Product | None, other: Product | None) -> float:
    """Return the intersection over union of two outlines in one picture; 0 where there is only one."""
    if one is None or other is None:
        return 0.0
    height, width = other.mask.shape
    first = looked_up(one.mask, np.eye(3), (width, height), (width, height))
    return float(np.logical_and(first, other.mask).sum() / max(1, np.logical_or(first, other.mask).sum()))
