"""Where a product has its details: parts full of fine edges, letters and hardware among them."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from core.training.defects.planted import Place, Product, Rgb


def busiest(
    pixels: Rgb, product: Product, size: tuple[int, int], random: np.random.Generator, least: float
) -> Place | None:
    """Return one of the three busiest boxes of a size (width, height) inside the product.

    `least` is the mean slope, in levels a pixel, that a box needs to count as busy; None where none has it.
    """
    width, height = size
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    slope = np.hypot(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1))
    inner = cv2.erode(product.mask.astype(np.uint8), np.ones((5, 5), np.uint8)).astype(np.float32)
    edges = _mean(np.asarray(slope * inner / 8, np.float32), size)
    edges[_mean(inner, size) < 0.97] = 0
    found: list[Place] = []
    for _ in range(3):
        y, x = (int(place) for place in np.unravel_index(int(edges.argmax()), edges.shape))
        if edges[y, x] < least:
            break
        found.append((x - width // 2, y - height // 2, width, height))
        edges[max(0, y - height) : y + height, max(0, x - width) : x + width] = 0
    return found[int(random.integers(len(found)))] if found else None


def _mean(of: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.float32]:
    """Return the mean around each pixel; outside of the picture counts as 0."""
    return np.asarray(cv2.boxFilter(of, cv2.CV_32F, size, borderType=cv2.BORDER_CONSTANT), np.float32)
