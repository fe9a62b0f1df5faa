from __future__ import annotations

import shutil
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest

from core.errors import WorkspaceExists, WorkspaceMissing, WorkspaceUnwritable
from core.workspace import Workspace, create_workspace, current_workspace, open_workspace


@pytest.mark.usefixtures("own_folders")
def test_a_new_workspace_has_its_folders_and_files(tmp_path: Path) -> None:
    made = create_workspace(tmp_path / "shop")
    names = {path.name for path in made.root.iterdir()}
    assert names >= {
        "sources",
        "incoming",
        "decisions",
        "exports",
        "checklists",
        "vitrina.toml",
        "listings.csv",
    }
    assert {".stignore", ".gitignore", ".gitattributes"} <= names
    assert open_workspace(tmp_path / "shop") == made


CARRIED = [
    "vitrina.toml",
    "listings.csv",
    "decisions/studio.ana.0001.json",
    "decisions/studio.ana.0001.sync-conflict-20261123-101500-ABCDEFG.json",
    "decisions/studio.ana.0001 (eva's conflicted copy 2026-11-23).json",
    "decisions/studio.ana.0001-DESKTOP-ABC.json",
    "decisions/studio.ana.0001 (1).json",
    "incoming/pages/A-1__main.png",
    "sources/lock.png",
]
LEFT = [
    "decisions/studio.ana.0001.json.torn-1764000000",
    "decisions/doctor-3fa2.lock",
    "pages/A-1 main.html",
    "pages/deep/A-1.html",
]


def ignored_by_syncthing(patterns: list[str], path: str) -> bool:
    """Syncthing's rules for the patterns used: `/` ties one to the root; a folder takes along its files."""
    parts = path.split("/")
    begun = ["/".join(parts[: count + 1]) for count in range(len(parts))]
    return any(
        fnmatch(place, pattern[1:]) if pattern.startswith("/") else fnmatch(place.rpartition("/")[2], pattern)
        for pattern in patterns
        for place in begun
    )


@pytest.mark.usefixtures("own_folders")
def test_syncthing_carries_decisions_and_conflict_copies_and_nothing_of_one_machine(tmp_path: Path) -> None:
    lines = (create_workspace(tmp_path / "shop").root / ".stignore").read_text("utf-8").splitlines()
    patterns = [line for line in lines if line and not line.startswith("//")]
    assert not [line for line in patterns if line.startswith(("!", "#", "(?"))], "only what is tested here"
    assert [path for path in CARRIED if ignored_by_syncthing(patterns, path)] == []
    assert [path for path in LEFT if not ignored_by_syncthing(patterns, path)] == []


@pytest.mark.usefixtures("own_folders")
@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_carries_the_same_and_changes_no_line_end(tmp_path: Path) -> None:
    root = create_workspace(tmp_path / "shop").root

    def git(*arguments: str) -> str:
        ran = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
        return ran.stdout

    git("init", "--quiet")
    ignored = git("-c", "core.quotePath=false", "check-ignore", "--no-index", *CARRIED, *LEFT)
    assert ignored.splitlines() == LEFT
    asked = git("check-attr", "text", "merge", "--", "decisions/studio.ana.0001.json")
    assert [line.rpartition(": ")[2] for line in asked.splitlines()] == ["unset", "union"]
    asked = git("check-attr", "text", "listings.csv")
    assert asked.endswith("unspecified\n")


@pytest.mark.usefixtures("own_folders")
def test_making_one_again_is_refused_and_files_already_there_are_kept(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "listings.csv").write_text("mine")
    create_workspace(tmp_path / "shop")
    assert (tmp_path / "shop" / "listings.csv").read_text() == "mine"
    with pytest.raises(WorkspaceExists):
        create_workspace(tmp_path / "shop")


@pytest.mark.usefixtures("own_folders")
def test_what_is_no_workspace_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceMissing):
        open_workspace(tmp_path / "nothing")
    (tmp_path / "file").write_text("x")
    with pytest.raises(WorkspaceUnwritable):
        create_workspace(tmp_path / "file")


@pytest.mark.usefixtures("own_folders")
def test_the_workspace_around_the_current_folder_is_taken_else_the_last_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = create_workspace(tmp_path / "shop")
    monkeypatch.chdir(made.incoming)
    assert current_workspace() == made.root
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert current_workspace() == made.root
    made.config.unlink()
    assert current_workspace() == tmp_path / "elsewhere"


@pytest.mark.parametrize("text", ["../secret.png", "incoming/../../x", "/etc/passwd", "incoming/../.."])
def test_no_path_from_an_event_leaves_the_workspace(tmp_path: Path, text: str) -> None:
    with pytest.raises(WorkspaceMissing):
        Workspace(tmp_path).absolute(text)


def test_a_path_goes_into_text_and_back(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    path = tmp_path / "incoming" / "bad\udcff\\name.png"
    text = workspace.relative(path)
    assert text == "incoming/bad\\xff\\\\name.png"
    assert workspace.absolute(text) == path


def test_xlsx_listings_are_taken_where_there_is_no_csv(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert workspace.listings.name == "listings.csv"
    (tmp_path / "listings.xlsx").touch()
    assert workspace.listings.name == "listings.xlsx"
    (tmp_path / "listings.csv").touch()
    assert workspace.listings.name == "listings.csv"
