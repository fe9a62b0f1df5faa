"""Every image that a crash may leave of an append: byte cuts and subsets of sectors, at every place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from core.store.layout import TAIL, scan
from core.store.storage import EventDB
from tests.core.store.damage import HEAD, SECTOR, Append, chained


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked here is which bytes are read and written, not when they are on the disk."""
    for name in ("sync_file", "sync_folder"):
        monkeypatch.setattr(f"core.store.storage.{name}", lambda _: None)


def opened(path: Path, image: bytes) -> list[object]:
    """The records of a file that was this image, after its owner opened it; it is sound then."""
    path.write_bytes(image)
    db = EventDB(path, HEAD)
    db.file.ready()
    db.close()
    text = path.read_bytes()
    found = scan(text)
    assert found.closed
    assert found.own_layout
    assert found.damage == ()
    assert len(json.loads(text)["events"]) == len(found.records)
    return list(found.records)


def check(path: Path, append: Append, images: list[bytes], records: list[object]) -> int:
    before, after = records[: append.count], records
    checked = 0
    for image in dict.fromkeys(images):
        assert list(scan(image).records) in (before, after)
        assert opened(path, image) in (before, after)
        checked += 1
        if append.count:
            assert opened(path, append.without_last_joint(image)) in (before, after)
            checked += 1
    return checked


@pytest.mark.parametrize(("count", "new"), [(0, 1), (0, 2), (0, 3), (1, 1), (1, 2), (3, 1), (3, 2), (3, 3)])
def test_every_byte_cut(tmp_path: Path, times: Callable[[int], int], count: int, new: int) -> None:
    records, lines = chained([9] * (count + new))
    append = Append(lines, count)
    images = list(append.cuts())
    step = len(images) // times(len(images))
    checked = check(tmp_path / "studio.ana.0001.json", append, images[::step], list(records))
    print(f"{checked} images")


@pytest.mark.parametrize("new", [1, 2, 3])
def test_every_subset_of_sectors(tmp_path: Path, times: Callable[[int], int], new: int) -> None:
    checked = 0
    for place in range(0, SECTOR, SECTOR // times(SECTOR)):
        sizes = [20, 8, *[300] * new]
        end = len(Append(chained(sizes)[1], 2).before) - len(TAIL)
        sizes[1] += (place - end) % SECTOR
        records, lines = chained(sizes)
        append = Append(lines, 2)
        checked += check(tmp_path / "studio.ana.0001.json", append, list(append.sectors()), list(records))
    print(f"{checked} images")
