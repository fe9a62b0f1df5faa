"""Both pictures of the product at one place and size: what all measures look at.

The analysis frame is the source's product with a margin, scaled so that its long side is `SIDE` pixels or
what the candidate has, whichever is less: detail that one of them lacks cannot be compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from core.drift.arrays import Cv, Mask, Rgb, Transform
    from core.drift.result import Box

SIDE: Final = 420
"""Long side of the product in the frame, pixels."""
HALVED: Final = np.array([[2, 0, 0.5], [0, 2, 0.5], [0, 0, 1]], np.float64)
"""Pixels of a picture at half its size to those of the whole one."""
_MARGIN: Final = 0.16
"""Of the product's long side, around it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The product of both pictures, laid over each other."""

    source: Rgb
    candidate: Rgb
    mask: Mask
    """The source's product."""
    seen: Mask
    """What lies inside the candidate's picture."""
    from_source: Transform
    """Source pixels to frame pixels."""
    from_candidate: Transform
    """Candidate pixels to frame pixels."""

    @property
    def size(self) -> float:
        """Square root of the product's area, frame pixels: the length shares are of."""
        return float(np.sqrt(max(1, int(self.mask.sum()))))


def box_of(mask: Mask) -> Box | None:
    """Return the box around all true pixels; None where there are none."""
    x, y, width, height = cv2.boundingRect(mask.astype(np.uint8))
    return (x, y, width, height) if width else None


def product_box(mask: Mask) -> Box:
    """Return the box around a product. Raises ValueError for a mask without one; callers refuse those."""
    box = box_of(mask)
    if box is None:
        raise ValueError("a mask without a pixel")
    return box


def laid_over(source: Rgb, candidate: Rgb, mask: Mask, matrix: Transform) -> Frame:
    """Return the frame for a mask of the source and the transform from source to candidate."""
    box = product_box(mask)
    x, y, width, height = box
    long = max(width, height)
    scale = min(SIDE / long, 1.0, max(0.25, float(np.hypot(matrix[0, 0], matrix[1, 0]))))
    margin = _MARGIN * long
    size = max(24, round((width + 2 * margin) * scale)), max(24, round((height + 2 * margin) * scale))
    to_frame = np.array([[scale, 0, -(x - margin) * scale], [0, scale, -(y - margin) * scale], [0, 0, 1]])
    back = to_frame @ np.linalg.inv(matrix)
    return Frame(
        source=warped(source, to_frame, size),
        candidate=warped(candidate, back, size),
        mask=warped_mask(mask, to_frame, size),
        seen=warped_mask(np.ones(candidate.shape[:2], np.bool_), back, size, level=250),
        from_source=to_frame,
        from_candidate=back,
    )


def warped(picture: Rgb, matrix: Transform, size: tuple[int, int], *, enlarge: int = cv2.INTER_LINEAR) -> Rgb:
    """Return `picture` under `matrix` at `size` (width, height), filtered first where it gets smaller.

    `enlarge` is OpenCV's interpolation where it gets larger; a linear one softens.
    """
    scale = float(np.hypot(matrix[0, 0], matrix[1, 0]))
    picture, matrix = _needed(picture, matrix, size)
    while scale <= 0.5:
        # Averaging squares of pixels first costs a tenth of a blur wide enough for the large picture.
        picture, matrix, scale = np.asarray(reduced(picture, 2), np.uint8), matrix @ HALVED, 2 * scale
    if scale < 0.95:
        picture = np.asarray(cv2.GaussianBlur(picture, (3, 3), 0.4 / scale), np.uint8)
    how = enlarge if scale > 1 else cv2.INTER_LINEAR
    flat = cv2.warpAffine(picture, matrix[:2], size, flags=how, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(flat, np.uint8)


def reduced(picture: Cv, factor: int) -> Cv:
    """Return `picture` with each square of `factor` x `factor` pixels averaged; a rest is cut off."""
    if factor < 2:
        return picture
    height, width = (max(1, edge // factor) for edge in picture.shape[:2])
    whole = picture[: height * factor, : width * factor]
    return cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA)


def shrunk(picture: Cv, scale: float) -> Cv:
    """Return `picture` at `scale` times its size; as it is where that is 1 and more."""
    if scale >= 1:
        return picture
    left = scale
    while left <= 0.5:
        picture, left = reduced(picture, 2), 2 * left
    # A blur before linear sampling is as good as area averaging, which is slow unless it halves.
    smooth = cv2.GaussianBlur(picture, (3, 3), 0.4 / left) if left < 0.95 else picture
    # By the scale, not to a size: rounded, that is another scale. Less than a pixel across has none.
    width, height = (max(1, round(picture.shape[axis] * left)) for axis in (1, 0))
    size = None if min(picture.shape[:2]) * left >= 1 else (width, height)
    return cv2.resize(smooth, size, fx=left, fy=left, interpolation=cv2.INTER_LINEAR)


def _needed(picture: Rgb, matrix: Transform, size: tuple[int, int]) -> tuple[Rgb, Transform]:
    """Return the part of `picture` that a warp will look at, and the matrix for it."""
    width, height = size
    ends = np.array([[0, 0, 1], [width, 0, 1], [0, height, 1], [width, height, 1]], np.float64)
    back = ends @ np.linalg.inv(matrix)[:2].T
    margin = 8
    left, top = (max(0, int(low) - margin) for low in back.min(0))
    right, bottom = (int(high) + margin for high in back.max(0))
    part = picture[top:bottom, left:right]
    if part.shape[0] < 2 or part.shape[1] < 2:
        return picture, matrix
    return part, matrix @ np.array([[1, 0, left], [0, 1, top], [0, 0, 1]], np.float64)


def warped_mask(mask: Mask, matrix: Transform, size: tuple[int, int], level: int = 127) -> Mask:
    """Return `mask` under `matrix` at `size` (width, height): where more than `level` of 255 is covered."""
    soft = cv2.warpAffine(mask * np.uint8(255), matrix[:2], size, flags=cv2.INTER_LINEAR)
    return np.asarray(soft > level, np.bool_)
