"""Where in the candidate each point of the source lies: a similarity from matched features.

SIFT (D. Lowe, IJCV 60, 2004) with RootSIFT descriptors (R. Arandjelovic, A. Zisserman, CVPR 2012), the ratio
test, and MAGSAC++ (D. Barath et al., CVPR 2020) to find the transform most matches agree on. A studio puts a
product somewhere else, larger or smaller and a little turned, so four parameters are asked for: more of them
would explain away the very distortions that are to be found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.frame import box_of, shrunk

if TYPE_CHECKING:
    from core.drift.arrays import Grey, Mask, Points, Transform, Values

_RATIO: Final = 0.82
_LEAST: Final = 8
"""Inliers below which a transform is an accident."""
_AGAIN: Final = 5
"""Inliers that are enough for a second place: what is doubled is often a small part."""
_SURE: Final = 30
"""Inliers at which confidence is full."""
_SCALES: Final = (0.08, 12.0)
_EVEN: Final = 4
"""Levels between neighbours up to which there is no edge."""
_AROUND: Final = 24
"""Pixels around what has edges: features of a large neighbourhood need it."""
_REACH: Final = 3.0
"""Pixels, at the size worked at, that an inlier may be off."""

_NEAREST: Final = 3
_TURN: Final = 15.0
_ALIKE: Final = 0.75
"""Product of two descriptors (1 for equal ones) from which a neighbour may vote."""
_HYPOTHESES: Final = 700
_SAME_SIZE: Final = 0.22
"""Difference of log sizes that is one vote."""
_SAME_PLACE: Final = 0.09
"""Distance, as a part of the product, that is one vote."""


@dataclass(frozen=True, slots=True)
class Features:
    """Keypoints of one picture, in its own pixels, and their descriptors (n x 128 float32, RootSIFT)."""

    points: Points
    descriptors: np.ndarray[tuple[int, ...], np.dtype[np.float32]]
    pixel: float
    """How many of the picture's pixels one pixel of the size worked at is."""
    sizes: Values
    """Diameter of each keypoint's neighbourhood, in the picture's pixels."""
    angles: Values
    """Orientation of each, degrees."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A similarity from source to candidate and what speaks for it."""

    matrix: Transform
    inliers: int
    matches: int
    residual: float
    """Median distance of the inliers, candidate pixels."""
    source: Points
    """The inliers' points, n x 2."""
    candidate: Points
    how: str = "features"
    features: tuple[Features, Features] | None = None
    """What was matched: the source product's, and the candidate's."""
    sure: float | None = None
    """What another judge says, 0 to 1; None where the inliers speak."""

    @property
    def confidence(self) -> float:
        """0 to 1."""
        return self.sure if self.sure is not None else min(1.0, self.inliers / _SURE)


def features(grey: Grey, *, side: int, most: int, mask: Mask | None = None, faint: float = 0.015) -> Features:
    """Return the features of `grey` inside `mask`, found at `side` pixels on the long edge."""
    scale = min(1.0, side / max(grey.shape))
    small = shrunk(grey, scale)
    left, top, inside = 0, 0, None
    if mask is not None:
        shape = (small.shape[1], small.shape[0])
        inside = cv2.resize(mask.astype(np.uint8), shape, interpolation=cv2.INTER_NEAREST)
    else:
        left, top, small = _uneven(small)
    sift = cv2.SIFT.create(nfeatures=most, contrastThreshold=faint)
    found, described = sift.detectAndCompute(small, inside)
    if described is None or not len(found):
        return Features(np.zeros((0, 2)), np.zeros((0, 128), np.float32), 1 / scale, np.zeros(0), np.zeros(0))
    root = np.sqrt(described / (described.sum(1, keepdims=True) + 1e-7)).astype(np.float32)
    points = np.array([point.pt for point in found], np.float64) + np.array([left, top])
    sizes = np.array([point.size for point in found]) / scale
    angles = np.array([point.angle for point in found])
    return Features((points + 0.5) / scale - 0.5, root, 1 / scale, sizes, angles)


def _uneven(grey: Grey) -> tuple[int, int, Grey]:
    """Return left, top and the part of `grey` around all that has an edge: plain ground costs as much."""
    rough = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > _EVEN
    x, y, width, height = box_of(np.asarray(rough, np.bool_)) or (0, 0, 0, 0)
    left, top = max(0, x - _AROUND), max(0, y - _AROUND)
    part = grey[top : y + height + _AROUND, left : x + width + _AROUND] if width else grey
    return left, top, np.ascontiguousarray(part)


def matched(first: Features, second: Features) -> tuple[Points, Points]:
    """Return the points of `first` and of `second` whose descriptors pass the ratio test, n x 2 each."""
    if len(first.points) < 2 or len(second.points) < 2:
        return np.zeros((0, 2)), np.zeros((0, 2))
    # For unit vectors the nearest is the one with the largest product, which is one matrix multiplication.
    likeness = first.descriptors @ second.descriptors.T
    best = likeness.argmax(1)
    rows = np.arange(len(best))
    top = likeness[rows, best].copy()
    likeness[rows, best] = -1
    runner_up = likeness.max(1)
    keep = (1 - top) < _RATIO**2 * (1 - runner_up)
    return first.points[keep], second.points[best[keep]]


def similarity(source: Points, candidate: Points, *, pixel: float, least: int = _LEAST) -> Fit | None:
    """Return the similarity most pairs of points agree on; None below `least` of them or an absurd scale.

    `pixel` is the size of a worked-at pixel in the candidate's.
    """
    if len(source) < least:
        return None
    reach = _REACH * max(1.0, pixel)
    cv2.setRNGSeed(0)
    found, inside = cv2.estimateAffinePartial2D(
        source, candidate, method=cv2.RANSAC, ransacReprojThreshold=reach, maxIters=4000, confidence=0.999
    )
    if found is None:
        return None
    keep = inside[:, 0] > 0
    matrix = np.vstack([found, [0, 0, 1]]).astype(np.float64)
    scale = float(np.hypot(matrix[0, 0], matrix[1, 0]))
    if not _SCALES[0] < scale < _SCALES[1] or _distinct(source[keep], pixel) < least:
        return None
    off = np.linalg.norm(applied(matrix, source[keep]) - candidate[keep], axis=1)
    residual = float(np.median(off))
    return Fit(matrix, int(keep.sum()), len(source), residual, source[keep], candidate[keep])


def second_place(fit: Fit, mask: Mask) -> Fit | None:
    """Return where the product, or a part of it, is in the candidate once more; None where it is not.

    Features of the candidate outside the product (`mask` of the source) are matched to the source's.
    """
    if fit.features is None:
        return None
    first, second = fit.features
    back = applied(np.linalg.inv(fit.matrix), second.points).round().astype(int)
    height, width = mask.shape
    inside = (back[:, 0] >= 0) & (back[:, 1] >= 0) & (back[:, 0] < width) & (back[:, 1] < height)
    outside = ~inside
    outside[inside] = ~mask[back[inside, 1], back[inside, 0]]
    if outside.sum() < _LEAST:
        return None
    rest = Features(
        second.points[outside],
        second.descriptors[outside],
        second.pixel,
        second.sizes[outside],
        second.angles[outside],
    )
    theirs, ours = matched(rest, first)
    found = similarity(ours, theirs, pixel=second.pixel, least=_AGAIN)
    if found is None:
        return None
    height_, width_ = np.ptp(found.candidate[:, 1]), np.ptp(found.candidate[:, 0])
    # Along the outline single points fall just outside: those lie where the product itself is.
    moved = np.linalg.norm(applied(found.matrix, found.source) - applied(fit.matrix, found.source), axis=1)
    return found if np.median(moved) > 0.5 * max(float(height_), float(width_)) else None


def voted(first: Features, second: Features, centre: Points, extent: float) -> tuple[Points, Points]:
    """Return matches that agree on where `centre` (1 x 2) goes and at what size, without the ratio test.

    Products with repeated parts (two equal bars, a row of buttons) fail that test at every part. Here each
    of a feature's nearest few votes with its own position, size and orientation, as in D. Lowe's Hough
    clustering (IJCV 60, 2004, section 7.3), for products turned by no more than `_TURN`. `extent` is the
    product's size.
    """
    none = np.zeros((0, 2)), np.zeros((0, 2))
    if len(first.points) < 3 or len(second.points) < _NEAREST:
        return none
    likeness = first.descriptors @ second.descriptors.T
    nearest = np.argpartition(-likeness, _NEAREST - 1, axis=1)[:, :_NEAREST]
    rows = np.repeat(np.arange(len(first.points)), _NEAREST)
    columns = nearest.reshape(-1)
    turn = (second.angles[columns] - first.angles[rows] + 180) % 360 - 180
    ratio = second.sizes[columns] / np.maximum(first.sizes[rows], 1e-6)
    near = (
        (np.abs(turn) < _TURN)
        & (likeness[rows, columns] > _ALIKE)
        & (ratio > _SCALES[0])
        & (ratio < _SCALES[1])
    )
    rows, columns, turn, ratio = rows[near], columns[near], np.radians(turn[near]), ratio[near]
    if len(rows) < 3:
        return none
    away = centre - first.points[rows]
    cos, sin = ratio * np.cos(turn), ratio * np.sin(turn)
    moved = np.stack([cos * away[:, 0] - sin * away[:, 1], sin * away[:, 0] + cos * away[:, 1]], 1)
    placed = second.points[columns] + moved
    best = np.zeros(len(rows), np.bool_)
    step = max(1, len(rows) // _HYPOTHESES)
    for at in range(0, len(rows), step):
        close = np.abs(np.log(ratio / ratio[at])) < _SAME_SIZE
        close &= np.hypot(*(placed - placed[at]).T) < _SAME_PLACE * extent * ratio[at]
        if close.sum() > best.sum():
            best = close
    return first.points[rows[best]], second.points[columns[best]]


def applied(matrix: Transform, points: Points) -> Points:
    """Return `points` (n x 2) under a homogeneous 3x3 matrix."""
    moved = points @ matrix[:2, :2].T + matrix[:2, 2]
    return np.asarray(moved, np.float64)


def _distinct(points: Points, pixel: float) -> int:
    """Count places: SIFT gives one corner several orientations, which are no independent witnesses."""
    return len(np.unique(np.round(points / max(1.0, pixel)), axis=0))
