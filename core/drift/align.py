"""What motion is left after registration: a little of the whole, and what only parts of the product did.

Dense inverse search flow (T. Kroeger et al., "Fast optical flow using dense inverse search", ECCV 2016). The
similarity that textured points agree on (iteratively reweighted least squares, Cauchy weights) is
registration error and taken out; what remains is the evidence for a changed shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.frame import product_box, warped
from core.drift.quantile import median, quantile
from core.drift.structure import slope_of

if TYPE_CHECKING:
    from core.drift.arrays import Cv, Map, Mask, Rgb, Transform
    from core.drift.frame import Frame

_MOST: Final = 14.0
"""Pixels of common motion beyond which the flow has lost the picture."""
_SAMPLES: Final = 3000


@dataclass(frozen=True, slots=True)
class Motion:
    """What the flow says, in frame pixels."""

    common: Transform
    """The similarity the product as a whole still moved by, source to candidate in the frame."""
    left_x: Map
    """The motion left at each pixel."""
    left_y: Map
    textured: Mask
    """Where the product has enough gradient for its motion to be told."""
    stretch: float
    """How far the left motion stretches one direction more than the other; 0.02 is 2 %."""


def flow(first: Cv, second: Cv, *, fine: bool = False) -> tuple[Map, Map]:
    """Return the motion from `first` to `second` (uint8 grey), x and y."""
    preset = cv2.DISOPTICAL_FLOW_PRESET_MEDIUM if fine else cv2.DISOPTICAL_FLOW_PRESET_FAST
    both = cv2.DISOpticalFlow.create(preset).calc(first, second, np.zeros((*first.shape, 2), np.float32))
    x, y = (np.ascontiguousarray(both[..., i]) for i in (0, 1))
    return np.asarray(cv2.medianBlur(x, 5), np.float32), np.asarray(cv2.medianBlur(y, 5), np.float32)


def motion_of(frame: Frame, inside: Mask) -> Motion:
    """Return the motion between the frame's pictures; `inside` is where the product can be compared."""
    first = cv2.cvtColor(frame.source, cv2.COLOR_RGB2GRAY)
    second = cv2.cvtColor(frame.candidate, cv2.COLOR_RGB2GRAY)
    x, y = flow(first, second)
    gradient = slope_of(first)
    textured = inside & (gradient > quantile(gradient[inside], 0.6))
    if not textured.any():  # the same everywhere
        textured = inside
    rows, columns = _places(textured)
    common = _similarity(columns, rows, x[rows, columns], y[rows, columns])
    if not _better(first, second, inside, common):
        common = np.eye(3)
    own = (common - np.eye(3)).astype(np.float32)
    xs, ys = (np.arange(edge, dtype=np.float32) for edge in (first.shape[1], first.shape[0]))
    left_x, left_y = (
        flowed - (row[0] * xs + (row[1] * ys + row[2])[:, None])
        for flowed, row in zip((x, y), own, strict=False)
    )
    stretch = _stretch(columns, rows, left_x[rows, columns], left_y[rows, columns])
    return Motion(common, left_x, left_y, textured, stretch)


def _better(first: Cv, second: Cv, inside: Mask, common: Transform) -> bool:
    """Tell whether the calmer pixels agree better with the common motion taken out.

    On a plain product the flow follows the background, and a good registration must not be lost to that.
    """
    left, top, width, height = product_box(inside)
    ends = np.array([[left, top, 1], [left + width - 1, top + height - 1, 1]], np.float64)
    if np.abs(ends @ common[:2].T - ends[:, :2]).max() > _MOST:
        return False
    size = (first.shape[1], first.shape[0])
    moved = cv2.warpAffine(
        second,
        common[:2],
        size,
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    smooth = [cv2.GaussianBlur(view, (0, 0), 1.0).astype(np.float32) for view in (first, second, moved)]
    at = _places(inside)
    before, after = (np.abs(view[at] - smooth[0][at]) for view in smooth[1:])
    before, after = (np.abs(values - np.float32(median(values))) for values in (before, after))
    calm = [float(np.sort(values)[: 7 * len(values) // 10].mean()) for values in (before, after)]
    return calm[1] < 0.98 * calm[0]


def _places(where: Mask) -> tuple[Cv, Cv]:
    """Return rows and columns of some `_SAMPLES` places spread over `where`."""
    at = np.flatnonzero(where)
    rows, columns = np.divmod(at[:: max(1, len(at) // _SAMPLES)], where.shape[1])
    return rows, columns


def realigned(frame: Frame, candidate: Rgb, common: Transform) -> Rgb:
    """Return the whole `candidate` in the frame with the common motion taken out."""
    if np.array_equal(common, np.eye(3)):
        return frame.candidate
    size = (frame.mask.shape[1], frame.mask.shape[0])
    return warped(candidate, np.linalg.inv(common) @ frame.from_candidate, size)


def _similarity(columns: Cv, rows: Cv, x: Cv, y: Cv) -> Transform:
    """Return the similarity that maps (column, row) to (column + x, row + y), robustly."""
    if len(columns) < 50:
        return np.eye(3)
    centre_x, centre_y = float(columns.mean()), float(rows.mean())
    cx, cy = columns - centre_x, rows - centre_y
    ones, none = np.ones(len(cx)), np.zeros(len(cx))
    system = np.r_[np.c_[cx, -cy, ones, none], np.c_[cy, cx, none, ones]]
    wanted = np.r_[x, y].astype(np.float64)
    weights = np.ones(len(wanted))
    found = np.zeros(4)
    for _ in range(6):
        weighted = system * weights[:, None]
        found = np.linalg.lstsq(weighted.T @ weighted, weighted.T @ (wanted * weights), rcond=None)[0]
        weights = np.sqrt(1 / (1 + (wanted - system @ found) ** 2))
    a, b, tx, ty = found
    linear = np.array([[1 + a, -b], [b, 1 + a]])
    shift = np.array([tx, ty]) - (linear - np.eye(2)) @ np.array([centre_x, centre_y])
    return np.vstack([np.c_[linear, shift], [0, 0, 1]])


def _stretch(columns: Cv, rows: Cv, x: Cv, y: Cv) -> float:
    if len(columns) < 50:
        return 0.0
    system = np.c_[columns - columns.mean(), rows - rows.mean(), np.ones(len(columns))]
    weights = np.ones(len(x))
    gradient = np.zeros((2, 2))
    for _ in range(4):
        weighted = system * weights[:, None]
        normal = weighted.T @ weighted
        solved = [
            np.linalg.lstsq(normal, weighted.T @ (values * weights), rcond=None)[0] for values in (x, y)
        ]
        off = np.hypot(x - system @ solved[0], y - system @ solved[1])
        weights = np.sqrt(1 / (1 + (off / 2) ** 2))
        gradient = np.array([one[:2] for one in solved])
    long, short = np.linalg.svd(np.eye(2) + gradient)[1]
    return float(long / max(short, 1e-6) - 1)
