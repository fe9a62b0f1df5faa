from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from core.workspace import Workspace


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, str, str]]:
    """A desk that only notes how it was opened, and a terminal to open it on."""
    calls: list[tuple[Path, str, str]] = []

    def run_desk(workspace: Workspace, *, person: str, language: str, **_: object) -> int:
        calls.append((workspace.root, person, language))
        return 0

    desk = ModuleType("tui.app")
    desk.run_desk = run_desk  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tui.app", desk)
    monkeypatch.setattr("tui.cli.workspaces.has_terminal", lambda: True)
    return calls


def test_init_makes_a_workspace_that_works(vitrina: Callable[..., Any], tmp_path: Path) -> None:
    ran = vitrina("init", tmp_path / "shop", "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["workspace"] == str((tmp_path / "shop").resolve())
    assert (tmp_path / "shop" / "vitrina.toml").is_file()
    assert vitrina("scan", "--workspace", tmp_path / "shop").code == 0


def test_init_leaves_a_workspace_alone(vitrina: Callable[..., Any], shop: Any) -> None:
    ran = vitrina("init", shop.root)
    assert ran.code == 1
    assert "workspace already" in ran.err


def test_init_where_nothing_can_be_made_says_why(vitrina: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    ran = vitrina("init", tmp_path / "file" / "shop")
    assert ran.code == 1
    assert "cannot be written" in ran.err


def test_the_desk_is_refused_without_a_terminal(vitrina: Callable[..., Any], shop: Any) -> None:
    for arguments in ([], ["review"]):
        ran = vitrina("--workspace", shop.root, *arguments)
        assert ran.code == 1
        assert "needs a terminal" in ran.err


def test_the_program_alone_opens_the_desk(
    vitrina: Callable[..., Any], shop: Any, opened: list[tuple[Path, str, str]]
) -> None:
    assert vitrina("--workspace", shop.root, "--as", "Anna").code == 0
    assert vitrina("review", "--workspace", shop.root, "--lang", "en").code == 0
    assert opened == [(shop.root.resolve(), "Anna", "en"), (shop.root.resolve(), "", "en")]
