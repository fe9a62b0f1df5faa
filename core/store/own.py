"""What this device remembers of its own events in one workspace: where it lies, under which name, what.

Kept under `<state>/journal/<key>/`: `place.json` and a journal for each writer. Everything here is local to
one machine and never synced; without it the store works as before, it only cannot put anything back.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Container, Iterable, Sequence, Set
from pathlib import Path

import msgspec

from core.errors import NotSaved
from core.identity import fresh_device
from core.store.journal import Journal
from core.store.note import StoreNote
from core.store.place import Place, look, new_key, read_place, read_places, recognise, save_place
from core.store.record import Record, RecordDamaged, line_of, open_record

_STRETCH = 256
"""Numbers between two missing events up to which the ones between are written again too."""


class OwnEvents:
    """The local memory of one writer. Its methods raise OSError; the caller holds the store's lock."""

    def __init__(self, folder: Path, journals: Path, *, device: str, user: str) -> None:
        self._folder = folder
        self._journals = journals
        self._told = device
        self._user = user
        self._place: Place | None = None
        self.device = device
        """The name to write under, which is not the given one in a copy of a workspace."""
        self.journal: Journal | None = None
        """None until the workspace's place is known."""

    def settle(self, known: Set[str]) -> list[StoreNote]:
        """Find out whether the folder is the one known, a copy, or new; `known` has the events in it.

        Does nothing while there is no folder. Raises NotSaved where what is remembered cannot be read.
        """
        here = look(self._folder)
        if here is None:
            return []
        try:
            found = recognise(here, read_places(self._journals), lambda place: self._shares(place, known))
        except OSError as error:  # to begin anew would continue a chain whose end is not known
            raise NotSaved(path=str(self._journals), why=error.strerror or str(error)) from error
        notes: list[StoreNote] = []
        if found.how == "known" and found.place is not None:
            met = found.place.met or next(iter(known), "")
            self._place = msgspec.structs.replace(found.place, looks=here, met=met)
            if self._place != found.place:
                self._save()
            self.device = self._place.names.get(self._writer, self._told)
        else:
            self._place = Place(key=new_key(), looks=here, met=next(iter(known), ""))
            if found.place is not None:
                before = self._journal_of(found.place)
                count = before.count()
                if found.how == "copied":
                    notes.append(StoreNote("copied", found.place.looks.path))
                elif count:
                    notes.append(StoreNote("set-aside", str(before.path), count))
                if found.how == "replaced":
                    self._forget(found.place)
                if count or found.how == "copied":
                    self.rename()
            self._save()
        self.journal = self._journal_of(self._place)
        return notes

    def rename(self) -> None:
        """Go on under a new device name, or under the one another session chose in the meantime."""
        if self._place is None:
            self.device = fresh_device(self._told)
            return
        now = read_place(self._journals / self._place.key) or self._place
        chosen = now.names.get(self._writer, self._told)
        if chosen == self.device:
            chosen = fresh_device(self._told)
        former = now.former
        if self.journal is not None:
            given_up = dict.fromkeys((*former.get(self._writer, ()), self.device))
            former = {**former, self._writer: tuple(given_up)}
        self._place = msgspec.structs.replace(now, names={**now.names, self._writer: chosen}, former=former)
        self.device = chosen
        if self.journal is not None:
            self.journal.close()
            self.journal = self._journal_of(self._place)
        self._save()

    def keep(self, records: Sequence[Record], lines: Sequence[bytes]) -> bool:
        """Copy own records, whose lines these are, into the journal.

        Returns False, and copies nothing, where they do not follow on what is in it: `fill_up` is needed.
        """
        if self.journal is None:
            return False
        last = self.journal.last()
        if records[0].seq != (last.seq if last else 0) + 1:
            return False
        self.journal.add([line.partition(b": ")[2] for line in lines], records[-1])
        return True

    def missing(self, present: Container[str]) -> list[tuple[Record, bytes]]:
        """Return every record in the journal that is not `present`, with its text, by number.

        Short stretches between them come along, so that what is written has no gaps: a gap inside a file
        means that a line was taken out of it.
        """
        missing = self._journaled(self.device, lambda digest: digest not in present)
        numbers = [record.seq for record, _ in missing]
        between = {
            seq
            for low, high in itertools.pairwise(numbers)
            if high - low <= _STRETCH
            for seq in range(low + 1, high)
        }
        if not between:
            return missing
        return self._journaled(self.device, lambda digest: digest not in present, between)

    def former(self) -> tuple[str, ...]:
        """Return the names that this writer gave up here because somebody else wrote under them too."""
        return self._place.former.get(self._writer, ()) if self._place is not None else ()

    def missing_of(self, former: str, present: Container[str]) -> list[tuple[Record, bytes]]:
        """Return what the journal of a name that was given up has and is not `present`, by number."""
        return self._journaled(former, lambda digest: digest not in present)

    def _journaled(
        self, device: str, wanted: Callable[[str], bool], numbers: Container[int] = ()
    ) -> list[tuple[Record, bytes]]:
        """Return the own records in the journal of `device` that are wanted by hash or number, by number."""
        found: dict[str, tuple[Record, bytes]] = {}
        if self._place is None:
            return []
        for digest, text in self._journal(self._place, device).texts():
            if digest in found or not (numbers or wanted(digest)):
                continue
            try:
                record = open_record(text)
            except RecordDamaged:
                continue
            own = (record.device, record.user) == (device, self._user)
            if own and (record.seq in numbers or wanted(digest)):
                found[digest] = (record, text)
        return sorted(found.values(), key=lambda pair: pair[0].seq)

    def fill_up(self, records: Iterable[Record]) -> bool:
        """Copy those own records that are newer than the journal's last; return whether there were any."""
        if self.journal is None:
            return False
        last = self.journal.last()
        newer = [
            record
            for record in records
            if (record.device, record.user) == (self.device, self._user)
            and record.seq > (last.seq if last else 0)
        ]
        if newer:
            self.journal.add([line_of(record).partition(b": ")[2] for record in newer], newer[-1])
        return bool(newer)

    def close(self) -> None:
        """Close the journal."""
        if self.journal is not None:
            self.journal.close()

    @property
    def _writer(self) -> str:
        return f"{self._told}.{self._user}"

    def _journal_of(self, place: Place) -> Journal:
        device = self.device if place is self._place else place.names.get(self._writer, self._told)
        return self._journal(place, device)

    def _journal(self, place: Place, device: str) -> Journal:
        return Journal(self._journals / place.key / f"{device}.{self._user}.jsonl")

    def _shares(self, place: Place, known: Container[str]) -> bool:
        """Tell whether an event remembered of a place is known here: one met there, our first or our last."""
        if place.met and place.met in known:
            return True
        journal = self._journal_of(place)
        last = journal.last()
        if last is None:
            return False
        first = journal.first()
        return last.hash in known or (first is not None and first.hash in known)

    def _save(self) -> None:
        if self._place is not None:
            save_place(self._journals, self._place)

    def _forget(self, place: Place) -> None:
        """Let nothing be taken for a place that is no more; its journal stays."""
        gone = msgspec.structs.replace(place.looks, path="", ino=0, parent_ino=0)
        save_place(self._journals, msgspec.structs.replace(place, looks=gone))
