"""The candidate's background: a smooth model from what lies away from the product.

A white, plain or softly lit background is a quadratic in x and y for each Lab channel; how far pixels stay
from it tells product, shadow and residue from ground. A scene has no such model and `flat` says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.colour import to_lab
from core.drift.frame import shrunk, warped_mask

if TYPE_CHECKING:
    from core.drift.arrays import Cv, Map, Mask, Rgb, Transform

_SIDE: Final = 400
_FLAT: Final = 2.0
"""Median distance to the model, Lab, below which the ground is flat."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The background at `scale` times the candidate's size."""

    lab: Map
    model: Map
    """What the ground would be at each pixel were the product not there."""
    product: Mask
    """The source's product carried here."""
    scale: float
    rough: float
    """Median distance of ground pixels to the model, Lab."""

    @property
    def flat(self) -> bool:
        """Whether the model holds."""
        return self.rough < _FLAT


def quadratic(height: int, width: int) -> Cv:
    """Return the six terms of a quadratic at each pixel, height x width x 6, float32."""
    y, x = np.mgrid[:height, :width].astype(np.float32)
    u, v = x / width - np.float32(0.5), y / height - np.float32(0.5)
    return np.stack([np.ones_like(u), u, v, u * u, v * v, u * v], -1)


def fitted(lab: Map, where: Mask) -> tuple[Map, float]:
    """Return the model fitted to `lab` at `where` (robustly), and the median distance to it there."""
    terms = quadratic(*lab.shape[:2])
    at = np.flatnonzero(where)
    at = at[:: max(1, len(at) // 2500)]
    system, wanted = terms.reshape(-1, 6)[at].astype(np.float64), lab.reshape(-1, 3)[at].astype(np.float64)
    weights = np.ones(len(at))
    found, apart = np.zeros((6, 3)), np.zeros(len(at))
    for _ in range(4):
        weighted = system * weights[:, None]
        found = np.linalg.lstsq(weighted.T @ weighted, weighted.T @ (wanted * weights[:, None]), rcond=None)[
            0
        ]
        apart = np.linalg.norm(wanted - system @ found, axis=1)
        weights = np.sqrt(1 / (1 + (apart / 2) ** 2))
    return (terms @ found.astype(np.float32)).astype(np.float32), float(np.median(apart))


def ground_of(candidate: Rgb, mask: Mask, matrix: Transform) -> Ground:
    """Return the ground of `candidate`, whose product is `mask` of the source under `matrix`."""
    height, width = candidate.shape[:2]
    scale = min(1.0, _SIDE / max(height, width))
    lab = to_lab(np.asarray(shrunk(candidate, scale), np.uint8))
    size = (lab.shape[1], lab.shape[0])
    product = warped_mask(mask, np.diag([scale, scale, 1.0]) @ matrix, size, level=60)
    far = ~(cv2.dilate(product.astype(np.uint8), np.ones((25, 25), np.uint8)) > 0)
    if far.sum() < 200:
        far = ~(cv2.dilate(product.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0)
    if far.sum() < 60:
        return Ground(lab, np.zeros_like(lab), product, scale, 100.0)
    model, rough = fitted(lab, far)
    return Ground(lab, model, product, scale, rough)
