"""Whether a folder can hold a store: does a lock keep another session out, how long does a sync take.

For `vitrina doctor`. Both questions are put with the very calls the store makes, in the very folder, because
the answer depends on the file system: some network shares grant every lock and sync nothing.
"""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path

from filelock import Timeout

from core.store.lock import make_lock

_EVENT = b"x" * 700 + b"\n"
"""About as long as one recorded decision."""
_HOLD_SECONDS = 1.0
"""How long the first holder waits; nobody else knows its name."""


def lock_works(folder: Path) -> bool:
    """Tell whether a lock of the kind in use in `folder` keeps a second holder out. Raises OSError."""
    path = folder / f"doctor-{secrets.token_hex(4)}.lock"
    try:
        with make_lock(path, seconds=_HOLD_SECONDS):
            second = make_lock(path, seconds=0)
            try:
                second.acquire()
            except Timeout:
                return True
            second.release()
            return False
    finally:
        for left in folder.glob(f"{path.stem}.*"):
            left.unlink(missing_ok=True)


def sync_seconds(folder: Path, times: int = 5) -> float:
    """Return the middle one of `times` measured appends with a sync in `folder`, in seconds. Raises OSError.

    The file ends in `.lock`, which the workspace's ignore lists keep out of every sync.
    """
    path = folder / f"doctor-{secrets.token_hex(4)}.lock"
    taken: list[float] = []
    try:
        with path.open("xb", buffering=0) as file:
            for _ in range(times):
                begun = time.perf_counter()
                file.write(_EVENT)
                os.fsync(file.fileno())
                taken.append(time.perf_counter() - begun)
    finally:
        path.unlink(missing_ok=True)
    return sorted(taken)[len(taken) // 2]
