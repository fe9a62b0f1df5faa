"""The text of a store file: its head, its lines, its tail; pure functions over bytes.

    {"vitrina": {"1": {"format":1, …}},
    "events": {
    "1": {…},
    "2": {…}
    }}

It is a plain TinyDB document with the tables `vitrina` and `events`. An append overwrites the closing
braces, so whatever a crash leaves behind is a true prefix followed by damage: `scan` finds every record that
is whole, says where the last one ends and what is wrong around it. A merge by a tool that knows only lines
(git's conflict markers, `merge=union`) leaves all records there too, but no file to append to. What would go
wrong otherwise: a repair that cuts an acknowledged event, or a half-written one taken for true.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from core.store.record import Record, RecordDamaged, open_lines, open_record, record_from_object

FORMAT = 1
"""Version of the file format this program writes."""

TAIL = b"\n}}\n"
"""What closes the two tables after the last record."""

_LINE = re.compile(rb'[ \t]*"\d+"[ \t]*:[ \t]*(?=\{)')
_HEAD_END = b'"events": {'
_BRACES_ONLY = re.compile(rb"[\s,}]*")
_MARKER = re.compile(rb"(?:<{7}|\|{7}|>{7}) .*|={7}|<{7}|>{7}")
"""What git leaves in a file it could not merge: ours, base, theirs, and the line between."""
_HEAD_WITHIN = 12
"""Lines from the beginning in which the head is looked for: conflict markers may stand before it."""
_json_decoder = json.JSONDecoder()


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """Who writes a file, and what comes before it."""

    format: int
    device: str
    user: str
    file: int
    """1 for the first file of a device and OS user, +1 each time it is rolled."""
    after: str = ""
    """Hash of the last event in the file before; empty for the first file."""


@dataclass(frozen=True, slots=True)
class Damage:
    """One place of a file that is not what it should be."""

    line: int
    """1-based."""
    why: str
    """`syntax`, `shape`, `hash` (a changed record), or `torn` (an append that did not finish)."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What a stretch of a file holds."""

    head: Head | None
    """None where the stretch has none (a follow-up read) or it cannot be understood."""
    records: Sequence[Record]
    lines: Sequence[int]
    """The line number of each record."""
    end: int
    """Offset just behind the last whole record, or behind the head where there is none; 0 without either."""
    closed: bool
    """True when exactly the closing braces follow `end`, up to the end of the bytes."""
    damage: tuple[Damage, ...]
    """Everything unreadable in line order; a torn tail is the last one, with `why` torn."""
    own_layout: bool
    """False when another program has rewritten or merged the file: readable, but not to be appended to."""
    markers: int = 0
    """How many of git's conflict markers are in it."""

    @property
    def torn(self) -> bool:
        """True when the only damage is an append that did not finish."""
        return not self.closed and all(found.why == "torn" for found in self.damage)


def mark_of(record: Record) -> bytes:
    """Return the last bytes of a record's text: where they stand, the file is the one that was read."""
    return b'"hash":"%s"}' % record.hash.encode()


def head_text(head: Head) -> bytes:
    """Return the beginning of a file, up to where the first record or the tail follows."""
    return b'{"vitrina": {"1": %s},\n%s' % (msgspec.json.encode(head), _HEAD_END)


def scan(data: bytes, *, follow_up: bool = False) -> Scan:
    """Return everything whole in a file's bytes, and what is wrong.

    With `follow_up`, `data` begins behind a record that is already known, so no head is expected and
    offsets count from there.
    """
    head, start, line_number = (None, 0, 1) if follow_up else _read_head(data)
    if not follow_up and head is None:
        foreign = _scan_foreign(data)
        if foreign is not None:
            return foreign
    own_layout = follow_up or head is not None
    if own_layout:
        sound = _scan_sound(data, head, start, line_number, separated=follow_up)
        if sound is not None:
            return sound
    return _scan_lines(data, head or _head_within(data), start, line_number, own_layout=own_layout)


def _head_within(data: bytes) -> Head | None:
    """Return the first head near the beginning of a file that begins with something else."""
    for line in data[:8192].split(b"\n")[:_HEAD_WITHIN]:
        head, _, _ = _read_head(line.rstrip(b"\r").removeprefix(b"\xef\xbb\xbf") + b"\n" + _HEAD_END)
        if head is not None:
            return head
    return None


def _read_head(data: bytes) -> tuple[Head | None, int, int]:
    first = data[: data.find(b"\n") + 1].removesuffix(b"\n")
    prefix, suffix = b'{"vitrina": {"1": ', b"},"
    if not (first.startswith(prefix) and first.endswith(suffix)):
        return None, 0, 1
    if not data.startswith(_HEAD_END, len(first) + 1):
        return None, 0, 1
    try:
        head = msgspec.json.decode(first[len(prefix) : -len(suffix)], type=Head)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None, 0, 1
    return head, len(first) + 1 + len(_HEAD_END), 2


def _scan_sound(
    data: bytes, head: Head | None, start: int, line_number: int, *, separated: bool
) -> Scan | None:
    """Return what `_scan_lines` does for a stretch exactly as this program writes it; None for any other.

    `separated` tells that a comma belongs before the first record.
    """
    opening = b",\n" if separated else b"\n"
    if not (data.startswith(opening, start) and data.endswith(TAIL)):
        return None
    end = len(data) - len(TAIL)
    lines = data[start + len(opening) : end].split(b",\n") if end > start else []
    records = open_lines(lines)
    if records is None:
        return None
    numbers = range(line_number + 1, line_number + 1 + len(lines))
    return Scan(head, records, numbers, end, closed=True, damage=(), own_layout=True)


def _scan_lines(data: bytes, head: Head | None, start: int, line_number: int, *, own_layout: bool) -> Scan:
    records: list[Record] = []
    lines: list[int] = []
    damage: list[Damage] = []
    markers = 0
    joined = follows_on = True
    end = start
    changed_end = 0
    offset = start
    for raw in data[start:].split(b"\n"):
        mark = _LINE.match(raw)
        if mark:
            text = raw[mark.end() :].rstrip(b"\r")
            stripped = text.removesuffix(b",")
            try:
                record, length = _whole_record(stripped)
            except RecordDamaged as error:
                damage.append(Damage(line_number, error.why))
                if error.why != "syntax":
                    changed_end = offset + mark.end() + len(stripped)
            else:
                follows_on = follows_on and joined and not (records and record.seq <= records[-1].seq)
                joined = len(stripped) != len(text)
                records.append(record)
                lines.append(line_number)
                end = offset + mark.end() + length
        elif not _BRACES_ONLY.fullmatch(raw):
            damage.append(Damage(line_number, "syntax"))
            markers += _MARKER.fullmatch(raw.rstrip(b"\r")) is not None
        offset += len(raw) + 1
        line_number += 1
    # A last line that is whole JSON with a hash that does not fit was changed, not torn: nothing of it may be
    # cut, and nothing is written behind it.
    changed = changed_end > end and data[changed_end:] == TAIL
    closed = changed or data[end:] == TAIL
    if not closed:
        last_line = lines[-1] if lines else 0
        behind = [found for found in damage if found.line > last_line]
        damage = [found for found in damage if found.line <= last_line]
        damage.append(Damage(behind[0].line if behind else max(last_line, 1), "torn"))
    own_layout = own_layout and follows_on and not markers and not changed
    return Scan(head, tuple(records), tuple(lines), end, closed, tuple(damage), own_layout, markers)


def _whole_record(text: bytes) -> tuple[Record, int]:
    """Return the record at the beginning of `text` and its length; what follows it may be damage."""
    try:
        return open_record(text), len(text)
    except RecordDamaged as error:
        if error.why != "syntax":
            raise
    decoded = text.decode("utf-8", "replace")
    try:
        _, stop = _json_decoder.raw_decode(decoded)
    except (ValueError, RecursionError) as error:
        raise RecordDamaged("syntax") from error
    whole = decoded[:stop].encode()
    if whole != text[: len(whole)]:
        raise RecordDamaged("syntax")
    return open_record(whole), len(whole)


def _scan_foreign(data: bytes) -> Scan | None:
    """Return the records of a file that another JSON program has rewritten; None when it is no JSON."""
    try:
        value: Any = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or not isinstance(value.get("events"), dict):
        return None
    records: list[Record] = []
    damage: list[Damage] = []
    for item in value["events"].values():
        try:
            records.append(record_from_object(item))
        except RecordDamaged as error:
            damage.append(Damage(1, error.why))
    try:
        head = msgspec.convert(value["vitrina"]["1"], Head)
    except (msgspec.ValidationError, KeyError, TypeError):
        head = None
    return Scan(
        head,
        tuple(records),
        (1,) * len(records),
        len(data),
        closed=True,
        damage=tuple(damage),
        own_layout=False,
    )
