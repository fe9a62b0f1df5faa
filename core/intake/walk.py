"""The regular files below a folder, in slices.

Correctness of the hot folder rests on this walk; events only make it fast. It never follows a symbolic
link, never opens a file, and gives control back often, so that thousands of files do not hold up a new one.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from core.intake.ignored import is_companion, is_ignored_name

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 16
"""Folders below the watched one; what lies deeper is not looked at."""

_SLICE = 256
"""Files in one slice: about a millisecond of `lstat`."""


class Walk:
    """One pass over the folder `top`, which lies `depth` folders below the watched one.

    Iterating gives lists of (path, lstat) of regular files that are not ignored, at least one list (it may
    be empty) for each folder. Folders and files that vanish meanwhile are passed over.
    """

    def __init__(self, top: str, depth: int = 0) -> None:
        self._stack = [(top, depth)]
        self.unreadable = 0
        """Folders that could not be listed although they exist."""

    def __iter__(self) -> Iterator[list[tuple[str, os.stat_result]]]:
        while self._stack:
            folder, depth = self._stack.pop()
            found: list[tuple[str, os.stat_result]] = []
            for entry in self._entries(folder):
                if is_ignored_name(entry.name):
                    continue
                try:
                    if entry.is_dir(follow_symlinks=False):
                        if depth < MAX_DEPTH:
                            self._stack.append((entry.path, depth + 1))
                    elif entry.is_file(follow_symlinks=False) and not is_companion(entry.name):
                        found.append((entry.path, entry.stat(follow_symlinks=False)))
                except OSError:
                    continue
                if len(found) == _SLICE:
                    yield found
                    found = []
            yield found

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError:
            self.unreadable += 1
            return []
