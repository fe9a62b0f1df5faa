"""Boxes, grids of dots, and the 3x3 matrices that lead from one to the other.

A matrix takes column vectors (x, y, 1) and is homogeneous, so that a registration with perspective fits in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
"""3x3, float64."""
Pixels = NDArray[np.uint8]
"""(height, width, 3), uint8, sRGB."""
Mask = NDArray[np.bool_]
"""(height, width), bool."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in true pixels; `right` and `bottom` are the outer edges."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """In pixels."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """In pixels."""
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[float, float]:
        """The middle, x and y."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def united(self, other: Box) -> Box:
        """Return the smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def scaled(self, across: float, down: float) -> Box:
        """Return the box in a picture that is `across` times as wide and `down` times as high."""
        return Box(self.left * across, self.top * down, self.right * across, self.bottom * down)

    def through(self, matrix: Matrix) -> Box:
        """Return the smallest box around the four corners, each taken through `matrix`."""
        corners = [(x, y) for x in (self.left, self.right) for y in (self.top, self.bottom)]
        found = moved(matrix, np.array(corners))
        return Box(*found.min(axis=0).tolist(), *found.max(axis=0).tolist())

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies inside or on the edge."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Dots:
    """A grid of dots on the screen: `across` by `down` of them in each cell.

    A picture may be sampled more finely than dots are shown; what it means for a dot to be a pixel stays.
    """

    columns: int
    """Cells."""
    rows: int
    across: int = 1
    down: int = 2
    ratio: float = 2.0
    """Height of a cell over its width."""
    finer: tuple[int, int] = (1, 1)
    """Samples of a dot, across and down."""

    @property
    def width(self) -> int:
        """Samples in a row: dots, where they are not finer."""
        return self.columns * self.across * self.finer[0]

    @property
    def height(self) -> int:
        """Rows of samples."""
        return self.rows * self.down * self.finer[1]

    @property
    def per_pixel(self) -> tuple[float, float]:
        """Samples that a true pixel takes at 100 %, across and down.

        Dots need not be square. At 100 % the axis that has fewer of them gives each pixel exactly one dot.
        """
        across, down = float(self.across), self.down / self.ratio
        fewer = min(across, down)
        return across / fewer * self.finer[0], down / fewer * self.finer[1]


def moved(matrix: Matrix, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return points, (n, 2), taken through `matrix`."""
    whole = points @ matrix[:, :2].T + matrix[:, 2]
    found: NDArray[np.float64] = whole[:, :2] / whole[:, 2:]
    return found


def scaling(across: float, down: float) -> Matrix:
    """Return the matrix that scales both axes about the origin."""
    return np.diag([across, down, 1.0])


def shift(right: float, down: float) -> Matrix:
    """Return the matrix that moves."""
    matrix = np.eye(3)
    matrix[:2, 2] = right, down
    return matrix


def upright(matrix: Matrix) -> bool:
    """Tell whether a matrix only scales and moves, with nothing mirrored."""
    size = float(np.abs(matrix[:2, :2]).max())
    off = np.abs([matrix[0, 1], matrix[1, 0]]).max()
    flat = bool(np.allclose(matrix[2], (0, 0, matrix[2, 2])))
    return bool(off <= 1e-7 * size and flat and matrix[0, 0] > 0 and matrix[1, 1] > 0)
