"""An append that a crash broke off: all of it is there afterwards, or nothing of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from core.store.layout import TAIL, scan
from core.store.record import Record
from core.store.storage import EventDB
from core.store.verify import verify_files
from tests.core.store.damage import HEAD, SECTOR, Append, chained


def repaired(path: Path, image: bytes) -> list[Record]:
    """The records of a file that was this image, after its owner opened it."""
    path.write_bytes(image)
    db = EventDB(path, HEAD)
    db.file.ready()
    db.close()
    text = path.read_bytes()
    found = scan(text)
    assert found.closed
    assert found.own_layout
    assert found.damage == ()
    assert list(json.loads(text)["events"]) == [str(record.seq) for record in found.records]
    return list(found.records)


def check(path: Path, append: Append, records: Sequence[Record], image: bytes) -> None:
    before, after = list(records[: append.count]), list(records)
    if append.count:
        seen = scan(append.without_last_joint(image))
        assert list(seen.records) in (before[:-1], before, after)
        assert repaired(path, append.without_last_joint(image)) in (before, after)
    assert list(scan(image).records) in (before, after), "what a reader sees at this moment"
    assert repaired(path, image) in (before, after)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "studio.ana.0001.json"


@pytest.mark.parametrize(("count", "new"), [(0, 1), (0, 2), (1, 1), (2, 2)])
def test_every_eleventh_byte_cut_leaves_all_or_nothing(path: Path, count: int, new: int) -> None:
    records, lines = chained([7] * (count + new))
    append = Append(lines, count)
    for number, image in enumerate(append.cuts()):
        if number % 44 < 4:
            check(path, append, records, image)


@pytest.mark.parametrize("place", [0, 1, 2, 200, 508, 509, 510, 511])
def test_every_subset_of_sectors_leaves_all_or_nothing(path: Path, place: int) -> None:
    sizes = [30, 8, 260, 40, 240]
    end = len(Append(chained(sizes)[1], 2).before) - len(TAIL)
    sizes[1] += (place - end) % SECTOR
    records, lines = chained(sizes)
    append = Append(lines, 2)
    assert (len(append.before) - len(TAIL)) % SECTOR == place, "where in its sector the joint lies"
    for image in append.sectors():
        check(path, append, records, image)


@pytest.mark.parametrize(("count", "new"), [(0, 1), (0, 3), (2, 1), (2, 3)])
def test_an_append_that_lacks_only_its_joint_is_not_read_but_finished_by_its_owner(
    path: Path, count: int, new: int
) -> None:
    records, lines = chained([7] * (count + new))
    append = Append(lines, count)
    assert list(scan(append.unjoined).records) == records[:count]
    assert repaired(path, append.unjoined) == records
    assert path.read_bytes() == append.after
    assert verify_files(path.parent).broken == ()
    assert not list(path.parent.glob("*.torn-*"))


def test_a_follow_up_read_sees_an_append_only_with_its_joint() -> None:
    records, lines = chained([7] * 4)
    append = Append(lines, 2)
    start = len(append.before) - len(TAIL)
    assert scan(append.unjoined[start:], follow_up=True).records == ()
    assert list(scan(append.after[start:], follow_up=True).records) == records[2:]


@pytest.mark.parametrize("at", [1, 2])
def test_a_comma_that_an_editor_took_away_hides_nothing(at: int) -> None:
    records, lines = chained([7] * 4)
    image = Append(lines, 4).after.replace(lines[at] + b",", lines[at])
    found = scan(image)
    assert list(found.records) == records
    assert not found.own_layout


def test_what_is_cut_is_kept(path: Path) -> None:
    _, lines = chained([7] * 4)
    append = Append(lines, 1)
    path.write_bytes(append.unjoined.replace(b'"seq":3', b'"seq:3'))
    db = EventDB(path, HEAD)
    db.file.ready()
    assert path.read_bytes() == append.before
    assert db.file.torn is not None
    assert lines[3] in db.file.torn.read_bytes()
