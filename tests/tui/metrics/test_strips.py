from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.metrics.story import Mark
from tui.metrics.strips import strip

SHARES = st.floats(0, 1)


def test_a_share_lies_on_its_interval_and_a_bar_ends_where_it_should() -> None:
    assert strip(Mark(0.5, 0.2, 0.9), 10) == "  ───●────"
    assert strip(Mark(0.5), 8) == "████    "
    assert strip(Mark(1.0), 4) == "████"
    assert strip(Mark(0.0), 4) == "    "
    assert strip(None, 3) == "   "


@given(SHARES, SHARES, SHARES, st.integers(1, 60))
def test_a_strip_is_as_wide_as_it_was_asked_to_be(one: float, other: float, third: float, width: int) -> None:
    low, share, high = sorted((one, other, third))
    shown = strip(Mark(share, low, high), width)
    assert (len(shown), shown.count("●")) == (width, 1)
    assert len(strip(Mark(share), width)) == width
