from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from checklists.loader import load_checklists

ALL = (
    *("--answers-all", "pass", "--looked", "30"),
    *("--compare", "declared", "--phone", "declared", "--large-screen", "declared"),
    *("--colour", "declared", "--detail", "declared"),
)


@pytest.fixture
def id_(vitrina: Callable[..., Any], stocked: Any) -> str:
    document = json.loads(vitrina("queue", "--json", "--workspace", stocked.root).out)
    found: str = document["candidates"][0]["id"]
    return found


@pytest.fixture
def decide(vitrina: Callable[..., Any], stocked: Any, id_: str) -> Callable[..., Any]:
    return lambda *arguments: vitrina("decide", id_, *arguments, "--workspace", stocked.root)


def state_of(vitrina: Callable[..., Any], shop: Any) -> str:
    document = json.loads(vitrina("queue", "--json", "--workspace", shop.root).out)
    state: str = document["candidates"][0]["state"]
    return state


def test_an_approval_that_meets_the_gate_is_recorded_as_declared(
    decide: Callable[..., Any], vitrina: Callable[..., Any], stocked: Any
) -> None:
    ran = decide("--approve", *ALL, "--note", "fine", "--as", "Айгуль", "--json")
    document = json.loads(ran.out)
    assert ran.code == 0
    assert document["refused"] is False
    decision = document["decision"]
    assert (decision["verdict"], decision["person"], decision["note"]) == ("approve", "Айгуль", "fine")
    looked = decision["looked"]
    assert looked["seconds"] == 30
    assert {looked[one] for one in ("compare", "phone", "large_screen", "colour", "detail")} == {"declared"}
    assert looked["views"] == []
    assert document["candidate"]["state"] == "approved"
    assert state_of(vitrina, stocked) == "approved"


def test_an_approval_without_anything_is_refused_with_what_is_left(
    decide: Callable[..., Any], vitrina: Callable[..., Any], stocked: Any
) -> None:
    ran = decide("--approve", "--json")
    document = json.loads(ran.out)
    assert ran.code == 1
    assert document["refused"] is True
    assert document["error"]["code"] == "gate-open"
    for condition in document["gate"]:
        assert f"{condition['says']} {condition['clear']}" in ran.err
    assert state_of(vitrina, stocked) == "undecided"


@pytest.mark.parametrize(
    "flag", ["--compare", "--phone", "--large-screen", "--looked", "--colour", "--detail"]
)
def test_each_condition_left_open_is_refused_and_names_its_flag(
    decide: Callable[..., Any], flag: str
) -> None:
    at = ALL.index(flag)
    ran = decide("--approve", *ALL[:at], *ALL[at + 2 :])
    assert ran.code == 1
    assert ran.out == ""
    assert "one condition is open" in ran.err
    assert flag in ran.err


def test_a_failed_answer_keeps_the_gate_closed(decide: Callable[..., Any]) -> None:
    ran = decide("--approve", *ALL, "--answer", "source-sharp=fail")
    assert ran.code == 1
    assert "(source-sharp)" in ran.err
    assert "--answer source-sharp=pass" in ran.err


def test_single_answers_win_over_all_and_are_recorded(decide: Callable[..., Any]) -> None:
    document = json.loads(decide("--approve", *ALL, "--answer", "rules-checked=n/a", "--json").out)
    answers = document["decision"]["answers"]
    assert answers["rules-checked"] == "n/a"
    assert set(answers.values()) == {"pass", "n/a"}


def test_answering_each_question_by_itself_is_enough(decide: Callable[..., Any]) -> None:
    checklists, _ = load_checklists()
    answers = [f"--answer={item.id}=pass" for item in checklists["apparel"].items_for("main")]
    assert decide("--approve", *ALL[2:], *answers).code == 0


def test_a_question_the_checklist_does_not_ask_is_refused(decide: Callable[..., Any]) -> None:
    ran = decide("--approve", *ALL, "--answer", "no-such=pass")
    assert ran.code == 1
    assert "no question no-such" in ran.err
    assert "source-sharp" in ran.err


@pytest.mark.parametrize("answer", ["source-sharp", "source-sharp=yes", "=", ""])
def test_an_answer_that_is_none_is_wrong_usage(decide: Callable[..., Any], answer: str) -> None:
    ran = decide("--approve", f"--answer={answer}")
    assert ran.code == 2
    assert "pass, fail, n/a" in ran.err


def test_a_rejection_needs_no_gate_but_a_reason(decide: Callable[..., Any]) -> None:
    assert "at least one reason" in decide("--reject").err
    unknown = decide("--reject", "ugly")
    assert unknown.code == 1
    assert "shape" in unknown.err
    ran = decide("--reject", "shape", "label", "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["decision"]["reasons"] == ["shape", "label"]


def test_reasons_may_be_joined_by_commas(decide: Callable[..., Any]) -> None:
    assert json.loads(decide("--reject", "shape,label", "--json").out)["decision"]["reasons"] == [
        "shape",
        "label",
    ]


def test_an_unknown_id_is_refused(vitrina: Callable[..., Any], stocked: Any) -> None:
    ran = vitrina("decide", "ffffffffffff", "--reject", "shape", "--workspace", stocked.root)
    assert ran.code == 1
    assert "No candidate has the id ffffffffffff" in ran.err


def test_a_file_that_still_arrives_cannot_be_decided(vitrina: Callable[..., Any], stocked: Any) -> None:
    stocked.picture("incoming/new.png", seed=7)
    document = json.loads(vitrina("queue", "--json", "--workspace", stocked.root).out)
    waiting = document["candidates"][-1]["id"]
    ran = vitrina("decide", waiting, "--reject", "shape", "--workspace", stocked.root)
    assert ran.code == 1
    assert "not complete yet" in ran.err


def test_an_unmatched_candidate_cannot_be_decided(vitrina: Callable[..., Any], shop: Any) -> None:
    shop.picture("incoming/IMG_1.png")
    vitrina("scan", "--workspace", shop.root)
    (candidate,) = json.loads(vitrina("queue", "--json", "--workspace", shop.root).out)["candidates"]
    for verdict in (["--approve", *ALL], ["--reject", "shape"]):
        ran = vitrina("decide", candidate["id"], *verdict, "--workspace", shop.root)
        assert ran.code == 1
        assert "which SKU" in ran.err


def test_a_file_that_changed_since_it_was_taken_in_cannot_be_approved(
    decide: Callable[..., Any], stocked: Any
) -> None:
    stocked.picture("incoming/A-1__main__exact-card__a1.png", seed=99)
    ran = decide("--approve", *ALL)
    assert ran.code == 1
    assert "vitrina scan" in ran.err


def test_undo_takes_the_decision_back_and_then_there_is_none(
    decide: Callable[..., Any], vitrina: Callable[..., Any], stocked: Any, id_: str
) -> None:
    decide("--approve", *ALL)
    undo = ("undo", id_[:6], "--workspace", stocked.root)
    ran = vitrina(*undo, "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["candidate"]["state"] == "undecided"
    again = vitrina(*undo)
    assert again.code == 1
    assert "no decision to take back" in again.err


def test_two_people_who_disagree_make_it_contested(decide: Callable[..., Any]) -> None:
    assert decide("--approve", *ALL, "--as", "Anna").code == 0
    ran = decide("--reject", "shape", "--as", "Boris")
    assert ran.code == 0
    assert "contested" in ran.out


def test_a_hostile_note_is_kept_and_never_printed_raw(decide: Callable[..., Any]) -> None:
    ran = decide("--reject", "shape", "--note", "\x1b[2Jgone\udcff", "--as", "\x1b]0;x\x07", "--json")
    assert ran.code == 0
    assert "\x1b" not in ran.out
    assert json.loads(ran.out)["decision"]["note"].startswith("\x1b[2Jgone")
