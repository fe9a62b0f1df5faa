from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from checklists.model import Phrase
from checklists.packs import (
    Aspect,
    Formats,
    Level,
    Limit,
    MaxBytes,
    MaxCount,
    MaxSide,
    MinFill,
    MinQuality,
    MinSize,
    Opaque,
    Question,
    Rule,
    RulePack,
    Source,
    Srgb,
    WhiteBackground,
)
from core.process.rules import PictureFacts, RuleFinding, check_picture, packs_of

PAGE = Source("page", "https://x.example", "official", date(2026, 11, 1), None, "")
NAME = Phrase("Bazaar", "Базар", "Базар")
FACTS = PictureFacts(slot="main", width=900, height=1200, format="JPEG", bytes=3_000_000)


def pack(*limits: Limit, level: Level = "block", slots: tuple[str, ...] = ("main",)) -> RulePack:
    rules = tuple(
        Rule(f"rule-{n}", "x", limit, "ask" if isinstance(limit, Question) else level, "A", (PAGE,), slots)
        for n, limit in enumerate(limits)
    )
    day = date(2026, 11, 1)
    return RulePack("bazaar", "v1", NAME, "https://x.example", day, day, 90, "not-found", (PAGE,), rules)


def findings(limit: Limit, **facts: object) -> list[tuple[str, object]]:
    found = check_picture(replace(FACTS, **facts), [pack(limit)])  # type: ignore[arg-type]
    return [(one.level, one.says.args.get("found")) for one in found]


@pytest.mark.parametrize(
    ("limit", "kept", "broken", "says"),
    [
        (MinSize(700, 900), {"width": 700, "height": 900}, {"width": 699, "height": 2000}, "699 × 2000"),
        (MinSize(700, 900), {}, {"width": 1200, "height": 899}, "1200 × 899"),
        (MaxSide(1200), {}, {"height": 1201}, "900 × 1201"),
        (Aspect(3, 4, 0.01), {"width": 905}, {"width": 912}, "912 × 1200"),
        (Aspect(3, 4, 0.01), {}, {"width": 1200, "height": 900}, "1200 × 900"),
        (Formats(("JPEG", "PNG")), {}, {"format": "WEBP"}, "WEBP"),
        (MaxBytes(2**20), {"bytes": 2**20}, {"bytes": 2**20 * 3 // 2}, "1.5"),
        (MaxCount(30), {"count": 30}, {"count": 31}, "31"),
        (MinQuality(65), {"quality": 65}, {"quality": 64}, "64"),
        (Srgb(), {"profile": "", "colour_mode": "RGB"}, {"profile": "Display P3"}, "Display P3"),
        (Srgb(), {"profile": "sRGB IEC61966-2.1"}, {"profile": "", "colour_mode": "CMYK"}, "CMYK"),
        (Opaque(), {"alpha": False}, {"alpha": True}, ""),
        (MinFill(0.8), {"fill": 0.8}, {"fill": 0.6}, "60"),
        (WhiteBackground(), {"white_background": True}, {"white_background": False}, ""),
    ],
)
def test_a_limit_is_kept_up_to_its_figure_and_broken_beyond(
    limit: Limit, kept: dict[str, object], broken: dict[str, object], says: str
) -> None:
    assert findings(limit, **kept) == []
    assert findings(limit, **broken) == [("block", says)]


@pytest.mark.parametrize("limit", [MaxCount(1), MinQuality(99), Srgb(), Opaque()])
def test_nothing_is_claimed_of_what_is_not_known(limit: Limit) -> None:
    assert findings(limit) == []


@pytest.mark.parametrize("limit", [MinFill(0.8), WhiteBackground(), Question(NAME)])
def test_what_was_not_measured_or_only_a_person_sees_is_asked(limit: Limit) -> None:
    assert [level for level, _ in findings(limit)] == ["ask"]


def test_a_rule_for_another_slot_is_not_asked() -> None:
    assert check_picture(replace(FACTS, slot="ad"), [pack(Formats(("PNG",)))]) == ()


def test_what_blocks_comes_first_whichever_marketplace_says_it() -> None:
    first = pack(Question(NAME), MaxSide(10), level="warn")
    found = check_picture(FACTS, [first, pack(MaxSide(20))])
    assert [one.level for one in found] == ["block", "warn", "ask"]


def test_a_finding_names_figure_source_day_and_confidence() -> None:
    (found,) = check_picture(FACTS, [pack(MinSize(1000, 1000))])
    assert isinstance(found, RuleFinding)
    args = found.says.args
    assert (args["marketplace"], args["needed"], args["found"]) == ("Bazaar", "1000 × 1000", "900 × 1200")
    assert (args["source"], args["seen"], args["confidence"]) == ("page", "2026-11-01", "A")


def test_only_marketplaces_with_a_pack_are_asked() -> None:
    packs = {"bazaar": pack()}
    assert packs_of(("souk", "bazaar"), packs) == (packs["bazaar"],)
