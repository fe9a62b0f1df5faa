from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.drift.register import applied, features, matched, similarity
from core.drift.silhouette import by_silhouette


def transform(
    scale: float, degrees: float, x: float, y: float
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    turn = np.radians(degrees)
    cos, sin = scale * np.cos(turn), scale * np.sin(turn)
    return np.array([[cos, -sin, x], [sin, cos, y], [0, 0, 1]])


@given(
    st.floats(0.3, 3), st.floats(-20, 20), st.floats(-200, 200), st.floats(-200, 200), st.integers(0, 1000)
)
@settings(max_examples=30, deadline=None)
def test_a_similarity_is_found_among_wrong_matches(
    scale: float, degrees: float, x: float, y: float, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    source = rng.uniform(0, 500, (60, 2))
    wanted = transform(scale, degrees, x, y)
    candidate = applied(wanted, source) + rng.normal(0, 0.2, (60, 2))
    candidate[:20] = rng.uniform(-2000, 2000, (20, 2))
    found = similarity(source, candidate, pixel=1.0)
    assert found is not None
    corners = np.array([[0.0, 0.0], [500.0, 0.0], [500.0, 500.0]])
    assert np.abs(applied(found.matrix, corners) - applied(wanted, corners)).max() < 2.0


def test_features_of_a_plain_picture_are_none_and_match_nothing() -> None:
    none = features(np.full((200, 200), 90, np.uint8), side=200, most=100)
    assert matched(none, none)[0].shape == (0, 2)
    assert similarity(*matched(none, none), pixel=1.0) is None


@pytest.mark.parametrize(("scale", "degrees"), [(0.6, 0.0), (1.3, 2.0), (1.0, -3.0)])
def test_a_plain_product_is_laid_over_by_its_outline(scale: float, degrees: float) -> None:
    source = np.zeros((400, 400), np.uint8)
    points = np.array([[60, 300], [80, 120], [180, 60], [300, 90], [330, 220], [250, 320]])
    cv2.fillPoly(source, [points], 1)
    wanted = transform(scale, degrees, 40, 30)
    candidate = cv2.warpAffine(source, wanted[:2], (600, 600))
    found = by_silhouette(source > 0, candidate > 0)
    assert found is not None
    assert np.abs(applied(found, points.astype(float)) - applied(wanted, points.astype(float))).max() < 3.0


def test_another_outline_is_not_laid_over() -> None:
    bar, disc = np.zeros((300, 300), np.uint8), np.zeros((300, 300), np.uint8)
    cv2.rectangle(bar, (20, 140), (280, 160), 1, -1)
    cv2.circle(disc, (150, 150), 80, 1, -1)
    assert by_silhouette(bar > 0, disc > 0) is None
