"""The lock that sessions of one user take before they append.

The kernel's own lock (`flock`, on Windows its counterpart) is let go when its process dies. Where a file
system has none (some network and FUSE mounts answer ENOLCK or ENOTSUP) a marker file takes its place:
filelock's `SoftFileLock`, which says who holds it and takes it over from a process of this machine that is
gone. All sessions ask the same folder, so all come to the same answer.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
from pathlib import Path
from typing import Literal

from filelock import BaseFileLock, FileLock, SoftFileLock

LockKind = Literal["kernel", "marker"]
"""`kernel`: flock or the like; `marker`: a file whose being there is the lock."""


def lock_kind(folder: Path) -> LockKind:
    """Return which lock is in use for stores whose locks lie in `folder`. Raises OSError."""
    if sys.platform == "win32":
        return "kernel"
    try:
        import fcntl  # noqa: PLC0415 not on every platform
    except ImportError:
        return "marker"
    path = folder / f"probe-{secrets.token_hex(4)}.lock"
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return "marker"
    else:
        return "kernel"
    finally:
        os.close(fd)
        with contextlib.suppress(OSError):
            path.unlink()


def make_lock(path: Path, *, seconds: float) -> BaseFileLock:
    """Return the lock at `path`, not taken yet; taking it waits at most `seconds`.

    Raises OSError when the folder cannot be written.
    """
    if lock_kind(path.parent) == "kernel":
        return FileLock(path, timeout=seconds)
    return SoftFileLock(path.with_suffix(".marker"), timeout=seconds)
