from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.drift.quantile import median, quantile


@given(st.lists(st.floats(-1e3, 1e3, width=32), min_size=1, max_size=60), st.floats(0, 1))
def test_quantiles_are_those_of_numpy(values: list[float], part: float) -> None:
    array = np.array(values, np.float32)
    assert quantile(array, part) == pytest.approx(
        float(np.quantile(array.astype(np.float64), part)), abs=1e-3
    )
    assert median(array) == pytest.approx(float(np.median(array.astype(np.float64))), abs=1e-3)


def test_a_map_counts_as_all_its_pixels() -> None:
    assert median(np.arange(9, dtype=np.uint8).reshape(3, 3)) == 4


def test_nothing_has_no_quantile() -> None:
    with pytest.raises(IndexError):
        median(np.zeros(0, np.float32))
