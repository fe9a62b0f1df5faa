from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tui.cli import queue
from tui.cli.failure import logging_to_file


def test_warnings_go_to_the_log_and_not_to_the_screen(
    own_folders: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # pytest's own log capture cannot hand a lone surrogate from a test process to its report
    monkeypatch.setattr(logging.getLogger(), "handlers", [logging.NullHandler()])
    handlers = list(logging.getLogger().handlers)
    with logging_to_file() as log:
        logging.getLogger("core.somewhere").warning("odd: %s", "\udcff")
    assert log == own_folders / "state" / "vitrina.log"
    assert "core.somewhere WARNING odd: \\udcff" in log.read_text("utf-8")
    assert logging.getLogger().handlers == handlers
    assert capfd.readouterr() == ("", "")


def test_a_log_that_cannot_be_written_stops_nothing(
    vitrina: Callable[..., Any], shop: Any, monkeypatch: pytest.MonkeyPatch, own_folders: Path
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    (own_folders / "state" / "vitrina.log").mkdir(parents=True)
    monkeypatch.setattr(queue, "print_queue", broken)
    ran = vitrina("queue", "--workspace", shop.root)
    assert ran.code == 1
    assert "the log could not be written" in ran.err
