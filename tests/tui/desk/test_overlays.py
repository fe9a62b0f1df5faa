from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from core.viewing.geometry import Box
from tests.tui.desk.test_walk import PAIR, SURE, WEAK
from tui.desk.overlays import Overlays
from tui.findings import Spot
from tui.i18n.catalogue import catalogue
from tui.render.overlay import BARE, Mark, Overlay

SAY = catalogue("en")
HERE = Box(3, 3, 9, 9)


@dataclass
class Found:
    """What the evidence says of every pair."""

    sketch: bytes | None = b"warm"
    found: tuple[Spot, ...] = ()

    def heat(self, *_: Any) -> bytes | None:
        return self.sketch

    def spots(self, *_: Any) -> tuple[Spot, ...]:
        return self.found


def overlays(found: Found) -> Overlays:
    return Overlays(found, SAY)  # type: ignore[arg-type]


def test_without_heat_only_the_finding_that_is_looked_at_is_framed() -> None:
    over = overlays(Found(found=(SURE, WEAK)))
    assert over.of(PAIR, None) == (BARE, BARE)
    assert over.of(PAIR, WEAK) == (BARE, Overlay((Mark(WEAK.candidate, weak=True),)))


def test_heat_comes_with_the_three_gravest_findings_the_gravest_on_top() -> None:
    both = Spot(HERE, HERE, "Shape.", sure=True)
    over = overlays(Found(found=(both, SURE, WEAK, SURE)))
    over.turn(PAIR)
    source, candidate = over.of(PAIR, None)
    assert source == Overlay((Mark(HERE),))
    assert candidate == Overlay((Mark(WEAK.candidate, weak=True), Mark(SURE.candidate), Mark(HERE)), b"warm")
    assert over.of(PAIR, SURE)[1] == Overlay((Mark(SURE.candidate),), b"warm")


@pytest.mark.parametrize(
    ("sketch", "words"),
    [(b"warm", "evidence-heat-on"), (b"", "evidence-heat-cold"), (None, "evidence-heat-none")],
)
def test_it_says_what_is_seen_and_is_taken_away_by_the_same_key(sketch: bytes | None, words: str) -> None:
    over = overlays(Found(sketch))
    assert over.turn(PAIR) == (SAY(words), sketch is not None)
    assert over.of(PAIR, None)[1].heat == sketch
    assert over.turn(PAIR) == (SAY("evidence-heat-off"), True)
    assert over.of(PAIR, None) == (BARE, BARE)


def test_it_holds_for_the_next_pair_and_waits_where_nothing_is_measured() -> None:
    found = Found(None, (SURE,))
    over = overlays(found)
    over.turn(PAIR)
    assert over.of(PAIR, None) == (BARE, BARE)
    assert over.come(PAIR) == ""
    found.sketch = b""
    assert over.come(PAIR) == SAY("evidence-heat-cold")
    assert over.come(PAIR) == "", "it is said once"
    assert over.of(PAIR, None)[1] == Overlay((Mark(SURE.candidate),), b"")
