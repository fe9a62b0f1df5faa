from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tui.cli import queue
from tui.cli.main import language_for, main

REPOSITORY = Path(__file__).parents[3]


def test_no_verb_but_the_desk_loads_textual(tmp_path: Path) -> None:
    script = """
import sys, tempfile
from tui.cli.main import main
root = sys.argv[1]
assert main(["init", root + "/shop"]) == 0
for verb in (["scan"], ["queue"], ["queue", "--json"], ["verify"], ["doctor"], ["checklists", "list"],
             ["decide", "ff", "--approve"], ["undo", "ff"], ["checklists", "show", "shoes"], ["--help"]):
    main([*verb, "--workspace", root + "/shop"])
assert main(["review", "--workspace", root + "/shop"]) == 1
loaded = {name.split(".")[0] for name in sys.modules}
print("LOADED", sorted(loaded & {"textual", "rich_pixels"}))
"""
    ran = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=REPOSITORY,
        env={**os.environ, "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-1] == "LOADED []"


def test_a_reader_that_goes_away_is_no_error(stocked: Any) -> None:
    program = "import sys; from tui.cli.main import main; sys.exit(main(sys.argv[1:]))"
    with subprocess.Popen(
        [sys.executable, "-c", program, "queue", "--workspace", str(stocked.root)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 141


def test_without_a_workspace_every_verb_says_so(vitrina: Callable[..., Any]) -> None:
    for verb in (["scan"], ["queue"], ["verify"], ["undo", "ab"], ["decide", "ab", "--approve"]):
        ran = vitrina(*verb)
        assert ran.code == 1
        assert "There is no workspace" in ran.err
        assert "vitrina init DIR" in ran.err


def test_a_refusal_with_json_is_one_document(vitrina: Callable[..., Any], tmp_path: Path) -> None:
    ran = vitrina("queue", "--json", "--workspace", tmp_path / "gone")
    assert ran.code == 1
    document = json.loads(ran.out)
    assert document["refused"] is True
    assert document["error"]["code"] == "workspace-missing"
    assert document["error"]["says"] in ran.err


def test_the_workspace_may_be_named_before_the_verb(vitrina: Callable[..., Any], shop: Any) -> None:
    before = vitrina("--workspace", shop.root, "queue", "--json")
    after = vitrina("queue", "--json", "--workspace", shop.root)
    assert before.out == after.out
    assert json.loads(before.out)["workspace"] == str(shop.root.resolve())


def test_the_last_workspace_is_used_from_anywhere(vitrina: Callable[..., Any], tmp_path: Path) -> None:
    assert vitrina("init", tmp_path / "shop").code == 0
    assert vitrina("queue").code == 0


def test_a_config_with_a_mistake_is_named(vitrina: Callable[..., Any], shop: Any) -> None:
    (shop.root / "vitrina.toml").write_text("[review]\nmin_look = 3\n", "utf-8")
    ran = vitrina("queue", "--workspace", shop.root)
    assert ran.code == 1
    assert "min_look" in ran.err


def test_what_nobody_foresaw_goes_to_the_log(
    vitrina: Callable[..., Any], shop: Any, monkeypatch: pytest.MonkeyPatch, own_folders: Path
) -> None:
    def broken(*_: object) -> None:
        msg = "secret detail"
        raise RuntimeError(msg)

    monkeypatch.setattr(queue, "print_queue", broken)
    ran = vitrina("queue", "--workspace", shop.root)
    log = own_folders / "state" / "vitrina.log"
    assert ran.code == 1
    assert "secret detail" not in ran.err
    assert str(log) in ran.err
    assert "secret detail" in log.read_text("utf-8")


def test_ctrl_c_ends_quietly(vitrina: Callable[..., Any], shop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(queue, "print_queue", interrupted)
    ran = vitrina("queue", "--workspace", shop.root)
    assert (ran.code, ran.out, ran.err) == (130, "", "")


def test_the_language_is_asked_for_or_set_or_the_systems(shop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")
    assert language_for(["queue"]) == "ru"
    (shop.root / "vitrina.toml").write_text('[review]\nlanguage = "kk"\n', "utf-8")
    where = ["--workspace", str(shop.root)]
    assert language_for(where) == "kk"
    monkeypatch.setenv("VITRINA_LANG", "en")
    assert language_for(where) == "en"
    assert language_for([*where, "--lang=ru"]) == "ru"
    assert language_for([*where, "--lang", "ru"]) == "ru"


def test_strange_arguments_never_raise() -> None:
    for arguments in (["--lang"], ["\udcff"], ["--workspace", "\x00", "queue"], ["queue", "--workspace", ""]):
        assert main(arguments) in (1, 2)
