"""A table from outside, as rows of texts with their lines; what the columns mean is for the caller to say.

Takes what Excel, 1C and the cabinets write: CSV in UTF-8, UTF-16 or CP1251 with any of three delimiters,
and XLSX, told apart by content. A row that cannot be read is given with its problem in place of its cells,
and reading goes on; what would go wrong otherwise: one stray quote, and a thousand rows are lost.
"""

from __future__ import annotations

import csv
import re
import stat
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

MAX_BYTES = 64 * 1024 * 1024
"""Largest file that is read."""

MAX_ROWS = 200_000
"""Most rows below the header that are read."""

TABLE_FAULTS = (
    *("too-big", "too-many-rows", "not-a-file", "no-permission", "unreadable"),
    *("encoding", "no-header", "old-excel", "damaged"),
)
"""Every `TableUnreadable.why`."""

ROW_FAULTS = ("cell-count", "bad-quotes", "broken-text")
"""Every `RowProblem.code` of a table's form."""

_MAX_LINES = 1_048_576
"""As many as a sheet has rows; a CSV with more is none that a person keeps."""
_HEADER_ROWS = 10
"""Rows among which the header is looked for: some tables begin with a title or `sep=;`."""
_RECORD_LINES = 100
"""Most lines of one quoted row; a quote that is still open then was never meant as one."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_STRIPPED = "\ufeff\u200b\u2060"

Score: TypeAlias = Callable[[Sequence[str]], int]
"""Says how well a row of texts serves as the caller's header; 0 where it is none."""


class TableUnreadable(Exception):
    """The file cannot be used as a whole; `why` is one of `TABLE_FAULTS`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with one row."""

    line: int
    """1-based, in the file (CSV: where the row begins; XLSX: the sheet's row)."""
    code: str
    """One of `ROW_FAULTS`, or of the codes of whoever reads meaning into the table."""
    args: Mapping[str, str | int | float] = field(default_factory=lambda: MappingProxyType({}))
    """Variables of the catalogue's sentence."""


class Row(NamedTuple):
    """One row."""

    line: int
    """1-based, as in `RowProblem`."""
    end: int
    """Its last line: a quoted cell may go over several."""
    cells: Sequence[str]
    """One text for each column of the header, as written; empty where there is a problem."""
    problem: RowProblem | None = None


class Table(NamedTuple):
    """A header and what is below it."""

    header: Sequence[str]
    """The texts up to the last one that is not blank; empty where the whole file is."""
    rows: Iterator[Row]
    """The rows that are not blank, read while they are gone through; that raises TableUnreadable where
    there are more than `MAX_ROWS`."""


class _Header(NamedTuple):
    cells: Sequence[str]
    end: int
    score: int


def read_file(path: Path) -> bytes | None:
    """Return the bytes of the table at `path`, None where there is no file. Raises TableUnreadable."""
    try:
        # Opening a named pipe would hold the desk for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise TableUnreadable("not-a-file")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except PermissionError as error:
        raise TableUnreadable("no-permission") from error
    except (OSError, ValueError) as error:
        raise TableUnreadable("unreadable") from error
    if len(data) > MAX_BYTES:
        raise TableUnreadable("too-big")
    return data


def parse_table(data: bytes, score: Score) -> Table:
    """Return the table that a CSV or XLSX holds: below the row, among the first few, that scores highest.

    Of a workbook it is the first visible sheet that has such a row. Raises TableUnreadable.
    """
    return _workbook(data, score) if data.startswith(b"PK\x03\x04") else _csv(_text(data), score)


def clean_cell(cell: str) -> str:
    """Return a cell's text as it is compared and kept: stripped, of invisible marks too, and in NFC."""
    return unicodedata.normalize("NFC", cell.strip().strip(_STRIPPED).strip())


def _text(data: bytes) -> str:
    """Return the text of a CSV. Bytes that cannot be read become U+FFFD; their rows are listed."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise TableUnreadable("old-excel")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        text = data.decode("utf-8-sig", "replace")
        broken = text.count("\ufffd")
        # Cyrillic in CP1251 read as UTF-8 is nearly all broken; a damaged UTF-8 file nearly all sound.
        if broken > len(text) - len(text.encode("ascii", "ignore")) - broken:
            try:
                text = data.decode("cp1251")
            except UnicodeDecodeError as error:
                raise TableUnreadable("encoding") from error
    if "\0" in text:
        raise TableUnreadable("encoding")
    return text


def _csv(text: str, score: Score) -> Table:
    """Return the table with the delimiter that gives the best header."""
    if not text.strip():
        return Table((), iter(()))
    if max(text.count("\n"), text.count("\r")) > _MAX_LINES:
        raise TableUnreadable("too-many-rows")
    lines = _LINE.findall(text)
    best: tuple[_Header, str] | None = None
    # The tab first: where there is one column any delimiter will do, and this one is in no value.
    for delimiter in "\t;,":
        header = _header(islice(_records(lines, delimiter), _HEADER_ROWS), score)
        if header is not None and (best is None or header.score > best[0].score):
            best = header, delimiter
    if best is None:
        raise TableUnreadable("no-header")
    header, delimiter = best
    return Table(header.cells, _written(_records(lines, delimiter, header.end, len(header.cells))))


def _records(lines: Sequence[str], delimiter: str, at: int = 0, width: int = 0) -> Iterator[Row]:
    """Yield the rows from line `at` (0-based) on; with `width` only as such that have as many cells.

    Each is read by itself: after a quote that is never closed reading goes on with the very next line.
    """
    while at < len(lines):
        record = csv.reader(
            (lines[i] for i in range(at, min(len(lines), at + _RECORD_LINES))),
            delimiter=delimiter,
            strict=True,
        )
        line = at + 1
        try:
            cells = next(record)
        except csv.Error:
            yield Row(line, line, (), RowProblem(line, "bad-quotes"))
            at = line
            continue
        while len(cells) > width > 0 and not cells[-1].strip():
            cells.pop()
        if width in {0, len(cells)} or not any(cell.strip() for cell in cells):
            at += record.line_num
            yield Row(line, at, cells)
        else:
            at = line
            args = MappingProxyType({"count": len(cells), "expected": width})
            stray = record.line_num > 1
            yield Row(line, line, (), RowProblem(line, *(("bad-quotes",) if stray else ("cell-count", args))))


def _workbook(data: bytes, score: Score) -> Table:
    """Return the table of the first visible sheet that has one."""
    # Here and not above: openpyxl, with the numpy it takes where there is one, costs every start 0.16 s.
    from core.intake.xlsx import WorkbookRefused, read_sheets  # noqa: PLC0415

    empty = True
    try:
        for sheet in read_sheets(data, MAX_ROWS + _HEADER_ROWS):
            rows = (Row(line, line, texts) for line, texts in sheet)
            first = list(islice(rows, _HEADER_ROWS))
            if header := _header(first, score):
                return Table(header.cells, _written(_below(header, chain(first, rows))))
            empty = empty and not first
    except WorkbookRefused as refused:
        raise TableUnreadable(refused.why) from refused
    if not empty:
        raise TableUnreadable("no-header")
    return Table((), iter(()))


def _below(header: _Header, rows: Iterable[Row]) -> Iterator[Row]:
    from core.intake.xlsx import WorkbookRefused  # noqa: PLC0415 as above

    width = len(header.cells)
    try:
        for row in rows:
            if row.line > header.end:
                cells = row.cells[:width]
                yield row._replace(cells=(*cells, *[""] * (width - len(cells))))
    except WorkbookRefused as refused:
        raise TableUnreadable(refused.why) from refused


def _header(rows: Iterable[Row], score: Score) -> _Header | None:
    """Return the row that scores highest, the first of equals."""
    best: _Header | None = None
    for row in rows:
        reached = score(row.cells)
        if reached > (best.score if best else 0):
            width = max(place for place, cell in enumerate(row.cells, start=1) if cell.strip())
            best = _Header(row.cells[:width], row.end, reached)
    return best


def _written(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows that are not blank, those with bytes that no encoding explains as problems."""
    written = (row for row in rows if row.problem or any(cell.strip() for cell in row.cells))
    for count, row in enumerate(written, start=1):
        if count > MAX_ROWS:
            raise TableUnreadable("too-many-rows")
        if "\ufffd" in "".join(row.cells):
            yield row._replace(cells=(), problem=RowProblem(row.line, "broken-text"))
        else:
            yield row
