"""What an append that was broken off has left behind the last record of a file.

An append writes all its lines and the closing braces, but leaves the one byte before them as it was: the
line break that would be a comma (in a file without records: the brace that would be the first quotation
mark). Only when all of that is synced is this byte, the joint, written. So whatever a crash leaves, the joint
tells: with it every line behind is on the disk; without it they count only where the whole append is there,
as nothing but the joint itself may have been lost after the append was acknowledged. What would go wrong
otherwise: the second of two events that were recorded together, without the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.store.record import Record

_CLOSED_BEFORE = re.compile(rb'\n\}\}\n(?:"\d+": \{|\{"vitrina": )')
"""Closing braces with a record or another file's head at once behind them: no append leaves that, as its
first record begins over the braces. Somebody has put lines or files together."""


class Row(NamedTuple):
    """A whole record in the bytes of a file."""

    record: Record
    line: int
    begin: int
    """Offset of its line."""
    end: int
    """Offset just behind its text, where the comma belongs."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Rows that no joint makes part of the file."""

    first: int
    """Index of the first one."""
    whole: tuple[Row, ...] = ()
    """Those of them that are whole appends, each following on what is before it."""
    joints: tuple[tuple[int, bytes], ...] = ()
    """Offset and byte of every joint that would make those part of the file."""


def find_unfinished(data: bytes, rows: Sequence[Row], start: int, *, follow_up: bool) -> Unfinished | None:
    """Return what a broken-off append left; None where no row stands behind a joint that was not written.

    `start` is where the first row's line break or, with `follow_up`, its comma belongs.
    """
    if not rows:
        return None
    if follow_up:
        if _unjoined(data, start):
            return _examined(data, rows, 0, start, (start, b","))
    elif data[start : start + 2] == b"\n}" and not _CLOSED_BEFORE.match(data, start):
        return _examined(data, rows, 0, start - 1, (start + 1, b'"'))
    for index, row in enumerate(rows[:-1], 1):
        if _unjoined(data, row.end):
            return _examined(data, rows, index, row.end, (row.end, b","))
    return None


def joined_behind(data: bytes, rows: Sequence[Row], start: int, *, follow_up: bool) -> bool:
    """Tell whether what stands behind the last row is part of the file, damaged as it may be."""
    if rows or follow_up:
        return not _unjoined(data, rows[-1].end if rows else start)
    return data[start : start + 2] != b"\n}"


def _unjoined(data: bytes, end: int) -> bool:
    """Tell whether the joint behind a record is the old byte.

    A line that follows at once was joined and lost its comma to an editor or a merge.
    """
    if data[end : end + 1] != b"\n" or data[end + 1 : end + 2] == b'"':
        return False
    return _CLOSED_BEFORE.match(data, end) is None


def _examined(data: bytes, rows: Sequence[Row], first: int, end: int, joint: tuple[int, bytes]) -> Unfinished:
    whole: list[Row] = []
    joints: list[tuple[int, bytes]] = []
    before = rows[first - 1].record if first else None
    rest = rows[first:]
    while rest:
        length = _append_length(data, rest, end, before)
        if not length:
            break
        joints.append(joint)
        whole += rest[:length]
        before, end = rest[length - 1].record, rest[length - 1].end
        rest, joint = rest[length:], (end, b",")
    return Unfinished(first, tuple(whole), tuple(joints))


def _append_length(data: bytes, rows: Sequence[Row], end: int, before: Record | None) -> int:
    """Return how many rows the append that begins behind `end` has; 0 where it is not whole."""
    for count, row in enumerate(rows, 1):
        record = row.record
        if row.begin != end + 2:
            return 0
        if before is not None and (record.seq != before.seq + 1 or record.prev != before.hash):
            return 0
        before, end = record, row.end
        if data[end : end + 1] == b"\n":
            return count
        if data[end : end + 2] != b",\n":
            return 0
    return 0
