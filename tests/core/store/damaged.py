"""Store files as disks, editors, mail and merges leave them, and what of them can still be read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence

from core.store.layout import HEAD_BEGIN, TAIL, Head, head_text
from core.store.record import Record, seal
from tests.core.store.damage import chained, file_text

RECORDS, LINES = chained([7, 30, 8, 40, 9, 12])
TEXT = file_text(LINES)
HEAD_LINES = TEXT.split(b"\n")[:2]


def texts() -> list[bytes]:
    """Each record's text, from brace to brace."""
    return [line.partition(b": ")[2] for line in LINES]


def readable(image: bytes) -> list[Record]:
    """The records whose text still stands in the bytes as it was written."""
    return [record for record, text in zip(RECORDS, texts(), strict=True) if text in image]


def foreign_line() -> bytes:
    """A line that another device wrote."""
    record = RECORDS[2]
    values = {name: getattr(record, name) for name in record.__struct_fields__}
    return seal(Record(**{**values, "device": "laptop", "hash": ""}))[1]


def _lines(lines: Sequence[bytes]) -> bytes:
    return b"\n".join((*HEAD_LINES, *lines, b"}}", b""))


def _commas(lines: Sequence[bytes]) -> bytes:
    return _lines([*(line + b"," for line in lines[:-1]), lines[-1]])


def _holes() -> dict[str, bytes]:
    middle = TEXT.index(LINES[3]) + len(LINES[3]) // 2
    line_break = TEXT.index(LINES[3]) - 1
    return {
        "empty": b"",
        "one byte": b"{",
        "one line break": b"\n",
        "NUL, all": b"\0" * len(TEXT),
        "NUL, tail": TEXT[:-100] + b"\0" * 100,
        "NUL, behind": TEXT + b"\0" * 100,
        "NUL, head": b"\0" * 40 + TEXT[40:],
        "NUL, in a line": TEXT[:middle] + b"\0" * 30 + TEXT[middle + 30 :],
        "NUL, over a line break": TEXT[: line_break - 5] + b"\0" * 12 + TEXT[line_break + 7 :],
        "NUL, for a line break": TEXT[:line_break] + b"\0" + TEXT[line_break + 1 :],
        "NUL, a block": TEXT[:512] + b"\0" * 512 + TEXT[1024:],
        "head alone": head_text(Head(format=1, device="studio", user="ana", file=1)),
        "no head": b"\n".join(TEXT.split(b"\n")[2:]),
        "no closing braces": TEXT.removesuffix(TAIL),
        "closing braces twice": TEXT + TAIL[1:],
    }


def _lines_moved() -> dict[str, bytes]:
    other = foreign_line()
    marked = [*LINES[:3], b"<<<<<<< HEAD", *LINES[3:], b"=======", LINES[4], b">>>>>>> theirs"]
    return {
        "a line twice": _commas([*LINES[:3], LINES[2], *LINES[3:]]),
        "the last line twice": _lines([*(line + b"," for line in LINES[:-1]), LINES[-1], LINES[-1]]),
        "all lines twice": _commas([*LINES, *LINES]),
        "two lines changed round": _commas([*LINES[:2], LINES[3], LINES[2], *LINES[4:]]),
        "lines backwards": _commas(LINES[::-1]),
        "closing braces in the middle": _lines([*LINES[:3], b"}}", *LINES[3:]]),
        "closing braces first": _lines([b"}}", *LINES]),
        "a line taken out": _commas([*LINES[:2], *LINES[3:]]),
        "a comma taken out": _lines([LINES[0], *(line + b"," for line in LINES[1:-1]), LINES[-1]]),
        "an empty line put in": _lines([*(line + b",\n" for line in LINES[:-1]), LINES[-1]]),
        "a line of another writer": _commas([*LINES[:3], other, *LINES[3:]]),
        "a line of another writer, last": _commas([*LINES, other]),
        "text between lines": _lines([*(line + b"," for line in LINES[:3]), b"see mail", *LINES[3:]]),
        "all in one line": HEAD_LINES[0] + HEAD_LINES[1] + b", ".join(LINES) + b"}}\n",
        "lines joined by a blank": HEAD_LINES[0] + b"\n" + HEAD_LINES[1] + b"\n" + b", ".join(LINES) + TAIL,
        "conflict markers": _lines(marked),
        "two heads": TEXT + TEXT,
        "two heads, the first without events": file_text([]) + TEXT,
        "another's head": TEXT.replace(b'"device":"studio"', b'"device":"laptop"', 1),
        "keys changed": TEXT.replace(b'"2": ', b'"7": ').replace(b'"3": ', b'3": '),
        "a value changed": TEXT.replace(b'"person":"ana"', b'"person":"eva"', 1),
        "the last value changed": TEXT.replace(LINES[-1], LINES[-1].replace(b'"ana"', b'"eva"', 1)),
    }


def _encodings() -> dict[str, bytes]:
    text = TEXT.decode()
    doubled = _commas([*LINES[:3], foreign_line(), *LINES[3:]])
    return {
        "byte order mark": b"\xef\xbb\xbf" + TEXT,
        "CRLF": TEXT.replace(b"\n", b"\r\n"),
        "CRLF, one key twice": doubled.replace(b"\n", b"\r\n"),
        "CR": TEXT.replace(b"\n", b"\r"),
        "UTF-16": text.encode("utf-16"),
        "UTF-16, no mark": text.encode("utf-16-le"),
        "UTF-16, cut": text.encode("utf-16")[:-41],
        "CP1251": text.encode("cp1251"),
        "read as CP1251": TEXT.decode("cp1251", "replace").encode(),
        "laid out anew": json.dumps(json.loads(text), indent=2).encode(),
    }


def _strangers() -> dict[str, bytes]:
    deep = b'"9": ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000
    return {
        "deep nesting": b"[" * 100_000,
        "deep nesting, closed": b'{"events":' * 50_000 + b"1" + b"}" * 50_000,
        "deep nesting in a line": _commas([*LINES[:3], deep, *LINES[3:]]),
        "a giant line": _commas([*LINES[:3], b'"9": "' + b"x" * 2_000_000 + b'"', *LINES[3:]]),
        "a giant line of beginnings": _commas([*LINES[:3], b'{"seq":1,"device":"' * 20_000, *LINES[3:]]),
        "a giant number": TEXT.replace(b'"seq":3', b'"seq":' + b"3" * 10_000),
        "another format": TEXT.replace(b'"format":1', b'"format":"1"'),
        "no file of ours": b"<!doctype html><title>404</title>",
        "null": b"null",
        "a list": b"[]",
        "events as a list": b'{"events": [1, null]}',
        "events of nothing": b'{"vitrina": null, "events": {"1": null, "2": [], "3": {}}}',
        "head of something else": HEAD_BEGIN + b'"no"}},\n"events": {' + TAIL,
        "lone surrogates": b'{"events": {"1": {"seq": 1, "device": "\\ud800", "hash": "x"}}}',
    }


CORPUS = {**_holes(), **_lines_moved(), **_encodings(), **_strangers()}

READ_ANYWAY = {"UTF-16", "UTF-16, no mark", "laid out anew"}
"""Images in which every event is readable, though not in the bytes that were written."""


def cuts() -> Iterator[bytes]:
    """The file cut off at every byte of its last three events."""
    for length in range(TEXT.index(LINES[-3]), len(TEXT)):
        yield TEXT[:length]


def flips(bits: Sequence[int], wanted: Callable[[int], bool] = lambda _: True) -> Iterator[bytes]:
    """The file with one bit of one byte turned over, for every byte that is `wanted`."""
    for at in range(len(TEXT)):
        if wanted(at):
            for bit in bits:
                yield TEXT[:at] + bytes([TEXT[at] ^ (1 << bit)]) + TEXT[at + 1 :]
