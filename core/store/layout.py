"""The text of a store file: its head, its lines, its tail; pure functions over bytes.

    {"vitrina": {"1": {"format":1, …}},
    "events": {
    "1": {…},
    "2": {…}
    }}

It is a plain TinyDB document with the tables `vitrina` and `events`. An append overwrites the closing
braces, so whatever a crash leaves behind is a true prefix followed by damage: `scan` finds every record that
is whole, says where the last one ends and what is wrong around it (see `unfinished`). A merge by a tool that
knows only lines (git's conflict markers, `merge=union`) leaves all records there too, but no file to append
to. What would go wrong otherwise: a repair that cuts an acknowledged event, or a half-written one taken for
true.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import msgspec

from core.store.record import Record, RecordDamaged, open_lines, open_record, record_from_object
from core.store.unfinished import Row, Unfinished, find_unfinished, joined_behind

FORMAT = 1
"""Version of the file format this program writes."""

TAIL = b"\n}}\n"
"""What closes the two tables after the last record."""

HEAD_BEGIN = b'{"vitrina": {"1": '

_LONGEST_HEAD = 512
"""Bytes that a head and the tail have at most; what is longer was more than the making of a file."""

_LINE = re.compile(rb'[ \t]*"\d+"[ \t]*:[ \t]*(?=\{)')
_UNJOINED_FIRST = re.compile(rb'\}\d+"[ \t]*:[ \t]*(?=\{)')
"""The first record's line before its joint is written."""
_HEAD_END = b'"events": {'
_BRACES_ONLY = re.compile(rb"[\s,}]*")
_OBJECT = re.compile(rb'\{"seq":\d+,"device":"')
"""How a record's text begins: by this it is found where its key or the line break before it is damaged."""
_BETWEEN = re.compile(rb'[ \t\r]*,[ \t\r]*"\d+"[ \t]*:[ \t]*')
"""What belongs between two records of one line."""
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
    unfinished: Unfinished | None = None
    """Records behind `end` that are not part of the file yet, or never will be."""

    @property
    def torn(self) -> bool:
        """True when the only damage is an append that did not finish."""
        return not self.closed and all(found.why == "torn" for found in self.damage)


def only_begun(data: bytes, found: Scan) -> bool:
    """Tell whether a file holds nothing yet: its making, or its first append, may have been broken off.

    `found` is what `scan` found in `data`. A file whose records were all changed is another thing: it is left
    as it is.
    """
    if found.records:
        return False
    return found.own_layout or (found.torn and len(data) <= _LONGEST_HEAD)


def mark_of(record: Record) -> bytes:
    """Return the last bytes of a record's text: where they stand, the file is the one that was read."""
    return b'"hash":"%s"}' % record.hash.encode()


def append_text(lines: Sequence[bytes], end: int, *, first: bool) -> tuple[bytes, int, bytes, int]:
    """Return what an append writes behind the record (or, `first`, the head) that ends at `end`.

    That is the text and its offset, and the joint and its offset, to be written when the text is synced.
    """
    text = b"\n" + b",\n".join(lines) + TAIL
    return (text[2:], end + 2, b'"', end + 1) if first else (text, end + 1, b",", end)


def head_text(head: Head) -> bytes:
    """Return the beginning of a file, up to where the first record or the tail follows."""
    return b"%s%s},\n%s" % (HEAD_BEGIN, msgspec.json.encode(head), _HEAD_END)


def scan(data: bytes, *, follow_up: bool = False) -> Scan:
    """Return everything whole in a file's bytes, and what is wrong.

    With `follow_up`, `data` begins behind a record that is already known, so no head is expected and
    offsets count from there.
    """
    head, start, line_number = (None, 0, 1) if follow_up else _read_head(data)
    if not follow_up and head is None:
        return _scan_rewritten(data)
    sound = _scan_sound(data, head, start, line_number, separated=follow_up)
    if sound is not None:
        return sound
    return _scan_lines(data, head, start, line_number, own_layout=True)


def _scan_rewritten(data: bytes) -> Scan:
    """Return what is in a file that does not begin as this program begins one.

    As a JSON document it may be laid out in any way and encoding, but of two events under one key it has only
    the second; as lines it has both.
    """
    head, line = _head_within(data)
    lines = _scan_lines(data, head, 0, 1, own_layout=False)
    foreign = _scan_foreign(data)
    if foreign is not None:
        held = {record.hash for record in foreign.records}
        if held.issuperset(record.hash for record in lines.records):
            return foreign
    damage = tuple(found for found in lines.damage if not line <= found.line <= line + 1)
    return replace(lines, damage=damage) if head is not None else lines


def _head_within(data: bytes) -> tuple[Head | None, int]:
    """Return the first head near the beginning of a file that begins with something else, and its line."""
    for number, line in enumerate(data[:8192].split(b"\n")[:_HEAD_WITHIN], 1):
        head, _, _ = _read_head(line.rstrip(b"\r").removeprefix(b"\xef\xbb\xbf") + b"\n" + _HEAD_END)
        if head is not None:
            return head, number
    return None, 0


def _read_head(data: bytes) -> tuple[Head | None, int, int]:
    first = data[: data.find(b"\n") + 1].removesuffix(b"\n")
    prefix, suffix = HEAD_BEGIN, b"},"
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
    if data[start:] == TAIL:  # nothing new: what every append finds
        return Scan(head, (), (), start, closed=True, damage=(), own_layout=True)
    opening = b",\n" if separated else b"\n"
    if not (data.startswith(opening, start) and data.endswith(TAIL)):
        return None
    end = len(data) - len(TAIL)
    lines = data[start + len(opening) : end].split(b",\n")
    records = open_lines(lines)
    if records is None:
        return None
    numbers = range(line_number + 1, line_number + 1 + len(lines))
    return Scan(head, records, numbers, end, closed=True, damage=(), own_layout=True)


def _scan_lines(data: bytes, head: Head | None, start: int, line_number: int, *, own_layout: bool) -> Scan:
    follow_up = line_number == 1 and not start
    rows, places, markers, changed_end = _rows(data, start, line_number)
    merged = markers > 0 or any(after.record.seq <= before.record.seq for before, after in pairwise(rows))
    unfinished = None
    if own_layout and not merged:
        unfinished = find_unfinished(data, rows, start, follow_up=follow_up)
    if unfinished is not None:
        rows = rows[: unfinished.first]
    merged = merged or any(b"," not in data[before.end : after.begin] for before, after in pairwise(rows))
    end = rows[-1].end if rows else start
    # A last line that is whole JSON with a hash that does not fit was changed, not torn: nothing of it may be
    # cut, and nothing is written behind it.
    changed = (
        unfinished is None
        and changed_end > end
        and data[changed_end:] == TAIL
        and joined_behind(data, rows, start, follow_up=follow_up)
    )
    closed = changed or data[end:] == TAIL
    damage = [found for at, found in places if at < end or changed]
    # Nothing is written behind what no JSON program could read.
    spoiled = any(found.why == "syntax" for found in damage)
    if not closed:
        behind = [found.line for at, found in places if at >= end]
        damage.append(Damage(behind[0] if behind else max(rows[-1].line if rows else 0, 1), "torn"))
    return Scan(
        head,
        tuple(row.record for row in rows),
        tuple(row.line for row in rows),
        end,
        closed,
        tuple(damage),
        own_layout and not merged and not changed and not spoiled,
        markers,
        unfinished,
    )


def _rows(data: bytes, start: int, line_number: int) -> tuple[list[Row], list[tuple[int, Damage]], int, int]:
    """Return whole records, damage by offset, how many conflict markers, the last changed record's end."""
    rows: list[Row] = []
    places: list[tuple[int, Damage]] = []
    markers = changed_end = 0
    offset = start
    for number, raw in enumerate(data[start:].split(b"\n"), line_number):
        mark = _LINE.match(raw)
        if mark is None and offset == start + 1:
            mark = _UNJOINED_FIRST.match(raw)
        known = 0
        if mark:
            text = raw[mark.end() :].rstrip(b"\r").removesuffix(b",")
            try:
                record, length = _whole_record(text)
            except RecordDamaged as error:
                places.append((offset, Damage(number, error.why)))
                known = mark.end() + 1
                if error.why != "syntax":
                    changed_end = offset + mark.end() + len(text)
            else:
                known = mark.end() + length
                rows.append(Row(record, number, offset, offset + known))
        if not _BRACES_ONLY.fullmatch(raw, known):
            more, sound = _rows_within(raw, number, offset, known)
            rows += more
            if not sound and (not places or places[-1][1].line != number):
                places.append((offset + known, Damage(number, "syntax")))
                markers += _MARKER.fullmatch(raw.rstrip(b"\r")) is not None
        offset += len(raw) + 1
    return rows, places, markers, changed_end


def _rows_within(raw: bytes, number: int, offset: int, known: int) -> tuple[list[Row], bool]:
    """Return the records behind byte `known` of a line, and whether only what belongs there is between them.

    They stand there where a line break was lost, or without their key where that is damaged.
    """
    rows: list[Row] = []
    sound = True
    starts = [found.start() for found in _OBJECT.finditer(raw, known)]
    for begin, stop in pairwise((*starts, len(raw))):
        try:
            record, length = _whole_record(raw[begin:stop])
        except RecordDamaged:
            continue
        sound = sound and _BETWEEN.fullmatch(raw, known, begin) is not None
        known = begin + length
        rows.append(Row(record, number, offset + begin, offset + known))
    return rows, sound and _BRACES_ONLY.fullmatch(raw, known) is not None


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
        value: Any = json.loads(data)  # UTF-8 or UTF-16, with or without a byte order mark
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
