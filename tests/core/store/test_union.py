from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from core.events import Postponed
from core.store.store import Pending, Store
from core.store.union import is_conflict_copy

COPIES = [
    "laptop.ana.0001.sync-conflict-20261123-101500-ABCDEFG.json",
    "laptop.ana.0001 (eva's conflicted copy 2026-11-23).json",
    "laptop.ana.0001 (конфликтующая копия с компьютера studio).json",
    "laptop.ana.0001 (conflicted copy 2026-11-23 101500).json",
    "laptop.ana.0001-DESKTOP-ABC.json",
    "laptop.ana.0001 (1).json",
    "laptop.ana.0001 2.json",
    "Copy of laptop.ana.0001 (conflicted copy).json",
]


@pytest.mark.parametrize("name", ["laptop.ana.0001.json", "laptop-3fa2c1.ana.12345.json", "other.json"])
def test_a_store_file_is_no_conflict_copy(name: str) -> None:
    assert not is_conflict_copy(name)


@pytest.mark.parametrize("name", COPIES)
def test_a_conflict_copy_is_read_told_and_left(
    make_store: Callable[..., Store], tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "decisions"
    laptop = make_store("laptop")
    laptop.append([Pending("ana", Postponed(sha256="a"))])
    laptop.append([Pending("ana", Postponed(sha256="b"))])
    shutil.copy(folder / "laptop.ana.0001.json", folder / name)
    (folder / "laptop.ana.0001.json").unlink()
    image = (folder / name).read_bytes()
    store = make_store()
    store.append([Pending("ana", Postponed(sha256="c"))])
    assert len(store.poll()) == 3
    assert store.conflict_copies() == (name,)
    assert [(note.code, note.file, note.count) for note in store.notes()] == [("conflict-copy", name, 2)]
    assert (folder / name).read_bytes() == image
