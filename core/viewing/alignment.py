"""How the source lies over the candidate: measured, or else by the product's box, or by the frames.

A box fit scales evenly and keeps the middle: if the studio stretched the product, the stretch stays visible.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt
from typing import Literal

import numpy as np

from core.viewing.geometry import Box, Matrix, scaling, shift

How = Literal["registered", "product", "frame"]

_SHAPES_DIFFER = 1.6
"""Proportions of two boxes further apart than this are not of one product seen the same way."""

_LARGEST = 64.0
"""A registration that scales by more, or by less than its inverse, is none."""


@dataclass(frozen=True, eq=False, slots=True)
class Alignment:
    """Where each point of the source lies in the candidate."""

    matrix: Matrix
    """From the source's true pixels to the candidate's."""
    how: How
    offset: tuple[float, float] = field(default=(0.0, 0.0))
    """What a person moved the candidate by, in the source's pixels; positive is to the right and down."""

    @property
    def to_candidate(self) -> Matrix:
        """The matrix with the offset in it."""
        right, down = self.offset
        moved: Matrix = self.matrix @ shift(-right, -down)
        return moved

    @property
    def scale(self) -> float:
        """Candidate pixels to one source pixel, along a line, in the middle of the source's plane."""
        return sqrt(abs(float(np.linalg.det(self.matrix[:2, :2])))) / abs(float(self.matrix[2, 2]))

    def nudged(self, right: float, down: float) -> Alignment:
        """Return it with the candidate moved by some of the source's pixels more."""
        return Alignment(self.matrix, self.how, (self.offset[0] + right, self.offset[1] + down))

    def realigned(self) -> Alignment:
        """Return it without what a person moved."""
        return Alignment(self.matrix, self.how)


def align(
    source: tuple[int, int],
    candidate: tuple[int, int],
    *,
    registration: Matrix | None = None,
    boxes: tuple[Box, Box] | None = None,
) -> Alignment:
    """Return the alignment of two pictures of these sizes, in pixels.

    `registration` is a measured 3x3 matrix from source to candidate; one that cannot be is passed over.
    `boxes` are the products' boxes, source first.
    """
    if registration is not None and _possible(registration, source):
        return Alignment(np.asarray(registration, np.float64) / registration[2, 2], "registered")
    if boxes is not None and _alike(*boxes):
        return Alignment(_over(*boxes), "product")
    return Alignment(_over(Box(0, 0, *source), Box(0, 0, *candidate)), "frame")


def _over(one: Box, other: Box) -> Matrix:
    """Return the even scaling that lays `one` over `other`, middle on middle, with the same area."""
    scale = sqrt(max(other.width * other.height, 1e-9) / max(one.width * one.height, 1e-9))
    matrix: Matrix = shift(*other.centre) @ scaling(scale, scale) @ shift(-one.centre[0], -one.centre[1])
    return matrix


def _alike(one: Box, other: Box) -> bool:
    if min(one.width, one.height, other.width, other.height) <= 0:
        return False
    ratio = (one.width / one.height) / (other.width / other.height)
    return 1 / _SHAPES_DIFFER <= ratio <= _SHAPES_DIFFER


def _possible(matrix: Matrix, source: tuple[int, int]) -> bool:
    """Tell whether a matrix lays the source's frame somewhere, the right way round, at a sane scale."""
    if matrix.shape != (3, 3) or not np.isfinite(matrix).all() or abs(matrix[2, 2]) < 1e-9:
        return False
    plain = matrix / matrix[2, 2]
    corners = np.array([(x, y, 1.0) for x in (0, source[0]) for y in (0, source[1])])
    if float((corners @ plain[2]).min()) <= 1e-6:  # the horizon crosses the picture
        return False
    turned = float(np.linalg.det(plain[:2, :2]))
    return 1 / _LARGEST**2 < turned < _LARGEST**2
