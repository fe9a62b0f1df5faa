from __future__ import annotations

import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.demo.build import build_demo
from core.workspace import Workspace


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo with pictures of a few hundred pixels."""
    monkeypatch.setattr("tui.cli.demo.build_demo", functools.partial(build_demo, scale=0.16))


@pytest.mark.usefixtures("small")
def test_without_a_terminal_the_main_job_is_done_once(
    vitrina: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = tmp_path / "demo"
    first = vitrina("demo", demo)
    assert first.code == 0, first.err
    assert "refused by the gate" in first.out
    assert "approved, everything answered" in first.out
    assert "rejected for its defect" in first.out
    assert "then taken back" in first.out
    assert "Decisions" in first.out
    again = json.loads(vitrina("demo", demo, "--json").out)
    assert [one["state"] for one in again["candidates"]].count("approved") == 1
    assert [one["state"] for one in again["candidates"]].count("rejected") == 1
    assert len(again["decided"]) == 3
    assert {one["code"] for one in again["refused"]} >= {"video", "animation"}
    assert json.loads(vitrina("demo", demo, "--json").out)["decided"] == again["decided"]
    assert vitrina("verify", "--workspace", demo).code == 0

    opened: list[Path] = []

    def open_desk(_: object, workspace: Workspace) -> int:
        opened.append(workspace.root)
        return 0

    monkeypatch.setattr("tui.cli.demo.has_terminal", lambda: True)
    monkeypatch.setattr("tui.cli.demo.open_desk", open_desk)
    assert vitrina("demo", demo).code == 0
    assert opened == [demo.resolve()]


def test_a_demo_that_was_cut_off_is_finished(
    vitrina: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    built: list[Path] = []
    demo = tmp_path / "demo"
    monkeypatch.setattr("tui.cli.demo.build_demo", cut_off)
    assert vitrina("demo", demo).code == 130
    monkeypatch.setattr("tui.cli.demo.build_demo", lambda sources, *_, **__: built.append(sources))
    assert vitrina("demo", demo).code == 0
    assert vitrina("demo", demo).code == 0
    assert built == [demo.resolve() / "sources"]


def test_a_folder_with_other_things_is_left_alone(
    vitrina: Callable[..., Any], shop: Any, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    for folder in (shop.root, tmp_path / "file"):
        before = sorted(tmp_path.rglob("*"))
        ran = vitrina("demo", folder)
        assert ran.code == 1
        assert "holds something else" in ran.err
        assert sorted(tmp_path.rglob("*")) == before
