from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from core.desk import Desk
from core.drilling import DrillWish
from core.model import Verdict
from core.workspace import Workspace


@pytest.fixture
def trained(stocked: Any) -> Any:
    """A workspace in which ana has answered three pairs of a drill with a chosen seed."""
    desk = Desk.open(Workspace(stocked.root), person="ana")
    run = desk.drilling.begin(DrillWish("apparel", size=3, seed=4))
    for number in range(3):
        pair = desk.drilling.exercise(run, number)
        assert pair is not None
        verdict = Verdict.REJECT if pair.kind else Verdict.APPROVE
        desk.drilling.answer(run, number, pair, verdict)
    desk.close()
    return stocked


def test_how_drills_went_is_told_as_data(vitrina: Callable[..., Any], trained: Any) -> None:
    told = json.loads(vitrina("train", "--workspace", trained.root, "--json").out)
    (drill,) = told["drills"]
    assert (drill["person"], drill["category"], drill["answered"]) == ("ana", "apparel", 3)
    assert (drill["practice"], drill["passed"], drill["seed"]) == (True, False, 4)
    assert drill["defects"]["right"] + drill["honest"]["right"] == 3
    assert told["plants"] == {}
    other = json.loads(vitrina("train", "--workspace", trained.root, "--as", "bek", "--json").out)
    assert other["drills"] == []


def test_how_drills_went_is_told_in_words(vitrina: Callable[..., Any], trained: Any) -> None:
    ran = vitrina("train", "--workspace", trained.root, "--progress")
    assert ran.code == 0
    assert "apparel: found" in ran.out
    assert "Practice" in ran.out


def test_without_a_terminal_it_says_how_to_begin(vitrina: Callable[..., Any], stocked: Any) -> None:
    ran = vitrina("train", "--workspace", stocked.root)
    assert ran.code == 1
    assert "Nobody has trained yet." in ran.out
    assert "needs a terminal" in ran.err


@pytest.mark.parametrize("wrong", [("--pairs", "0"), ("--pairs", "101"), ("--seed", "-1"), ("--seed", "x")])
def test_a_figure_out_of_range_is_wrong_usage(vitrina: Callable[..., Any], wrong: tuple[str, str]) -> None:
    assert vitrina("train", *wrong).code == 2
