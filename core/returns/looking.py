"""The columns of a file that no report is known for: what a person is asked to map; headers only.

Nothing below the header is read into memory to be shown: cells of an unknown table may be a buyer's.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.errors import ReportUnreadable
from core.intake.table import TableUnreadable
from core.returns.sheet import open_sheet


def header_of(path: Path) -> tuple[str, ...]:
    """Return the headers of a table or answer as they are written: the first rows' one with most words.

    Raises ReportUnreadable.
    """
    try:
        header = open_sheet(path, _words).header
    except TableUnreadable as fault:
        raise ReportUnreadable(path=str(path), why=fault.why, column="") from fault
    return tuple(dict.fromkeys(cell for cell in header if cell.strip()))


def _words(row: Sequence[str]) -> int:
    """Score a row as a header: texts with letters count, figures and days hardly."""
    texts = {cell.strip() for cell in row if cell.strip()}
    return sum(2 if any(map(str.isalpha, text)) and not text[0].isdigit() else 1 for text in texts)
