"""The union of all store files, and the one place where events are appended.

Each device and OS user appends to its own files only; everybody's are read. A record's hash is its
identity: the same record in a sync tool's conflict copy counts once. An append returns when the bytes are on
the disk. What would go wrong otherwise: two programs rewriting one file, which loses decisions.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from core.clock import LogicalClock, format_utc, utc_now
from core.errors import NotSaved, StoreBusy
from core.events import VERSION, Event, encode_event
from core.store.follow import FileReport, FollowedFile
from core.store.layout import FORMAT, Head
from core.store.record import Record
from core.store.storage import EventDB

ROLL_AT = 4 * 1024 * 1024
"""Bytes at which a file is closed and the next one begun: a sync tool sends a whole file for each change."""

LOCK_SECONDS = 10.0
"""How long an append waits for another session before it says so."""

_CONFLICT = re.compile(r"\.sync-conflict-|conflicted copy|\(.*conflict.*\)|-conflict", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pending:
    """An event on its way into the store."""

    person: str
    event: Event


class Store:
    """All events of a workspace. Safe to use from several threads and from several processes at once."""

    def __init__(
        self,
        folder: Path,
        *,
        device: str,
        user: str,
        lock_folder: Path,
        clock: LogicalClock | None = None,
        now: Callable[[], datetime] = utc_now,
        roll_at: int = ROLL_AT,
    ) -> None:
        self.folder = folder
        self._device = device
        self._user = user
        self._clock = clock or LogicalClock()
        self._now = now
        self._roll_at = roll_at
        lock_folder.mkdir(parents=True, exist_ok=True)
        where = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self._file_lock = FileLock(lock_folder / f"{where}.lock", timeout=LOCK_SECONDS)
        self._lock = threading.RLock()
        self._files: dict[str, FollowedFile] = {}
        self._known: set[str] = set()
        self._last: Record | None = None
        self._fresh: list[Record] = []
        self._db: EventDB | None = None
        self._number = 0
        self.torn: list[Path] = []
        """Torn tails that were cut and kept since the store was opened."""

    def append(self, pending: Sequence[Pending]) -> list[Record]:
        """Record the events in order, under one lock and one sync, and return them.

        When this returns they are on the disk. Raises NotSaved (nothing was recorded), StoreBusy or
        StoreNewer.
        """
        with self._lock:
            try:
                self._file_lock.acquire()
            except Timeout as error:
                raise StoreBusy(seconds=LOCK_SECONDS) from error
            except OSError as error:
                raise NotSaved(
                    path=str(self._file_lock.lock_file), why=error.strerror or str(error)
                ) from error
            try:
                return self._append(pending)
            finally:
                self._file_lock.release()

    def poll(self) -> list[Record]:
        """Return every record not returned before, of all files, our own appends included, in `order`.

        The first call returns the whole history.
        """
        with self._lock:
            self._take_in()
            fresh, self._fresh = self._fresh, []
        fresh.sort(key=lambda record: record.order)
        return fresh

    def reports(self) -> tuple[FileReport, ...]:
        """Return what is known of each file, by name."""
        with self._lock:
            return tuple(self._files[name].report for name in sorted(self._files))

    def conflict_copies(self) -> tuple[str, ...]:
        """Return the names of a sync tool's conflict copies; they are read like any other file."""
        with self._lock:
            return tuple(name for name in sorted(self._files) if _CONFLICT.search(name))

    def close(self) -> None:
        """Close the file being written."""
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None

    def _append(self, pending: Sequence[Pending]) -> list[Record]:
        db = self._writable()
        last = self._last
        at = format_utc(self._now())
        records = [
            Record(
                seq=(last.seq if last else 0) + index,
                device=self._device,
                user=self._user,
                person=item.person,
                at=at,
                clock=self._clock.tick(),
                kind=item.event.KIND,
                v=VERSION,
                data=encode_event(item.event),
                prev="",
            )
            for index, item in enumerate(pending, start=1)
        ]
        if records and last:
            records[0] = msgspec.structs.replace(records[0], prev=last.hash)
        sealed = db.events.append(records)
        for record in sealed:
            self._take(record)
        return sealed

    def _writable(self) -> EventDB:
        """Return the database to append to: made, repaired or rolled as needed."""
        if self._db is None:
            self._take_in()
            self._number = max(self._own_numbers(), default=1)
            self._db = self._open(self._number)
        while True:
            found = self._db.file.ready()
            if self._db.file.torn is not None:
                self.torn.append(self._db.file.torn)
                self._db.file.torn = None
            if found is not None:
                for record in found.records:
                    self._take(record)
            rewritten = found is not None and not found.own_layout
            if not rewritten and self._db.file.size < self._roll_at:
                return self._db
            self._db.close()
            self._number += 1
            self._db = self._open(self._number)

    def _open(self, number: int) -> EventDB:
        head = Head(
            format=FORMAT,
            device=self._device,
            user=self._user,
            file=number,
            after=self._last.hash if self._last else "",
        )
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NotSaved(path=self.folder.name, why=error.strerror or str(error)) from error
        return EventDB(self.folder / f"{self._device}.{self._user}.{number:04d}.json", head)

    def _own_numbers(self) -> list[int]:
        own = re.compile(re.escape(f"{self._device}.{self._user}.") + r"(\d{4,})\.json")
        return [int(match[1]) for name in self._files if (match := own.fullmatch(name))]

    def _take_in(self) -> None:
        """Read what is new in every file."""
        try:
            names = sorted(path.name for path in self.folder.iterdir() if path.name.endswith(".json"))
        except FileNotFoundError:
            names = []
        except OSError as error:
            raise NotSaved(path=self.folder.name, why=error.strerror or str(error)) from error
        for name in names:
            if name not in self._files:
                self._files[name] = FollowedFile(self.folder / name)
        for followed in self._files.values():
            for record in followed.read_new():
                self._take(record)

    def _take(self, record: Record) -> None:
        if record.hash in self._known:
            return
        self._known.add(record.hash)
        self._clock.observe(record.clock)
        self._fresh.append(record)
        own = record.device == self._device and record.user == self._user
        if own and (self._last is None or record.seq > self._last.seq):
            self._last = record
