"""The union of all events as the files have it, one JSON object a line, in the order of all devices.

Two passes: the first finds where each file's events begin, the second merges the files, so that no more of
them are in memory than overlap in time. Nothing is written, nothing repaired. What would go wrong otherwise:
a way out of this program that leaves out what only a newer one understands.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from core.store.layout import mark_of, scan
from core.store.record import Record, RecordDamaged, line_of, open_record
from core.store.regular import read_regular

Key = tuple[str, str, str, int, str]


@dataclass(frozen=True, slots=True)
class Unread:
    """A place that holds no event that can be read."""

    file: str
    line: int
    """1-based; 0 means the file as a whole."""
    why: str
    """A code of `core.store.layout.Damage`, or what the system says where the whole file cannot be read."""


class Export:
    """Every event in the store files of a folder."""

    def __init__(self, folder: Path) -> None:
        self._begins: list[tuple[Key, Path]] = []
        self.unread: list[Unread] = []
        """What could not be read, in file and line order; `lines` adds what is gone by then."""
        for path in sorted(folder.glob("*.json")):
            try:
                found = scan(read_regular(path))
            except OSError as error:
                self.unread.append(Unread(path.name, 0, error.strerror or str(error)))
                continue
            self.unread += [Unread(path.name, damage.line, damage.why) for damage in found.damage]
            if found.records:
                self._begins.append((min(map(_key, found.records)), path))
        self._begins.sort()

    def lines(self) -> Iterator[bytes]:
        """Give the text of each event once, without line break."""
        waiting: list[tuple[Key, bytes]] = []
        last: Key | None = None
        for at, (_, path) in enumerate(self._begins):
            try:
                for item in _texts(path):
                    heapq.heappush(waiting, item)
            except OSError as error:
                self.unread.append(Unread(path.name, 0, error.strerror or str(error)))
            before = self._begins[at + 1][0] if at + 1 < len(self._begins) else None
            while waiting and (before is None or waiting[0][0] < before):
                key, text = heapq.heappop(waiting)
                if key != last:
                    yield text
                last = key


def _key(record: Record) -> Key:
    return (*record.order, record.hash)


def _texts(path: Path) -> Iterator[tuple[Key, bytes]]:
    data = read_regular(path)
    found = scan(data)
    lines = data.split(b"\n")
    objects: dict[str, bytes] | None = None
    for record, number in zip(found.records, found.lines, strict=True):
        text = _text(lines[number - 1], record)
        if text is None:
            objects = _objects(data) if objects is None else objects
            text = objects.get(record.hash) or line_of(record).partition(b": ")[2]
        yield _key(record), text


def _text(line: bytes, record: Record) -> bytes | None:
    """Return the record's text in its line; None where another program has laid it out."""
    key, mark = b'"%d": ' % record.seq, mark_of(record)
    text = line.removeprefix(key).rstrip(b"\r").removesuffix(b",")
    if line.startswith(key) and text.endswith(mark):
        return text
    end = line.find(mark) + len(mark)  # not alone in its line, or its key is damaged
    text = line[line.rfind(b'{"seq":%d,' % record.seq, 0, end) : end]
    try:
        return text if open_record(text).hash == record.hash else None
    except RecordDamaged:
        return None


def _objects(data: bytes) -> dict[str, bytes]:
    """Return the events of a file that another JSON program has laid out, compact, by hash."""
    try:
        events = json.loads(data)["events"].values()
        return {
            item["hash"]: msgspec.json.encode(item)
            for item in events
            if isinstance(item, dict) and isinstance(item.get("hash"), str)
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
