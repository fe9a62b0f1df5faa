"""A folder of files that can all be made again: bounded, swept, and never trusted.

A failure (full disk, no permission, a damaged file) costs time and nothing else. Several sessions may use one
folder: a file appears whole or not at all.
"""

from __future__ import annotations

import os
import re
import stat
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from core.hostile_file import READ

_TEMPORARY: Final = ".vitrina-"
_STALE_SECONDS: Final = 3600
"""A temporary file of this age was left by a session that died."""

_LOOKS: Final = 100
"""How often all of the folder is looked at while as much is written as it may hold."""


class CacheFolder:
    """Files by name. Any thread may call it."""

    def __init__(self, folder: Path, budget_bytes: int, names: re.Pattern[str]) -> None:
        """`names` are the names that belong here: no other is read, written or swept."""
        self._folder = folder
        self._budget = budget_bytes
        self._names = names
        self._sweeping = threading.Lock()
        self._unswept = budget_bytes
        """Bytes written since the last look at all of the folder: none was taken yet."""

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes; None where there is none that can be read."""
        if not self._names.fullmatch(name):  # a hash from a hostile file must not become a path
            return None
        path = self._folder / name
        try:
            descriptor = os.open(path, READ)
            try:
                found = os.fstat(descriptor)
                if not stat.S_ISREG(found.st_mode):
                    return None
                data = os.read(descriptor, found.st_size)  # at once: each call waits for the interpreter anew
            finally:
                os.close(descriptor)
            os.utime(path)  # the time of last use, by which the oldest is found
        except OSError:
            return None
        return data if len(data) == found.st_size else None

    def has(self, name: str) -> bool:
        """Tell whether there is a file of that name; it may be damaged."""
        try:
            return bool(self._names.fullmatch(name)) and stat.S_ISREG((self._folder / name).lstat().st_mode)
        except OSError:
            return False

    def write(self, name: str, data: bytes) -> None:
        """Keep a file, unless it alone is over the budget; delete the oldest until all are within it.

        Looking at thousands of files takes longer than writing one: that is done once for many small ones, so
        that the folder may be over its budget by a hundredth.
        """
        if not self._names.fullmatch(name) or len(data) > self._budget:
            return
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor, temporary = tempfile.mkstemp(prefix=_TEMPORARY, dir=self._folder)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(data)
                Path(temporary).replace(self._folder / name)
            except OSError:
                with suppress(OSError):
                    Path(temporary).unlink()
                raise
        self._unswept += len(data)
        if self._unswept > self._budget // _LOOKS:
            self._unswept = 0
            self._sweep(keep=name)

    def drop(self, name: str) -> None:
        """Delete a file that turned out to be damaged."""
        with suppress(OSError):
            (self._folder / name).unlink()

    def _sweep(self, keep: str) -> None:
        """Delete what was used longest ago until the folder is within its budget."""
        with self._sweeping, suppress(OSError):
            found: list[tuple[int, int, str]] = []
            with os.scandir(self._folder) as entries:
                for entry in entries:
                    stale = entry.name.startswith(_TEMPORARY)
                    if not stale and not self._names.fullmatch(entry.name):
                        continue
                    with suppress(OSError):  # another session may sweep too
                        state = entry.stat(follow_symlinks=False)
                        if not stale:
                            found.append((state.st_mtime_ns, state.st_size, entry.name))
                        elif time.time() - state.st_mtime > _STALE_SECONDS:
                            Path(entry.path).unlink()
            total = sum(size for _, size, _ in found)
            for _, size, name in sorted(found):
                if total <= self._budget:
                    return
                if name != keep:
                    with suppress(OSError):
                        (self._folder / name).unlink()
                    total -= size
