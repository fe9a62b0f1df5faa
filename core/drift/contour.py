"""Colours across the product's outline, from inside to outside, at many places along it.

Sampled in the candidate's own pixels: a fringe of two pixels would be lost in the frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.colour import to_lab
from core.drift.register import applied

if TYPE_CHECKING:
    from core.drift.arrays import Cv, Mask, Points, Rgb, Transform

PLACES: Final = 256
INNER: Final = -10
OUTER: Final = 18
DISTANCES: Final = np.arange(INNER, OUTER + 1, dtype=np.float64)
"""Pixels outside (positive) and inside (negative) of the outline at which colours are taken."""
_AROUND: Final = 16
"""Pixels around the product that smoothing its mask looks at."""
_LEAST_AREA: Final = 0.01
"""Parts smaller than this, of the largest, have no outline worth following."""


@dataclass(frozen=True, slots=True)
class Profiles:
    """What lies across the outline."""

    points: Points
    """On the outline, candidate pixels, n x 2."""
    normals: Points
    """Outward, of length 1, n x 2."""
    lab: Cv
    """n x len(DISTANCES) x 3."""
    seen: Mask
    """n: whether all of it lies inside the candidate's picture and outside is not product again."""


def outline(mask: Mask) -> tuple[Points, Points]:
    """Return points evenly along the outlines of `mask`, and outward normals; n x 2, may be empty.

    Normals come from the smoothed mask, so that a staircase of pixels has the direction of its slope.
    """
    pieces, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not pieces:
        return np.zeros((0, 2)), np.zeros((0, 2))
    areas = [cv2.contourArea(piece) for piece in pieces]
    kept = [
        piece[:, 0] for piece, area in zip(pieces, areas, strict=True) if area >= _LEAST_AREA * max(areas)
    ]
    along = np.concatenate(kept).astype(np.float64)
    count = min(PLACES, len(along))
    along = along[np.linspace(0, len(along) - 1, count).round().astype(int)]
    left, top = (max(0, int(low) - _AROUND) for low in along.min(0))
    right, bottom = (int(high) + _AROUND for high in along.max(0))
    soft = cv2.GaussianBlur(mask[top:bottom, left:right] * np.uint8(255), (0, 0), 3.0)
    # Half a pixel outward: findContours walks the centres of the outermost pixels inside.
    gx, gy = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    at = along.astype(int) - (left, top)
    normals = -np.stack([gx[at[:, 1], at[:, 0]], gy[at[:, 1], at[:, 0]]], 1).astype(np.float64)
    length = np.linalg.norm(normals, axis=1, keepdims=True)
    good = length[:, 0] > 1e-6
    along, normals = along[good], normals[good] / length[good]
    return along + 0.5 * normals, normals


def profiles(candidate: Rgb, mask: Mask, matrix: Transform) -> Profiles:
    """Return the candidate's colours across the outline of `mask`, a mask of the source under `matrix`."""
    height, width = candidate.shape[:2]
    points, normals = outline(mask)
    if not len(points):
        return Profiles(points, normals, np.zeros((0, len(DISTANCES), 3)), np.zeros(0, np.bool_))
    border = (
        (points[:, 0] < 2)
        | (points[:, 1] < 2)
        | (points[:, 0] > mask.shape[1] - 3)
        | (points[:, 1] > mask.shape[0] - 3)
    )
    scale = float(np.hypot(matrix[0, 0], matrix[1, 0]))
    normals = normals @ matrix[:2, :2].T / scale
    placed = applied(matrix, points)
    at = placed[:, None] + DISTANCES[None, :, None] * normals[:, None]
    x, y = (at[..., i].astype(np.float32) for i in (0, 1))
    colours = cv2.remap(candidate, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    inside = (x >= 0) & (y >= 0) & (x <= width - 1) & (y <= height - 1)
    # Where the outline is concave, the way outward may enter the product again.
    back = applied(np.linalg.inv(matrix), at[:, DISTANCES > 2].reshape(-1, 2)).round().astype(int)
    back[:, 0] = back[:, 0].clip(0, mask.shape[1] - 1)
    back[:, 1] = back[:, 1].clip(0, mask.shape[0] - 1)
    again = mask[back[:, 1], back[:, 0]].reshape(len(points), -1).any(1)
    return Profiles(placed, normals, to_lab(np.asarray(colours, np.uint8)), inside.all(1) & ~again & ~border)
