"""Names for the arrays that go around in this room.

Pictures are height x width x 3, RGB, uint8, sRGB; Lab is float32 CIE L*a*b* (D65) of the same shape; masks
are height x width, bool; maps are height x width, float32.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Rgb: TypeAlias = NDArray[np.uint8]
Grey: TypeAlias = NDArray[np.uint8]
Lab: TypeAlias = NDArray[np.floating[Any]]
Mask: TypeAlias = NDArray[np.bool_]
Map: TypeAlias = NDArray[np.floating[Any]]
Transform: TypeAlias = NDArray[np.floating[Any]]
"""Homogeneous 3x3, column vectors of x, y, 1."""
Points: TypeAlias = NDArray[np.floating[Any]]
"""n x 2, x and y."""
Values: TypeAlias = NDArray[np.floating[Any]]
"""n numbers."""
Cv: TypeAlias = Any
"""What OpenCV's own annotations call MatLike: an array whose type they do not say."""
