from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

LOOKED = (
    *("--looked", "9", "--compare", "declared", "--phone", "declared", "--large-screen", "declared"),
    *("--colour", "declared", "--detail", "declared"),
)
YES = ("--approve", "--answers-all", "pass", *LOOKED)
TEAM = (
    '[people.ana]\nroles = ["reviewer"]\n[people.bek]\nroles = ["auditor"]\n[people.eva]\nroles = ["owner"]\n'
)


@pytest.fixture
def told(vitrina: Callable[..., Any], stocked: Any) -> Callable[..., Any]:
    """Run a verb on the stocked workspace and return its JSON document."""

    def run(*arguments: str, code: int = 0) -> Any:
        ran = vitrina("--workspace", stocked.root, *arguments, "--json")
        assert ran.code == code, ran.err
        return json.loads(ran.out)

    return run


@pytest.fixture
def team(stocked: Any) -> Any:
    (stocked.root / "vitrina.toml").write_text(TEAM, "utf-8")
    return stocked


def ids(told: Callable[..., Any]) -> list[str]:
    return [row["id"] for row in told("queue")["candidates"]]


def test_a_batch_from_opening_to_closing(
    told: Callable[..., Any], vitrina: Callable[..., Any], team: Any
) -> None:
    batch = told("batch", "open", "apparel", "--as", "ana")["batches"][0]
    assert (batch["pilot"], batch["skus"]) == (True, ["A-1"])
    refused = told("batch", "close", batch["id"], "--as", "ana", code=1)
    assert [one["code"] for one in refused["left"]] == ["left-undecided"]
    main, detail = ids(told)
    for one in (main, detail):
        told("decide", one, *YES, "--as", "ana")
    blind = told("audit", "next", "--as", "bek")["audit"]
    assert "decision" not in blind
    assert "approve" not in json.dumps(told("audit", "list", "--as", "bek"))
    assert told("audit", "record", main, *YES, "--as", "ana", code=1)["error"]["code"] == "not-allowed"
    differs = told("audit", "record", main, "--reject", "label", "--as", "bek")["audit"]
    assert (differs["agrees"], differs["decision"]["person"]) == (False, "ana")
    assert told("audit", "record", detail, *YES, "--as", "bek")["audit"]["agrees"]
    assert (
        told("audit", "settle", main, "--approve", "--as", "eva", code=1)["error"]["code"] == "note-missing"
    )
    told("audit", "settle", main, "--approve", "--note", "as in the photo", "--as", "eva")
    closed = told("batch", "close", batch["id"], "--as", "ana")["batches"][0]
    assert (closed["state"], closed["audits"]["disagreements"], closed["audits"]["passes"]) == (
        "closed",
        0,
        True,
    )
    listed = told("batch", "list")
    assert next(one for one in listed["categories"] if one["category"] == "apparel")["piloted"]
    figures = told("audit", "figures")["agreement"]["all"]
    assert (figures["pairs"], figures["too_few"], figures["raw"]) == (2, True, None)
    shown = vitrina("--workspace", team.root, "batch", "show", batch["id"])
    assert "Audited: 2 of 2" in shown.out


def test_the_board_tells_stage_term_and_what_is_missing(told: Callable[..., Any], stocked: Any) -> None:
    (stocked.root / "vitrina.toml").write_text("[sla]\nhours = { qa = 9 }\n", "utf-8")
    card = told("board")["cards"][0]
    assert (card["sku"], card["stage"], card["lateness"]) == ("A-1", "qa", card["lateness"])
    assert card["due_at"] is not None
    assert [one["code"] for one in card["missing"]] == ["decisions"]
    assert told("queue")["candidates"][0]["due_at"] is not None
    assert told("board", "--category", "home")["cards"] == []


def test_packs_ads_and_what_has_to_be_taken_down(
    told: Callable[..., Any], vitrina: Callable[..., Any], stocked: Any
) -> None:
    stocked.picture("incoming/A-1__ad__lifestyle.png", seed=9)
    vitrina("scan", "--workspace", stocked.root)
    rows = {row["slot"]: row["id"] for row in told("queue")["candidates"]}
    refused = told("decide", rows["ad"], *YES, code=1)
    assert [one["code"] for one in refused["gate"]] == ["ad-no-main"]
    for slot in ("main", "detail", "ad"):
        told("decide", rows[slot], *YES)
    assert told("packs")["packs"][0]["releasable"]
    assert told("packs")["rejected_attempts"] == {"by_reason": {}, "by_mode": {}}
    assert told("ads")["ads"][0]["stands"]
    told("undo", rows["main"])
    ad = told("ads")["ads"][0]
    assert (ad["stands"], ad["take_down"], [one["code"] for one in ad["lapsed"]]) == (
        False,
        True,
        ["main-gone"],
    )
    assert "taken down" in vitrina("--workspace", stocked.root, "ads").out


def test_a_rejection_leaves_a_note_for_the_studio_and_taking_it_back_marks_it(
    told: Callable[..., Any], stocked: Any
) -> None:
    main = ids(told)[0]
    told("decide", main, "--reject", "label", "--note", "=cmd", "--lang", "ru")
    page, table = _notes(stocked.root)
    assert "Переделать" in page.read_text("utf-8")
    (row,) = csv.DictReader(table.read_text("utf-8-sig").splitlines(), delimiter=";")
    assert (row["sku"], row["reasons"], row["note"], row["standing"]) == ("A-1", "label", "'=cmd", "yes")
    told("undo", main)
    assert "Withdrawn" in _notes(stocked.root)[0].read_text("utf-8")


def _notes(root: Path) -> tuple[Path, Path]:
    table, page = sorted((root / "retakes").iterdir(), key=lambda path: path.suffix)
    return page, table


def test_notes_for_the_studio_can_be_switched_off(told: Callable[..., Any], stocked: Any) -> None:
    (stocked.root / "vitrina.toml").write_text("[retakes]\nnotes = false\n", "utf-8")
    told("decide", ids(told)[0], "--reject", "label")
    assert not (stocked.root / "retakes").exists()


def test_lifestyle_mains_wait_for_the_owner(
    told: Callable[..., Any], vitrina: Callable[..., Any], team: Any
) -> None:
    team.picture("incoming/A-1__main__lifestyle__a2.png", seed=7)
    vitrina("scan", "--workspace", team.root)
    sha = next(row["id"] for row in told("queue")["candidates"] if row["mode"] == "lifestyle")
    refused = told("decide", sha, *YES, "--as", "ana", code=1)
    assert [one["code"] for one in refused["gate"]] == ["lifestyle-main"]
    assert told("lifestyle", "apparel", "--allow", "--as", "ana", code=1)["error"]["code"] == "not-allowed"
    told("lifestyle", "apparel", "--allow", "--note", "season", "--as", "eva")
    told("decide", sha, *YES, "--as", "ana")
    told("lifestyle", "apparel", "--refuse", "--as", "eva")
    row = next(row for row in told("queue")["candidates"] if row["id"] == sha)
    assert (row["state"], row["lapsed"]) == ("lapsed", ["lifestyle-main"])


def test_rejected_attempts_are_counted_by_reason_and_mode(
    told: Callable[..., Any], vitrina: Callable[..., Any], stocked: Any
) -> None:
    for one in ids(told):
        told("decide", one, "--reject", "label", "halo")
    counted = told("packs")["rejected_attempts"]
    assert counted == {"by_reason": {"halo": 2, "label": 2}, "by_mode": {"exact-card": 2}}
    assert "by mode: exact card 2" in vitrina("packs", "--workspace", stocked.root).out
