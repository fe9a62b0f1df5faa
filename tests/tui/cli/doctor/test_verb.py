from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def good_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


def test_a_good_workspace_passes(vitrina: Callable[..., Any], stocked: Any) -> None:
    ran = vitrina("doctor", "--json", "--workspace", stocked.root)
    document = json.loads(ran.out)
    assert [one for one in document["checks"] if one["level"] == "bad"] == []
    assert (ran.code, document["ok"]) == (0, True)
    assert {"workspace", "hot-folder", "disk-free", "disk-sync", "lock", "clock"} <= {
        one["id"] for one in document["checks"]
    }
    assert all(one["says"] for one in document["checks"])


def test_what_is_wrong_comes_with_what_to_do(vitrina: Callable[..., Any], stocked: Any) -> None:
    (stocked.root / "vitrina.toml").write_text("[intake]\nwatch = 3\n", "utf-8")
    ran = vitrina("doctor", "--workspace", stocked.root)
    assert ran.code == 1
    assert "bad   The settings in vitrina.toml are not right" in ran.out
    assert "Correct the line" in ran.out
    assert ran.err.startswith("Bad: ")


def test_without_a_workspace_the_machine_is_still_looked_at(vitrina: Callable[..., Any]) -> None:
    ran = vitrina("doctor")
    assert ran.code == 0
    assert "warn  There is no workspace" in ran.out


def test_a_named_workspace_that_is_not_there_is_bad(vitrina: Callable[..., Any], tmp_path: Any) -> None:
    assert vitrina("doctor", "--workspace", tmp_path / "gone").code == 1
