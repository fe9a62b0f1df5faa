from __future__ import annotations

from datetime import UTC, datetime

from core.model import Candidate, Match, Slot, Source, State
from core.queue import QueueRow
from tui.views.opposite import Opposite

NOW = datetime(2026, 11, 23, tzinfo=UTC)
MAIN = Candidate("m", ("main.png",), Match("S-1"), 30, 40, "PNG", 9, NOW)
PHOTO = Source("photo.jpg", "s", "S-1", 60, 80, "JPEG", 9, NOW)


def row(slot: Slot) -> QueueRow:
    candidate = Candidate("a", ("a.png",), Match("S-1", slot=slot), 1, 1, "PNG", 1, NOW)
    return QueueRow("a", "a", State.UNDECIDED, "a.png", NOW, candidate, PHOTO)


def test_an_ad_is_held_against_its_main_picture_when_that_is_asked_for() -> None:
    opposite = Opposite({"S-1": MAIN}.get)
    assert opposite.paired(row(Slot.AD)) == (row(Slot.AD), "caption-source")
    opposite.beside_main = True
    shown, caption = opposite.paired(row(Slot.AD))
    assert caption == "caption-main"
    assert shown is not None
    assert shown.source is not None
    assert (shown.source.path, shown.source.sha256, shown.source.width) == ("main.png", "m", 30)
    assert shown.candidate == row(Slot.AD).candidate


def test_whatever_is_no_ad_or_has_no_main_picture_stays_beside_its_source() -> None:
    opposite = Opposite({"S-1": MAIN}.get, beside_main=True)
    assert opposite.paired(row(Slot.DETAIL)) == (row(Slot.DETAIL), "caption-source")
    assert opposite.paired(None) == (None, "caption-source")
    assert Opposite({}.get, beside_main=True).paired(row(Slot.AD)) == (row(Slot.AD), "caption-source")
