"""Tables for spreadsheets, in which nothing from outside can act as a formula.

In CSV a text that would be one gets an apostrophe before it (`core.spreadsheet`); in a workbook every text is
stored as a text. What would go wrong otherwise: a buyer's complaint that runs on the seller's machine.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from core.safe_name import safe_name
from core.spreadsheet import cell
from tui.i18n.catalogue import Catalogue
from tui.metrics.numbers import decimal_sign

Value: TypeAlias = str | int | float | None

_MOST = 2000
"""Characters of a cell."""


def csv_bytes(say: Catalogue, rows: Iterable[Sequence[Value]]) -> bytes:
    """Return rows as CSV that a spreadsheet opens in the language's own way: UTF-8 with a byte order mark.

    Semicolons and decimal commas where the language writes numbers with a comma, otherwise commas.
    """
    sign = decimal_sign(say)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter="," if sign == "." else ";", lineterminator="\r\n")
    writer.writerows([_cell(value, sign) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(title: str, rows: Iterable[Sequence[Value]]) -> bytes:
    """Return rows as a workbook of one sheet, its first row frozen."""
    from core.intake.xlsx import sheet_bytes  # noqa: PLC0415 few sessions write a workbook

    return sheet_bytes(title, ([_text(value) for value in row] for row in rows))


def _cell(value: Value, sign: str) -> str:
    if isinstance(value, float):
        return repr(value).replace(".", sign)
    return cell(value[:_MOST]) if isinstance(value, str) else str(_text(value))


def _text(value: Value) -> str | int | float:
    return safe_name(value, _MOST) if isinstance(value, str) else "" if value is None else value
