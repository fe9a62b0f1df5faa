from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import SoftFileLock, Timeout

from core.errors import StoreBusy
from core.events import Postponed
from core.store.lock import lock_kind, make_lock
from core.store.store import Pending, Store


@pytest.fixture
def no_flock(monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

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


@pytest.mark.usefixtures("no_flock")
def test_a_marker_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "a.marker"
    code = "import os,sys; from filelock import *; a = SoftFileLock(sys.argv[1]); a.acquire(); os._exit(0)"
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)
    assert path.exists()
    with make_lock(tmp_path / "a.lock", seconds=5):
        pass


@pytest.mark.parametrize("kernel", [True, False])
def test_waiting_for_a_lock_ends(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, kernel: bool
) -> None:
    if not kernel:
        request.getfixturevalue("no_flock")
    monkeypatch.setattr("core.store.store.LOCK_SECONDS", 0.05)
    store = Store(tmp_path / "d", device="studio", user="ana", lock_folder=tmp_path / "l")
    store.append([Pending("ana", Postponed(sha256="a"))])
    path = store._lock_path
    held = make_lock(path, seconds=1)
    with held:
        with pytest.raises(Timeout):
            make_lock(path, seconds=0.05).acquire()
        with pytest.raises(StoreBusy):
            store.append([Pending("ana", Postponed(sha256="b"))])
        assert len(store.poll()) == 1, "reading waits for nobody"
