"""Taking in what lies in the watched folders once, without threads.

A file whose bytes changed within the last second gets that second to come to rest and is looked at once
more; one that is still changing then is left for the next time and reported as waiting.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from core.intake.filesystem import needs_polling
from core.intake.settle import Outcome, Settling, Stamp, Via, Waiting
from core.intake.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class ScanReport:
    """What one scan came upon."""

    files: int
    """Files found."""
    waiting: tuple[Waiting, ...]
    """Files left for the next time: still changing, empty, or found incomplete."""
    unreadable: int
    """Folders that exist and could not be listed."""


def scan_once(
    roots: Sequence[Path],
    on_ready: Callable[[Path], Outcome],
    *,
    rest_seconds: float = 1.0,
    sleep: Callable[[float], None] = time.sleep,
) -> ScanReport:
    """Hand each file below `roots` that has come to rest to `on_ready`, once, and return what was left.

    Missing roots count as empty. Where the clock of another machine dates the files, all of them have
    `rest_seconds` (in seconds) to show that they do not change. Exceptions from `on_ready` reach the caller.
    """
    settling = Settling(settle_seconds=0.0, rest_seconds=rest_seconds, retry_seconds=inf)
    begun_at = time.monotonic()
    found: dict[str, Via] = {}
    unreadable = 0
    for root in roots:
        via: Via = "poll" if needs_polling(root) else "scan"
        walk = Walk(os.fspath(root))
        for slice_ in walk:
            for path, answer in slice_:
                found[path] = via
                _notice(settling, path, answer, via, begun_at)
        unreadable += walk.unreadable
    _take_in(settling, on_ready, begun_at)
    restless = [os.fspath(waiting.path) for waiting in settling.waiting() if not waiting.attempts]
    if restless:
        sleep(rest_seconds)
        _look_again(settling, restless, found, begun_at + rest_seconds)
        _take_in(settling, on_ready, begun_at + rest_seconds)
    return ScanReport(len(found), settling.waiting(), unreadable)


def _notice(settling: Settling, path: str, answer: os.stat_result, via: Via, now: float) -> None:
    age = max(0.0, time.time() - answer.st_mtime)
    settling.noticed(path, Stamp.of(answer, inode=via != "poll"), now, via, age)


def _look_again(settling: Settling, paths: Sequence[str], found: dict[str, Via], now: float) -> None:
    for path in paths:
        try:
            _notice(settling, path, os.lstat(path), found[path], now)
        except OSError:
            settling.gone(path)


def _take_in(settling: Settling, on_ready: Callable[[Path], Outcome], now: float) -> None:
    for path, stamp in settling.due(now):
        settling.checked(path, stamp, on_ready(Path(path)), now)
