from __future__ import annotations

import pytest

from tui.desk.pace import Pace


def test_the_first_news_is_done_at_once_and_a_burst_behind_it_once_more() -> None:
    pace = Pace(0.15)
    assert pace.wait(100.0) == 0
    pace.done(100.0)
    assert pace.wait(100.1) == pytest.approx(0.05)
    assert pace.wait(100.12) is None
    pace.done(100.15)
    assert pace.wait(101.0) == 0


def test_what_comes_while_it_is_being_done_is_part_of_it() -> None:
    pace = Pace(0.15)
    pace.wait(100.0)
    assert pace.wait(109.0) is None
