"""The files that this writer appends to: which one is open, which may be gone on with, putting back.

A file is closed at a size and the next number begun; one that a sync tool or a crash left in another state
than ours is never written again. What would go wrong otherwise: one chain continued in two places.
The caller holds the store's lock.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.errors import StoreNewer
from core.store.layout import FORMAT, Head, Scan, mark_of, only_begun, scan
from core.store.note import StoreNote
from core.store.own import OwnEvents
from core.store.record import Record
from core.store.regular import read_regular
from core.store.storage import EventDB
from core.store.union import Union

_PUT_BACK_AT_ONCE = 500
"""Records put back in one write."""

_Kept = tuple[Record, bytes]
"""A record and its text as it was written."""


class OwnFiles:
    """The store files of one writer. Methods raise NotSaved where a file cannot be opened or written."""

    def __init__(self, folder: Path, own: OwnEvents, union: Union, *, user: str, roll_at: int) -> None:
        self.folder = folder
        self._own = own
        self._union = union
        self._user = user
        self._roll_at = roll_at
        self._refused: set[bytes] = set()
        self.db: EventDB | None = None
        """The file that is written; None until it is known."""
        self.number = 0
        """Its number."""
        self.torn: list[Path] = []
        """Torn tails that were cut and kept."""
        self.restored: list[StoreNote] = []
        """What was put back, a note for each file it went into."""

    def path_of(self, number: int) -> Path:
        """Return where the file of a number lies or will lie."""
        return self.folder / f"{self._own.device}.{self._user}.{number:04d}.json"

    def _open(self, number: int, after: str, former: str = "") -> EventDB:
        device = former or self._own.device
        head = Head(format=FORMAT, device=device, user=self._user, file=number, after=after)
        path = self.folder / f"{device}.{self._user}.{number:04d}{self._suffix if former else ''}.json"
        return EventDB(path, head, self._refused)

    @property
    def _suffix(self) -> str:
        """What the name of a file ends with that keeps events of a name given up; like a conflict copy's."""
        return f"-{self._own.device}"

    def turn_to(self, number: int) -> EventDB:
        """Go on in the file of a number, and return it."""
        self.close()
        self.number = number
        self.db = self._open(number, self._union.chain(self._own.device).hash)
        return self.db

    def close(self) -> None:
        """Close the file that is written."""
        if self.db is not None:
            self.db.close()
            self.db = None

    def keep_torn(self, db: EventDB) -> None:
        """Remember what `ready` had to cut from the end of a file."""
        if db.file.torn is not None:
            self.torn.append(db.file.torn)
            db.file.torn = None

    def is_ours(self, found: Scan | None, former: str = "") -> bool:
        """Tell whether a file may be appended to: begun by this writer, and never rewritten or damaged.

        With `former`, begun under that name, which this device gave up.
        """
        if found is None:
            return True
        writer = (found.head.device, found.head.user) if found.head is not None else None
        return found.own_layout and writer in (None, (former or self._own.device, self._user))

    def refuse_newer(self) -> None:
        """Raise StoreNewer when a newer program of this very writer has begun a file."""
        for report in self._union.reports():
            newer = report.head is not None and report.head.format > FORMAT
            if newer and report.head is not None and self._union.is_own(report.name, self._own.device):
                raise StoreNewer(path=report.name, format=report.head.format, known=FORMAT)

    def mend(self, number: int) -> None:
        """Finish or cut away what a crash left of an append at the end of an own file."""
        self.close()
        db = self._open(number, "")
        try:
            db.file.ready()
            self.keep_torn(db)
        finally:
            db.close()
        self._union.take_in(self._own.device)

    def _begun(self, number: int) -> bool:
        """Tell whether the file never got beyond its beginning: its making was broken off."""
        if self._union.held(self.path_of(number).name):
            return False
        try:
            data = read_regular(self.path_of(number))
        except OSError:
            return False
        return only_begun(data, scan(data))

    def put_back(self, missing: Sequence[tuple[Record, bytes]], former: str = "") -> None:
        """Write own records, as they are, into the next number's file.

        What was written under a `former` name goes into files that nobody else writes.
        """
        if former:
            number = max(self._union.numbers(former, self._suffix), default=0)
        else:
            self.refuse_newer()
            number = max((self.number, *self._union.numbers(self._own.device)))
            if self._begun(number):
                number -= 1
        self.close()
        rest = list(missing)
        while rest:
            number += 1
            db = self._open(number, rest[0][0].prev, former)
            count = 0
            try:
                if not self.is_ours(db.file.ready(), former):
                    continue
                self.keep_torn(db)
                while db.file.size < self._roll_at and _follows(rest, count):
                    batch = _stretch(rest, count)
                    lines = [b'"%d": %s' % (record.seq, text) for record, text in batch]
                    db.file.append(lines, mark_of(batch[-1][0]))
                    count += len(batch)
            finally:
                db.close()
                if count:
                    self.restored.append(StoreNote("restored", db.file.path.name, count))
            rest = rest[count:]
        self._union.take_in(self._own.device)


def _follows(records: Sequence[_Kept], at: int) -> bool:
    """Tell whether there is a record at `at`, and it follows on the one before."""
    return at < len(records) and (not at or records[at][0].seq == records[at - 1][0].seq + 1)


def _stretch(records: Sequence[_Kept], at: int) -> Sequence[_Kept]:
    """Return the records from `at` on that follow on each other, as many as are written at once."""
    end = at + 1
    while end - at < _PUT_BACK_AT_ONCE and _follows(records, end):
        end += 1
    return records[at:end]
