"""Cells of tables that somebody opens in a spreadsheet program: text that stays text.

A cell that begins with `=`, `+`, `-` or `@` is a formula there, whoever wrote it. What would go wrong
otherwise: a SKU or a note that runs a command on the studio's machine (OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from core.safe_name import safe_name

_FORMULA = tuple("=+-@＝＋－＠")
"""Their full-width twins count in East Asian versions."""


def cell(text: str) -> str:
    """Return text as a cell that is no formula and steers nothing: an apostrophe before what would be one."""
    shown = safe_name(text)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def table(columns: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a CSV text: byte order mark, semicolons, CRLF, as spreadsheet programs here read it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([cell(text) for text in row] for row in rows)
    return "\ufeff" + out.getvalue()
