from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Write a table or an answer under a name."""

    def write(name: str, what: Any, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        if isinstance(what, bytes):
            path.write_bytes(what)
        elif isinstance(what, str):
            path.write_bytes(what.encode(encoding))
        else:
            path.write_bytes(json.dumps(what, ensure_ascii=False).encode(encoding))
        return path

    return write


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Write a workbook."""

    def write(header: Sequence[str], rows: Sequence[Sequence[object]]) -> Path:
        made = openpyxl.Workbook()
        sheet = made.active
        assert sheet is not None
        for row in (["Отчёт за июль"], header, *rows):
            sheet.append(list(row))
        path = tmp_path / "report.xlsx"
        made.save(path)
        return path

    return write
