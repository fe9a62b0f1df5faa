"""Opening store files: regular files only, and none larger than a store file can be.

`decisions/` is a folder that others write to. A pipe there would hang whoever opens it, a link leads
elsewhere, a folder cannot be read, and a sparse file of gigabytes would fill the memory.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from core.hostile_file import READ

MAX_BYTES = 256 * 1024 * 1024
"""A file is rolled at 4 MiB; another program may have merged many of them into one."""


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file for reading. Raises OSError, also for a link, a pipe, a folder or a giant."""
    fd = os.open(path, READ)
    try:
        require_regular(fd)
    except BaseException:
        os.close(fd)
        raise
    return os.fdopen(fd, "rb")


def require_regular(fd: int) -> None:
    """Raise OSError for a descriptor of anything but a regular file of a believable size."""
    found = os.fstat(fd)
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "not a regular file")
    if found.st_size > MAX_BYTES:
        raise OSError(errno.EFBIG, "larger than a store file can be")


def read_regular(path: Path) -> bytes:
    """Return the bytes of a regular file. Raises OSError as `open_regular` does."""
    with open_regular(path) as file:
        return file.read()
