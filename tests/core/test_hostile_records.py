"""What a peer's store file may hold: well sealed, and still not believed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec
import pytest

from core.desk import Desk
from core.model import State
from core.store.layout import TAIL, Head, head_text
from core.store.record import Record, seal
from core.store.regular import MAX_BYTES
from core.workspace import Workspace

ARRIVED: dict[str, Any] = {
    "path": "incoming/x.png",
    "sha256": "a" * 64,
    "width": 9,
    "height": 9,
    "format": "PNG",
    "bytes": 4,
    "sku": "S-1",
}


def peer_file(workspace: Workspace, kind: str, data: bytes, **changes: Any) -> None:
    record = Record(
        seq=1,
        device="peer",
        user="eve",
        person="eve",
        at="2026-11-23T08:00:00.000Z",
        clock="019ab0000000-0000",
        kind=kind,
        v=1,
        data=msgspec.Raw(data),
        prev="",
    )
    _, line = seal(msgspec.structs.replace(record, **changes))
    head = head_text(Head(format=1, device="peer", user="eve", file=1))
    (workspace.decisions / "peer.eve.0001.json").write_bytes(head + b"\n" + line + TAIL)


def survives(workspace: Workspace) -> Desk:
    """Open the desk and do with it all that reads every row."""
    desk = Desk.open(workspace, person="ana")
    desk.taking_in.scan()
    for row in desk.queue():
        if row.candidate:
            desk.gating.found(row.candidate)
    desk.refresh()
    return desk


@pytest.mark.parametrize(
    "changes",
    [
        {"path": "../../etc/passwd"},
        {"path": "incoming/../../etc/passwd"},
        {"path": "/etc/passwd"},
        {"path": "vitrina.toml"},
        {"path": "incoming/a\x00b.png"},
        {"path": "incoming/" + "x" * 5000},
        {"width": -1},
        {"width": 0},
        {"bytes": -5},
        {"sha256": "\x1b]0;x\x07"},
        {"sku": "S" * 9000},
        {"attempt": -3},
        {"how": "\x1b[31m"},
    ],
)
def test_an_arrival_out_of_bounds_is_kept_and_passed_over(
    workspace: Workspace, changes: dict[str, Any]
) -> None:
    peer_file(workspace, "candidate-arrived", msgspec.json.encode({**ARRIVED, **changes}))
    desk = survives(workspace)
    assert desk.queue() == ()
    assert desk.unknown_kinds() == {"candidate-arrived": 1}


@pytest.mark.parametrize(
    "path", ["incoming/\n../x.png", "incoming/" + "д" * 300 + ".png", "incoming/a\\xff.png"]
)
def test_a_place_that_no_file_can_have_is_a_missing_file(workspace: Workspace, path: str) -> None:
    peer_file(workspace, "candidate-arrived", msgspec.json.encode({**ARRIVED, "path": path}))
    desk = survives(workspace)
    assert [row.state for row in desk.queue()] == [State.UNDECIDED]
    assert desk.gating.found(desk.find("a" * 12)).file == "missing"


@pytest.mark.parametrize(
    "data",
    [
        b'{"sha256":"\xff\xfe"}',
        b"[" * 50_000 + b"]" * 50_000,
        b'"text"',
        b"null",
        b'{"sha256":' + b"9" * 5000 + b"}",
    ],
)
def test_a_payload_that_cannot_be_decoded_is_passed_over(workspace: Workspace, data: bytes) -> None:
    peer_file(workspace, "postponed", data)
    assert survives(workspace).queue() == ()


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("batch-opened", {"batch": "b-1", "category": "shoes", "size": 31}),
        ("batch-opened", {"batch": "\x1b[2J", "category": "shoes", "size": 5}),
        ("batch-opened", {"batch": "b-1", "category": "../shoes", "size": 5}),
        ("batch-added", {"batch": "b-1", "skus": ["S"] * 31}),
        ("batch-added", {"batch": "b-1", "skus": ["S" * 501]}),
        ("audit-recorded", {"batch": "b-1", "sha256": "a" * 64, "decision": "d", "verdict": "perhaps"}),
        ("audit-settled", {"batch": "b-1", "audit": "a", "verdict": "approve", "note": ""}),
        ("lifestyle-allowed", {"category": "shoes", "allowed": "yes"}),
        ("decided", {"sha256": "a", "verdict": "approve", "sku": "S", "words": {"title": "t" * 501}}),
    ],
)
def test_a_process_event_out_of_bounds_is_kept_and_passed_over(
    workspace: Workspace, kind: str, data: dict[str, Any]
) -> None:
    peer_file(workspace, kind, msgspec.json.encode(data))
    desk = survives(workspace)
    assert desk.process.batches() == ()
    assert desk.unknown_kinds() == {kind: 1}


def test_what_a_peer_says_of_batches_is_shown_and_never_acted_on_blindly(workspace: Workspace) -> None:
    peer_file(workspace, "batch-closed", msgspec.json.encode({"batch": "b-1"}))
    assert survives(workspace).process.batches() == ()


@pytest.mark.parametrize(
    "data",
    [
        {"marketplace": "", "pack": "0123456789ab"},
        {"marketplace": "../ozon", "pack": "0123456789ab"},
        {"marketplace": "ozon" * 20, "pack": "0123456789ab"},
        {"marketplace": "ozon", "pack": "\x1b[2J"},
        {"marketplace": ["ozon"], "pack": "0123456789ab"},
    ],
)
def test_a_check_of_the_rules_out_of_bounds_makes_no_pack_fresh(
    workspace: Workspace, data: dict[str, Any]
) -> None:
    peer_file(workspace, "rules-checked", msgspec.json.encode(data))
    desk = survives(workspace)
    assert desk.unknown_kinds() == {"rules-checked": 1}
    assert all(found.check is None for found in desk.packs_standing())


ROW: list[Any] = ["1", "2026-09-01", 0, 1, 2, 3, 4, 1, "", "", 0]
REPORT: dict[str, Any] = {
    "marketplace": "ozon",
    "report": "returns-list",
    "file": "a.csv",
    "texts": ["", "S-1", "брак", "", "return"],
    "rows": [ROW],
}


@pytest.mark.parametrize(
    "changes",
    [
        {"marketplace": "../x"},
        {"report": "\x1b[2J"},
        {"file": "f" * 600},
        {"texts": ["t" * 2000]},
        {"texts": [""] * 20_000},
        {"rows": [[*ROW[:1], "yesterday", *ROW[2:]]]},
        {"rows": [[*ROW[:2], -1, *ROW[3:]]]},
        {"rows": [[*ROW[:7], -5, *ROW[8:]]]},
        {"rows": [["x" * 200, *ROW[1:]]]},
        {"rows": [ROW[:3]]},
        {"rows": "many"},
    ],
)
def test_a_report_out_of_bounds_is_kept_and_passed_over(
    workspace: Workspace, changes: dict[str, Any]
) -> None:
    peer_file(workspace, "returned", msgspec.json.encode({**REPORT, **changes}))
    desk = survives(workspace)
    assert desk.unknown_kinds() == {"returned": 1}
    assert desk.reports.rows() == {}


def test_a_report_whose_texts_are_missing_or_hostile_is_still_rows(workspace: Workspace) -> None:
    texts = ["", "S-1", "\x1b]0;x\x07", "", "no-such-outcome"]
    rows = [ROW, ["2", "", 9999, 9999, 9999, 9999, 9999, 0, "", "", 0], ROW]
    peer_file(workspace, "returned", msgspec.json.encode({**REPORT, "texts": texts, "rows": rows}))
    found = survives(workspace).reports.rows()
    assert sorted((row.external, row.platform) for row in found.values()) == [("1", "S-1"), ("2", "")]


def test_a_source_outside_the_sources_is_not_taken(workspace: Workspace) -> None:
    data = msgspec.json.encode({**ARRIVED, "path": "incoming/photo.jpg"})
    peer_file(workspace, "source-arrived", data)
    assert len(survives(workspace).queue()) == 0


@pytest.mark.parametrize(
    "at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "yesterday", "", "\x1b[m"]
)
def test_an_impossible_time_is_shown_as_none_in_particular(workspace: Workspace, at: str) -> None:
    peer_file(workspace, "candidate-arrived", msgspec.json.encode(ARRIVED), at=at)
    desk = survives(workspace)
    assert [row.arrived_at.year for row in desk.queue()] == [1970]


def test_special_files_among_the_store_files_are_passed_over(workspace: Workspace, tmp_path: Path) -> None:
    (workspace.decisions / "folder.json").mkdir()
    (workspace.decisions / "link.json").symlink_to(tmp_path / "elsewhere.json")
    if hasattr(os, "mkfifo"):
        os.mkfifo(workspace.decisions / "pipe.json")
    with (workspace.decisions / "giant.json").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    desk = survives(workspace)
    assert desk.queue() == ()
    assert {broken.why for broken in desk.verify().broken} == {"unreadable"}
