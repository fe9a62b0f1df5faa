from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checklists.loader import load_checklists


def test_the_shipped_checklists_are_listed_without_a_workspace(vitrina: Callable[..., Any]) -> None:
    document = json.loads(vitrina("checklists", "list", "--json").out)
    assert {one["id"] for one in document["checklists"]} == set(load_checklists()[0])
    assert "apparel" in vitrina("checklists", "list").out


def test_the_workspaces_own_are_listed_and_their_mistakes_named(
    vitrina: Callable[..., Any], shop: Any
) -> None:
    shipped = Path(__file__).parents[3] / "checklists" / "categories" / "general.toml"
    own = shipped.read_text("utf-8").replace('id = "general"', 'id = "bags"', 1)
    (shop.root / "checklists" / "bags.toml").write_text(own, "utf-8")
    (shop.root / "checklists" / "hats.toml").write_text("schema = 7\n", "utf-8")
    ran = vitrina("checklists", "list", "--json", "--workspace", shop.root)
    document = json.loads(ran.out)
    assert ran.code == 0
    assert "bags" in [one["id"] for one in document["checklists"]]
    assert [one["code"] for one in document["problems"]] == ["unknown-schema"]
    assert "hats.toml:1 schema" in ran.err


def test_one_is_shown_with_its_questions(vitrina: Callable[..., Any]) -> None:
    shown = vitrina("checklists", "show", "shoes")
    document = json.loads(vitrina("checklists", "show", "shoes", "--json").out)
    assert document["id"] == "shoes"
    for item in document["items"]:
        assert item["question"]["en"] in shown.out
        assert item["id"] in shown.out


def test_one_that_is_not_there_is_refused_with_what_there_is(vitrina: Callable[..., Any]) -> None:
    ran = vitrina("checklists", "show", "boats")
    assert ran.code == 1
    assert "shoes" in ran.err


def test_a_sound_file_passes(vitrina: Callable[..., Any]) -> None:
    path = Path(__file__).parents[3] / "checklists" / "categories" / "toys.toml"
    ran = vitrina("checklists", "validate", path)
    assert (ran.code, ran.err) == (0, "")
    assert "no mistakes" in ran.out


def test_every_mistake_is_named_with_file_line_and_key(vitrina: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "hats.toml"
    path.write_text('schema = 1\nid = "Hats!"\nnmae = 3\n', "utf-8")
    ran = vitrina("checklists", "validate", path, tmp_path / "gone.toml")
    assert ran.code == 1
    assert f"{path}:2 id: must be small Latin letters" in ran.err
    assert f"{path}:3 nmae: is not a key" in ran.err
    assert f"{tmp_path / 'gone.toml'}: cannot be read" in ran.err
    document = json.loads(vitrina("checklists", "validate", path, "--json").out)
    assert document["files"][0]["ok"] is False
    assert {"not-kebab", "unknown-key"} <= {one["code"] for one in document["files"][0]["problems"]}


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"[[[", b"x = '\x1b[31m", b'schema = 1\n"\\u001b]0;x" = 1\n']
)
def test_hostile_files_give_problems_and_no_control_bytes(
    vitrina: Callable[..., Any], tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "a\x1b[31m.toml"
    path.write_bytes(content)
    for more in ([], ["--json"]):
        ran = vitrina("checklists", "validate", path, *more)
        assert ran.code == 1
        assert "\x1b" not in ran.out + ran.err
