"""Checking the hash chain of every store file: changed, missing, reordered or foreign lines.

A file belongs to whom its head names, or, where that cannot be read, to whoever wrote its first record. The
chain is not keyed: it shows accidents and careless edits, not a forger who recomputes every hash.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from core.store.layout import Scan, scan
from core.store.record import Record
from core.store.regular import read_regular
from core.store.union import is_foreign_name

Why = Literal["changed", "unreadable", "torn", "missing", "reordered", "foreign", "forked"]


@dataclass(frozen=True, slots=True)
class Broken:
    """One broken link."""

    file: str
    line: int
    """1-based; 0 means the file as a whole."""
    why: Why
    """
    - `changed`: a record whose hash does not fit
    - `unreadable`: text that is no record, or a file that is no store file or cannot be opened
    - `torn`: the file ends in an append that did not finish, or is still being received
    - `missing`: events before this one, which no file has, or which were taken out of this file
    - `reordered`: a number that is not larger than the one before it
    - `foreign`: another device or user than the file's; line 1: than the file's name says
    - `forked`: another event with the number of one that is there already
    """


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check of all files found."""

    files: int
    events: int
    broken: tuple[Broken, ...]

    def firsts(self) -> tuple[tuple[Broken, int], ...]:
        """Return the first broken link of each kind in each file, and how many of that kind it has."""
        counts = Counter((link.file, link.why) for link in self.broken)
        first: dict[tuple[str, Why], Broken] = {}
        for link in self.broken:
            first.setdefault((link.file, link.why), link)
        return tuple((link, counts[key]) for key, link in first.items())

    def counts(self) -> dict[Why, int]:
        """Return how many broken links there are of each kind, those without any too."""
        found = Counter(link.why for link in self.broken)
        return {why: found[why] for why in get_args(Why)}


_WHY: Mapping[str, Why] = {"hash": "changed", "torn": "torn", "syntax": "unreadable", "shape": "unreadable"}


def verify_files(folder: Path) -> Verified:
    """Return every broken link in the store files of `folder`, in file and line order. Reads only."""
    broken: list[Broken] = []
    chains: dict[tuple[str, str], list[tuple[str, int, Record]]] = {}
    files = events = 0
    for path in sorted(folder.glob("*.json")):
        files += 1
        try:
            found = scan(read_regular(path))
        except OSError:
            broken.append(Broken(path.name, 0, "unreadable"))
            continue
        events += len(found.records)
        broken += [Broken(path.name, damage.line, _WHY[damage.why]) for damage in found.damage]
        broken += _inside(path.name, found.records, found.lines)
        writer = _writer(found)
        if found.head is not None and is_foreign_name(path.name, found.head.device, found.head.user):
            broken.append(Broken(path.name, 1, "foreign"))
        if writer is not None:
            chain = chains.setdefault(writer, [])
            for line, record in zip(found.lines, found.records, strict=True):
                if (record.device, record.user) != writer:
                    broken.append(Broken(path.name, line, "foreign"))
                else:
                    chain.append((path.name, line, record))
        elif not found.damage:
            broken.append(Broken(path.name, 0, "unreadable"))
    for chain in chains.values():
        broken += _across(chain)
    unique = sorted(set(broken), key=lambda b: (b.file, b.line, b.why))
    return Verified(files, events, tuple(unique))


def _writer(found: Scan) -> tuple[str, str] | None:
    """Return the device and user whose file it is; None where nothing tells."""
    if found.head is not None:
        return found.head.device, found.head.user
    return (found.records[0].device, found.records[0].user) if found.records else None


def _inside(name: str, records: Sequence[Record], lines: Sequence[int]) -> list[Broken]:
    """Lines out of order within one file, and lines that were taken out of it.

    A line that is missing here is named even where another file has the event: it was put back there.
    """
    numbers = {record.seq for record in records}
    broken: list[Broken] = []
    for before, record, line in zip(records, records[1:], lines[1:], strict=False):
        if record.seq <= before.seq:
            broken.append(Broken(name, line, "reordered"))
        elif record.seq > before.seq + 1 and record.seq - 1 not in numbers:
            broken.append(Broken(name, line, "missing"))
    return broken


def _across(chain: list[tuple[str, int, Record]]) -> list[Broken]:
    """Missing and forked events of one writer, over all its files and their conflict copies."""
    broken: list[Broken] = []
    by_seq: dict[int, tuple[str, int, Record]] = {}
    for name, line, record in chain:
        known = by_seq.setdefault(record.seq, (name, line, record))
        if known[2].hash != record.hash:
            broken.append(Broken(name, line, "forked"))
    expected = ""
    expected_seq = 1
    for seq in sorted(by_seq):
        name, line, record = by_seq[seq]
        if seq != expected_seq or record.prev != expected:
            broken.append(Broken(name, line, "missing"))
        expected, expected_seq = record.hash, seq + 1
    return broken
