from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.model import Candidate, Match, Source, State
from core.queue import QueueRow
from core.viewing.geometry import Box
from tui.desk.walk import Walk, walked
from tui.findings import Spot
from tui.i18n.catalogue import catalogue

NOW = datetime(2026, 11, 23, tzinfo=UTC)
SOURCE = Source("s", "s", "S-1", 1, 1, "PNG", 1, NOW)
PAIR = QueueRow(
    "a", "a", State.UNDECIDED, "a", NOW, Candidate("a", ("a",), Match("S-1"), 1, 1, "PNG", 1, NOW), SOURCE
)
SURE = Spot(None, Box(0, 0, 1, 1), "Colour moved.", sure=True)
WEAK = replace(SURE, words="A light fringe.", sure=False)


@pytest.mark.parametrize(
    ("at", "by", "to"), [(None, 1, 0), (None, -1, 2), (0, 1, 1), (2, 1, 0), (0, -1, 2), (7, 1, 2)]
)
def test_it_goes_round(at: int | None, by: int, to: int) -> None:
    assert walked(at, by, 3) == to


def test_it_says_where_it_is_and_which_findings_are_below_their_threshold() -> None:
    say = catalogue("en")
    walk = Walk(lambda *_: (SURE, WEAK), say)
    assert (walk.go(PAIR, 1), walk.spot) == ("1 of 2: Colour moved.", SURE)
    assert (walk.go(PAIR, 1), walk.spot) == (f"2 of 2: A light fringe.  {say('evidence-weak')}", WEAK)
    walk.leave()
    assert walk.spot is None
    assert walk.go(PAIR, 1) == "1 of 2: Colour moved."


def test_there_is_nowhere_to_go_without_a_pair_or_findings() -> None:
    assert Walk(lambda *_: (), catalogue("en")).go(PAIR, 1) == ""
    alone = QueueRow("a", "a", State.UNDECIDED, "a", NOW, PAIR.candidate)
    assert Walk(lambda *_: (SURE,), catalogue("en")).go(alone, 1) == ""
