from __future__ import annotations

from datetime import UTC, datetime

from checklists.packs_loader import load_packs
from core.model import Candidate, Match, Slot
from core.rulebook import RuleLevels

AT = datetime(2026, 11, 24, tzinfo=UTC)


def candidate(width: int, height: int, slot: Slot = Slot.MAIN) -> Candidate:
    match = Match("S-1", slot)
    return Candidate(f"{width:064}", ("incoming/x.jpg",), match, width, height, "JPEG", 400_000, AT)


def test_the_worst_is_told_from_what_is_recorded_alone() -> None:
    levels = RuleLevels(load_packs()[0])
    assert levels.of(candidate(400, 500), ("wildberries",)) == "block"
    assert levels.of(candidate(800, 1000), ("wildberries",)) == "warn"
    assert levels.of(candidate(1800, 2400), ("wildberries",)) == "ask"
    assert levels.of(candidate(400, 500), ()) == "ask"
    assert levels.of(candidate(400, 500), ("nowhere",)) == "ask"
