"""A list of pairs to measure: CSV with the columns source, candidate, and perhaps mode and source_mask."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Final

from core.drift.check import Pair
from core.errors import PairsInvalid
from core.safe_name import path_to_text

MODES: Final = ("exact-card", "white-background", "lifestyle")
_NEEDED: Final = ("source", "candidate")
_MAX_BYTES: Final = 64 * 1024 * 1024


def read_pairs(path: Path) -> tuple[Pair, ...]:
    """Return the pairs of a list; relative paths count from its own folder, else from the current one.

    Raises PairsInvalid, with the line where there is one, for what is no such list.
    """
    name = path_to_text(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PairsInvalid(path=name, why=error.strerror or type(error).__name__) from error
    if len(data) > _MAX_BYTES:
        raise PairsInvalid(path=name, why=f"> {_MAX_BYTES} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PairsInvalid(path=name, why="UTF-8") from error
    try:
        rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        columns = [column.strip() for column in rows.fieldnames or ()]
        rows.fieldnames = columns
        missing = [column for column in _NEEDED if column not in columns]
        if missing:
            raise PairsInvalid(path=name, why=", ".join(missing))
        return tuple(_pair(row, path.parent, name, number) for number, row in enumerate(rows, start=2))
    except csv.Error as error:
        raise PairsInvalid(path=name, why=str(error)) from error


def _pair(row: dict[str, str | None], folder: Path, name: str, number: int) -> Pair:
    values = {key: (row.get(key) or "").strip() for key in (*_NEEDED, "mode", "source_mask")}
    empty = [key for key in _NEEDED if not values[key]]
    if empty:
        raise PairsInvalid(path=f"{name}:{number}", why=", ".join(empty))
    mode = values["mode"] or MODES[0]
    if mode not in MODES:
        raise PairsInvalid(path=f"{name}:{number}", why=f"mode: {mode}")
    mask = values["source_mask"]
    return Pair(
        _placed(values["source"], folder),
        _placed(values["candidate"], folder),
        mode,
        _placed(mask, folder) if mask else None,
    )


def _placed(text: str, folder: Path) -> Path:
    path = Path(text)
    beside = folder / path
    return beside if not path.is_absolute() and beside.exists() else path
