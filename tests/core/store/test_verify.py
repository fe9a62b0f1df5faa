from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.events import Postponed
from core.store.store import Pending, Store
from core.store.verify import verify_files


@pytest.fixture
def folder(make_store: Callable[..., Store], tmp_path: Path) -> Path:
    store = make_store()
    for name in "abcde":
        store.append([Pending("ana", Postponed(sha256=name))])
    return tmp_path / "decisions"


def whys(folder: Path) -> list[tuple[int, str]]:
    return [(broken.line, broken.why) for broken in verify_files(folder).broken]


def edit(folder: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    path = next(folder.glob("*.json"))
    path.write_bytes(b"\n".join(change(path.read_bytes().split(b"\n"))))


def test_an_untouched_store_is_whole(folder: Path) -> None:
    found = verify_files(folder)
    assert (found.files, found.events, found.broken) == (1, 5, ())


def test_a_changed_line_is_named(folder: Path) -> None:
    edit(folder, lambda lines: [line.replace(b'"sha256":"c"', b'"sha256":"z"') for line in lines])
    assert whys(folder) == [(5, "changed"), (6, "missing")]


def test_a_missing_line_is_named_at_the_one_behind_it(folder: Path) -> None:
    edit(folder, lambda lines: lines[:4] + lines[5:])
    assert whys(folder) == [(5, "missing")]


def test_reordered_lines_are_named(folder: Path) -> None:
    edit(folder, lambda lines: [*lines[:3], lines[4], lines[3], *lines[5:]])
    assert whys(folder) == [(5, "reordered")]


def test_a_foreign_line_is_named(folder: Path, make_store: Callable[..., Store]) -> None:
    make_store("laptop").append([Pending("bek", Postponed(sha256="f"))])
    foreign = (folder / "laptop.ana.0001.json").read_bytes().split(b"\n")[2]
    (folder / "laptop.ana.0001.json").unlink()
    edit(folder, lambda lines: [*lines[:4], foreign + b",", *lines[4:]])
    assert (5, "foreign") in whys(folder)


def test_a_file_that_is_no_store_is_named(folder: Path) -> None:
    (folder / "other.json").write_text("hello")
    assert ("other.json", "unreadable") in {(b.file, b.why) for b in verify_files(folder).broken} or (
        "other.json",
        "torn",
    ) in {(b.file, b.why) for b in verify_files(folder).broken}
