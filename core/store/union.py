"""Everything that is in the files of a store's folder, each event once; reading only.

It follows every file, knows each writer's chain, and tells when an own file is no longer what it was. The
caller guards it with a lock of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import chain as chained
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import msgspec

from core.clock import LogicalClock, format_utc, parse_utc
from core.errors import NotSaved
from core.store.chain import Chain, ChainMark
from core.store.follow import FileMark, FileReport, FollowedFile
from core.store.layout import FORMAT
from core.store.note import StoreNote
from core.store.record import Record

AHEAD = timedelta(minutes=10)
"""How far a record may be ahead of this wall clock before it is said."""

_ORDER = attrgetter("clock", "device", "user", "seq")
"""What `Record.order` gives, without a call for each of a million records."""

_PLAIN = re.compile(r"[^.]+\.[^.]+\.\d{4,}\.json")
_COPY = re.compile(r"[^.]+\.[^.]+\.\d{4,}\b.+\.json")
_COPY_WORDS = re.compile(r"\.sync-conflict-|conflicted copy|\(.*conflict.*\)|-conflict", re.IGNORECASE)


def is_conflict_copy(name: str) -> bool:
    """Tell whether a file's name is that of a sync tool's second copy of a store file.

    Syncthing `.sync-conflict-<date>-<time>-<id>`, Dropbox ` (<who>'s conflicted copy <date>)` in any
    language, OneDrive `-<computer>`, Google Drive ` (1)`, iCloud ` 2`: all put it behind the number.
    """
    if _PLAIN.fullmatch(name):
        return False
    return bool(_COPY.fullmatch(name) or _COPY_WORDS.search(name))


def is_foreign_name(name: str, device: str, user: str) -> bool:
    """Tell whether a file has the name of another writer's store file than this device's and user's."""
    return _PLAIN.fullmatch(name) is not None and not name.startswith(f"{device}.{user}.")


class UnionMark(msgspec.Struct, frozen=True, array_like=True):
    """How far everything was read, as a snapshot of the fold keeps it."""

    user: str
    devices: tuple[str, ...]
    files: tuple[FileMark, ...]
    forks: dict[str, int]
    own_at: str
    clock: str
    """The newest stamp that was followed."""


class UnionHashes(msgspec.Struct, frozen=True, array_like=True):
    """The identity of every event read so far."""

    files: dict[str, tuple[str, ...]]
    """By file name, in file order."""
    chains: tuple[tuple[str, str, ChainMark], ...]
    """Device, user and chain of each writer."""


class Union:
    """All events of a folder."""

    def __init__(
        self,
        folder: Path,
        clock: LogicalClock,
        now: Callable[[], datetime],
        *,
        user: str,
        devices: Sequence[str],
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._now = now
        self._user = user
        self._devices = set(devices)
        self._guarded: set[str] = set()
        self._told = tuple(devices)
        self._files: dict[str, FollowedFile] = {}
        self._chains: dict[tuple[str, str], Chain] = {}
        self._fresh: list[Record] = []
        self._gone: set[str] = set()
        self._ahead: dict[str, tuple[str, int]] = {}
        self._forks: dict[str, int] = {}
        self._own_at = ""
        self.known: set[str] = set()
        """The hash of every event that was ever seen here."""
        self.there = False
        """Whether the folder was there at the last look."""
        self.suspect = False
        """True from when an own file was replaced, cut or is gone, until the caller sets it back."""
        self.grown = False
        """True from when own events were found in the files, until the caller sets it back."""

    def take_in(self, device: str, *, at_once: bool = False) -> None:
        """Read what is new in every file. Raises NotSaved when the folder cannot be read.

        A file that is absent is given until the next look, as a sync tool may just be replacing it, unless
        `at_once`.
        """
        names = self.catch_up(device)
        gone = {name for name in self._files if name not in names and self._is_guarded(name, device)}
        lasting = gone if at_once else gone & self._gone
        if lasting:
            self.suspect = True
            for name in lasting:
                del self._files[name]
        self._gone = gone - lasting

    def catch_up(self, device: str) -> set[str]:
        """Read what is new in every file and return the names of all that are there; raises as above."""
        try:
            names = {path.name for path in self._folder.iterdir() if path.name.endswith(".json")}
            self.there = True
        except FileNotFoundError:
            names = set()
            self.there = False
        except OSError as error:
            raise NotSaved(path=self._folder.name, why=error.strerror or str(error)) from error
        for name in sorted(names.difference(self._files)):
            self._files[name] = FollowedFile(self._folder / name)
        for name, followed in self._files.items():
            records = followed.read_new()
            if records:
                self.take(records, name)
            if followed.replaced:
                followed.replaced = False
                self.suspect = self.suspect or self._is_guarded(name, device)
        return names

    def unread(self) -> list[str]:
        """Return the names of the files that were never read; none where the folder cannot be read."""
        try:
            names = {path.name for path in self._folder.iterdir() if path.name.endswith(".json")}
        except OSError:
            return []
        return sorted(names.difference(self._files))

    def read_first(self, name: str) -> None:
        """Read a file that was never read. `take_in` does the same for all; this keeps no two in memory."""
        if name not in self._files:
            followed = self._files[name] = FollowedFile(self._folder / name)
            self.take(followed.read_new(), name)

    def mark(self) -> tuple[UnionMark, UnionHashes] | None:
        """Return how far everything was read, for right after the first reading.

        None where that would not be enough to go on from: records that nobody was given yet, a file that
        changed in between, or a wrong wall clock, which is told anew at each start.
        """
        held = {name: followed for name, followed in self._files.items() if followed.hashes}
        if self._fresh or self.suspect or self._gone or self._ahead:
            return None
        if len(self.known) != len(set(chained.from_iterable(file.hashes for file in held.values()))):
            return None
        try:
            files = tuple(followed.mark() for followed in held.values())
        except OSError:
            return None
        mark = UnionMark(self._user, self._told, files, dict(self._forks), self._own_at, self._clock.newest())
        hashes = {name: tuple(followed.hashes) for name, followed in held.items()}
        places = {digest: place for place, digest in enumerate(chained.from_iterable(hashes.values()))}
        chains = tuple((*who, chain.mark(places)) for who, chain in self._chains.items())
        return mark, UnionHashes(hashes, chains)

    def fits(self, mark: UnionMark) -> bool:
        """Tell whether `resume` would do it."""
        return self._resumed(mark) is not None

    def resume(self, mark: UnionMark, hashes: UnionHashes) -> bool:
        """Go on from where another union had read: only what came after is fresh.

        False, with nothing done, where a file is no longer what it was, another device or user made the
        mark, or something was read already.
        """
        files = self._resumed(mark)
        if files is None or self._files or self.known or hashes.files.keys() != files.keys():
            return False
        held = list(chained.from_iterable(hashes.files.values()))
        for name, followed in files.items():
            followed.hashes = list(hashes.files[name])
        self._files, self.known = files, set(held)
        self._chains = {(device, user): Chain.resumed(chain, held) for device, user, chain in hashes.chains}
        self._forks, self._own_at = dict(mark.forks), mark.own_at
        self._clock.remember(mark.own_at)
        self._clock.observe(mark.clock)
        self.there = self.grown = True
        return True

    def _resumed(self, mark: UnionMark) -> dict[str, FollowedFile] | None:
        if (mark.user, mark.devices) != (self._user, self._told):
            return None
        files: dict[str, FollowedFile] = {}
        for file in mark.files:
            followed = files[file.report.name] = FollowedFile(self._folder / file.report.name)
            if not followed.resume(file):
                return None
        return files

    def take(self, records: Sequence[Record], name: str) -> None:
        """Take in records that were read from the file `name`."""
        self._take(self._new(records), name)

    def wrote(self, records: Sequence[Record], name: str) -> None:
        """Take in records that the own file `name` has now, though it was not followed up to them yet."""
        new = self._new(records)
        self._files.setdefault(name, FollowedFile(self._folder / name)).expect(new)
        self._take(new, name)

    def _take(self, new: Sequence[Record], name: str) -> None:
        if not new:
            return
        for writer, run in groupby(new, attrgetter("device", "user")):
            chain = self._chains.get(writer)
            if chain is None:
                chain = self._chains[writer] = Chain()
            self._link(chain, list(run), name)
        self._fresh += new
        self._mind_clocks(new, name)

    def _new(self, records: Sequence[Record]) -> Sequence[Record]:
        """Return those that were never seen, each once; they are known from now on."""
        hashes = {record.hash for record in records}
        if len(hashes) == len(records) and self.known.isdisjoint(hashes):
            self.known |= hashes
            return records
        new: list[Record] = []
        for record in records:
            if record.hash not in self.known:
                self.known.add(record.hash)
                new.append(record)
        return new

    def _link(self, chain: Chain, run: Sequence[Record], name: str) -> None:
        first = run[0].seq
        follows = run[-1].seq - first == len(run) - 1 and all(
            record.seq == seq for seq, record in enumerate(run, first)
        )
        if follows and chain.extend(first, [record.hash for record in run]):
            return
        second = sum(not chain.add(record.seq, record.hash) for record in run)
        if second:
            self._forks[name] = self._forks.get(name, 0) + second

    def fresh(self) -> list[Record]:
        """Return every record not returned before, in `order`."""
        fresh, self._fresh = self._fresh, []
        fresh.sort(key=_ORDER)
        return fresh

    def reports(self) -> tuple[FileReport, ...]:
        """Return what is known of each file, by name."""
        return tuple(self._files[name].report for name in sorted(self._files))

    def chain(self, device: str) -> Chain:
        """Return the chain of this user on `device`."""
        return self._chains.setdefault((device, self._user), Chain())

    def writers(self) -> frozenset[tuple[str, str]]:
        """Return device and user of everybody with an event."""
        return frozenset(writer for writer, chain in self._chains.items() if chain.seq)

    def writes_as(self, device: str) -> None:
        """Take `device` as a name of our own too."""
        self._devices.add(device)

    def is_own(self, name: str, device: str) -> bool:
        """Tell whether a file, or the one it is a conflict copy of, is written by this user on `device`."""
        return name.startswith(f"{device}.{self._user}.")

    def guard(self, former: Iterable[str]) -> None:
        """Mind the files that this user wrote under names given up, as those under the present one."""
        self._devices.update(former)
        self._guarded.update(former)

    def _is_guarded(self, name: str, device: str) -> bool:
        return any(self.is_own(name, own) for own in (device, *self._guarded))

    def numbers(self, device: str, suffix: str = "") -> list[int]:
        """Return the numbers of this user's files on `device` that have this `suffix`: no conflict copies."""
        own = re.compile(re.escape(f"{device}.{self._user}.") + r"(\d{4,})" + re.escape(f"{suffix}.json"))
        return [int(match[1]) for name in self._files if (match := own.fullmatch(name))]

    def is_unjoined(self, name: str) -> bool:
        """Tell whether whole appends in the file lack only their joint, as of the last look."""
        return name in self._files and self._files[name].unjoined

    def unfinished(self, name: str) -> FileReport | None:
        """Return what is known of a file that ends in an append that did not finish, as of the last look."""
        return self._files[name].report if self.is_unjoined(name) or self.is_torn(name) else None

    def held(self, name: str) -> bool:
        """Tell whether there was ever a record in the file, as far as was seen here."""
        return name in self._files and self._files[name].held

    def is_torn(self, name: str) -> bool:
        """Tell whether an append that did not finish is all that is wrong with the file, as of that look."""
        damage = self._files[name].report.damage if name in self._files else ()
        return bool(damage) and all(found.why == "torn" for found in damage)

    def unreadable(self, device: str) -> FileReport | None:
        """Return the first own file that cannot be read at the moment."""
        own = (report for report in self.reports() if report.why and self.is_own(report.name, device))
        return next(own, None)

    def present(self, device: str) -> set[str]:
        """Return the hash of every record that is now in an own file or a conflict copy of one."""
        own = [followed for name, followed in self._files.items() if self.is_own(name, device)]
        return {digest for followed in own for digest in followed.hashes}

    def beyond(self, seq: int, device: str) -> Path | None:
        """Return the first own file that has events behind number `seq`."""
        for name in sorted(self._files):
            if self.is_own(name, device) and self._files[name].upto > seq:
                return self._files[name].path
        return None

    def notes(self, device: str) -> list[StoreNote]:
        """Return what is so now: copies, forks, merges, newer formats, clocks."""
        found: list[StoreNote] = []
        for report in self.reports():
            if is_conflict_copy(report.name):
                found.append(StoreNote("conflict-copy", report.name, report.events))
            if report.markers:
                found.append(StoreNote("markers", report.name, report.markers))
            elif not report.own_layout and self.is_own(report.name, device):
                found.append(StoreNote("rewritten", report.name, report.events))
            if report.head is not None and report.head.format > FORMAT:
                found.append(StoreNote("newer", report.name, report.events))
        found += [StoreNote("forked", name, count) for name, count in sorted(self._forks.items())]
        return found + self._clock_notes()

    def _clock_notes(self) -> list[StoreNote]:
        now = self._now()
        limit = format_utc(now + AHEAD)
        found = [
            StoreNote("clock-ahead", name, count)
            for name, (newest, count) in sorted(self._ahead.items())
            if newest > limit
        ]
        if self._own_at > limit:
            try:
                minutes = int((parse_utc(self._own_at) - now).total_seconds() // 60)
            except (ValueError, OverflowError):
                minutes = 0
            found.append(StoreNote("clock-behind", "", minutes))
        return found

    def _mind_clocks(self, new: Sequence[Record], name: str) -> None:
        user, devices = self._user, self._devices
        own = [record for record in new if record.user == user and record.device in devices]
        if own:
            self.grown = True
            self._own_at = max(self._own_at, *{record.at for record in own})
            self._clock.remember(self._own_at)
        if len(own) < len(new):
            limit = format_utc(self._now() + AHEAD)
            ahead = [
                record.at
                for record in new
                if record.at > limit and not (record.user == user and record.device in devices)
            ]
            if ahead:
                newest, count = self._ahead.get(name, ("", 0))
                self._ahead[name] = (max(newest, *ahead), count + len(ahead))
        limit = self._clock.limit
        newest = max((clock for record in new if (clock := record.clock) <= limit), default="")
        if newest and not self._clock.observe(newest):
            for record in new:
                self._clock.observe(record.clock)
