from __future__ import annotations

import os
from typing import TYPE_CHECKING

from core.intake.walk import MAX_DEPTH, Walk

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def walked(top: Path) -> list[str]:
    return [os.path.relpath(path, top) for found in Walk(str(top)) for path, _ in found]


def test_regular_files_only_and_no_links_followed(tmp_path: Path) -> None:
    top = tmp_path / "in"
    (top / "shoes").mkdir(parents=True)
    (top / "b.png").write_bytes(b"b")
    (top / "a.png").write_bytes(b"a")
    (top / "shoes" / "c.png").write_bytes(b"c")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.png").write_bytes(b"s")
    (top / "link").symlink_to(tmp_path / "outside")
    (top / "link.png").symlink_to(tmp_path / "outside" / "secret.png")
    (top / "loop").symlink_to(top)
    os.mkfifo(top / "pipe.png")
    assert walked(top) == ["a.png", "b.png", "shoes/c.png"]


def test_ignored_names_are_not_entered(tmp_path: Path) -> None:
    for name in ["@eaDir/a.png", ".hidden/b.png", "a.json", "a.png.part", "a.mask.png", "ok/a.png"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert walked(tmp_path) == ["ok/a.png"]


def test_depth_is_capped(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * (MAX_DEPTH + 1))
    deep.mkdir(parents=True)
    (deep / "too-deep.png").write_bytes(b"x")
    (deep.parent / "deepest.png").write_bytes(b"x")
    assert [path.rpartition("/")[2] for path in walked(tmp_path)] == ["deepest.png"]


def test_slices_stay_small(tmp_path: Path) -> None:
    for number in range(600):
        (tmp_path / f"{number}.png").touch()
    sizes = [len(found) for found in Walk(str(tmp_path))]
    assert sum(sizes) == 600
    assert max(sizes) <= 256


def test_a_missing_folder_is_empty(tmp_path: Path) -> None:
    walk = Walk(str(tmp_path / "missing"))
    assert [path for found in walk for path, _ in found] == []
    assert walk.unreadable == 0


def test_an_unreadable_folder_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.png").touch()
    scandir = os.scandir

    def refuse(folder: str) -> object:
        if folder.endswith("closed"):
            raise PermissionError
        return scandir(folder)

    # Root reads every folder, whatever its mode.
    monkeypatch.setattr(os, "scandir", refuse)
    walk = Walk(str(tmp_path))
    assert [len(found) for found in walk] == [1, 0]
    assert walk.unreadable == 1


def test_a_folder_that_vanishes_during_the_walk_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "z.png").touch()
    slices = iter(Walk(str(tmp_path)))
    next(slices)
    (tmp_path / "a").rmdir()
    assert list(slices) == [[]]
