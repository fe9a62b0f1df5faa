"""Following one store file, ours or another device's, as it grows.

A file that is being received may be torn, older than before or absent for some milliseconds: all of these
mean "unchanged for now". Nothing here ever writes.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from core.store.layout import Damage, Head, mark_of, scan
from core.store.record import Record

_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class FileReport:
    """What is known about one store file."""

    name: str
    head: Head | None
    events: int
    damage: tuple[Damage, ...]
    why: str = ""
    """Why it cannot be read at the moment; empty means it can."""


class FollowedFile:
    """Gives the records of one file, each time only those behind the last one read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp: tuple[int, int, int, int] | None = None
        self._end = 0
        self._mark = b""
        self.report = FileReport(path.name, None, 0, ())

    def read_new(self) -> tuple[Record, ...]:
        """Return records not given before; all of them again when the file was replaced.

        The caller drops what it already has, by hash. An unreadable or absent file gives none.
        """
        try:
            stat = self.path.lstat()
            stamp = (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns)
            if stamp == self._stamp:
                return ()
            with os.fdopen(os.open(self.path, _OPEN_FLAGS), "rb") as file:
                grown = self._stamp is not None and self._stamp[:2] == stamp[:2] and self._grew(file.fileno())
                offset = self._end if grown else 0
                file.seek(offset)
                data = file.read()
        except FileNotFoundError:
            return ()
        except OSError as error:
            self.report = replace(self.report, why=error.strerror or str(error))
            return ()
        found = scan(data, follow_up=grown)
        self._stamp = stamp
        if grown:
            self.report = replace(
                self.report,
                events=self.report.events + len(found.records),
                damage=tuple(d for d in self.report.damage if d.why != "torn") + found.damage,
                why="",
            )
        else:
            self.report = FileReport(self.path.name, found.head, len(found.records), found.damage)
        if found.own_layout:
            self._end = offset + found.end
            if found.records:
                self._mark = mark_of(found.records[-1])
        else:
            self._end, self._mark = 0, b""
        return found.records

    def _grew(self, fd: int) -> bool:
        """Tell whether the last record read still ends where it did."""
        if not self._mark:
            return False
        os.lseek(fd, self._end - len(self._mark), os.SEEK_SET)
        return os.read(fd, len(self._mark)) == self._mark
