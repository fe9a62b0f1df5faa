"""A fault at every system call, and disks that are full or closed: each is answered, none loses anything."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.errors import NotSaved, VitrinaError
from core.events import Postponed
from core.store.layout import scan
from core.store.store import Pending, Store
from core.store.verify import verify_files
from tests.torture import kills
from tests.torture.calls import intercepted

ROOT = Path(__file__).parents[2]
OFTEN = 4 * 1024 * 1024

FAULTS: dict[str, tuple[int, ...]] = {
    "open": (errno.EACCES, errno.ENOSPC, errno.EMFILE, errno.EIO, errno.EROFS),
    "write": (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG),
    "read": (errno.EIO,),
    "fsync": (errno.EIO, errno.ENOSPC, errno.EDQUOT),
    "ftruncate": (errno.EIO, errno.ENOSPC),
    "mkdir": (errno.EACCES, errno.ENOSPC, errno.EDQUOT),
    "replace": (errno.EIO, errno.EXDEV),
    "rename": (errno.EIO,),
    "unlink": (errno.EACCES,),
    "utime": (errno.EPERM,),
    "fstat": (errno.EIO,),
    "stat": (errno.EACCES, errno.ESTALE),
    "lstat": (errno.EACCES, errno.ESTALE),
    "listdir": (errno.EACCES, errno.EIO),
    "lseek": (errno.EIO,),
    "flock": (errno.ENOLCK, errno.EIO),
}
SHORT = -1
"""A write that takes half of the bytes and says so; the next one fails with a full disk."""


def event(name: str) -> Pending:
    return Pending("ana", Postponed(sha256=name))


def nothing(folder: Path) -> Store:
    return kills.open_store(folder, OFTEN)


def some(folder: Path) -> Store:
    store = kills.open_store(folder, OFTEN)
    store.append([event("a")])
    store.append([event("b")])
    return store


def reopened(folder: Path) -> Store:
    some(folder).close()
    return kills.open_store(folder, OFTEN)


def rolling(folder: Path) -> Store:
    store = kills.open_store(folder, 300)
    store.append([event("a")])
    store.append([event("b")])
    return store


def torn(folder: Path) -> Store:
    some(folder).close()
    path = folder / "decisions" / "studio.ana.0001.json"
    path.write_bytes(path.read_bytes()[:-2] + b'\n"3": {"seq":3,')
    return kills.open_store(folder, OFTEN)


def unjoined(folder: Path) -> Store:
    some(folder).close()
    path = folder / "decisions" / "studio.ana.0001.json"
    first = scan(path.read_bytes()).records[0]
    path.write_bytes(path.read_bytes().replace(f'{first.hash}"}},'.encode(), f'{first.hash}"}}\n'.encode()))
    return kills.open_store(folder, OFTEN)


def taken(folder: Path) -> Store:
    some(folder).close()
    (folder / "decisions" / "studio.ana.0001.json").unlink()
    return kills.open_store(folder, OFTEN)


SCENES = {
    "nothing": (nothing, ""),
    "some": (some, "ab"),
    "reopened": (reopened, "ab"),
    "rolling": (rolling, "ab"),
    "torn": (torn, "ab"),
    "unjoined": (unjoined, "ab"),
    "taken": (taken, "ab"),
}


def attempts(store: Store) -> Iterator[tuple[str, Callable[[], Any]]]:
    yield "", store.poll
    yield "c", lambda: store.append([event("c")])
    yield "de", lambda: store.append([event("d"), event("e")])
    yield "", store.poll


def act(store: Store) -> tuple[str, int]:
    """Poll and append; return what was acknowledged, and how many attempts were answered with an error."""
    acknowledged, refused = "", 0
    for names, attempt in attempts(store):
        try:
            attempt()
        except VitrinaError:
            refused += 1
        else:
            acknowledged += names
    return acknowledged, refused


def calls_of(scene: str, folder: Path) -> list[str]:
    store = SCENES[scene][0](folder)
    with intercepted(lambda _, __, call, arguments: call(*arguments)) as names:
        assert act(store) == ("cde", 0)
    store.close()
    return list(names)


def fail(at: int, code: int, *, lasting: bool) -> Callable[..., Any]:
    """Answer call number `at` (and all like it from then on, when `lasting`) with a fault."""
    failing: list[str] = []

    def answer(number: int, name: str, call: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        if number == at:
            failing.append(name)
        if not (number == at or (lasting and name in failing)):
            if failing and code == SHORT and name == "write" and number == at + 1:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return call(*arguments)
        if code == SHORT:
            return call(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
        raise OSError(code, os.strerror(code))

    return answer


@pytest.mark.parametrize("lasting", [False, True])
@pytest.mark.parametrize("scene", SCENES)
def test_a_fault_at_every_call(
    tmp_path: Path, scene: str, lasting: bool, monkeypatch: pytest.MonkeyPatch, times: Callable[[int], int]
) -> None:
    monkeypatch.setattr("core.store.store.LOCK_SECONDS", 0.05)
    monkeypatch.setattr("core.store.storage._HOLD_SECONDS", 0.05)
    calls = calls_of(scene, tmp_path / "calls")
    faults = [
        (at, code)
        for at, name in enumerate(calls, 1)
        for code in (*FAULTS[name], *((SHORT,) if name == "write" else ()))
    ]
    step = len(faults) // times(len(faults))
    answered = 0
    for at, code in faults[::step]:
        folder = tmp_path / f"{at}.{code}"
        make, before = SCENES[scene]
        store = make(folder)
        with intercepted(fail(at, code, lasting=lasting)):
            acknowledged, refused = act(store)
        answered += refused
        about = f"call {at} ({calls[at - 1]}), error {errno.errorcode.get(code, 'short')}"
        store._rest_until = 0.0
        names = kills.names_of(store)
        store.append([event("f")])
        fresh = kills.open_store(folder, OFTEN)
        names = kills.names_of(fresh)
        assert sorted(names) == sorted(f"{before}{acknowledged}f"), about
        broken = verify_files(folder / "decisions").broken
        assert not broken, f"{about}: {broken}"
        for path in (folder / "decisions").glob("*.json"):
            json.loads(path.read_bytes())
        store.close()
        fresh.close()
        shutil.rmtree(folder)
    assert answered > 0
