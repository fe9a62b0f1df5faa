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


def test_the_first_link_of_every_file_is_named(make_store: Callable[..., Store], folder: Path) -> None:
    for device in ("laptop", "phone"):
        store = make_store(device)
        for name in "abcd":
            store.append([Pending("ana", Postponed(sha256=name))])
    for path in folder.glob("*.json"):
        lines = path.read_bytes().split(b"\n")
        path.write_bytes(b"\n".join([*lines[:3], *lines[4:]]))
    assert [(link.file, link.line, link.why, count) for link, count in verify_files(folder).firsts()] == [
        (f"{device}.ana.0001.json", 4, "missing", 1) for device in ("laptop", "phone", "studio")
    ]


def test_links_are_counted_by_kind(folder: Path) -> None:
    edit(folder, lambda lines: [line.replace(b'"sha256":"a"', b'"sha256":"z"') for line in lines])
    edit(folder, lambda lines: [line.replace(b'"sha256":"d"', b'"sha256":"z"') for line in lines])
    found = verify_files(folder)
    assert {why: count for why, count in found.counts().items() if count} == {"changed": 2, "missing": 2}
    assert [(link.line, link.why, count) for link, count in found.firsts()] == [
        (3, "changed", 2),
        (4, "missing", 2),
    ]


def test_torn_lines_and_text_between_are_named(folder: Path) -> None:
    edit(folder, lambda lines: [*lines[:3], b"see mail", *lines[3:6], lines[6][:-30]])
    assert whys(folder) == [(4, "unreadable"), (8, "torn")]


def test_a_file_under_another_writers_name_is_foreign(folder: Path) -> None:
    path = next(folder.glob("*.json"))
    path.rename(path.with_name("laptop.eva.0001.json"))
    assert [(link.file, link.line, link.why) for link in verify_files(folder).broken] == [
        ("laptop.eva.0001.json", 1, "foreign")
    ]


def test_a_lost_head_breaks_no_chain(make_store: Callable[..., Store], tmp_path: Path) -> None:
    store = make_store(roll_at=900)
    for name in "abcdefg":
        store.append([Pending("ana", Postponed(sha256=name))])
    folder = tmp_path / "decisions"
    assert len(list(folder.iterdir())) > 2
    path = folder / "studio.ana.0001.json"
    path.write_bytes(path.read_bytes().replace(b'{"vitrina"', b'{"vitrinA"', 1))
    assert {(link.file, link.why) for link in verify_files(folder).broken} <= {(path.name, "unreadable")}


def test_an_event_of_another_file_that_is_gone_is_missing(
    make_store: Callable[..., Store], tmp_path: Path
) -> None:
    store = make_store(roll_at=900)
    for name in "abcdefghi":
        store.append([Pending("ana", Postponed(sha256=name))])
    folder = tmp_path / "decisions"
    (folder / "studio.ana.0002.json").unlink()
    assert [(link.file, link.line, link.why) for link in verify_files(folder).broken] == [
        ("studio.ana.0003.json", 3, "missing")
    ]


@pytest.mark.parametrize("text", ["hello", "", "{}", "[]"])
def test_a_file_that_is_no_store_is_named(folder: Path, text: str) -> None:
    (folder / "other.json").write_text(text)
    assert {(link.file, link.why) for link in verify_files(folder).broken} <= {
        ("other.json", "unreadable"),
        ("other.json", "torn"),
    }
    assert verify_files(folder).broken
