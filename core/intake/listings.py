"""The listings: a table of SKUs that a seller keeps in a spreadsheet, with headers and words of its own.

Columns, categories and marketplaces go by the names that sellers use in three languages. A bad row is listed
with its line and passed over, and the good ones are used; what would go wrong otherwise: one bad row, and a
thousand SKUs are unknown.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from core.errors import ListingUnreadable
from core.intake.sidecar import MAX_SKU
from core.intake.table import (
    ROW_FAULTS,
    TABLE_FAULTS,
    RowProblem,
    Table,
    TableUnreadable,
    clean_cell,
    parse_table,
    read_file,
)
from core.model import Listing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

_OWN_WORDS = {"no-header": "no-sku-column"}
"""What a fault of a table means for listings, where that says more."""

FAULTS = tuple(_OWN_WORDS.get(why, why) for why in TABLE_FAULTS)
"""Every `why` of ListingUnreadable."""

ROW_PROBLEMS = (
    *ROW_FAULTS,
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
    "yandex-market": "yandex market|yandex.market|яндекс маркет|яндекс.маркет|яндексмаркет|маркет|ям",
    "megamarket": "megamarket|sbermegamarket|мегамаркет|сбермегамаркет|смм",
}

_EXTRA = "+"
"""Before the name of a column that is none of our fields."""
_ROUNDED = re.compile(r"[0-9]+[.,][0-9]+[eEеЕ]\+[0-9]+")
_NO_VALUE = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|Н/Д|ССЫЛКА!|ЗНАЧ!|ИМЯ\?)")
_STEERING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Listings:
    """What a listings file says."""

    rows: Mapping[str, Listing] = field(default_factory=lambda: MappingProxyType({}))
    """By SKU, in the file's order."""
    problems: tuple[RowProblem, ...] = ()
    """In the file's order."""
    fingerprint: str = ""
    """SHA-256 of the file's bytes, hex; empty means there is no file."""


_Said: TypeAlias = "tuple[str, Mapping[str, str | int | float]]"


def read_listings(
    path: Path, *, categories: Collection[str] = (), marketplaces: Collection[str] = ()
) -> Listings:
    """Return the rows of the CSV or XLSX at `path` and what is wrong with it; nothing where there is no file.

    `categories` and `marketplaces` are ids known beside the built-in ones. SKUs are stripped, in NFC, their
    case kept. Raises ListingUnreadable(path=, why=) with `why` one of `FAULTS`.
    """
    try:
        data = read_file(path)
        if data is None:
            return Listings()
        known = _vocabulary(_CATEGORIES, categories), _vocabulary(_MARKETPLACES, marketplaces)
        rows, problems = _listings(parse_table(data, _fields), *known)
    except TableUnreadable as fault:
        why = _OWN_WORDS.get(fault.why, fault.why)
        raise ListingUnreadable(path=str(path), why=why) from fault
    return Listings(MappingProxyType(rows), tuple(problems), hashlib.sha256(data).hexdigest())


def _fields(header: Sequence[str]) -> int:
    """Return how many of our fields a row has as headers; 0 where the SKU is not among them."""
    columns = _columns(header)
    return sum(not key.startswith(_EXTRA) for key in columns) if "sku" in columns else 0


def _columns(header: Sequence[str]) -> dict[str, int]:
    keys = [_key(cell) for cell in header]
    columns: dict[str, int] = {}
    for name, aliases in _COLUMNS.items():
        found = next((key for alias in aliases.split("|") if (key := _key(alias)) in keys), None)
        if found is not None:
            columns[name] = keys.index(found)
    for place, cell in enumerate(header):
        if cell.strip() and place not in columns.values():
            name = _EXTRA + clean_cell(cell)
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
    table: Table, categories: Mapping[str, str], marketplaces: Mapping[str, str]
) -> tuple[dict[str, Listing], list[RowProblem]]:
    rows: dict[str, Listing] = {}
    problems: list[RowProblem] = []
    lines: dict[str, int] = {}
    columns = _columns(table.header)
    for row in table.rows:
        if row.problem is not None:
            problems.append(row.problem)
            continue
        sku = clean_cell(row.cells[columns["sku"]])
        if bad := _bad(sku, lines):
            problems.append(RowProblem(row.line, *bad))
            continue
        lines[sku] = row.line
        rows[sku], doubts = _listing(sku, row.cells, columns, categories, marketplaces)
        problems.extend(RowProblem(row.line, *doubt) for doubt in doubts)
    return rows, problems


def _bad(sku: str, lines: Mapping[str, int]) -> _Said | None:
    """Return why a row cannot be used, None where it can."""
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
    words = {key: clean_cell(cells[place]) for key, place in columns.items()}
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
        file_names=tuple(filter(None, map(clean_cell, re.split(r"[;|,\n]", words.get("file", ""))))),
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


def _said(code: str, **args: str | int) -> _Said:
    return code, MappingProxyType(args)
