from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

import core.store.probe
from core.store.probe import lock_works, sync_seconds

if TYPE_CHECKING:
    from pathlib import Path


def test_a_lock_keeps_a_second_holder_out(tmp_path: Path) -> None:
    assert lock_works(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_lock_that_lets_everybody_in_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def open_to_all(path: Path, *, seconds: float) -> FileLock:
        return FileLock(path.with_name(secrets.token_hex(4) + path.name), timeout=seconds)

    monkeypatch.setattr(core.store.probe, "make_lock", open_to_all)
    assert not lock_works(tmp_path)


def test_a_sync_takes_some_time_and_leaves_nothing(tmp_path: Path) -> None:
    assert 0 < sync_seconds(tmp_path) < 10
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_missing_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        sync_seconds(tmp_path / "gone")
