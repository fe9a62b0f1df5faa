from __future__ import annotations

import errno
from pathlib import Path

import pytest

import tui.cli.doctor.machine
from core.drift.ocr import Engine
from tui.cli.doctor.machine import (
    installed,
    lock_check,
    machine_checks,
    packages_check,
    reader_check,
    watches_check,
)


def test_a_working_machine_is_all_ok() -> None:
    assert {found.level for found in machine_checks()} == {"ok"}


def test_a_program_that_reads_text_is_named_and_its_absence_is_no_fault() -> None:
    found = reader_check(Engine("/usr/bin/tesseract", "5.3.0", ("eng", "rus")))
    assert (found.level, found.says.id) == ("ok", "doctor-ocr")
    assert found.facts == {"version": "5.3.0", "languages": "eng, rus"}
    assert reader_check(None).level == "ok"


def test_a_missing_package_is_bad_and_named() -> None:
    versions = installed(["pillow", "no-such-package"])
    assert versions["pillow"]
    found = packages_check(versions)
    assert found.level == "bad"
    assert found.says.args["names"] == "no-such-package"


def test_a_lock_that_keeps_nobody_out_is_bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert lock_check(tmp_path).level == "ok"
    monkeypatch.setattr(tui.cli.doctor.machine, "lock_works", lambda _: False)
    assert lock_check(tmp_path).level == "bad"


def test_a_marker_file_is_said_to_be_the_lock_where_there_is_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    assert lock_check(tmp_path).says.args["kind"] == "kernel"
    monkeypatch.setattr(fcntl, "flock", refuse)
    found = lock_check(tmp_path)
    assert (found.level, found.says.id, found.says.args["kind"]) == ("ok", "doctor-lock", "marker")


def test_a_lock_folder_that_cannot_be_made_is_bad(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert lock_check(tmp_path / "file" / "locks").level == "bad"


def test_too_few_watches_are_told(tmp_path: Path) -> None:
    for name, value in (("watches", 100), ("instances", 128)):
        (tmp_path / f"max_user_{name}").write_text(f"{value}\n")
    (tmp_path / "max_queued_events").write_text("16384\n")
    assert [found.level for found in watches_check(10, tmp_path)] == ["ok"]
    assert [found.level for found in watches_check(90, tmp_path)] == ["warn"]
    assert watches_check(10, tmp_path / "none") == ()
