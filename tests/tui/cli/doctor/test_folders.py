from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import tui.cli.doctor.folders
from tui.cli.doctor.folders import clock_check, disk_check, hot_folder_check, sync_check

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "newest", "level"),
    [
        (NOW, None, "ok"),
        (NOW, NOW - timedelta(days=30), "ok"),
        (NOW, NOW + timedelta(seconds=30), "ok"),
        (NOW, NOW + timedelta(hours=2), "bad"),
        (datetime(1970, 1, 2, tzinfo=UTC), None, "bad"),
    ],
)
def test_a_clock_behind_what_was_recorded_is_bad(now: datetime, newest: datetime | None, level: str) -> None:
    assert clock_check(now, newest).level == level


@pytest.mark.parametrize(
    ("mode", "needs", "level", "says"),
    [
        ("auto", False, "ok", "native"),
        ("auto", True, "ok", "polling"),
        ("native", True, "bad", "deaf"),
        ("polling", False, "ok", "polling-asked"),
    ],
)
def test_how_changes_are_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str, needs: bool, level: str, says: str
) -> None:
    monkeypatch.setattr(tui.cli.doctor.folders, "needs_polling", lambda _: needs)
    found = hot_folder_check(tmp_path, mode)
    assert (found.level, found.says.id) == (level, f"doctor-hot-folder-{says}")


def test_a_hot_folder_that_is_gone_is_bad(tmp_path: Path) -> None:
    assert hot_folder_check(tmp_path / "gone", "auto").level == "bad"


def test_room_and_speed_are_measured(tmp_path: Path) -> None:
    free, sync = disk_check(tmp_path), sync_check(tmp_path)
    assert free.facts["megabytes"]
    assert sync.facts["milliseconds"]
    assert not list(tmp_path.iterdir())


def test_a_full_and_a_slow_disk_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = 50_000_000

    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage)
    monkeypatch.setattr(tui.cli.doctor.folders, "sync_seconds", lambda _: 0.4)
    assert disk_check(tmp_path).level == "bad"
    assert sync_check(tmp_path).level == "warn"


def test_a_folder_that_is_gone_is_bad(tmp_path: Path) -> None:
    assert disk_check(tmp_path / "gone").level == "bad"
    assert sync_check(tmp_path / "gone").level == "bad"
