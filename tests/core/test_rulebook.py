from __future__ import annotations

from datetime import UTC, datetime

from checklists.packs_loader import load_packs
from core.drift.result import Evidence, Finding, MaskTrust, Picture, Product, Registration
from core.evidence.outcome import Measured
from core.model import Candidate, Match, Mode, Say, Slot
from core.process.rules import check_picture
from core.rulebook import RuleLevels, facts_of

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


def measured(mode: Mode, box: tuple[int, int, int, int], *findings: Finding) -> Measured:
    evidence = Evidence(
        algorithm="1",
        source=Picture(),
        candidate=Picture(),
        mode=mode.value,
        mask=MaskTrust("confirmed", 1.0),
        registration=Registration(found=True, confidence=1.0),
        product=Product((0, 0, 9, 9), box),
        scores={},
        flags=(),
        unmeasured=(),
        findings=findings,
    )
    return Measured(evidence)


def test_frame_and_ground_are_judged_where_they_were_measured() -> None:
    pack = [load_packs()[0]["megamarket"]]
    picture = candidate(1000, 1000)
    grey = Finding("background", 0.9, 30, "levels", (0, 0, 9, 9), Say("drift-not-white"))
    small, wide = (400, 300, 200, 400), (50, 300, 900, 400)

    def levels(outcome: Measured | None) -> dict[str, str]:
        found = check_picture(facts_of(picture, None, None, outcome), pack)
        return {one.rule.id: one.level for one in found if one.rule.id in ("fill", "white-background")}

    assert levels(None) == {"fill": "ask", "white-background": "ask"}
    assert levels(measured(Mode.WHITE_BACKGROUND, small, grey)) == {
        "fill": "warn",
        "white-background": "warn",
    }
    assert levels(measured(Mode.WHITE_BACKGROUND, wide)) == {}
    assert levels(measured(Mode.EXACT_CARD, wide)) == {"white-background": "ask"}, "nobody asked for white"
