"""Another hue: the product's colour turned, or tinted where it has hardly any, by a distance in Lab."""

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

_GREY = 10.0
"""Chroma below which a colour has no hue to turn."""


def plant(pixels: Rgb, product: Product, severity: Severity, random: np.random.Generator) -> Planted | None:
    """Turn the hue by a distance of 7, 14 or 28 in a*b*; the lightness and the shading stay."""
    far = by_severity(severity, 7.0, 14.0, 28.0) * (1 if random.random() < 0.5 else -1)
    lab = np.asarray(cv2.cvtColor(pixels.astype(np.float32) / 255, cv2.COLOR_RGB2Lab), np.float32)
    a, b = (float(np.median(lab[..., channel][product.mask])) for channel in (1, 2))
    chroma = float(np.hypot(a, b))
    if chroma < _GREY:
        towards = random.uniform(0, 2 * np.pi)
        lab[..., 1] += np.float32(abs(far) * np.cos(towards))
        lab[..., 2] += np.float32(abs(far) * np.sin(towards))
    else:
        angle = 2 * np.arcsin(min(1.0, abs(far) / (2 * chroma))) * np.sign(far)
        cos, sin = np.float32(np.cos(angle)), np.float32(np.sin(angle))
        lab[..., 1], lab[..., 2] = (
            cos * lab[..., 1] - sin * lab[..., 2],
            sin * lab[..., 1] + cos * lab[..., 2],
        )
    turned = cv2.cvtColor(lab, cv2.COLOR_Lab2RGB)
    other = np.asarray(np.clip(np.rint(turned * 255), 0, 255), np.uint8)
    edge = softened(product.mask, product.size * 0.004)
    return changed(pixels, blended(pixels, other, edge))
