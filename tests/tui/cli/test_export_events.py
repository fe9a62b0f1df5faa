from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any


def test_every_event_is_a_line(vitrina: Callable[..., Any], stocked: Any) -> None:
    ran = vitrina("export-events", "--workspace", stocked.root)
    kinds = [json.loads(line)["kind"] for line in ran.out.splitlines()]
    assert ran.code == 0
    assert kinds == ["source-arrived", "candidate-arrived", "candidate-arrived"]
    assert ran.err == ""


def test_a_file_is_written_in_place_of_an_older_one(
    vitrina: Callable[..., Any], stocked: Any, tmp_path: Path
) -> None:
    out = tmp_path / "out" / "events.jsonl"
    out.parent.mkdir()
    out.write_text("older")
    ran = vitrina("export-events", "--out", out, "--workspace", stocked.root)
    assert ran.code == 0
    assert ": 3" in ran.out
    printed = vitrina("export-events", "--workspace", stocked.root).out
    assert out.read_text("utf-8") == printed
    assert list(out.parent.iterdir()) == [out]


def test_a_file_that_cannot_be_written_is_said(vitrina: Callable[..., Any], stocked: Any) -> None:
    ran = vitrina("export-events", "--out", stocked.root / "nowhere" / "x", "--workspace", stocked.root)
    assert ran.code == 1
    assert "cannot be written" in ran.err


def test_what_cannot_be_read_is_named_with_file_and_line(vitrina: Callable[..., Any], stocked: Any) -> None:
    (path,) = (stocked.root / "decisions").glob("*.json")
    path.write_bytes(path.read_bytes().replace(b'"slot":"detail"', b'"slot":"social"', 1))
    ran = vitrina("export-events", "--workspace", stocked.root)
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 2
    assert f"{path.name}:" in ran.err
    assert "changed" in ran.err
