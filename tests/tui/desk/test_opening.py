from __future__ import annotations

from core.desk import Desk
from core.workspace import Workspace
from tui.desk.opening import trouble_of
from tui.i18n.catalogue import catalogue


def opened(workspace: Workspace, *, keys: str = "", checklist: str = "") -> str:
    workspace.config.write_text(f"[keys]\n{keys}\n", "utf-8")
    if checklist:
        (workspace.checklists / "shoes.toml").write_text(checklist, "utf-8")
    desk = Desk.open(workspace, person="ana")
    try:
        return trouble_of(catalogue("en"), desk)
    finally:
        desk.close()


def test_a_sound_workspace_is_opened_without_a_word(workspace: Workspace) -> None:
    assert opened(workspace, keys='approve = "f5"') == ""


def test_keys_that_would_do_nothing_are_named(workspace: Workspace) -> None:
    assert "fly" in opened(workspace, keys='fly = "f5"')
    assert "f5" in opened(workspace, keys='approve = "f5"\nreject = "f5"')


def test_a_checklist_that_cannot_be_read_is_said_before_a_key_that_does_nothing(workspace: Workspace) -> None:
    said = opened(workspace, keys='fly = "f5"', checklist="[[[")
    assert "shoes.toml" in said
    assert "fly" not in said
