from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import core.store.probe
from core.store.probe import lock_works, sync_seconds

if TYPE_CHECKING:
    from pathlib import Path


def test_a_lock_keeps_a_second_holder_out(tmp_path: Path) -> None:
    assert lock_works(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_lock_that_lets_everybody_in_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Open(core.store.probe.FileLock):
        def _acquire(self) -> None:
            self._context.lock_file_fd = 0

        def _release(self) -> None:
            self._context.lock_file_fd = None

    monkeypatch.setattr(core.store.probe, "FileLock", Open)
    assert not lock_works(tmp_path)


def test_a_sync_takes_some_time_and_leaves_nothing(tmp_path: Path) -> None:
    assert 0 < sync_seconds(tmp_path) < 10
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_missing_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        sync_seconds(tmp_path / "gone")
