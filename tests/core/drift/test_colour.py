from __future__ import annotations

import numpy as np
import pytest

from core.drift.colour import ciede2000, direction, to_lab

# Of Sharma, Wu, Dalal (2005), table 1: a choice of its pairs.
SHARMA = [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
    ((50, 0, 0), (50, -1, 2), 2.3669),
    ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
    ((50, -0.001, 2.49), (50, 0.0009, -2.49), 4.8045),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((50, 2.5, 0), (58, 24, 15), 19.4535),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((50, 2.5, 0), (50, 3.2592, 0.3350), 1.0000),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]


@pytest.mark.parametrize(("first", "second", "expected"), SHARMA)
def test_the_papers_own_data(first: tuple[float, ...], second: tuple[float, ...], expected: float) -> None:
    found = ciede2000(np.float32([first]), np.float32([second]))[0]
    assert found == pytest.approx(expected, abs=2e-3)


def test_it_is_symmetric_and_nothing_for_equal_colours() -> None:
    rng = np.random.default_rng(0)
    first, second = (to_lab(rng.integers(0, 256, (50, 1, 3)).astype(np.uint8)) for _ in range(2))
    assert np.allclose(ciede2000(first, second), ciede2000(second, first), atol=1e-3)
    assert np.allclose(ciede2000(first, first), 0, atol=1e-3)


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ((128, 128, 128), (170, 170, 170), "lighter"),
        ((128, 128, 128), (90, 90, 90), "darker"),
        ((200, 120, 60), (160, 130, 100), "paler"),
        ((128, 128, 128), (175, 128, 70), "orange"),
        ((128, 128, 128), (100, 125, 190), "blue"),
        ((128, 128, 128), (110, 145, 110), "green"),
    ],
)
def test_a_shift_is_named(before: tuple[int, ...], after: tuple[int, ...], name: str) -> None:
    first, second = (to_lab(np.uint8([[colour]]))[0, 0] for colour in (before, after))
    assert direction(first, second) == name
