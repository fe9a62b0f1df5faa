"""A halo: a fringe of another tone around the product, as a careless cut-out leaves it."""

from __future__ import annotations

import cv2
import numpy as np

from core.training.defects.planted import (
    Planted,
    Product,
    Rgb,
    Severity,
    blended,
    by_severity,
    changed,
    softened,
)

_BRIGHT = 150
"""Level of the ground from which on a pale fringe would not be seen on it."""


def plant(pixels: Rgb, product: Product, severity: Severity, random: np.random.Generator) -> Planted | None:
    """Lay a fringe of 0.6, 1.1 or 2 % of the product's size around it, darker on a bright ground."""
    if not product.certain:
        return None
    wide = max(2, round(by_severity(severity, 0.006, 0.011, 0.02) * product.size))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * wide + 1, 2 * wide + 1))
    mask = product.mask.astype(np.uint8)
    around = (cv2.dilate(mask, kernel) > 0) & ~product.mask
    if not around.any():
        return None
    ground = float(pixels[around].mean())
    tone = np.array((96, 104, 92) if ground > _BRIGHT else (236, 240, 228), np.uint8)
    fringe = np.broadcast_to(tone, pixels.shape)
    height, width = mask.shape
    patches = random.uniform(0.35, 1.0, (max(2, height // 90), max(2, width // 90))).astype(np.float32)
    uneven = cv2.resize(patches, (width, height), interpolation=cv2.INTER_CUBIC)
    strength = by_severity(severity, 0.45, 0.65, 0.85)
    share = softened(around, wide / 3) * np.clip(uneven, 0, 1) * np.float32(strength)
    share[cv2.erode(mask, kernel) > 0] = 0
    return changed(pixels, blended(pixels, np.asarray(fringe, np.uint8), share))
