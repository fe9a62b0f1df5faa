"""A local copy of what this writer recorded, outside of the synced tree.

One JSON Lines file for each workspace, device and user in the state folder: the text of every own record, in
the order it was appended. A sync tool can bring back an old state of the store's files, cut or delete them;
what is missing then is taken from here.

It is written after the store's `fsync` and not synced itself. That is enough: a killed process loses nothing
that `write` accepted, and after a power cut the record is in the store file, from where the journal is
filled up again. Only a power cut and, within the half minute before it, a sync tool undoing the very same
event could lose one. A line is trusted by its hash, so a tail of zeros or half a line is passed over.

Opening reads the end of the file alone: where its last record is among those of the store files and these
have no gap, nothing is missing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from core.store.record import Record, RecordDamaged, open_record

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_MODE = 0o600
_END = 256 * 1024
"""Bytes read at the end at first; more where no whole line is in them."""
_HASH = slice(-66, -2)
"""Where a record's text has its hash."""


class Journal:
    """One writer's journal. The caller holds the store's lock while adding."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._fd = -1
        self._stamp: tuple[int, int] | None = None
        self._last: Record | None = None

    def last(self) -> Record | None:
        """Return the newest whole record, None where there is none. Raises OSError."""
        try:
            stat = self.path.stat()
        except FileNotFoundError:
            self._stamp = self._last = None
            return None
        if (stat.st_ino, stat.st_size) != self._stamp:
            self._last = _last_of(self.path, stat.st_size)
            self._stamp = (stat.st_ino, stat.st_size)
        return self._last

    def first(self) -> Record | None:
        """Return the oldest whole record, None where there is none. Raises OSError."""
        for _, text in self.texts():
            try:
                return open_record(text)
            except RecordDamaged:
                continue
        return None

    def add(self, texts: Sequence[bytes], last: Record) -> None:
        """Add the texts of records, of which `last` is the last. Raises OSError."""
        self._open()
        block = b"\n".join(texts) + b"\n"
        written = os.write(self._fd, block)
        if written != len(block):
            self.close()  # the next write begins a new line
            raise OSError(28, os.strerror(28))
        stat = os.fstat(self._fd)
        self._stamp, self._last = (stat.st_ino, stat.st_size), last

    def texts(self) -> Iterator[tuple[str, bytes]]:
        """Give the hash and the text of each line; a caller who uses one checks it. Raises OSError."""
        try:
            with self.path.open("rb") as file:
                for line in file:
                    text = line.rstrip(b"\r\n")
                    yield text[_HASH].decode("ascii", "replace"), text
        except FileNotFoundError:
            return

    def count(self) -> int:
        """Return how many lines there are. Raises OSError."""
        return sum(1 for _ in self.texts())

    def close(self) -> None:
        """Close the file."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def _open(self) -> None:
        """Have the file open that lies at the path now, at the beginning of a line."""
        if self._fd >= 0:
            try:
                if os.path.samestat(os.fstat(self._fd), self.path.stat()):
                    return
            except FileNotFoundError:
                pass
            self.close()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._fd = os.open(self.path, _FLAGS, _MODE)
        size = os.fstat(self._fd).st_size
        if size:
            os.lseek(self._fd, size - 1, os.SEEK_SET)
            if os.read(self._fd, 1) != b"\n":
                os.write(self._fd, b"\n")


def _last_of(path: Path, size: int) -> Record | None:
    length = _END
    with path.open("rb") as file:
        while True:
            start = max(size - length, 0)
            file.seek(start)
            lines = file.read(size - start).split(b"\n")
            for text in reversed(lines[1:] if start else lines):
                try:
                    return open_record(text)
                except RecordDamaged:
                    continue
            if not start:
                return None
            length *= 8
