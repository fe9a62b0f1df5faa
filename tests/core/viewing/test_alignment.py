from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.viewing.alignment import align
from core.viewing.geometry import Box, moved, shift


def lands(matrix: np.ndarray, x: float, y: float) -> list[float]:
    return moved(matrix, np.array([[x, y]]))[0].tolist()


def test_frames_of_one_shape_lie_corner_on_corner() -> None:
    found = align((3000, 4000), (900, 1200))
    assert found.how == "frame"
    assert found.scale == pytest.approx(0.3)
    assert lands(found.to_candidate, 0, 0) == pytest.approx([0, 0], abs=1e-9)
    assert lands(found.to_candidate, 3000, 4000) == pytest.approx([900, 1200])


def test_boxes_lie_middle_on_middle_and_a_stretch_stays_visible() -> None:
    found = align((1000, 1000), (500, 500), boxes=(Box(100, 100, 300, 500), Box(200, 100, 300, 310)))
    assert found.how == "product"
    assert lands(found.to_candidate, 200, 300) == pytest.approx([250, 205])
    assert found.matrix[0, 0] == pytest.approx(found.matrix[1, 1])


def test_boxes_of_other_proportions_are_of_no_one_product() -> None:
    boxes = (Box(0, 0, 100, 100), Box(0, 0, 100, 400))
    assert align((1000, 1000), (500, 500), boxes=boxes).how == "frame"


def test_a_registration_wins_over_boxes() -> None:
    measured = np.array([[0.5, 0.01, 7.0], [-0.01, 0.5, 3.0], [0, 0, 1.0]]) * 2
    found = align((1000, 1000), (500, 500), registration=measured, boxes=(Box(0, 0, 9, 9), Box(0, 0, 9, 9)))
    assert found.how == "registered"
    assert lands(found.to_candidate, 100, 0) == pytest.approx([57, 2])


@pytest.mark.parametrize(
    "matrix",
    [
        np.full((3, 3), np.nan),
        np.zeros((3, 3)),
        np.eye(2),
        np.diag([1e-9, 1e-9, 1.0]),
        np.diag([-1.0, 1.0, 1.0]),
        np.array([[1, 0, 0], [0, 1, 0], [0.01, 0, -1.0]]),
    ],
)
def test_a_registration_that_cannot_be_is_passed_over(matrix: np.ndarray) -> None:
    assert align((1000, 1000), (500, 500), registration=matrix).how == "frame"


@given(st.floats(-50, 50), st.floats(-50, 50))
def test_what_a_person_moved_comes_back_with_realigning(right: float, down: float) -> None:
    found = align((300, 400), (900, 1200))
    moved_ = found.nudged(right, down)
    # the candidate moved to the right shows at x what it had shown at x - right
    assert np.allclose(moved_.to_candidate, found.matrix @ shift(-right, -down))
    assert np.array_equal(moved_.realigned().to_candidate, found.to_candidate)
    assert np.allclose(moved_.nudged(-right, -down).to_candidate, found.to_candidate)
