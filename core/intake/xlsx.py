"""The sheets of an XLSX as texts, and a sheet of texts and figures as an XLSX.

The one place that knows openpyxl. A workbook from outside may be a zip bomb, lie about its size or be torn;
all of that ends in one error. What would go wrong otherwise: a file of some kilobytes takes the whole memory,
or a traceback is drawn over the screen.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.datetime import from_excel, from_ISO8601

from core.intake.sheet_xml import sheet_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MAX_UNPACKED = 192 * 1024 * 1024
"""Most bytes that all parts of an XLSX may unpack to."""

MAX_PARTS = 5000
"""Most parts of an XLSX."""

MAX_CELLS = 8_000_000
"""Most cells of a sheet that are read."""

MAX_COLUMNS = 256
"""Most columns of a sheet that are read."""

_LAST_ROW = 1_048_576
"""Last row of a sheet, by the format."""
_MAX_SHEETS = 20

_CHUNK = 1 << 18

Sheet: TypeAlias = "Iterator[tuple[int, list[str]]]"
"""The rows of a sheet that are not empty: number (1-based) and texts, without the empty cells at the end."""


class WorkbookRefused(Exception):
    """The workbook cannot be read; `why` is `too-big`, `too-many-rows` or `damaged`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read_sheets(data: bytes, most_rows: int) -> Iterator[Sheet]:
    """Yield the visible sheets of the XLSX in `data`, each read while it is gone through.

    A cell's text is what the sheet shows, as far as a code needs it. Raises WorkbookRefused, for a sheet
    with more than `most_rows` rows too.
    """
    with _guarded():
        _refuse_bombs(data)
        book = ExcelReader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        book.read_manifest()
        book.read_strings()
        book.read_workbook()
        apply_stylesheet(book.archive, book.wb)
        known = frozenset(book.valid_files)
        places = [
            relation.target
            for sheet, relation in book.parser.find_sheets()
            if sheet.state == "visible" and "chartsheet" not in relation.Type and relation.target in known
        ]
        texts = _Texts(book)
    for place in places[:_MAX_SHEETS]:
        yield _rows(book.archive, place, texts, most_rows)


def sheet_bytes(title: str, rows: Iterable[Sequence[str | float]]) -> bytes:
    """Return a workbook of one sheet, its first row frozen. Texts are stored as texts, never as formulas.

    Texts may hold no control characters.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for row in rows:
        cells = [WriteOnlyCell(sheet, value) for value in row]
        for cell, value in zip(cells, row, strict=True):
            if isinstance(value, str):
                cell.data_type = "s"
        sheet.append(cells)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@contextmanager
def _guarded() -> Iterator[None]:
    """Let nothing out but WorkbookRefused."""
    try:
        with warnings.catch_warnings():
            # openpyxl warns on stderr of everything it does not know; that would be drawn over the screen.
            warnings.simplefilter("ignore")
            yield
    except WorkbookRefused:
        raise
    except Exception as error:
        # A hostile archive makes zipfile, expat and openpyxl raise almost anything.
        raise WorkbookRefused("damaged") from error


def _refuse_bombs(data: bytes) -> None:
    """Raise for an archive that unpacks to too much, or whose XML could: entities are in no real XLSX."""
    entity = [("<!ENTITY".encode(coding)) for coding in ("utf-8", "utf-16-le", "utf-16-be")]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise WorkbookRefused("too-big")
        for part in parts:
            with archive.open(part) as file:
                tail = b""
                while chunk := file.read(1 << 20):
                    if any(mark in tail + chunk for mark in entity):
                        raise WorkbookRefused("damaged")
                    tail = chunk[-16:]


def _rows(archive: zipfile.ZipFile, place: str, texts: _Texts, most_rows: int) -> Sheet:
    """Yield the rows of the sheet whose XML lies at `place` of the archive."""
    with _guarded(), archive.open(place) as file:
        count = cells = 0
        for line, row in sheet_rows(iter(lambda: file.read(_CHUNK), b""), texts.of, MAX_COLUMNS):
            if line > _LAST_ROW:
                return
            count, cells = count + 1, cells + len(row)
            if count > most_rows or cells > MAX_CELLS:
                raise WorkbookRefused("too-many-rows")
            yield line, row


class _Texts:
    """What a workbook's cells show, as far as a code needs it: 12345.0 as 12345, 7 in format 000 as 007."""

    def __init__(self, book: Any) -> None:
        workbook = book.wb
        self._shared = book.shared_strings
        self._epoch = workbook.epoch
        self._dates = frozenset(map(str, workbook._date_formats))
        self._times = frozenset(map(str, workbook._timedelta_formats))
        self._zeros = {
            str(at): len(written)
            for at, style in enumerate(workbook._cell_styles)
            if (written := _format(workbook, style.numFmtId)) and not written.strip("0")
        }

    def of(self, type_: str, style: str, value: str) -> str:
        """Return a cell's text from its type, style and written value."""
        if type_ == "s":
            return str(self._shared[int(value)])
        if type_ == "n":
            return self._number(style, value)
        if type_ == "b":
            return str(bool(int(value)))
        if type_ == "d":
            return str(from_ISO8601(value))  # type: ignore[no-untyped-call] # openpyxl's types lack it
        return value

    def _number(self, style: str, value: str) -> str:
        if style in self._dates:
            try:
                return str(from_excel(float(value), self._epoch, timedelta=style in self._times))
            except (OverflowError, ValueError):
                return "#VALUE!"
        whole = value.lstrip("-")
        if not (whole.isascii() and whole.isdecimal()):
            number = float(value)
            if not number.is_integer():
                return format(number, ".15g")
            value = str(int(number))
        elif whole.startswith("0"):
            value = str(int(value))
        return value.zfill(self._zeros[style]) if style in self._zeros else value


def _format(workbook: Any, number: int) -> str:
    """Return a number format by its id: one of those that every workbook has, or one of its own."""
    own = number - BUILTIN_FORMATS_MAX_SIZE
    formats = workbook._number_formats
    return formats[own] if 0 <= own < len(formats) else BUILTIN_FORMATS.get(number, "")
