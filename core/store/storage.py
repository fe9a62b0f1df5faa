"""One store file behind TinyDB's interface: appended to in place, never rewritten.

The only module that knows TinyDB. `AppendStorage` is a TinyDB `Storage` whose file is ordinary TinyDB JSON;
`EventTable` is a TinyDB `Table` whose `insert` costs the same with 100 events or 1,000,000, because it
overwrites the closing braces instead of the file. Everything that would change history (`update`,
`remove`, `truncate`, …) is refused. The caller holds the store's lock while appending.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from core.errors import NotSaved, StoreBusy, StoreNewer
from core.store.disk import read_from, sync_file, sync_folder, touch, write_at
from core.store.layout import FORMAT, TAIL, Head, Scan, append_text, head_text, mark_of, only_begun, scan
from core.store.record import Record, seal
from core.store.regular import require_regular

try:
    import fcntl
except ImportError:  # Windows has none
    fcntl = None  # type: ignore[assignment]

_OPEN_FLAGS = (
    os.O_RDWR
    | os.O_CREAT
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe under our own name must not hang the session
    | getattr(os, "O_BINARY", 0)
)
_FILE_MODE = 0o664

_HOLD_SECONDS = 10.0
"""How long another session may hold the data file."""
_HOLD_PAUSE = 0.003
"""Seconds between two tries to lock it."""


class AppendOnly(TypeError):
    """An operation that would change what is recorded."""


class AppendStorage(Storage):
    """A TinyDB storage that appends in place and syncs before it returns.

    `head` is written when the file is new. `refused` has the marks of appends that were answered with an
    error; it is added to. Opening repairs nothing: `ready` does, and is called under the
    store's lock.
    """

    def __init__(self, path: Path, head: Head, refused: set[bytes] | None = None) -> None:
        self.path = path
        self._head = head
        self._fd = -1
        self._end = 0
        self._size = -1
        self._mark = b""
        self._refused = set() if refused is None else refused
        self.torn: Path | None = None
        """Where the torn tail of this file was kept, when `ready` had to repair it."""
        self.lost = False
        """True when `ready` found that the file lacks what this object had read or written: it was
        deleted or replaced by an older state. It is left as it is then, and nothing is open."""
        self.written: Sequence[bytes] = ()
        """The lines of the last append."""

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the tables as stock TinyDB would, or None for a file that is not there or is empty."""
        try:
            text = self.path.read_bytes()
        except FileNotFoundError:
            return None
        tables: dict[str, dict[str, Any]] | None = json.loads(text) if text else None
        return tables

    def write(self, data: dict[str, dict[str, Any]]) -> NoReturn:  # noqa: ARG002 TinyDB's signature
        """Refuse: a store file is never rewritten."""
        raise AppendOnly("store files are append-only")

    def close(self) -> None:
        """Close the file."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def ready(self) -> Scan | None:
        """Open the file for appending, made or repaired where needed.

        Returns what had to be read: the whole file when opened anew, what another process appended when it
        grew, None where it is as this object left it. A torn tail is cut after a copy of it was kept
        beside the file. Raises NotSaved when the file cannot be opened or written, StoreNewer when its
        format is newer than ours. See `lost` for a file that went back in time.
        """
        self.lost = False
        known = b""
        try:
            if self._fd >= 0:
                self._hold()
                grown = self._grown()
                if grown is not None:
                    return grown if grown.records else None
                known = self._mark
            self.close()
            if known and not self.path.exists():
                self.lost = True
                return None
            self._fd, self._mark = os.open(self.path, _OPEN_FLAGS, _FILE_MODE), b""
            require_regular(self._fd)
            self._hold()
            data = read_from(self._fd, 0)
            if not data:
                self._begin()
                data = read_from(self._fd, 0)
            found = scan(data)
            if found.head is not None and found.head.format > FORMAT:
                raise StoreNewer(path=self.path.name, format=found.head.format, known=FORMAT)
            if known and not any(mark_of(record) == known for record in found.records):
                self.lost = True
                self.close()
                return found
            if found.own_layout and not found.closed:
                self._repair(data, found)
                found = scan(read_from(self._fd, 0))
            elif not found.own_layout and only_begun(data, found):
                # the crash hit the very first write: not even the head is whole
                self._keep(data)
                self._begin()
                found = scan(read_from(self._fd, 0))
            self._settle(found, 0)
        except OSError as error:
            self.close()
            raise NotSaved(path=self.path.name, why=error.strerror or str(error)) from error
        except BaseException:
            self.close()
            raise
        return found

    def append(self, lines: Sequence[bytes], mark: bytes) -> None:
        """Write the lines behind the last record and sync them to disk. `mark` is how the last one ends.

        They become part of the file by one byte written after the sync (see `unfinished`), which needs no
        sync of its own: where a power cut takes it, it is put back. So nobody reads what is answered with an
        error, and a crash leaves all of the lines or none.

        Call `ready` first. Raises NotSaved with the file as it was before; the next `ready` reads it anew.
        """
        if not lines:
            return
        text, offset, joint, joint_at = append_text(lines, self._end, first=not self._mark)
        try:
            write_at(self._fd, offset, text)
            sync_file(self._fd)
            if not self._still_there():
                raise OSError(errno.ESTALE, "the file was replaced while it was being written")
            write_at(self._fd, joint_at, joint)
        except OSError as error:
            self._roll_back(mark)
            raise NotSaved(path=self.path.name, why=error.strerror or str(error)) from error
        touch(self._fd)
        self._let_go()
        self._size = offset + len(text)
        self._end = self._size - len(TAIL)
        self._mark = mark
        self.written = lines

    @property
    def size(self) -> int:
        """Bytes on disk after the last `ready` or `append`."""
        return self._size

    @property
    def last_hash(self) -> str:
        """The hash of the last record in the file; empty where there is none."""
        return self._mark[len(b'"hash":"') : -len(b'"}')].decode("ascii")

    def _hold(self) -> None:
        """Lock the data file itself until `append` or `close`. Raises StoreBusy.

        The store's own lock is enough while every session reaches the folder by one path; a bind mount or a
        container reaches the same file by another. A file system without such locks goes without.
        """
        if fcntl is None:
            return
        until = time.monotonic() + _HOLD_SECONDS
        while True:
            try:
                fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    raise StoreBusy(seconds=_HOLD_SECONDS) from None
                time.sleep(_HOLD_PAUSE)
            except OSError:
                return
            else:
                return

    def _let_go(self) -> None:
        if fcntl is not None:
            with contextlib.suppress(OSError):
                fcntl.flock(self._fd, fcntl.LOCK_UN)

    def _still_there(self) -> bool:
        """Tell whether what was written is in the file that the path names now."""
        try:
            here, there = os.fstat(self._fd), self.path.lstat()
        except OSError:
            return False
        return (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino)

    def _grown(self) -> Scan | None:
        """Return what was appended since by another process; None where the file must be read anew."""
        try:
            here, there = os.fstat(self._fd), self.path.lstat()
        except FileNotFoundError:
            return None
        if (here.st_dev, here.st_ino) != (there.st_dev, there.st_ino) or here.st_size < self._size:
            return None
        if not self._mark:
            return None
        start = self._end - len(self._mark)
        data = read_from(self._fd, start)
        if not data.startswith(self._mark):
            return None
        found = scan(data[len(self._mark) :], follow_up=True)
        if not found.closed or not found.own_layout:
            return None
        self._settle(found, self._end)
        return found

    def _settle(self, found: Scan, offset: int) -> None:
        self._end = offset + found.end
        self._size = os.fstat(self._fd).st_size
        if found.records:
            self._mark = mark_of(found.records[-1])

    def _begin(self) -> None:
        os.ftruncate(self._fd, 0)
        write_at(self._fd, 0, head_text(self._head) + TAIL)
        sync_file(self._fd)
        sync_folder(self.path.parent)

    def _repair(self, data: bytes, found: Scan) -> None:
        """Finish an append that only lacks its joint; keep and cut any other, and close the file.

        What this very object has answered with an error is not finished.
        """
        end = found.end
        left = found.unfinished
        if left is not None and left.whole and mark_of(left.whole[-1].record) not in self._refused:
            end = left.whole[-1].end
            for offset, joint in left.joints:
                write_at(self._fd, offset, joint)
        if data[end:].strip(b"\n}, \x00"):
            self._keep(data[end:])
        write_at(self._fd, end, TAIL)
        os.ftruncate(self._fd, end + len(TAIL))
        sync_file(self._fd)

    def _keep(self, cut: bytes) -> None:
        """Keep what a repair is about to cut, synced, before it is cut."""
        kept = self.path.with_name(f"{self.path.name}.torn-{time.time_ns()}")
        fd = os.open(kept, _OPEN_FLAGS | os.O_EXCL, _FILE_MODE)
        try:
            write_at(fd, 0, cut)
            sync_file(fd)
        finally:
            os.close(fd)
        sync_folder(kept.parent)
        self.torn = kept

    def _roll_back(self, mark: bytes) -> None:
        """Put the closing braces back after a failed write; a second failure is left to `ready`."""
        self._refused.add(mark)
        with contextlib.suppress(OSError):
            write_at(self._fd, self._end, TAIL)
            os.ftruncate(self._fd, self._end + len(TAIL))
            sync_file(self._fd)
        self.close()


class EventTable(Table):
    """A TinyDB table that only grows. Reading (`all`, `search`, `get`, `len`) is TinyDB's own."""

    default_query_cache_capacity = 0
    # a cached query would hide what another session appended

    @property
    def _file(self) -> AppendStorage:
        storage = self._storage
        if not isinstance(storage, AppendStorage):
            raise AppendOnly("an EventTable needs an AppendStorage")
        return storage

    def append(self, records: Sequence[Record]) -> list[Record]:
        """Seal the records (their hashes are filled in, each chained to the one before) and append them.

        The first record's `prev` and every `seq` are taken as given. Raises NotSaved.
        """
        sealed: list[Record] = []
        lines: list[bytes] = []
        for record in records:
            prev = sealed[-1].hash if sealed else record.prev
            done, line = seal(msgspec.structs.replace(record, prev=prev))
            sealed.append(done)
            lines.append(line)
        self._file.append(lines, mark_of(sealed[-1]) if sealed else b"")
        return sealed

    def insert(self, document: Mapping[str, Any]) -> int:
        """Append one envelope (the keys of `Record`, `hash` filled in); return its number."""
        return self.insert_multiple([document])[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Append envelopes; return their numbers."""
        self._file.ready()
        records = [msgspec.json.decode(msgspec.json.encode(document), type=Record) for document in documents]
        return [record.seq for record in self.append(records)]

    def update(self, *_: object, **__: object) -> NoReturn:
        """Refuse: what is recorded does not change."""
        raise AppendOnly("events are never changed")

    update_multiple = upsert = remove = truncate = update


class EventDB(TinyDB):
    """A TinyDB database over one append-only store file."""

    table_class = EventTable

    def __init__(self, path: Path, head: Head, refused: set[bytes] | None = None) -> None:
        super().__init__(path, head, refused, storage=AppendStorage)

    @property
    def file(self) -> AppendStorage:
        """The storage beneath."""
        storage = self.storage
        if not isinstance(storage, AppendStorage):
            raise AppendOnly("an EventDB needs an AppendStorage")
        return storage

    @property
    def events(self) -> EventTable:
        """The table of events."""
        table = self.table("events")
        if not isinstance(table, EventTable):
            raise AppendOnly("an EventDB needs an EventTable")
        return table

    def drop_tables(self) -> NoReturn:
        """Refuse: what is recorded stays."""
        raise AppendOnly("events are never dropped")

    def drop_table(self, name: str) -> NoReturn:  # noqa: ARG002 TinyDB's signature
        """Refuse: what is recorded stays."""
        raise AppendOnly("events are never dropped")
