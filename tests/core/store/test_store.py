from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

from core.events import Postponed, decode_event
from core.store.store import Pending, Store
from core.store.verify import verify_files

Make = Callable[..., Store]


def event(name: str) -> Pending:
    return Pending("ana", Postponed(sha256=name))


def names(store: Store) -> list[str]:
    found = []
    for record in store.poll():
        decoded = decode_event(record.kind, record.v, record.data)
        assert isinstance(decoded, Postponed)
        found.append(decoded.sha256)
    return found


def test_what_was_appended_is_there_after_reopening(make_store: Make) -> None:
    store = make_store()
    store.append([event("a")])
    store.append([event("b"), event("c")])
    store.close()
    assert names(make_store()) == ["a", "b", "c"]


def test_a_record_says_who_when_and_what_came_before(make_store: Make) -> None:
    store = make_store()
    first, second = store.append([event("a")]) + store.append([event("b")])
    assert (first.seq, second.seq) == (1, 2)
    assert (first.prev, second.prev) == ("", first.hash)
    assert first.person == "ana"
    assert first.at.endswith("Z")
    assert second.clock > first.clock


def test_two_sessions_of_one_user_share_a_file_and_see_each_other(make_store: Make, tmp_path: Path) -> None:
    one, two = make_store(), make_store()
    one.append([event("a")])
    two.append([event("b")])
    one.append([event("c")])
    assert names(one) == ["a", "b", "c"]
    assert names(two) == ["a", "b", "c"]
    assert names(two) == []
    assert len(list((tmp_path / "decisions").iterdir())) == 1
    assert verify_files(tmp_path / "decisions").broken == ()


def test_users_and_devices_write_their_own_files_and_read_all(make_store: Make, tmp_path: Path) -> None:
    make_store("studio", "ana").append([event("a")])
    make_store("studio", "bek").append([event("b")])
    make_store("laptop", "ana").append([event("c")])
    assert names(make_store("phone", "eva")) == ["a", "b", "c"]
    assert sorted(path.name for path in (tmp_path / "decisions").iterdir()) == [
        "laptop.ana.0001.json",
        "studio.ana.0001.json",
        "studio.bek.0001.json",
    ]


def test_a_file_is_rolled_and_the_chain_goes_on(make_store: Make, tmp_path: Path) -> None:
    store = make_store(roll_at=2000)
    other = make_store(roll_at=2000)
    for number in range(20):
        (store if number % 3 else other).append([event(str(number))])
    files = sorted((tmp_path / "decisions").iterdir())
    assert len(files) > 3
    closed = files[0].read_bytes()
    store.append([event("20")])
    assert files[0].read_bytes() == closed
    assert names(make_store()) == [str(number) for number in range(21)]
    assert verify_files(tmp_path / "decisions").broken == ()


def test_a_conflict_copy_adds_what_is_new_and_doubles_nothing(make_store: Make, tmp_path: Path) -> None:
    folder = tmp_path / "decisions"
    laptop = make_store("laptop")
    laptop.append([event("a")])
    copy = folder / "laptop.ana.0001.sync-conflict-20261123-101500-ABCDEFG.json"
    laptop.append([event("b")])
    shutil.copy(folder / "laptop.ana.0001.json", copy)
    store = make_store()
    assert names(store) == ["a", "b"]
    assert store.conflict_copies() == (copy.name,)


def test_a_peer_file_that_vanishes_or_shrinks_loses_nothing_that_was_read(
    make_store: Make, tmp_path: Path
) -> None:
    laptop = make_store("laptop")
    laptop.append([event("a")])
    laptop.append([event("b")])
    path = tmp_path / "decisions" / "laptop.ana.0001.json"
    whole = path.read_bytes()
    store = make_store()
    assert names(store) == ["a", "b"]
    path.unlink()
    assert names(store) == []
    path.write_bytes(whole[: len(whole) // 2])
    assert names(store) == []
    assert path.read_bytes() == whole[: len(whole) // 2], "a peer's file is never repaired"
    path.write_bytes(whole)
    laptop.append([event("c")])
    assert names(store) == ["c"]


def test_a_file_rewritten_by_stock_tinydb_is_read_and_left_alone(make_store: Make, tmp_path: Path) -> None:
    store = make_store()
    store.append([event("a")])
    store.close()
    path = tmp_path / "decisions" / "studio.ana.0001.json"
    TinyDB(path).table("notes").insert({"by": "hand"})
    rewritten = path.read_bytes()
    again = make_store()
    assert names(again) == ["a"]
    again.append([event("b")])
    assert path.read_bytes() == rewritten
    assert names(make_store()) == ["a", "b"]
    assert verify_files(tmp_path / "decisions").broken == ()


def test_an_event_of_a_newer_program_is_kept_in_the_union(make_store: Make) -> None:
    store = make_store()
    record = store.append([event("a")])[0]
    decoded = decode_event("teleported", 3, record.data)
    assert decoded.KIND == "unknown"


def append_many(folder: Path, locks: Path, mark: str, count: int) -> None:
    store = Store(folder, device="studio", user="ana", lock_folder=locks)
    for number in range(count):
        store.append([event(f"{mark}{number}")])


def test_processes_appending_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [
        context.Process(target=append_many, args=(tmp_path / "decisions", tmp_path / "locks", mark, 40))
        for mark in "xyz"
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    store = Store(tmp_path / "decisions", device="studio", user="ana", lock_folder=tmp_path / "locks")
    found = names(store)
    assert sorted(found) == sorted(f"{mark}{number}" for mark in "xyz" for number in range(40))
    assert verify_files(tmp_path / "decisions").broken == ()


WRITER = """
import sys
from pathlib import Path
from core.events import Postponed
from core.store.store import Pending, Store
store = Store(Path(sys.argv[1]), device="studio", user="ana", lock_folder=Path(sys.argv[2]))
number = len(store.poll())
while True:
    store.append([Pending("ana", Postponed(sha256=str(number) + "x" * (number % 7) * 8))])
    print(number, flush=True)
    number += 1
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_killed_writer_loses_no_acknowledged_event(tmp_path: Path) -> None:
    folder, locks = tmp_path / "decisions", tmp_path / "locks"
    acknowledged = 0
    for round_ in range(5):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), str(locks)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        )
        assert writer.stdout is not None
        for _ in range(20 + round_ * 7):
            acknowledged = int(writer.stdout.readline())
        writer.kill()
        rest = writer.stdout.read().split()
        acknowledged = int(rest[-1]) if rest else acknowledged
        writer.wait()
    store = Store(folder, device="studio", user="ana", lock_folder=locks)
    store.append([event("end")])
    found = [name.rstrip("x") for name in names(store)]
    assert found[-1] == "end"
    assert found[:-1] == [str(number) for number in range(len(found) - 1)]
    assert len(found) - 1 > acknowledged
    assert verify_files(folder).broken == ()
    for path in folder.glob("*.json"):
        json.loads(path.read_bytes())
