from __future__ import annotations

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
    assert {".stignore", ".gitignore"} <= names
    assert open_workspace(tmp_path / "shop") == made


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
