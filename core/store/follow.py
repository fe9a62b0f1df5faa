"""Following one store file, ours or another device's, as it grows.

A file that is being received may be torn, older than before or absent for some milliseconds: all of these
mean "unchanged for now". Nothing here ever writes.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import msgspec

from core.store.layout import Damage, Head, mark_of, scan
from core.store.record import Record
from core.store.regular import open_regular, read_regular


@dataclass(frozen=True, slots=True)
class FileReport:
    """What is known about one store file."""

    name: str
    head: Head | None
    events: int
    damage: tuple[Damage, ...]
    why: str = ""
    """Why it cannot be read at the moment; empty means it can."""
    markers: int = 0
    """How many of git's conflict markers are in it."""
    own_layout: bool = True
    """False when another program has rewritten or merged the file."""


class FileMark(msgspec.Struct, frozen=True, array_like=True):
    """How far a file was read, as a snapshot of the fold keeps it."""

    report: FileReport
    end: int
    """Offset just behind the last record read; 0 where the file is not to be appended to."""
    mark: bytes
    """The bytes that end there; without `end` the SHA-256 of the whole file."""
    upto: int


class FollowedFile:
    """Gives the records of one file, each time only those behind the last one read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp: tuple[int, int, int, int] | None = None
        self._end = 0
        self._mark = b""
        self.report = FileReport(path.name, None, 0, ())
        self.hashes: list[str] = []
        """The identity of every record that was in the file when it was last read, in file order."""
        self.upto = 0
        """The highest sequence number among them."""
        self.unjoined = False
        """True where the last look found whole appends that lack only their joint."""
        self.replaced = False
        """True from when the file was no longer the one read before, until the caller sets it back."""
        self.held = False
        """True once there was a record in it."""
        self._expected: set[str] = set()

    def expect(self, records: Sequence[Record]) -> None:
        """Take note of records that were just written to the file: without them it is another one."""
        self._expected.update(record.hash for record in records)
        self.held = self.held or bool(records)

    def read_new(self) -> Sequence[Record]:
        """Return records not given before; all of them again when the file was replaced.

        The caller drops what it already has, by hash. An unreadable or absent file gives none.
        """
        try:
            stat = self.path.lstat()
            stamp = (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns)
            if stamp == self._stamp and not self._expected:
                return ()
            with open_regular(self.path) as file:
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
        if not grown:
            self.replaced = self.replaced or bool(self.hashes)
            self.hashes, self.upto = [], 0
        if self._expected:
            self._expected.difference_update(record.hash for record in found.records)
            self.replaced = self.replaced or bool(self._expected)
            self._expected.clear()
        # While an append is under way its last byte may change neither the size nor, within a tick of the
        # kernel's clock, the time: the next look reads on.
        self._stamp = stamp if found.closed or not found.own_layout else (*stamp[:2], -1, -1)
        self.unjoined = found.unfinished is not None and bool(found.unfinished.whole)
        self.hashes += [record.hash for record in found.records]
        self.held = self.held or bool(found.records)
        self.upto = max((record.seq for record in found.records), default=self.upto)
        if grown:
            self.report = replace(
                self.report,
                events=self.report.events + len(found.records),
                damage=tuple(d for d in self.report.damage if d.why != "torn") + found.damage,
                why="",
                markers=self.report.markers + found.markers,
                own_layout=self.report.own_layout and found.own_layout,
            )
        else:
            self.report = FileReport(
                self.path.name,
                found.head,
                len(found.records),
                found.damage,
                markers=found.markers,
                own_layout=found.own_layout or not found.records,
            )
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

    def mark(self) -> FileMark:
        """Return how far the file was read. Raises OSError where it is no longer the one that was read."""
        if self._end:
            return FileMark(self.report, self._end, self._mark, self.upto)
        content = hashlib.sha256(read_regular(self.path)).digest()
        stat = self.path.lstat()
        if self._stamp != (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns):
            raise FileNotFoundError(self.path.name)
        return FileMark(self.report, 0, content, self.upto)

    def resume(self, mark: FileMark) -> bool:
        """Go on from where another object had read; `hashes` is to be set to what it had.

        Returns False where the file is no longer the one that was read.
        """
        try:
            stat = self.path.lstat()
            with open_regular(self.path) as file:
                self._end, self._mark = mark.end, mark.mark if mark.end else b""
                same = self._grew(file.fileno()) if mark.end else _digest(file) == mark.mark
        except OSError:
            return False
        if mark.end:
            self._stamp = (stat.st_dev, stat.st_ino, -1, -1)  # no file's: the next look reads behind the mark
        else:
            self._stamp = (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns)
        self.report, self.upto = mark.report, mark.upto
        return same


def _digest(file: BinaryIO) -> bytes:
    return hashlib.sha256(file.read()).digest()
