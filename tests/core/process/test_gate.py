from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from msgspec import structs

from checklists.loader import load_checklists
from core.model import Answer, Candidate, Draft, LargeScreen, Looked, Match, Proof, Slot
from core.process.gate import Found, GateRules, gate

ITEMS = load_checklists()[0]["shoes"].items_for("main")
RULES = GateRules(min_look_seconds=5, source_soft_below=0.2)
GOOD = Found(file="same", source="same", source_sharpness=0.8)
LOOKED = Looked(
    seconds=6,
    compare=Proof.SEEN,
    phone=Proof.SEEN,
    large_screen=Proof.DECLARED,
    colour=Proof.SEEN,
    detail=Proof.SEEN,
)
DONE = Draft(answers={item.id: Answer.PASS for item in ITEMS}, looked=LOOKED)


def candidate(slot: Slot = Slot.MAIN, sku: str = "S-1") -> Candidate:
    return Candidate(
        sha256="a" * 64,
        paths=("incoming/a.png",),
        match=Match(sku, slot),
        width=9,
        height=9,
        format="PNG",
        bytes=1,
        arrived_at=datetime(2026, 11, 23, tzinfo=UTC),
    )


def codes(draft: Draft = DONE, found: Found = GOOD, *, rules: GateRules = RULES, **what: object) -> list[str]:
    return [item.code for item in gate(candidate(**what), ITEMS, draft, found, rules)]  # type: ignore[arg-type]


def test_nothing_stands_in_the_way_of_a_finished_review() -> None:
    assert codes() == []


def test_an_empty_review_says_all_that_is_left() -> None:
    expected = [
        "compare-not-opened",
        "phone-not-seen",
        "large-screen",
        "look-time",
        "needs-colour",
        "needs-detail",
    ]
    assert codes(Draft()) == expected + ["item-unanswered"] * len(ITEMS)


@pytest.mark.parametrize(
    ("looked", "left"),
    [
        (structs.replace(LOOKED, seconds=4.9), ["look-time"]),
        (structs.replace(LOOKED, seconds=5.0), []),
        (structs.replace(LOOKED, compare=Proof.NOT), ["compare-not-opened"]),
        (structs.replace(LOOKED, phone=Proof.NOT), ["phone-not-seen"]),
        (structs.replace(LOOKED, large_screen=Proof.NOT), ["large-screen"]),
    ],
)
def test_each_look_is_a_condition(looked: Looked, left: list[str]) -> None:
    assert codes(replace(DONE, looked=looked)) == left


def test_only_the_main_slot_needs_the_phone_preview() -> None:
    assert codes(replace(DONE, looked=structs.replace(LOOKED, phone=Proof.NOT)), slot=Slot.DETAIL) == []


def test_a_workspace_can_refuse_a_declared_large_screen() -> None:
    strict = replace(RULES, large_screen_declared=False)
    assert codes(rules=strict) == ["large-screen"]
    assert codes(replace(DONE, looked=structs.replace(LOOKED, large_screen=Proof.SEEN)), rules=strict) == []


@pytest.mark.parametrize(
    ("found", "left"),
    [
        (replace(GOOD, file="changed"), ["file-changed"]),
        (replace(GOOD, file="missing"), ["file-missing"]),
        (replace(GOOD, source="missing", source_sharpness=None), ["source-missing"]),
        (replace(GOOD, source="changed", source_sharpness=None), ["source-changed"]),
        (replace(GOOD, source_sharpness=0.1), ["source-soft"]),
        (replace(GOOD, source_sharpness=None), []),
    ],
)
def test_what_lies_on_the_disk_is_a_condition(found: Found, left: list[str]) -> None:
    assert codes(found=found) == left


def test_a_soft_source_is_cleared_by_a_persons_word() -> None:
    draft = replace(DONE, looked=structs.replace(LOOKED, source_sharp=Proof.DECLARED))
    assert codes(draft, replace(GOOD, source_sharpness=0.1)) == []


def test_a_failed_answer_and_an_open_question_are_named() -> None:
    answers = {**DONE.answers, ITEMS[2].id: Answer.FAIL}
    del answers[ITEMS[0].id]
    left = gate(candidate(), ITEMS, replace(DONE, answers=answers), GOOD, RULES)
    assert [(item.code, item.item) for item in left] == [
        ("item-unanswered", ITEMS[0].id),
        ("item-failed", ITEMS[2].id),
    ]


def test_not_applicable_counts_as_answered() -> None:
    assert codes(replace(DONE, answers={item.id: Answer.NA for item in ITEMS})) == []


def test_a_candidate_without_a_sku_is_never_free() -> None:
    assert "unmatched" in codes(sku="")


def numbers(need: str) -> str:
    return ", ".join(str(n) for n, item in enumerate(ITEMS, start=1) if item.needs == need)


def test_a_pass_that_the_looks_do_not_prove_is_refused_with_its_questions() -> None:
    blind = replace(DONE, looked=structs.replace(LOOKED, colour=Proof.NOT, detail=Proof.NOT))
    left = gate(candidate(), ITEMS, blind, GOOD, RULES)
    assert [(item.code, item.says.args) for item in left] == [
        ("needs-colour", {"numbers": numbers("colour")}),
        ("needs-detail", {"numbers": numbers("detail")}),
    ]


def test_a_question_that_does_not_apply_needs_no_look() -> None:
    answers = {**DONE.answers, **{item.id: Answer.NA for item in ITEMS if item.needs}}
    blind = structs.replace(LOOKED, colour=Proof.NOT, detail=Proof.NOT)
    assert codes(replace(DONE, answers=answers, looked=blind)) == []


@pytest.mark.parametrize(
    ("large", "zoom", "left"),
    [
        (Proof.SEEN, 100.0, []),
        (Proof.SEEN, 99.9, ["needs-detail"]),
        (Proof.DECLARED, 100.0, ["needs-colour", "needs-detail"]),
    ],
)
def test_a_large_screen_proves_only_what_was_seen_on_it(large: Proof, zoom: float, left: list[str]) -> None:
    window = LargeScreen(1920, 1080, 1.0, 40.0, zoom)
    looked = structs.replace(LOOKED, colour=Proof.NOT, detail=Proof.NOT, large_screen=large, large=window)
    assert codes(replace(DONE, looked=looked)) == left


def test_a_look_that_is_asked_for_anyway_is_asked_for_once() -> None:
    needy = tuple(replace(item, needs=need) for item, need in zip(ITEMS, ("phone", "large"), strict=False))
    draft = replace(DONE, looked=structs.replace(LOOKED, phone=Proof.NOT, large_screen=Proof.NOT))
    main = [item.code for item in gate(candidate(), needy, draft, GOOD, RULES)]
    assert [code for code in main if "phone" in code or "large" in code] == ["phone-not-seen", "large-screen"]
    detail = [item.code for item in gate(candidate(Slot.DETAIL), needy, draft, GOOD, RULES)]
    assert [code for code in detail if "phone" in code or "large" in code] == ["large-screen", "needs-phone"]


def test_a_pass_against_measured_drift_waits_for_a_close_look() -> None:
    colour = next(number for number, item in enumerate(ITEMS, start=1) if item.reason == "colour")
    drifted = replace(GOOD, drifted=("colour",))
    far = replace(DONE, looked=structs.replace(LOOKED, detail=Proof.NOT))
    found = gate(candidate(), ITEMS, far, drifted, RULES)
    (unseen,) = [item for item in found if item.code == "evidence-unseen"]
    assert unseen.says.args["numbers"] == str(colour)
    assert codes(DONE, drifted) == []
    assert "evidence-unseen" not in codes(far, GOOD)


def test_drift_asks_nothing_of_a_fail_or_of_another_question() -> None:
    drifted = replace(GOOD, drifted=("colour",))
    item = next(item for item in ITEMS if item.reason == "colour")
    far = structs.replace(LOOKED, detail=Proof.NOT)
    failed = Draft(answers={**DONE.answers, item.id: Answer.FAIL}, looked=far)
    assert "evidence-unseen" not in codes(failed, drifted)
