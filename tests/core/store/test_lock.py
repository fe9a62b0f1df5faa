from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import SoftFileLock, Timeout

from core.errors import StoreBusy
from core.events import Postponed
from core.store.lock import lock_kind, make_lock
from core.store.store import Pending, Store


@pytest.fixture(params=[errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS])
def no_flock(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    fcntl = pytest.importorskip("fcntl")

    def refuse(*_: object) -> None:
        raise OSError(request.param, "no locks here")

    monkeypatch.setattr(fcntl, "flock", refuse)


def test_the_kernels_lock_is_used_where_there_is_one(tmp_path: Path) -> None:
    assert lock_kind(tmp_path) == "kernel"
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("no_flock")
def test_a_marker_file_takes_its_place_where_there_is_none(tmp_path: Path) -> None:
    assert lock_kind(tmp_path) == "marker"
    assert isinstance(make_lock(tmp_path / "a.lock", seconds=1), SoftFileLock)
    stores = [Store(tmp_path / "d", device="studio", user="ana", lock_folder=tmp_path / "l") for _ in "ab"]
    for store in stores * 2:
        store.append([Pending("ana", Postponed(sha256="a"))])
    assert len(stores[0].poll()) == 4


HOLDER = """
import sys, time
from pathlib import Path
from core.store.lock import make_lock
if sys.argv[2] == "marker":
    import fcntl
    def refuse(*_):
        raise OSError(37, "no locks here")
    fcntl.flock = refuse
lock = make_lock(Path(sys.argv[1]), seconds=5)
lock.acquire()
print(type(lock).__name__, flush=True)
time.sleep(60)
"""


def killed_holder(path: Path, kind: str) -> None:
    """Let another process take the lock and be killed with it."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, path, kind], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert holder.stdout is not None
    assert ("Soft" in holder.stdout.readline()) == (kind == "marker")
    with pytest.raises(Timeout):
        make_lock(path, seconds=0.05).acquire()
    holder.kill()
    holder.wait()


def test_the_kernels_lock_is_free_when_its_holder_is_killed(tmp_path: Path) -> None:
    killed_holder(tmp_path / "a.lock", "kernel")
    make_lock(tmp_path / "a.lock", seconds=0).acquire()


@pytest.mark.usefixtures("no_flock")
def test_a_marker_is_taken_over_when_its_holder_is_killed(tmp_path: Path) -> None:
    killed_holder(tmp_path / "a.lock", "marker")
    assert (tmp_path / "a.marker").exists()
    with make_lock(tmp_path / "a.lock", seconds=5):
        pass


@pytest.mark.usefixtures("no_flock")
def test_a_marker_whose_maker_was_killed_before_it_wrote_its_name_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.store.store.LOCK_SECONDS", 0.05)
    store = Store(tmp_path / "d", device="studio", user="ana", lock_folder=tmp_path / "l")
    pending = [Pending("ana", Postponed(sha256="a"))]
    store.append(pending)
    marker = store._shared.path.with_suffix(".marker")
    marker.touch()
    with pytest.raises(StoreBusy):
        store.append(pending)
    monkeypatch.setattr("core.store.lock.EMPTY_SECONDS", 0.0)
    store.append(pending)
    assert not marker.exists()


def test_waiting_for_the_kernels_lock_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting_ends(tmp_path, monkeypatch)


@pytest.mark.usefixtures("no_flock")
def test_waiting_for_a_marker_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting_ends(tmp_path, monkeypatch)


def waiting_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.store.store.LOCK_SECONDS", 0.05)
    store = Store(tmp_path / "d", device="studio", user="ana", lock_folder=tmp_path / "l")
    store.append([Pending("ana", Postponed(sha256="a"))])
    path = store._shared.path
    held = make_lock(path, seconds=1)
    with held:
        with pytest.raises(Timeout):
            make_lock(path, seconds=0.05).acquire()
        with pytest.raises(StoreBusy):
            store.append([Pending("ana", Postponed(sha256="b"))])
        assert len(store.poll()) == 1, "reading waits for nobody"
