"""The sheets of an XLSX as texts.

The one place that knows openpyxl. A workbook from outside may be a zip bomb, lie about its size or be torn;
all of that ends in one error. What would go wrong otherwise: a file of some kilobytes takes the whole memory,
or a traceback is drawn over the screen.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Iterator

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

Sheet: TypeAlias = "list[tuple[int, list[str]]]"
"""The rows of a sheet that are not empty: number (1-based) and texts, without the empty cells at the end."""


class WorkbookRefused(Exception):
    """The workbook cannot be read; `why` is `too-big`, `too-many-rows` or `damaged`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read_sheets(data: bytes, most_rows: int) -> Iterator[Sheet]:
    """Yield the visible sheets of the XLSX in `data`, each read only when it is asked for.

    A cell's text is what the sheet shows, as far as a code needs it. Raises WorkbookRefused, for a sheet
    with more than `most_rows` rows too.
    """
    with _guarded():
        _refuse_bombs(data)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        visible = [one for one in book.worksheets if one.sheet_state == "visible"]
    for sheet in islice(visible, _MAX_SHEETS):
        with _guarded():
            rows = _rows(sheet, most_rows)
        yield rows


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


def _rows(sheet: Any, most_rows: int) -> Sheet:
    """Return the rows of a sheet (a read-only one, which openpyxl's types do not know)."""
    sheet.reset_dimensions()  # what a file claims of its size may be far off
    rows: Sheet = []
    count = 0
    blank: object = None
    for line, cells in enumerate(sheet.iter_rows(max_row=_LAST_ROW, max_col=MAX_COLUMNS), start=1):
        if cells is blank:
            # For missing rows it gives one and the same; a file may claim a million of them.
            continue
        texts = [_cell_text(cell) if cell.value is not None else "" for cell in cells]
        while texts and not texts[-1].strip():
            texts.pop()
        if not texts:
            blank = cells
            continue
        rows.append((line, texts))
        count += len(texts)
        if len(rows) > most_rows or count > MAX_CELLS:
            raise WorkbookRefused("too-many-rows")
    return rows


def _cell_text(cell: Any) -> str:
    """Return what the sheet shows, as far as a code needs it: 12345.0 as 12345, 7 in format 000 as 007."""
    value = cell.value
    if isinstance(value, float):
        value = int(value) if value.is_integer() else format(value, ".15g")
    if isinstance(value, int) and cell.number_format.strip("0") == "":
        return str(value).zfill(len(cell.number_format))
    return str(value)
