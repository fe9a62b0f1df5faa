"""A fault at every system call, and disks that are full or closed: each is answered, none loses anything."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import tempfile
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
LOCK_UN = 8
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
        if name == "flock" and arguments[1] & LOCK_UN:
            return call(*arguments)  # no system refuses that
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


def fill(store: Store) -> int:
    """Append until the disk refuses; return how many events were acknowledged."""
    count = 0
    while True:
        try:
            store.append([event(f"{count} {'x' * 400}")])
        except NotSaved:
            return count
        count += 1


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    if not hasattr(os, "geteuid") or os.geteuid():
        pytest.skip("mounting a small disk needs root")
    place = tmp_path / "small"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", place], check=False).returncode:
        pytest.skip("no tmpfs can be mounted here")
    try:
        store = kills.open_store(place, 100_000)
        ballast = place / "ballast"
        ballast.write_bytes(b"x" * 100_000)
        count = fill(store)
        assert count > 100
        for path in (place / "decisions").glob("*.json"):
            json.loads(path.read_bytes())
        ballast.unlink()
        store.append([event("last")])
        fresh = kills.open_store(place, 100_000)
        assert kills.names_of(fresh) == [*map(str, range(count)), "last"]
        assert verify_files(place / "decisions").broken == ()
        store.close()
        fresh.close()
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def in_a_child(act: Callable[[], None]) -> int:
    """Run `act` in a process of its own; return its exit code."""
    pid = os.fork()
    if not pid:
        try:
            act()
        except BaseException:  # noqa: BLE001 the parent is told by the exit code
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def test_a_limit_on_the_size_of_files(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")

    def act() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
        store = kills.open_store(tmp_path, OFTEN)
        (tmp_path / "count").write_text(str(fill(store)))

    assert in_a_child(act) == 0
    fresh = kills.open_store(tmp_path, OFTEN)
    fresh.append([event("last")])
    count = int((tmp_path / "count").read_text())
    assert kills.names_of(fresh) == [*map(str, range(count)), "last"]
    assert verify_files(tmp_path / "decisions").broken == ()


def test_a_folder_that_may_not_be_written() -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o777)

        def act() -> None:
            if not os.geteuid():
                os.setuid(65534)
            store = kills.open_store(place, OFTEN)
            store.append([event("a")])
            store.close()
            decisions = place / "decisions"
            (decisions / "studio.ana.0001.json").chmod(0o444)
            decisions.chmod(0o555)
            again = kills.open_store(place, OFTEN)
            for _ in range(2):
                with pytest.raises(NotSaved):
                    again.append([event("b")])
            assert kills.names_of(again) == ["a"]
            decisions.chmod(0o755)
            (decisions / "studio.ana.0001.json").chmod(0o644)
            again.append([event("c")])
            assert kills.names_of(again) == ["c"]
            assert verify_files(decisions).broken == ()

        assert in_a_child(act) == 0
