"""The few calls that make bytes last: writing at a place, syncing files and folders. All raise OSError."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from pathlib import Path

_TOUCHES = os.utime in os.supports_fd


def sync_file(fd: int) -> None:
    """Return when the file's bytes are on the disk itself, as far as the system can promise it."""
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 exists on this platform alone

        fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
    else:
        os.fsync(fd)


def sync_folder(folder: Path) -> None:
    """Return when a file made in `folder` is there after a power cut; nothing to do on Windows."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def touch(fd: int) -> None:
    """Set the time of change to the nanosecond: two writes in one tick of the kernel's clock have the same.

    A sync tool that read the file between them would not look again.
    """
    if _TOUCHES:
        now = time.time_ns()
        with contextlib.suppress(OSError):
            os.utime(fd, ns=(now, now))


def read_from(fd: int, offset: int) -> bytes:
    """Return all bytes from `offset` on."""
    os.lseek(fd, offset, os.SEEK_SET)
    parts: list[bytes] = []
    while part := os.read(fd, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def write_at(fd: int, offset: int, data: bytes) -> None:
    """Write all of `data` at `offset`. Raises OSError, with any part of it written."""
    os.lseek(fd, offset, os.SEEK_SET)
    view = memoryview(data)
    while view:
        written = os.write(fd, view)
        if not written:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        view = view[written:]
