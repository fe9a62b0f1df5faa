from __future__ import annotations

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from core.spreadsheet import cell, table


@settings(deadline=None)
@given(st.text())
def test_no_cell_is_a_formula_or_steers_anything(text: str) -> None:
    shown = cell(text)
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert all(char.isprintable() for char in shown)


def test_what_is_no_formula_stays_as_it_is() -> None:
    assert cell("DP02/черный") == "DP02/черный"
    assert cell("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert cell("-5") == "'-5"


def test_a_table_reads_back_whatever_is_in_its_cells() -> None:
    rows = [['a;"b', "x\ny"], ["", "ы"]]
    text = table(("one", "two"), rows)
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert read == [["one", "two"], ['a;"b', "x\\x0ay"], ["", "ы"]]
