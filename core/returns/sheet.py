"""A report file as a header and rows of wanted cells, whether it is a CSV, a workbook or an API's answer.

Only the cells that are asked for leave this module: what else stands in a file, names and addresses of
buyers among it, is dropped here. An API's answer is decoded item by item, so that it takes little more
memory than its bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from core.intake.table import (
    MAX_ROWS,
    RowProblem,
    TableUnreadable,
    clean_cell,
    parse_table,
    read_file,
)

SAMPLE = 200
"""Items of an API's answer whose keys make its header."""
_DEPTH = 4
"""How deep in an answer the list of items is looked for."""
_KEY_DEPTH = 6
"""How deep keys of an item are followed."""
_MAX_KEYS = 2000
_clean = lru_cache(maxsize=8192)(clean_cell)
"""SKUs, statuses and reasons come again and again."""
_BROKEN = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)

Score = Callable[[Sequence[str]], int]
"""Says how well a row of texts serves as a header; 0 where it is none."""


class SheetRow(NamedTuple):
    """One row: the cells that were asked for, in that order; none where there is a problem."""

    line: int
    """1-based: the file's line, the sheet's row or the answer's item."""
    cells: Sequence[str]
    problem: RowProblem | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report file, its rows not read yet."""

    header: Sequence[str]
    """Headers as they are written; of an API's answer its keys, dotted."""
    rows: Callable[[Sequence[int]], Iterator[SheetRow]]
    """Gives the rows with the cells of the columns at these places (-1: an empty text). May be called once;
    raises TableUnreadable for too many rows."""


def open_sheet(path: Path, score: Score, *, each: Collection[str] = ()) -> Sheet:
    """Return the report at `path`. `each` are keys of lists in an answer's item whose entries are rows.

    Raises TableUnreadable.
    """
    data = read_file(path)
    if data is None:
        raise TableUnreadable("missing")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return _answer(data, score, each)
    table = parse_table(data, score)

    def rows(columns: Sequence[int]) -> Iterator[SheetRow]:
        for row in table.rows:
            if row.problem is not None:
                yield SheetRow(row.line, (), row.problem)
            else:
                yield SheetRow(row.line, [_clean(row.cells[at]) if at >= 0 else "" for at in columns])

    return Sheet(table.header, rows)


def _answer(data: bytes, score: Score, each: Collection[str]) -> Sheet:
    """Return the items of a JSON answer: the list, anywhere in it, whose keys score highest."""
    best: tuple[int, Sequence[str], list[msgspec.Raw]] | None = None
    try:
        text = msgspec.Raw(data.removeprefix(b"\xef\xbb\xbf").strip())
        for items in _lists(text, _DEPTH):
            header = _keys(items, each)
            reached = score(header)
            if reached > (best[0] if best else 0):
                best = reached, header, items
    except _BROKEN as error:
        raise TableUnreadable("damaged") from error
    if best is None:
        raise TableUnreadable("no-header")
    _, header, items = best
    if len(items) > MAX_ROWS:
        raise TableUnreadable("too-many-rows")

    def rows(columns: Sequence[int]) -> Iterator[SheetRow]:
        wanted = [header[at] if at >= 0 else "" for at in columns]
        for line, item in enumerate(items, start=1):
            try:
                for cells in _flat(item, each):
                    yield SheetRow(line, [_clean(cells.get(key, "")) for key in wanted])
            except _BROKEN:
                yield SheetRow(line, (), RowProblem(line, "broken-text"))

    return Sheet(header, rows)


def _lists(text: msgspec.Raw, depth: int) -> Iterator[list[msgspec.Raw]]:
    """Yield every list of objects in an answer, down to `depth`."""
    first = _first(text)
    if first == b"[":
        items = msgspec.json.decode(text, type=list[msgspec.Raw])
        if items and _first(items[0]) == b"{":
            yield items
    elif first == b"{" and depth:
        for value in msgspec.json.decode(text, type=dict[str, msgspec.Raw]).values():
            yield from _lists(value, depth - 1)


def _first(text: msgspec.Raw) -> bytes:
    return bytes(memoryview(text)[:1])


def _keys(items: Sequence[msgspec.Raw], each: Collection[str]) -> Sequence[str]:
    keys: dict[str, None] = {}
    for item in items[:SAMPLE]:
        with suppress(*_BROKEN):
            for cells in _flat(item, each):
                keys.update(dict.fromkeys(cells))
        if len(keys) > _MAX_KEYS:
            raise TableUnreadable("too-big")
    return tuple(keys)


def _flat(item: msgspec.Raw, each: Collection[str]) -> Iterator[dict[str, str]]:
    """Yield the texts of an item by dotted key, once for each entry of the lists named in `each`."""
    value = msgspec.json.decode(item)
    if not isinstance(value, dict):
        raise msgspec.DecodeError
    cells: dict[str, str] = {}
    lists: list[tuple[str, list[object]]] = []
    _gather("", value, cells, lists, each)
    if not lists:
        yield cells
    for key, entries in lists:
        for entry in islice(entries, MAX_ROWS):
            more = dict(cells)
            _gather(key, entry, more, [], ())
            yield more


def _gather(
    key: str,
    value: object,
    cells: dict[str, str],
    lists: list[tuple[str, list[object]]],
    each: Collection[str],
) -> None:
    if isinstance(value, dict):
        if key.count(".") < _KEY_DEPTH:
            for name, inner in value.items():
                _gather(f"{key}.{name}" if key else str(name), inner, cells, lists, each)
    elif isinstance(value, list):
        if key in each:
            lists.append((key, value))
    elif isinstance(value, bool):
        cells[key] = "1" if value else "0"
    elif value is not None:
        cells[key] = str(value)
