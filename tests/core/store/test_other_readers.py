"""What others make of the files: a reader written from the description, stock TinyDB, jq."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

from core.events import Postponed
from core.store.layout import TAIL
from core.store.store import Pending, Store
from tests.core.store.other_reader import read_folder

Make = Callable[..., Store]


@pytest.fixture
def folder(make_store: Make, tmp_path: Path) -> Path:
    """Two devices in turns over several files, and a sync tool's conflict copy that lacks the last event."""
    stores = [make_store("studio", roll_at=2000), make_store("laptop", "ана", roll_at=1500)]
    for number in range(24):
        store = stores[number % 2]
        store.poll()
        note = f'№ {number} \\ " \u2028 {"x" * (number * 11)}'
        store.append([Pending("Ана", Postponed(sha256=note)) for _ in range(1 + number % 3)])
    for store in stores:
        store.close()
    decisions = tmp_path / "decisions"
    last = max(decisions.glob("studio.*"))
    lines = last.read_bytes().split(b"\n")
    copy = last.with_name(f"{last.stem}.sync-conflict-20261123-101500-ABCDEFG.json")
    copy.write_bytes(b"\n".join([*lines[:-4], lines[-4].removesuffix(b",")]) + TAIL)
    assert len(list(decisions.iterdir())) > 6
    return decisions


def given(make_store: Make) -> list[str]:
    return [record.hash for record in make_store("phone", "eva").poll()]


def test_a_reader_made_from_the_description_gives_the_same_events(make_store: Make, folder: Path) -> None:
    events = read_folder(folder)
    assert [event["hash"] for event in events] == given(make_store)
    assert events[0]["person"] == "Ана"
    assert len(events) == 48


@pytest.mark.parametrize("cut", [1, 3, 5, 70, 300])
def test_it_reads_a_torn_tail_as_the_store_does(make_store: Make, folder: Path, cut: int) -> None:
    path = max(folder.glob("laptop.*"))
    path.write_bytes(path.read_bytes()[:-cut])
    assert [event["hash"] for event in read_folder(folder)] == given(make_store)


@pytest.mark.parametrize("events", [1, 2])
def test_it_passes_over_what_is_not_joined_as_the_store_does(
    make_store: Make, folder: Path, events: int
) -> None:
    path = max(folder.glob("laptop.*"))
    text = path.read_bytes()
    end = text.rindex(b"\n", 0, text.rindex(b"\n", 0, -len(TAIL)) if events == 2 else -len(TAIL))
    assert text[end - 1 : end] == b","
    path.write_bytes(text[: end - 1] + b"\n" + text[end:])
    seen = [event["hash"] for event in read_folder(folder)]
    assert seen == given(make_store)
    assert len(seen) == 48 - events


def test_it_finds_what_was_changed_and_taken_out(folder: Path) -> None:
    path = folder / "laptop.ана.0001.json"
    text = path.read_bytes()
    path.write_bytes(text.replace("Ана".encode(), "Ева".encode(), 1))
    with pytest.raises(ValueError, match="was changed"):
        read_folder(folder)
    lines = text.split(b"\n")
    path.write_bytes(b"\n".join([*lines[:2], *lines[3:]]))
    with pytest.raises(ValueError, match="is missing"):
        read_folder(folder)


def test_stock_tinydb_reads_every_file(folder: Path) -> None:
    hashes = set()
    for path in folder.glob("*.json"):
        with TinyDB(path, access_mode="r") as db:
            assert db.table("vitrina").get(doc_id=1)
            for document in db.table("events").all():
                assert document.doc_id == document["seq"]
                hashes.add(document["hash"])
    assert hashes == {event["hash"] for event in read_folder(folder)}


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
def test_jq_reads_every_file(folder: Path) -> None:
    hashes = set()
    for path in folder.glob("*.json"):
        ran = subprocess.run(
            ["jq", "-c", ".events[].hash"], stdin=path.open(), capture_output=True, check=True
        )
        hashes |= {json.loads(line) for line in ran.stdout.splitlines()}
    assert hashes == {event["hash"] for event in read_folder(folder)}
