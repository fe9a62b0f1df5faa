from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import ReportUnreadable
from core.returns.looking import header_of


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_the_header_is_the_row_with_most_words(written: Callable[..., Path], encoding: str) -> None:
    text = "Возвраты за июль\nКод;Когда;Почему;\nA-1;01.09.2026;тускло;\nA-2;02.09.2026;;\n"
    assert header_of(written("r.csv", text, encoding)) == ("Код", "Когда", "Почему")


def test_a_workbook_and_an_answer_have_headers_too(
    written: Callable[..., Path], book: Callable[..., Path]
) -> None:
    assert header_of(book(["Код", "Сколько"], [["A-1", 3]])) == ("Код", "Сколько")
    answer = {"result": {"rows": [{"code": "A-1", "why": {"text": "dull"}}]}}
    assert header_of(written("r.json", answer)) == ("code", "why.text")


def test_what_is_no_table_is_said(written: Callable[..., Path], tmp_path: Path) -> None:
    with pytest.raises(ReportUnreadable):
        header_of(tmp_path / "gone.csv")
    with pytest.raises(ReportUnreadable):
        header_of(written("torn.xlsx", b"PK\x03\x04 torn"))
    assert header_of(written("empty.csv", "")) == ()
