from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.viewing.difference import THRESHOLD, distance, heated, oklab, pooled

GREY = np.full((20, 30, 3), 120, np.uint8)
ALL = np.ones((20, 30), bool)


def test_oklab_is_the_published_one() -> None:
    # Ottosson's own table: sRGB red is L 0.6280, a 0.2249, b 0.1258
    red = oklab(np.array([[(255, 0, 0)]], np.uint8))[0, 0]
    assert red.tolist() == pytest.approx([62.80, 22.49, 12.58], abs=0.01)
    assert oklab(np.array([[(255, 255, 255)]], np.uint8))[0, 0].tolist() == pytest.approx(
        [100, 0, 0], abs=0.01
    )


def test_the_same_picture_has_no_difference_even_a_dot_aside() -> None:
    noise = np.random.default_rng(2).integers(0, 255, (20, 30, 3), np.uint8)
    assert distance(noise, noise).max() == 0
    assert distance(noise, np.roll(noise, 1, axis=1))[:, 1:-1].max() == 0


def test_another_colour_is_as_far_as_oklab_says() -> None:
    other = GREY.copy()
    other[5:9, 5:9] = (200, 60, 60)
    found = distance(GREY, other)
    apart = np.linalg.norm(oklab(GREY)[0, 0] - oklab(other)[6, 6])
    assert found[6, 6] == pytest.approx(apart, rel=1e-4)
    assert found[0, 0] == 0


@given(st.integers(0, 19), st.integers(0, 29))
def test_pooling_never_drowns_a_small_defect(y: int, x: int) -> None:
    figures = np.zeros((20, 30), np.float32)
    figures[y, x] = 40
    assert pooled(figures, 2)[y // 2, x // 2] == 40
    assert (pooled(figures, 2) > 0).sum() == 1


def test_heat_marks_only_where_it_is_asked_and_off_is_the_picture() -> None:
    figures = np.zeros((20, 30), np.float32)
    figures[3, 3] = figures[10, 10] = THRESHOLD
    where = ALL.copy()
    where[10, 10] = False
    shown = heated(GREY, figures, where, "threshold")
    marked = shown.max(axis=-1) - shown.min(axis=-1) > 100
    assert np.argwhere(marked).tolist() == [[3, 3]]
    assert heated(GREY, figures, where, "off") is GREY


def test_hotter_is_lighter() -> None:
    figures = np.linspace(3, 25, 30, dtype=np.float32)[None].repeat(20, axis=0)
    shown = heated(GREY, figures, ALL, "proportional")
    light = oklab(shown)[0, :, 0]
    assert (np.diff(light) >= -0.5).all()
    assert light[-1] > light[0] + 40
