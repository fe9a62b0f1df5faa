"""The lock that sessions of one user take before they append.

The kernel's own lock (`flock`, on Windows its counterpart) is let go when its process dies. Where a file
system has none (some network and FUSE mounts answer ENOLCK or ENOTSUP) a marker file takes its place:
filelock's `SoftFileLock`, which says who holds it and takes it over from a process of this machine that is
gone; `Abandoned` does so where that process was killed before it could say. All sessions ask the same folder,
so all come to the same answer.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from filelock import BaseFileLock, FileLock, SoftFileLock, Timeout

from core.errors import NotSaved

_PATIENCE = 2.0
"""How often, while waiting, it is asked whether the lock was abandoned."""

EMPTY_SECONDS = 5.0
"""How long a marker may be empty before it is taken for a killed process's; looked at twice at least."""

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


class Abandoned:
    """Finds out that a marker will stay for ever: its maker was killed before it wrote who it is.

    filelock leaves such a marker alone, as its old versions never wrote anything; sessions of this program
    do, within microseconds.
    """

    def __init__(self, lock: BaseFileLock) -> None:
        self._path = Path(lock.lock_file) if isinstance(lock, SoftFileLock) else None
        self._seen: tuple[int, int] | None = None
        self._since = 0.0

    def cleared(self) -> bool:
        """Take away a marker that has been empty for long; to be asked when the lock was not to be had."""
        if self._path is None:
            return False
        try:
            stat = self._path.lstat()
        except OSError:
            self._seen = None
            return False
        seen = (stat.st_ino, stat.st_ctime_ns) if not stat.st_size else None
        if seen is None or seen != self._seen:
            self._seen, self._since = seen, time.monotonic()
            return False
        if time.monotonic() - self._since < EMPTY_SECONDS:
            return False
        self._seen = None
        with contextlib.suppress(OSError):
            self._path.unlink()
        return True


class SharedLock:
    """The lock at `path`, made when it is first taken: its folder need not be there before."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: BaseFileLock | None = None
        self._abandoned: Abandoned | None = None

    @contextlib.contextmanager
    def held(self, seconds: float) -> Iterator[None]:
        """Hold the lock, waited for `seconds` at most. Raises Timeout, NotSaved."""
        try:
            if self._lock is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._lock = make_lock(self.path, seconds=_PATIENCE)
                self._abandoned = Abandoned(self._lock)
            self._acquire(self._lock, time.monotonic() + seconds)
        except Timeout:
            raise
        except OSError as error:
            raise NotSaved(path=str(self.path), why=error.strerror or str(error)) from error
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                self._lock.release()

    def _acquire(self, lock: BaseFileLock, until: float) -> None:
        while True:
            left = max(until - time.monotonic(), 0)
            try:
                lock.acquire(timeout=min(left, _PATIENCE))
            except Timeout:
                if not (self._abandoned and self._abandoned.cleared()) and time.monotonic() >= until:
                    raise
            else:
                return
