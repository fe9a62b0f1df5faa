from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from core.errors import NotSaved, StoreNewer
from core.store.layout import TAIL, Head, head_text
from core.store.storage import AppendOnly, EventDB

HEAD = Head(format=1, device="studio", user="ana", file=1)


def envelope(seq: int, kind: str = "postponed") -> dict[str, object]:
    return {
        "seq": seq,
        "device": "studio",
        "user": "ana",
        "person": "ana",
        "at": "2026-11-23T08:00:00.000Z",
        "clock": f"{seq:012x}-0000",
        "kind": kind,
        "v": 1,
        "data": {"sha256": "ab"},
        "prev": "",
    }


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "studio.ana.0001.json"


def test_stock_tinydb_and_json_read_what_was_inserted(path: Path) -> None:
    db = EventDB(path, HEAD)
    assert db.events.insert(envelope(1)) == 1
    assert db.events.insert_multiple([envelope(2), envelope(3, "decided")]) == [2, 3]
    stock = TinyDB(path, access_mode="r").table("events")
    assert [document["seq"] for document in stock.all()] == [1, 2, 3]
    assert len(stock.search(where("kind") == "decided")) == 1
    assert json.loads(path.read_bytes())["vitrina"]["1"]["device"] == "studio"


def test_tinydb_queries_work_on_our_own_table(path: Path) -> None:
    db = EventDB(path, HEAD)
    db.events.insert_multiple([envelope(1), envelope(2, "decided")])
    assert len(db.events) == 2
    assert [document.doc_id for document in db.events.search(where("kind") == "decided")] == [2]


def test_a_file_made_new_is_readable_before_its_first_event(path: Path) -> None:
    EventDB(path, HEAD).file.ready()
    assert TinyDB(path, access_mode="r").table("events").all() == []


def test_appending_writes_no_byte_before_the_last_record(path: Path) -> None:
    db = EventDB(path, HEAD)
    db.events.insert(envelope(1))
    before = path.read_bytes()
    db.events.insert(envelope(2))
    assert path.read_bytes().startswith(before.removesuffix(TAIL))


def test_history_cannot_be_changed_through_the_table(path: Path) -> None:
    db = EventDB(path, HEAD)
    db.events.insert(envelope(1))
    before = path.read_bytes()
    for change in (
        lambda: db.events.update({"person": "x"}),
        lambda: db.events.remove(doc_ids=[1]),
        db.events.truncate,
        lambda: db.events.upsert({}, where("seq") == 1),
        db.drop_tables,
        lambda: db.drop_table("events"),
        lambda: db.storage.write({}),
    ):
        with pytest.raises(AppendOnly):
            change()
    assert path.read_bytes() == before


def test_a_torn_tail_is_kept_beside_the_file_and_cut(path: Path) -> None:
    db = EventDB(path, HEAD)
    db.events.insert_multiple([envelope(1), envelope(2)])
    db.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:-40])
    again = EventDB(path, HEAD)
    found = again.file.ready()
    assert found is not None
    assert [record.seq for record in found.records] == [1]
    assert again.file.torn is not None
    assert again.file.torn.read_bytes() in whole
    assert json.loads(path.read_bytes())["events"].keys() == {"1"}


@pytest.mark.parametrize("length", [1, 20, 60])
def test_a_crash_in_the_first_write_of_a_file_is_repaired(path: Path, length: int) -> None:
    path.write_bytes((head_text(HEAD) + TAIL)[:length])
    db = EventDB(path, HEAD)
    db.events.insert(envelope(1))
    assert json.loads(path.read_bytes())["events"].keys() == {"1"}


def test_a_newer_format_is_not_written_to(path: Path) -> None:
    path.write_bytes(head_text(Head(format=2, device="studio", user="ana", file=1)) + TAIL)
    before = path.read_bytes()
    with pytest.raises(StoreNewer):
        EventDB(path, HEAD).file.ready()
    assert path.read_bytes() == before


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_failed_append_leaves_the_file_as_it_was_and_the_next_one_works(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    db = EventDB(path, HEAD)
    db.events.insert(envelope(1))
    before = path.read_bytes()
    real = getattr(os, call)
    calls = []

    def full(fd: int, *arguments: bytes) -> int:
        calls.append(fd)
        if len(calls) == 1:
            if arguments:
                real(fd, bytes(arguments[0])[:10])
            raise OSError(28, "No space left on device")
        result: int = real(fd, *arguments)
        return result

    monkeypatch.setattr(os, call, full)
    with pytest.raises(NotSaved, match="No space left"):
        db.events.insert(envelope(2))
    assert path.read_bytes() == before
    db.events.insert(envelope(2))
    assert json.loads(path.read_bytes())["events"].keys() == {"1", "2"}


def test_what_another_process_appended_is_taken_up(path: Path) -> None:
    one, two = EventDB(path, HEAD), EventDB(path, HEAD)
    one.events.insert(envelope(1))
    two.events.insert(envelope(2))
    found = one.file.ready()
    assert found is not None
    assert [record.seq for record in found.records] == [2]
    one.events.insert(envelope(3))
    assert json.loads(path.read_bytes())["events"].keys() == {"1", "2", "3"}
