"""Eight sessions of several people on one workspace, appending at once, with either kind of lock."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from tinydb import TinyDB

import core.store.store
from core.events import Postponed
from core.store.lock import lock_kind
from core.store.store import Pending, Store
from core.store.verify import verify_files

fcntl = pytest.importorskip("fcntl")

USERS = ["ana", "bek", "eva"]
SESSIONS = 8
WAIT = 120.0


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests may be running on the same few cores. Forked processes have it too."""
    monkeypatch.setattr(core.store.store, "LOCK_SECONDS", WAIT)


def open_store(folder: Path, user: str) -> Store:
    """A session of a user of this machine: a state folder of its own, one folder of decisions for all."""
    locks = folder / "home" / user / "locks"
    return Store(folder / "decisions", device="studio", user=user, lock_folder=locks, roll_at=20_000)


def refuse_flock() -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    fcntl.flock = refuse


def persons(store: Store) -> list[str]:
    return [record.person for record in store.poll()]


def session(folder: Path, mark: int, count: int, all_: int, kernel: bool, begin: Barrier) -> None:
    """Append `count` events in ones and threes, then follow the others until `all_` were seen."""
    if not kernel:
        refuse_flock()
    store = open_store(folder, USERS[mark % len(USERS)])
    seen = persons(store)
    begin.wait(WAIT)
    number = 0
    while number < count:
        more = min(1 + 2 * (number % 2), count - number)
        store.append([Pending(f"{mark}.{number + at}", Postponed(sha256="a")) for at in range(more)])
        number += more
        seen += persons(store)
    end = time.monotonic() + WAIT
    while len([name for name in seen if name[0] != "x"]) < all_ and time.monotonic() < end:
        time.sleep(0.05)
        seen += persons(store)
    (folder / f"{mark}.seen").write_text(json.dumps(seen))


def victim(folder: Path, mark: int, kernel: bool, told: int) -> None:
    """Append until killed, and tell what was acknowledged."""
    if not kernel:
        refuse_flock()
    store = open_store(folder, "ana")
    number = 0
    while True:
        name = f"x{mark}.{number}"
        store.append([Pending(name, Postponed(sha256="b"))])
        os.write(told, f"{name}\n".encode())
        number += 1


@pytest.mark.parametrize("kernel", [True, False], ids=["flock", "marker"])
def test_eight_sessions_append_at_once_while_others_are_killed(
    tmp_path: Path, times: Callable[[int], int], kernel: bool
) -> None:
    count, kills = times(200), times(20)
    context = multiprocessing.get_context("fork")
    begin = context.Barrier(SESSIONS + 1)
    sessions: list[BaseProcess] = [
        context.Process(target=session, args=(tmp_path, mark, count, SESSIONS * count, kernel, begin))
        for mark in range(SESSIONS)
    ]
    for one in sessions:
        one.start()
    begin.wait(WAIT)
    acknowledged = {f"{mark}.{number}" for mark in range(SESSIONS) for number in range(count)}
    for mark in range(kills):
        reader, told = os.pipe()
        dying = context.Process(target=victim, args=(tmp_path, mark, kernel, told))
        dying.start()
        os.close(told)
        heard = os.read(reader, 1 << 16)
        dying.kill()
        dying.join()
        assert dying.exitcode == -signal.SIGKILL
        while part := os.read(reader, 1 << 16):
            heard += part
        os.close(reader)
        acknowledged.update(heard.decode().split())
    for one in sessions:
        one.join(2 * WAIT)
        assert one.exitcode == 0
    last = open_store(tmp_path, "ana")
    last.append([Pending("end", Postponed(sha256="c"))])
    names = persons(last)
    assert len(names) == len(set(names))
    assert acknowledged.issubset(names)
    # The kernel may have kept an event of a killed session that it had no time to acknowledge.
    assert all(name[0] == "x" for name in set(names) - acknowledged - {"end"})
    for mark in range(SESSIONS):
        seen = json.loads((tmp_path / f"{mark}.seen").read_text())
        assert len(seen) == len(set(seen))
        assert {name for name in acknowledged if name[0] != "x"}.issubset(seen)
    assert verify_files(tmp_path / "decisions").broken == ()
    files = sorted((tmp_path / "decisions").glob("*.json"))
    assert {path.name.split(".")[1] for path in files} == set(USERS)
    assert sum(len(TinyDB(path, access_mode="r").table("events").all()) for path in files) == len(names)
    print(f"{len(names)} events of {SESSIONS} sessions, {kills} others killed, {len(files)} files")


def hold(folder: Path, kernel: bool, told: int) -> None:
    if not kernel:
        refuse_flock()
    store = open_store(folder, "ana")
    with store._shared.held(WAIT):
        os.write(told, lock_kind(store._shared.path.parent).encode() + b"\n")
        time.sleep(WAIT)


@pytest.mark.parametrize("kernel", [True, False], ids=["flock", "marker"])
def test_a_killed_holder_holds_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kernel: bool) -> None:
    if not kernel:
        monkeypatch.setattr(fcntl, "flock", fcntl.flock)
        refuse_flock()
    reader, told = os.pipe()
    holder = multiprocessing.get_context("fork").Process(target=hold, args=(tmp_path, kernel, told))
    holder.start()
    assert os.read(reader, 20) == (b"kernel\n" if kernel else b"marker\n")
    holder.kill()
    holder.join()
    store = open_store(tmp_path, "ana")
    begun = time.monotonic()
    store.append([Pending("ana", Postponed(sha256="a"))])
    assert time.monotonic() - begun < WAIT / 10, "a dead process's lock was waited for"
    assert len(persons(store)) == 1
