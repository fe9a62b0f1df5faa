"""The union of all store files, and the one place where events are appended.

Each device and OS user appends to its own files only; everybody's are read. A record's hash is its
identity: the same record in a sync tool's conflict copy counts once. An append returns when the bytes are on
the disk. Own events that a sync tool took away are put back from the local journal, into a new file. What
would go wrong otherwise: two programs rewriting one file, or one chain continued twice.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from filelock import Timeout

from core.clock import LogicalClock, format_utc, utc_now
from core.errors import NotSaved, StoreBusy, VitrinaError
from core.events import VERSION, Event, encode_event
from core.store.follow import FileReport
from core.store.layout import scan
from core.store.lock import SharedLock
from core.store.note import StoreNote
from core.store.own import OwnEvents
from core.store.own_files import OwnFiles
from core.store.record import Record
from core.store.storage import EventDB
from core.store.union import Union, UnionHashes, UnionMark, is_conflict_copy

ROLL_AT = 4 * 1024 * 1024
"""Bytes at which a file is closed and the next one begun: a sync tool sends a whole file for each change."""

LOCK_SECONDS = 10.0
"""How long an append waits for another session before it says so."""

_OPENING_SECONDS = 0.5
"""How long the first look at a store waits for a session that is saving; later ones do not wait."""
_REST = 20
"""How many times as long as a failed try took the next one is left for: a full disk may last for hours."""


@dataclass(frozen=True, slots=True)
class Pending:
    """An event on its way into the store."""

    person: str
    event: Event


class Store:
    """All events of a workspace. Safe to use from several threads and from several processes at once.

    `state` is the folder for what is remembered of the store outside of it (the one around `lock_folder`
    unless told); `former` are names this device gave up.
    """

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
        state: Path | None = None,
        former: Sequence[str] = (),
    ) -> None:
        self.folder = folder
        self._user = user
        self._now = now
        self._roll_at = roll_at
        self._former = tuple(former)
        self._clock = clock or LogicalClock()
        where = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self._shared = SharedLock(lock_folder / f"{where}.lock")
        self._lock = threading.RLock()
        journals = (state or lock_folder.parent) / "journal"
        self._own = OwnEvents(folder, journals, device=device, user=user)
        self._union = Union(folder, self._clock, now, user=user, devices=(device,))
        self._files = OwnFiles(folder, self._own, self._union, user=user, roll_at=roll_at)
        self._placed = False
        self._said: list[StoreNote] = []
        self._unrestored = ""
        self._behind = False
        self._unfinished: FileReport | None = None
        self._minded: FileReport | None = None
        self._rest_until = 0.0
        self._journal_failed = False

    @property
    def torn(self) -> Sequence[Path]:
        """Torn tails that were cut and kept since the store was opened."""
        return tuple(self._files.torn)

    @property
    def device(self) -> str:
        """The device name that is written under: the given one, or the one this copy of a workspace got."""
        return self._own.device

    def append(self, pending: Sequence[Pending]) -> list[Record]:
        """Record the events in order, under one lock and one sync, and return them.

        When this returns they are on the disk. Raises NotSaved (nothing was recorded), StoreBusy or
        StoreNewer.
        """
        with self._lock:
            try:
                with self._shared.held(LOCK_SECONDS):
                    return self._append(pending)
            except Timeout as error:
                raise StoreBusy(seconds=LOCK_SECONDS) from error
            except OSError as error:
                raise NotSaved(path=self.folder.name, why=error.strerror or str(error)) from error

    def poll(self) -> list[Record]:
        """Return every record not returned before, of all files, our own appends included, in `order`.

        The first call returns the whole history. Own events that are missing from the files are put back
        here, unless another session is saving; then the next call does it. Raises NotSaved when the folder
        cannot be read.
        """
        with self._lock:
            self._union.take_in(self.device)
            if self._union.there and self._needs_care() and time.monotonic() >= self._rest_until:
                self._secure_now()
            return self._union.fresh()

    def unread(self) -> list[str]:
        """Return the names of the files that were never read."""
        with self._lock:
            return self._union.unread()

    def poll_files(self) -> Iterator[list[Record]]:
        """Give what `poll` returns, new files one by one, so that a long history is never held at once."""
        for name in self.unread():
            with self._lock:
                self._union.read_first(name)
                fresh = self._union.fresh()
            if fresh:
                yield fresh
        rest = self.poll()
        if rest:
            yield rest

    def mark(self) -> tuple[UnionMark, UnionHashes] | None:
        """Return how far everything was read, for a snapshot of the fold right after the first reading.

        None where that cannot be gone on from, see `Union.mark`.
        """
        with self._lock:
            return self._union.mark()

    def fits(self, mark: UnionMark) -> bool:
        """Tell whether the files are still what they were when `mark` was made."""
        with self._lock:
            return self._union.fits(mark)

    def resume(self, mark: UnionMark, hashes: UnionHashes) -> bool:
        """Go on from where another store had read, instead of reading all; see `Union.resume`."""
        with self._lock:
            return self._union.resume(mark, hashes)

    def reports(self) -> tuple[FileReport, ...]:
        """Return what is known of each file, by name."""
        with self._lock:
            return self._union.reports()

    def conflict_copies(self) -> tuple[str, ...]:
        """Return the names of a sync tool's conflict copies; they are read like any other file."""
        with self._lock:
            return tuple(report.name for report in self._union.reports() if is_conflict_copy(report.name))

    def notes(self) -> tuple[StoreNote, ...]:
        """Return what should be known about the files as of the last `poll` or `append`.

        What was done (`restored`, `copied`, …) since the store was opened, then what is so now.
        """
        with self._lock:
            notes = [*self._said, *self._files.restored, *self._union.notes(self.device)]
            if self._unrestored:
                notes.append(StoreNote("not-restored", self._unrestored))
            if self._journal_failed and self._own.journal is not None:
                notes.append(StoreNote("journal-unwritable", str(self._own.journal.path)))
            return tuple(dict.fromkeys(notes))

    def close(self) -> None:
        """Close the files being written."""
        with self._lock:
            self._files.close()
            self._own.close()

    # --- appending; the lock is held ----------------------------------------------------------------------

    def _append(self, pending: Sequence[Pending]) -> list[Record]:
        if not pending:
            return []
        db = self._writable()
        chain = self._union.chain(self.device)
        at = format_utc(self._now())
        records = [
            Record(
                seq=chain.seq + index,
                device=self.device,
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
        records[0] = msgspec.structs.replace(records[0], prev=chain.hash)
        sealed = db.events.append(records)
        grown = self._union.grown
        self._union.wrote(sealed, db.file.path.name)
        try:
            if self._own.keep(sealed, db.file.written):
                self._union.grown = grown
            else:  # a crash kept the event before from the journal
                self._union.catch_up(self.device)
                self._fill_journal()
            self._journal_failed = False
        except OSError:  # the events are on the disk; the copy is made when the fault is gone
            self._journal_failed = True
        return sealed

    def _writable(self) -> EventDB:
        """Return the database to append to: made, repaired or rolled as needed."""
        files = self._files
        if files.db is not None and files.path_of(files.number + 1).exists():
            files.close()  # another session has gone on to the next number
        db = files.db
        beyond = 1
        while True:
            if db is None:
                db = files.turn_to(max(self._last_number(), beyond))
            found = db.file.ready()
            if db.file.lost:
                self._union.suspect = True
                beyond = files.number + 1
                files.close()
                db = None
                continue
            files.keep_torn(db)
            if found is not None:
                self._union.wrote(found.records, db.file.path.name)
            if self._is_behind():
                files.close()
                db = None
                continue
            # The events of a file follow on each other: a gap in one means that a line was taken out.
            follows = db.file.last_hash in ("", self._union.chain(self.device).hash)
            if follows and files.is_ours(found) and db.file.size < self._roll_at:
                return db
            db = files.turn_to(files.number + 1)

    def _last_number(self) -> int:
        """Return the number of the newest own file, with everything of ours read and put back."""
        self._make_folder()
        self._union.take_in(self.device, at_once=True)
        self._union.suspect = self._union.suspect or self._is_behind()
        self._secure()
        if self._is_behind():  # to go on would continue a chain whose end is not known
            raise NotSaved(path=self.folder.name, why=self._unrestored)
        self._files.refuse_newer()
        return max(self._newest(), 1)

    def _make_folder(self) -> None:
        # Not the folder around it: a workspace that was moved away must not come back empty.
        try:
            self.folder.mkdir(exist_ok=True)
        except OSError as error:
            raise NotSaved(path=self.folder.name, why=error.strerror or str(error)) from error

    # --- keeping what is ours; the lock is held -----------------------------------------------------------

    @property
    def _forked(self) -> bool:
        return bool(self._union.chain(self.device).forks)

    def _needs_care(self) -> bool:
        """Tell whether `_secure` has something to do, without the lock."""
        if self._union.grown and self._own.journal is not None:
            try:
                last = self._own.journal.last()
            except OSError:
                last = None
            self._union.grown = self._union.beyond(last.seq if last else 0, self.device) is not None
        before, self._behind = self._behind, self._is_behind()
        if before and self._behind:  # for a moment it is so whenever another session appends
            self._union.suspect = True
        self._mind_unfinished()
        return not self._placed or self._union.suspect or self._union.grown or self._forked

    def _newest(self) -> int:
        """Return the number of the newest own file; 0 without one."""
        return max(self._union.numbers(self.device), default=0)

    def _mind_unfinished(self) -> None:
        """Have an append mended, once, that another session of this writer left unfinished when it died.

        One that is under way looks the same, so it must be so at two looks; the lock tells the rest.
        """
        left = self._union.unfinished(self._files.path_of(self._newest()).name)
        if left is not None and left == self._unfinished and left != self._minded:
            self._minded = left
            self._union.suspect = True
        self._unfinished = left

    def _is_behind(self) -> bool:
        """Tell whether another session of this writer has recorded what was in no file that was read here."""
        try:
            last = self._own.journal.last() if self._own.journal is not None else None
        except OSError:
            return False
        return last is not None and last.hash not in self._union.known

    def _secure_now(self) -> None:
        """Do what `_secure` does if the lock is free; what fails is said and tried again later."""
        begun = time.monotonic()
        try:
            with self._shared.held(0 if self._placed else _OPENING_SECONDS):
                self._secure()
        except Timeout:
            pass
        except VitrinaError as error:
            self._unrestored = str(error.args_.get("why", error.code))
            now = time.monotonic()
            self._rest_until = now + _REST * (now - begun)

    def _secure(self) -> None:
        """Know the place, have every own event in the files and in the journal, and a chain of our own.

        Raises NotSaved when something is missing and cannot be put back.
        """
        first = not self._placed
        try:
            if first:
                self._said += self._own.settle(self._union.known)
                self._placed = self._own.journal is not None
                self._union.suspect = True
                self._union.writes_as(self.device)
                self._say_cloned()
            if first or self._union.suspect:
                self._restore(first=first)
            if self._union.grown:
                self._fill_journal()
            self._journal_failed = False
        except OSError:
            self._journal_failed = True
        if self._forked:
            self._files.close()
            try:
                self._own.rename()
            except OSError:
                self._journal_failed = True
            self._union.writes_as(self.device)
            self._union.suspect = True

    def _restore(self, *, first: bool) -> None:
        """Put back what is missing, unless an own file cannot be read: then nobody knows what is."""
        self._union.catch_up(self.device)  # another session may have appended before the lock was taken
        unreadable = self._union.unreadable(self.device)
        if unreadable is not None:
            self._unrestored = unreadable.why
            return
        number = self._newest()
        name = self._files.path_of(number).name
        if self._union.is_unjoined(name):  # a crash left whole appends: they may have been acknowledged
            self._files.mend(number)
        try:
            missing = self._missing(first=first)
            former = self._own.former()
            self._union.guard(former)
            left = [(name, self._own.missing_of(name, self._union.present(name))) for name in former]
        except OSError as error:  # to go on would continue a chain whose end is not known
            journal = self._own.journal
            where = str(journal.path) if journal is not None else self.folder.name
            raise NotSaved(path=where, why=error.strerror or str(error)) from error
        if missing:
            self._files.put_back(missing)
        elif self._union.is_torn(name):  # stock readers cannot read it until it is mended
            with suppress(VitrinaError):  # the next append says what is wrong
                self._files.mend(number)
        for name, lost in left:
            if lost:
                self._files.put_back(lost, name)
        self._union.suspect = False
        self._unrestored = ""

    def _missing(self, *, first: bool) -> list[tuple[Record, bytes]]:
        """Return what the journal has and the files have not. Reads the journal only where that may be."""
        journal = self._own.journal
        last = journal.last() if journal is not None else None
        if last is None:
            return []
        if first and last.hash in self._union.known and self._union.chain(self.device).whole:
            return []
        return self._own.missing(self._union.known if first else self._union.present(self.device))

    def _fill_journal(self) -> None:
        """Copy own events of one file that the journal lacks; a long history is not to be waited for."""
        journal = self._own.journal
        if journal is None:
            return
        last = journal.last()
        seq = last.seq if last else 0
        path = self._union.beyond(seq, self.device)
        if path is None or not self._own.fill_up(scan(path.read_bytes()).records):
            self._union.grown = False

    def _say_cloned(self) -> None:
        writers = self._union.writers()
        if not self._union.chain(self.device).seq:
            for name in self._former:
                if (name, self._user) in writers:
                    self._said.append(StoreNote("cloned", name))
