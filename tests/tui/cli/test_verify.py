from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def store_file(shop: Any) -> Path:
    (path,) = (shop.root / "decisions").glob("*.json")
    assert isinstance(path, Path)
    return path


def test_a_whole_record_is_said_to_be_sound(vitrina: Callable[..., Any], stocked: Any) -> None:
    ran = vitrina("verify", "--workspace", stocked.root)
    assert ran.code == 0
    assert "Everything is as it was recorded." in ran.out
    document = json.loads(vitrina("verify", "--json", "--workspace", stocked.root).out)
    assert document["ok"] is True
    assert (document["files"], document["events"]) == (1, 3)
    assert document["broken"] == document["changed"] == document["missing"] == document["torn"] == []
    assert set(document["counts"]["broken"].values()) == {0}
    assert document["counts"]["approved"] == {"checked": 0, "changed": 0, "missing": 0}


def test_an_edited_line_is_found(vitrina: Callable[..., Any], stocked: Any) -> None:
    path = store_file(stocked)
    path.write_bytes(path.read_bytes().replace(b'"slot":"detail"', b'"slot":"social"', 1))
    ran = vitrina("verify", "--json", "--workspace", stocked.root)
    document = json.loads(ran.out)
    assert ran.code == 1
    assert document["ok"] is False
    assert "changed" in [link["code"] for link in document["broken"]]
    assert document["counts"]["broken"]["changed"] == 1
    assert f"{path.name}:" in ran.err


def test_a_missing_line_is_found(vitrina: Callable[..., Any], stocked: Any) -> None:
    path = store_file(stocked)
    lines = path.read_bytes().split(b"\n")
    at = next(number for number, line in enumerate(lines) if line.startswith(b'"2":'))
    path.write_bytes(b"\n".join(lines[:at] + lines[at + 1 :]))
    ran = vitrina("verify", "--workspace", stocked.root)
    assert ran.code == 1
    assert "is missing" in ran.err


def test_an_approved_file_with_other_bytes_is_found(vitrina: Callable[..., Any], stocked: Any) -> None:
    candidates = json.loads(vitrina("queue", "--json", "--workspace", stocked.root).out)["candidates"]
    looks = ("compare", "phone", "large-screen", "colour", "detail")
    declared = [word for look in looks for word in (f"--{look}", "declared")]
    approved = vitrina(
        "decide", candidates[0]["id"], "--approve", "--answers-all", "pass", "--looked", 9, *declared,
        "--workspace", stocked.root,
    )  # fmt: skip
    assert approved.code == 0, approved.err
    assert vitrina("verify", "--workspace", stocked.root).code == 0
    stocked.picture(candidates[0]["path"], seed=50)
    ran = vitrina("verify", "--json", "--workspace", stocked.root)
    assert ran.code == 1
    document = json.loads(ran.out)
    assert [one["id"] for one in document["changed"]] == [candidates[0]["id"]]
    assert document["counts"]["approved"] == {"checked": 1, "changed": 1, "missing": 0}
    assert candidates[0]["id"] in ran.err
    queue = json.loads(vitrina("queue", "--json", "--workspace", stocked.root).out)
    (approved_now,) = [one for one in queue["candidates"] if one["state"] == "approved"]
    assert [condition["code"] for condition in approved_now["gate"]] == ["file-changed"]
    (stocked.root / candidates[0]["path"]).unlink()
    ran = vitrina("verify", "--json", "--workspace", stocked.root)
    document = json.loads(ran.out)
    assert ran.code == 1
    assert [one["id"] for one in document["missing"]] == [candidates[0]["id"]]
    assert document["counts"]["approved"] == {"checked": 1, "changed": 0, "missing": 1}
    assert "is gone" in ran.err
    said = vitrina("verify", "--workspace", stocked.root)
    assert "Approved pictures compared with what was approved: 1" in said.out


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_first_link_of_a_kind_is_named_and_the_others_counted(
    vitrina: Callable[..., Any], stocked: Any, language: str
) -> None:
    path = store_file(stocked)
    path.write_bytes(path.read_bytes().replace(b'"person":"', b'"person":"X'))
    ran = vitrina("verify", "--lang", language, "--workspace", stocked.root)
    assert ran.code == 1
    assert ran.err.count(path.name) == 1
    assert f"{path.name}:3:" in ran.err
    assert "2" in ran.err.rpartition(":")[2]


def test_a_conflict_copy_and_kept_torn_bytes_are_told_and_not_bad(
    vitrina: Callable[..., Any], stocked: Any
) -> None:
    path = store_file(stocked)
    copy = path.with_name(f"{path.stem}.sync-conflict-20260101-101010-ABCDEFG.json")
    copy.write_bytes(path.read_bytes())
    path.with_name(f"{path.name}.torn-1").write_bytes(b'"9": {')
    ran = vitrina("verify", "--workspace", stocked.root)
    assert ran.code == 0
    assert "sync-conflict" in ran.out
    assert ".torn-1" in ran.out
