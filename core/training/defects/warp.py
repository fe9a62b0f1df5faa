"""Another shape: a part of the outline pulled out or pressed in, as a picture model does with a handle."""

from __future__ import annotations

import cv2
import numpy as np

from core.training.defects.planted import Planted, Product, Rgb, Severity, by_severity, changed

_REACH = 0.2
"""Of the product's size: how far around its middle a bend is felt."""


def plant(pixels: Rgb, product: Product, severity: Severity, random: np.random.Generator) -> Planted | None:
    """Move a place of the outline by 3.5, 7 or 14 % of the product's size along its normal."""
    pieces, _ = cv2.findContours(product.mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    height, width = product.mask.shape
    along = max(pieces, key=len)[:, 0]
    inside = (along[:, 0] > 2) & (along[:, 1] > 2) & (along[:, 0] < width - 3) & (along[:, 1] < height - 3)
    if not inside.any():
        return None
    points = along[inside]
    x0, y0 = (float(value) for value in points[random.integers(len(points))])
    far = by_severity(severity, 0.035, 0.07, 0.14) * product.size * (1 if random.random() < 0.5 else -1)
    centre = np.argwhere(product.mask).mean(0)[::-1]
    out = np.array([x0, y0]) - centre
    out /= max(1e-6, float(np.linalg.norm(out)))
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    reach = max(4.0, _REACH * product.size, 1.3 * abs(far))
    bump = np.exp(-((across - x0) ** 2 + (down - y0) ** 2) / (2 * reach**2)).astype(np.float32)
    pulled = cv2.remap(
        pixels,
        across - np.float32(far * out[0]) * bump,
        down - np.float32(far * out[1]) * bump,
        cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return changed(pixels, np.asarray(pulled, np.uint8))
