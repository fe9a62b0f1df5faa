from __future__ import annotations

import cv2
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.drift.frame import shrunk, warped


def blob(width: int, height: int, x: float, y: float) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    ys, xs = np.mgrid[:height, :width]
    bright = 220 * np.exp(-((xs - x) ** 2 + (ys - y) ** 2) / (2 * 14.0**2))
    return np.repeat(bright[..., None], 3, 2).astype(np.uint8)


def centre(picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> tuple[float, float]:
    moments = cv2.moments(picture[..., 1].astype(np.float32))
    return moments["m10"] / moments["m00"], moments["m01"] / moments["m00"]


@given(st.floats(0.15, 0.99), st.integers(200, 331), st.floats(80, 120), st.floats(80, 120))
@settings(max_examples=40, deadline=None)
def test_what_is_made_smaller_stays_in_its_place(scale: float, width: int, x: float, y: float) -> None:
    found = centre(shrunk(blob(width, width + 7, x, y), scale))
    assert abs(found[0] - ((x + 0.5) * scale - 0.5)) < 0.2
    assert abs(found[1] - ((y + 0.5) * scale - 0.5)) < 0.2


@given(st.floats(0.15, 2.0), st.floats(-20, 20))
@settings(max_examples=40, deadline=None)
def test_a_warp_puts_things_where_its_matrix_says(scale: float, shift: float) -> None:
    matrix = np.array([[scale, 0, shift + 30], [0, scale, 30], [0, 0, 1.0]])
    found = centre(warped(blob(301, 257, 120, 110), matrix, (700, 700)))
    assert abs(found[0] - (120 * scale + shift + 30)) < 0.25
    assert abs(found[1] - (110 * scale + 30)) < 0.25
