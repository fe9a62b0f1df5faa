"""Files in the hot folder that are not candidates yet, as rows of the queue."""

from __future__ import annotations

import os
import time
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.clock import utc_now
from core.fold import Ledger
from core.intake.hotfolder import HotFolderStatus
from core.intake.walk import Walk
from core.model import State
from core.queue import QueueRow
from core.workspace import Workspace

_SHOWN_AFTER = 1.0
"""Seconds after which a file that only comes to rest is shown; most are taken in before."""


def arriving(workspace: Workspace, status: HotFolderStatus) -> list[QueueRow]:
    """Return what the watching has noticed in the hot folder and could not take in yet."""
    rows: list[QueueRow] = []
    for waiting in status.waiting:
        age = time.monotonic() - waiting.since
        if waiting.path.is_relative_to(workspace.incoming) and (waiting.attempts or age > _SHOWN_AFTER):
            rows.append(_row(workspace.relative(waiting.path), utc_now() - timedelta(seconds=age)))
    return rows


def known_files(ledger: Ledger) -> frozenset[tuple[str, str]]:
    """Return place and size, or place and stamp, of every file that something is recorded about."""
    taken = {(path, str(one.bytes)) for one in ledger.candidates.values() for path in one.paths}
    return frozenset(taken | {(found.path, found.stamp) for found in ledger.refusals.values()})


def unrecorded(workspace: Workspace, known: frozenset[tuple[str, str]]) -> list[QueueRow]:
    """Return the files in the hot folder that are not in `known`; reads none of them. Waits for the disk."""
    rows: list[QueueRow] = []
    for found in Walk(os.fspath(workspace.incoming)):
        for name, stat in found:
            text = workspace.relative(Path(name))
            marks = {(text, str(stat.st_size)), (text, f"{stat.st_size}-{stat.st_mtime_ns}")}
            if not marks & known:
                changed = min(max(stat.st_mtime, 0.0), time.time())
                rows.append(_row(text, datetime.fromtimestamp(changed, UTC)))
    return rows


def _row(text: str, since: datetime) -> QueueRow:
    return QueueRow(f"wait-{zlib.crc32(text.encode()):08x}", "", State.WAITING, text, since)
