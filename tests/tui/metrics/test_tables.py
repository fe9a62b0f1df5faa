from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import openpyxl
import pytest

from tui.i18n.catalogue import catalogue
from tui.metrics.tables import Value, csv_bytes, xlsx_bytes

HOSTILE = ["=1+1", "+7 701", "-2+3", "@SUM(A1)", "＝1", '=cmd|"/c calc"!A1', "a;b,c\nd", "\t=1", "\x1b[2J"]


def read_csv(data: bytes, delimiter: str) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_a_formula(text: str) -> None:
    for delimiter, language in ((",", "en"), (";", "ru")):
        ((cell, other),) = read_csv(csv_bytes(catalogue(language), [[text, "b"]]), delimiter)  # type: ignore[arg-type]
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝"))
        assert other == "b"
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes("Log", [[text]]))).active
    assert sheet is not None
    cell = sheet.cell(1, 1)
    assert cell.data_type == "s"
    assert text.strip().removeprefix("\x1b") in str(cell.value).replace("\\x0a", "\n").replace("\\x09", "\t")


def test_figures_stay_figures_in_the_languages_own_way() -> None:
    rows: list[Sequence[Value]] = [["share", -0.25, 7, None]]
    assert read_csv(csv_bytes(catalogue("en"), rows), ",") == [["share", "-0.25", "7", ""]]
    assert read_csv(csv_bytes(catalogue("kk"), rows), ";") == [["share", "-0,25", "7", ""]]
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes("Журнал", rows))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == ["share", -0.25, 7, None]
    assert sheet.title == "Журнал"
