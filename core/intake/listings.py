"""The listings: a table of SKUs that a seller keeps in a spreadsheet, read as it comes.

Takes what Excel, 1C and the cabinets write: CSV in UTF-8, UTF-16 or CP1251 with any of three delimiters,
and XLSX, told apart by content. A bad row is listed with its line and passed over, and the good ones are
used; what would go wrong otherwise: one stray quote, and a thousand SKUs are unknown.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import stat
import unicodedata
import warnings
import zipfile
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import openpyxl

from core.errors import ListingUnreadable
from core.intake.sidecar import MAX_SKU
from core.model import Listing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

MAX_BYTES = 64 * 1024 * 1024
"""Largest file that is read."""

MAX_UNPACKED = 192 * 1024 * 1024
"""Most bytes that all parts of an XLSX may unpack to."""

MAX_PARTS = 5000
"""Most parts of an XLSX."""

MAX_ROWS = 200_000
"""Most rows that are read."""

MAX_CELLS = 8_000_000
"""Most cells of a sheet that are read."""

MAX_COLUMNS = 256
"""Most columns of an XLSX that are read."""

FAULTS = (
    *("too-big", "too-many-rows", "not-a-file", "no-permission", "unreadable"),
    *("encoding", "no-sku-column", "old-excel", "damaged"),
)
"""Every `why` of ListingUnreadable."""

ROW_PROBLEMS = (
    *("cell-count", "bad-quotes", "broken-text"),
    *("sku-missing", "sku-control", "sku-too-long", "sku-duplicate"),
    *("sku-rounded", "unknown-category", "unknown-marketplace"),
)
"""Every `RowProblem.code`; the catalogue has each as `listing-<code>`. A row is used in spite of the last
three."""

_COLUMNS = {
    "sku": "sku|артикул продавца|артикул поставщика|vendor code|supplier article|seller sku|offer id|артикул|"
    "article|код товара|тауар коды|код|code",
    "title": "title|название|название товара|наименование|наименование товара|атауы|тауар атауы|"
    "product name|name",
    "category": "category|категория|категория товара|санат|санаты",
    "colour": "colour|color|цвет|цвет товара|түсі|түс",
    "material": "material|материал|материалы|состав|composition|құрамы",
    "kit": "kit|комплект|комплектация|жинақ|жинағы|жиынтық|contents",
    "marketplaces": "marketplaces|marketplace|площадки|площадка|маркетплейсы|маркетплейс|"
    "маркетплейстер|алаңдар",
    "file": "file|files|file name|file names|файл|файлы|имя файла|имена файлов|файлдар",
}
"""Field to the headers that mean it, the preferred ones first: a cabinet's table has `Артикул` twice."""

_CATEGORIES = {
    "apparel": "apparel|clothes|clothing|fashion|одежда|киім|киімдер",
    "shoes": "shoes|footwear|обувь|аяқ киім|аяқ",
    "electronics": "electronics|gadgets|электроника|техника|бытовая техника|гаджеты",
    "jewelry": "jewelry|jewellery|украшения|украшение|ювелирные изделия|ювелирные|бижутерия|зергерлік|"
    "зергерлік бұйымдар|әшекей|әшекейлер",
    "cosmetics": "cosmetics|beauty|makeup|косметика|красота|парфюмерия|сұлулық",
    "home": "home|furniture|дом|для дома|товары для дома|мебель|интерьер|үй|үйге арналған|жиһаз",
    "toys": "toys|toy|игрушки|игрушка|ойыншық|ойыншықтар",
    "food": "food|grocery|еда|продукты|продукты питания|питание|тамақ|тағам|азық түлік",
    "general": "general|other|общее|общая|другое|прочее|разное|жалпы|басқа",
}
_MARKETPLACES = {
    "kaspi": "kaspi|kaspi.kz|kaspi shop|kaspi магазин|каспи|каспи магазин",
    "wildberries": "wildberries|wb|вб|вайлдберриз|вайлдбериз|вайлдберрис|валдберис|валберис",
    "ozon": "ozon|ozon.ru|озон",
}

_EXTRA = "+"
_MAX_SHEETS = 20
_MAX_LINE = 1_048_576
"""Last row of a sheet, by the format; a CSV with more lines is none that a person keeps."""
_HEADER_ROWS = 10
"""Rows among which the header is looked for: some tables begin with a title or `sep=;`."""
_RECORD_LINES = 100
"""Most lines of one quoted row; a quote that is still open then was never meant as one."""
_ROUNDED = re.compile(r"[0-9]+[.,][0-9]+[eEеЕ]\+[0-9]+")
_NO_VALUE = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|Н/Д|ССЫЛКА!|ЗНАЧ!|ИМЯ\?)")
_STEERING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_STRIPPED = "\ufeff\u200b\u2060"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with one row."""

    line: int
    """1-based, in the file (CSV: where the row begins; XLSX: the sheet's row)."""
    code: str
    """One of `ROW_PROBLEMS`."""
    args: Mapping[str, str | int | float] = field(default_factory=lambda: MappingProxyType({}))
    """Variables of the catalogue's sentence."""


@dataclass(frozen=True, slots=True)
class Listings:
    """What a listings file says."""

    rows: Mapping[str, Listing] = field(default_factory=lambda: MappingProxyType({}))
    """By SKU, in the file's order."""
    problems: tuple[RowProblem, ...] = ()
    """In the file's order."""
    fingerprint: str = ""
    """SHA-256 of the file's bytes, hex; empty means there is no file."""


class _Row(NamedTuple):
    line: int
    end: int
    """Its last line: a quoted cell may go over several."""
    cells: Sequence[str]
    problem: RowProblem | None = None


class _Table(NamedTuple):
    columns: Mapping[str, int]
    """Field to place; a header that is no field has itself as key, with `_EXTRA` before it."""
    rows: Iterable[_Row]


class _Header(NamedTuple):
    columns: Mapping[str, int]
    end: int
    width: int
    """Columns up to the last that has a header."""
    score: int
    """How many of our fields it has."""


_Said: TypeAlias = "tuple[str, Mapping[str, str | int | float]]"


class _Unusable(Exception):
    """The file cannot be used as a whole; holds one of `FAULTS`."""


def read_listings(
    path: Path, *, categories: Collection[str] = (), marketplaces: Collection[str] = ()
) -> Listings:
    """Return the rows of the CSV or XLSX at `path` and what is wrong with it; nothing where there is no file.

    `categories` and `marketplaces` are ids known beside the built-in ones. SKUs are stripped, in NFC, their
    case kept. Raises ListingUnreadable(path=, why=) with `why` one of `FAULTS`.
    """
    try:
        data = _read(path)
        if data is None:
            return Listings()
        table = _book(data) if data.startswith(b"PK\x03\x04") else _csv(_text(data))
        known = _vocabulary(_CATEGORIES, categories), _vocabulary(_MARKETPLACES, marketplaces)
        rows, problems = _listings(table, *known)
    except _Unusable as fault:
        raise ListingUnreadable(path=str(path), why=str(fault)) from fault
    return Listings(MappingProxyType(rows), tuple(problems), hashlib.sha256(data).hexdigest())


def _read(path: Path) -> bytes | None:
    try:
        # Opening a named pipe would hold the desk for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise _Unusable("not-a-file")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except PermissionError as error:
        raise _Unusable("no-permission") from error
    except (OSError, ValueError) as error:
        raise _Unusable("unreadable") from error
    if len(data) > MAX_BYTES:
        raise _Unusable("too-big")
    return data


def _text(data: bytes) -> str:
    """Return the text of a CSV. Bytes that cannot be read become U+FFFD; their rows are listed."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _Unusable("old-excel")
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
                raise _Unusable("encoding") from error
    if "\0" in text:
        raise _Unusable("encoding")
    return text


def _csv(text: str) -> _Table | None:
    """Return the table with the delimiter that gives the best header; None where there is no text at all."""
    if not text.strip():
        return None
    if max(text.count("\n"), text.count("\r")) > _MAX_LINE:
        raise _Unusable("too-many-rows")
    lines = list(io.StringIO(text, newline=""))
    best: tuple[_Header, str] | None = None
    # The tab first: where there is one column any delimiter will do, and this one is in no value.
    for delimiter in "\t;,":
        header = _header(islice(_records(lines, delimiter), _HEADER_ROWS))
        if header is not None and (best is None or header.score > best[0].score):
            best = header, delimiter
    if best is None:
        raise _Unusable("no-sku-column")
    header, delimiter = best
    return _Table(header.columns, _records(lines, delimiter, header.end, header.width))


def _records(lines: Sequence[str], delimiter: str, at: int = 0, width: int = 0) -> Iterator[_Row]:
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
            yield _Row(line, line, (), RowProblem(line, "bad-quotes"))
            at = line
            continue
        while len(cells) > width > 0 and not cells[-1].strip():
            cells.pop()
        if width in {0, len(cells)} or not any(cell.strip() for cell in cells):
            at += record.line_num
            yield _Row(line, at, cells)
        else:
            at = line
            args = MappingProxyType({"count": len(cells), "expected": width})
            stray = record.line_num > 1
            yield _Row(
                line, line, (), RowProblem(line, *(("bad-quotes",) if stray else ("cell-count", args)))
            )


def _book(data: bytes) -> _Table | None:
    """Return the table of the first visible sheet that has one; None where all sheets are empty."""
    try:
        _refuse_bombs(data)
        with warnings.catch_warnings():
            # It warns on stderr of everything it does not know; that would be drawn over the screen.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            empty = True
            for sheet in islice(
                (one for one in book.worksheets if one.sheet_state == "visible"), _MAX_SHEETS
            ):
                rows = _sheet_rows(sheet)
                if header := _header(rows[:_HEADER_ROWS]):
                    return _Table(header.columns, _below(header, rows))
                empty = empty and not rows
    except _Unusable:
        raise
    except Exception as error:
        # A hostile archive makes zipfile, expat and openpyxl raise almost anything.
        raise _Unusable("damaged") from error
    if not empty:
        raise _Unusable("no-sku-column")
    return None


def _below(header: _Header, rows: Iterable[_Row]) -> Iterator[_Row]:
    for row in rows:
        if row.line > header.end:
            cells = row.cells[: header.width]
            yield row._replace(cells=(*cells, *[""] * (header.width - len(cells))))


def _refuse_bombs(data: bytes) -> None:
    """Raise for an archive that unpacks to too much, or whose XML could: entities are in no real XLSX."""
    entity = [("<!ENTITY".encode(coding)) for coding in ("utf-8", "utf-16-le", "utf-16-be")]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise _Unusable("too-big")
        for part in parts:
            with archive.open(part) as file:
                tail = b""
                while chunk := file.read(1 << 20):
                    if any(mark in tail + chunk for mark in entity):
                        raise _Unusable("damaged")
                    tail = chunk[-16:]


def _sheet_rows(sheet: Any) -> list[_Row]:
    """Return the rows of a sheet (a read-only one, which openpyxl's types do not know) that are not empty."""
    sheet.reset_dimensions()  # what a file claims of its size may be far off
    rows: list[_Row] = []
    count = 0
    blank: object = None
    for line, cells in enumerate(sheet.iter_rows(max_row=_MAX_LINE, max_col=MAX_COLUMNS), start=1):
        if cells is blank:
            # For missing rows it gives one and the same; a file may claim a million of them.
            continue
        texts = [_cell_text(cell) if cell.value is not None else "" for cell in cells]
        while texts and not texts[-1].strip():
            texts.pop()
        if not texts:
            blank = cells
            continue
        rows.append(_Row(line, line, texts))
        count += len(texts)
        if len(rows) > MAX_ROWS + _HEADER_ROWS or count > MAX_CELLS:
            raise _Unusable("too-many-rows")
    return rows


def _cell_text(cell: Any) -> str:
    """Return what the sheet shows, as far as a code needs it: 12345.0 as 12345, 7 in format 000 as 007."""
    value = cell.value
    if isinstance(value, float):
        value = int(value) if value.is_integer() else format(value, ".15g")
    if isinstance(value, int) and cell.number_format.strip("0") == "":
        return str(value).zfill(len(cell.number_format))
    return str(value)


def _header(rows: Iterable[_Row]) -> _Header | None:
    """Return the row that has the most of our fields, the SKU among them."""
    best: _Header | None = None
    for row in rows:
        columns = _columns(row.cells)
        score = sum(not key.startswith(_EXTRA) for key in columns)
        if "sku" in columns and (best is None or score > best.score):
            width = max(place for place, cell in enumerate(row.cells, start=1) if cell.strip())
            best = _Header(columns, row.end, width, score)
    return best


def _columns(header: Sequence[str]) -> dict[str, int]:
    keys = [_key(cell) for cell in header]
    columns: dict[str, int] = {}
    for name, aliases in _COLUMNS.items():
        found = next((key for alias in aliases.split("|") if (key := _key(alias)) in keys), None)
        if found is not None:
            columns[name] = keys.index(found)
    for place, cell in enumerate(header):
        if cell.strip() and place not in columns.values():
            name = _EXTRA + _clean(cell)
            columns.setdefault(name if name not in columns else f"{name} ({place + 1})", place)
    return columns


def _key(text: str) -> str:
    """Return what is compared of a header or word: its letters and digits, without case and ё."""
    folded = unicodedata.normalize("NFC", text.casefold()).replace("ё", "е")
    return "".join(char for char in folded if char.isalnum())


def _vocabulary(words: Mapping[str, str], further: Iterable[str]) -> dict[str, str]:
    known = {_key(word): id_ for id_, all_words in words.items() for word in all_words.split("|")}
    return {**{_key(id_): id_ for id_ in further}, **known}


def _listings(
    table: _Table | None, categories: Mapping[str, str], marketplaces: Mapping[str, str]
) -> tuple[dict[str, Listing], list[RowProblem]]:
    rows: dict[str, Listing] = {}
    problems: list[RowProblem] = []
    lines: dict[str, int] = {}
    if table is None:
        return rows, problems
    written = (row for row in table.rows if row.problem or any(cell.strip() for cell in row.cells))
    for count, row in enumerate(written, start=1):
        if count > MAX_ROWS:
            raise _Unusable("too-many-rows")
        if row.problem is not None:
            problems.append(row.problem)
            continue
        sku = _clean(row.cells[table.columns["sku"]])
        if bad := _bad(sku, row.cells, lines):
            problems.append(RowProblem(row.line, *bad))
            continue
        lines[sku] = row.line
        rows[sku], doubts = _listing(sku, row.cells, table.columns, categories, marketplaces)
        problems.extend(RowProblem(row.line, *doubt) for doubt in doubts)
    return rows, problems


def _bad(sku: str, cells: Sequence[str], lines: Mapping[str, int]) -> _Said | None:
    """Return why a row cannot be used, None where it can."""
    if any("\ufffd" in cell for cell in cells):
        return _said("broken-text")
    if not sku or _NO_VALUE.fullmatch(sku):
        return _said("sku-missing")
    if len(sku) > MAX_SKU:
        return _said("sku-too-long", count=len(sku), limit=MAX_SKU)
    if any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or char in _STEERING for char in sku):
        return _said("sku-control", sku=sku)
    return _said("sku-duplicate", sku=sku, first=lines[sku]) if sku in lines else None


def _listing(
    sku: str,
    cells: Sequence[str],
    columns: Mapping[str, int],
    categories: Mapping[str, str],
    marketplaces: Mapping[str, str],
) -> tuple[Listing, list[_Said]]:
    """Return a good row as a listing, with what is doubtful in it."""
    words = {key: _clean(cells[place]) for key, place in columns.items()}
    doubts = [_said("sku-rounded", sku=sku)] if _ROUNDED.fullmatch(sku) else []
    category = _category(words.get("category", ""), categories)
    if category is None:
        doubts.append(_said("unknown-category", name=words["category"]))
    sold, unknown = _sold_at(words.get("marketplaces", ""), marketplaces)
    if unknown:
        doubts.append(_said("unknown-marketplace", name=", ".join(unknown)))
    listing = Listing(
        sku=sku,
        title=words.get("title", ""),
        category="general" if category is None else category,
        colour=words.get("colour", ""),
        material=words.get("material", ""),
        kit=words.get("kit", ""),
        marketplaces=sold,
        file_names=tuple(filter(None, map(_clean, re.split(r"[;|,\n]", words.get("file", ""))))),
        extra=MappingProxyType({key[1:]: text for key, text in words.items() if key.startswith(_EXTRA)}),
    )
    return listing, doubts


def _category(text: str, known: Mapping[str, str]) -> str | None:
    """Return the checklist id that a category means, by the whole cell or its only telling word."""
    if not text:
        return ""
    telling = {known[key] for word in re.findall(r"\w+", text) if (key := _key(word)) in known}
    return known.get(_key(text)) or (telling.pop() if len(telling) == 1 else None)


def _sold_at(text: str, known: Mapping[str, str]) -> tuple[tuple[str, ...], list[str]]:
    """Return the marketplaces that a cell names, without repeats, and the words that are none."""
    named = [part for part in re.split(r"[,;|/+&\n]", text) if part.strip()]
    words = [word for part in named for word in ([part] if _key(part) in known else part.split())]
    sold = dict.fromkeys(known[_key(word)] for word in words if _key(word) in known)
    return tuple(sold), [word for word in words if _key(word) not in known]


def _clean(cell: str) -> str:
    return unicodedata.normalize("NFC", cell.strip().strip(_STRIPPED).strip())


def _said(code: str, **args: str | int) -> _Said:
    return code, MappingProxyType(args)
