from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.metrics.rate import Rate, wilson


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        # Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_intervals_of_a_published_table(hits: int, of: int, low: float, high: float) -> None:
    assert wilson(hits, of) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_an_interval_lies_around_its_share_and_within_bounds(one: int, other: int) -> None:
    hits, of = min(one, other), max(one, other)
    low, high = wilson(hits, of)
    assert 0 <= low <= high <= 1
    if of:
        assert low <= hits / of <= high


@given(st.integers(0, 50), st.integers(1, 50), st.integers(2, 20))
def test_it_shrinks_with_more_of_the_same(hits: int, more: int, times: int) -> None:
    of = hits + more
    low, high = wilson(hits, of)
    nearer, lower = wilson(hits * times, of * times)
    assert lower - nearer < high - low


@given(st.integers(0, 200), st.integers(0, 200))
def test_hits_and_misses_mirror_each_other(hits: int, misses: int) -> None:
    low, high = wilson(hits, hits + misses)
    assert wilson(misses, hits + misses) == (pytest.approx(1 - high), pytest.approx(1 - low))


def test_more_hits_than_tries_are_none() -> None:
    with pytest.raises(ValueError, match="3"):
        wilson(3, 2)
    beyond = Rate(3, 2)
    assert (beyond.beyond, beyond.share, beyond.interval) == (True, None, None)


def test_below_the_stated_count_there_is_no_share() -> None:
    assert (Rate(1, 49, 50).share, Rate(1, 49, 50).interval, Rate(1, 49, 50).too_few) == (None, None, True)
    assert Rate(1, 50, 50).share == pytest.approx(0.02)
    assert Rate(0, 0, 0).share is None
