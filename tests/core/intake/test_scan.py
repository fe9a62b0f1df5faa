from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from core.intake.scan import scan_once

if TYPE_CHECKING:
    from pathlib import Path

    from core.intake.settle import Outcome


def old(path: Path, content: bytes = b"whole") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (1, 1))
    return path


def never(_seconds: float) -> None:
    pytest.fail("waited")


def test_old_files_are_taken_in_without_waiting(tmp_path: Path) -> None:
    roots = [tmp_path / "incoming", tmp_path / "sources", tmp_path / "missing"]
    expected = [old(roots[0] / "a.png"), old(roots[0] / "sub" / "b.png"), old(roots[1] / "c.png")]
    old(roots[0] / "c.png.part")
    taken: list[Path] = []

    def take(path: Path) -> Outcome:
        taken.append(path)
        return "ready"

    report = scan_once(roots, take, sleep=never)
    assert taken == expected
    assert (report.files, report.waiting, report.unreadable) == (3, (), 0)


def test_a_fresh_file_is_given_time_and_taken_in_when_it_rests(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"whole")
    waits: list[float] = []
    taken: list[Path] = []

    def take(path: Path) -> Outcome:
        assert waits
        taken.append(path)
        return "ready"

    report = scan_once([tmp_path], take, sleep=waits.append)
    assert taken == [tmp_path / "a.png"]
    assert waits == [1.0]
    assert report.waiting == ()


def test_a_file_that_goes_on_changing_and_an_empty_one_are_left(tmp_path: Path) -> None:
    growing, empty, vanishing = (tmp_path / name for name in ["a.png", "empty.png", "gone.png"])
    growing.write_bytes(b"1")
    empty.touch()
    vanishing.write_bytes(b"1")

    def meanwhile(_seconds: float) -> None:
        growing.write_bytes(b"12")
        vanishing.unlink()

    report = scan_once([tmp_path], lambda path: pytest.fail(str(path)), sleep=meanwhile)
    assert [(waiting.path, waiting.size) for waiting in report.waiting] == [(growing, 2), (empty, 0)]


def test_an_incomplete_file_is_looked_at_once_and_reported(tmp_path: Path) -> None:
    torn, fresh = old(tmp_path / "torn.png"), tmp_path / "fresh.png"
    fresh.write_bytes(b"whole")
    looked: list[Path] = []

    def take(path: Path) -> Outcome:
        looked.append(path)
        return "incomplete" if path == torn else "refused"

    report = scan_once([tmp_path], take, sleep=lambda _seconds: None)
    assert looked == [torn, fresh]
    assert [(waiting.path, waiting.attempts) for waiting in report.waiting] == [(torn, 1)]
