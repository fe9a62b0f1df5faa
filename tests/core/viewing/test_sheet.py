from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.viewing.sheet import grid


@given(st.integers(1, 40), st.integers(1, 300), st.integers(1, 100), st.floats(0.2, 5), st.integers(0, 3))
def test_every_picture_has_a_place_and_no_row_is_empty(
    count: int, width: int, height: int, aspect: float, beside: int
) -> None:
    columns, rows = grid(count, width, height, aspect=aspect, beside=beside)
    assert columns * rows >= count > columns * (rows - 1)


@pytest.mark.parametrize(
    ("count", "width", "height", "aspect", "expected"),
    [
        (2, 120, 30, 0.75, (2, 1)),
        (2, 60, 60, 2.0, (1, 2)),
        (4, 80, 40, 1.0, (2, 2)),
        (5, 200, 30, 0.75, (5, 1)),
    ],
)
def test_pictures_are_as_large_as_they_can_be(
    count: int, width: int, height: int, aspect: float, expected: tuple[int, int]
) -> None:
    assert grid(count, width, height, aspect=aspect) == expected
