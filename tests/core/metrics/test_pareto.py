from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.metrics.pareto import pareto


def test_the_most_frequent_comes_first_and_equal_ones_by_name() -> None:
    bars = pareto(["shape", "colour", "kit", "colour"])
    assert [(bar.code, bar.count) for bar in bars] == [("colour", 2), ("kit", 1), ("shape", 1)]
    assert [bar.cumulative for bar in bars] == [0.5, 0.75, 1.0]


@given(st.lists(st.sampled_from(["shape", "colour", "kit", "label", "halo"])))
def test_nothing_is_lost_or_counted_twice(reasons: list[str]) -> None:
    bars = pareto(reasons)
    assert {bar.code: bar.count for bar in bars} == dict(Counter(reasons))
    if bars:
        assert sum(bar.share for bar in bars) == pytest.approx(1)
        assert bars[-1].cumulative == 1
    assert [bar.count for bar in bars] == sorted((bar.count for bar in bars), reverse=True)
