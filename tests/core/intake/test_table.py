import csv
import io
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.intake import table as subject
from core.intake.table import (
    ROW_FAULTS,
    TABLE_FAULTS,
    Row,
    TableUnreadable,
    clean_cell,
    parse_table,
    read_file,
)

RUSSIAN = (
    "Артикул;Название;Категория;Цвет;Материал;Комплект;Площадки\n"
    "DP02/черный;Платье ёлка;Одежда;чёрный;хлопок;1 шт.;Каспи, ВБ\n"
)
LINES = [line.split(";") for line in RUSSIAN.splitlines()]


def score(cells: Sequence[str]) -> int:
    return sum(cell in {"sku", "title", "Артикул"} for cell in cells)


def rows(content: str | bytes) -> list[Row]:
    return list(parse_table(content.encode() if isinstance(content, str) else content, score).rows)


def texts(content: str | bytes) -> list[list[str]]:
    return [list(row.cells) for row in rows(content) if row.problem is None]


def problems(content: str | bytes) -> list[tuple[int, str]]:
    return [(row.problem.line, row.problem.code) for row in rows(content) if row.problem is not None]


def fault(content: str | bytes) -> str:
    with pytest.raises(TableUnreadable) as refused:
        rows(content)
    assert refused.value.why in TABLE_FAULTS
    return refused.value.why


def workbook(*sheets: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for lines in sheets:
        page = book.create_sheet()
        for line in lines:
            page.append(line)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_reads_what_spreadsheets_write(encoding: str, delimiter: str, newline: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=newline).writerows(LINES)
    table = parse_table(text.getvalue().encode(encoding), score)
    assert list(table.header) == LINES[0]
    assert list(table.rows) == [Row(2, 2, LINES[1])]


def test_big_endian_utf16() -> None:
    assert texts(b"\xfe\xff" + RUSSIAN.encode("utf-16-be")) == [LINES[1]]


def test_the_delimiter_is_the_one_that_gives_the_best_header() -> None:
    assert texts("title\tsku\nx, y; z\tA\n") == [["x, y; z", "A"]]
    assert texts("sku\nA, b\nC; d\n") == [["A, b"], ["C; d"]]


def test_the_header_may_stand_below_a_title() -> None:
    content = "sep=;\nМои товары\n\nsku;title\nA;x\nB;y;z\n"
    assert texts(content) == [["A", "x"]]
    assert problems(content) == [(6, "cell-count")]


def test_the_header_is_looked_for_among_the_first_rows_only() -> None:
    assert texts("intro\n" * 9 + "sku;title\nA;x\n") == [["A", "x"]]
    assert fault("intro\n" * 10 + "sku;title\nA;x\n") == "no-header"


def test_of_two_headers_the_better_one_is_taken_and_of_equals_the_first() -> None:
    assert texts("sku;x\nsku;title\nA;x\n") == [["A", "x"]]
    assert texts("sku;title\ntitle;sku\n") == [["title", "sku"]]


def test_columns_without_a_header_at_the_end_are_none() -> None:
    table = parse_table(b"sku;title;;\nA;x;;\nB;y;z;\n", score)
    assert list(table.header) == ["sku", "title"]
    first, second = table.rows
    assert first.cells == ["A", "x"]
    assert second.problem is not None
    assert second.problem.args == {"count": 3, "expected": 2}


def test_blank_rows_are_passed_over() -> None:
    assert [row.line for row in rows("sku;title\n\n;\n ; \nA;x\n;;;\n")] == [5]


def test_quoted_cells_hold_delimiters_and_lines() -> None:
    table = parse_table(b'sku,title,"mar\nket\nplaces"\n"A,1","one\ntwo ""x""",ozon\nB,x,?\n', score)
    assert list(table.header) == ["sku", "title", "mar\nket\nplaces"]
    assert list(table.rows) == [Row(4, 5, ["A,1", 'one\ntwo "x"', "ozon"]), Row(6, 6, ["B", "x", "?"])]


def test_a_stray_quote_costs_one_row() -> None:
    good = "".join(f"S{n};x\n" for n in range(300))
    content = f'sku;title\n"A;x\nB;y\nC;"z\n{good}'
    assert len(texts(content)) == 301
    assert problems(content) == [(2, "bad-quotes"), (4, "bad-quotes")]


def test_a_quote_closed_by_a_later_row_s_costs_no_third() -> None:
    content = 'sku;title\n"A;x\nB;y\nC";z;w\nD;v\n'
    assert texts(content) == [["B", "y"], ["D", "v"]]
    assert problems(content) == [(2, "bad-quotes"), (4, "cell-count")]


def test_an_inch_mark_is_no_quote() -> None:
    assert texts('sku;title\nA;монитор 19" чёрный\n') == [["A", 'монитор 19" чёрный']]


def test_damaged_utf8_costs_only_its_rows() -> None:
    content = RUSSIAN.encode() + b"B;\xd0;;;;;\n" + "В;да;;;;;\n".encode()
    assert [row[0] for row in texts(content)] == ["DP02/черный", "В"]
    assert problems(content) == [(3, "broken-text")]


@pytest.mark.parametrize(
    ("cell", "clean"), [(" A\u00a0", "A"), ("\ufeff A \u200b", "A"), ("и\u0306", "й"), ("\u2060", "")]
)
def test_cells_are_compared_without_what_nobody_sees(cell: str, clean: str) -> None:
    assert clean_cell(cell) == clean


def test_a_workbook_is_known_by_its_content() -> None:
    content = workbook([["Мои товары"], [], ["sku", "title"], ["A"], [], ["B", "y", "beside"]])
    table = parse_table(content, score)
    assert list(table.header) == ["sku", "title"]
    assert [(row.line, list(row.cells)) for row in table.rows] == [(4, ["A", ""]), (6, ["B", "y"])]


def test_the_first_sheet_with_a_header_is_read() -> None:
    assert texts(workbook([["intro"]], [["sku"], ["G"]], [["sku", "title"], ["H", "x"]])) == [["G"]]
    assert fault(workbook([["intro"]], [])) == "no-header"


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \n\n", workbook([], [])])
def test_a_blank_file_is_an_empty_table(content: bytes) -> None:
    table = parse_table(content, score)
    assert not table.header
    assert not list(table.rows)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("name;price\nA;1\n", "no-header"),
        ("just words", "no-header"),
        (b"sku\nA\0\n", "encoding"),
        ("sku;ж\n".encode("cp1251") + b"\x98\n", "encoding"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-excel"),
        (b"PK\x03\x04 and no more", "damaged"),
        ("sku\n" + "\n" * 1_100_000, "too-many-rows"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(content: str | bytes, why: str) -> None:
    assert fault(content) == why


def unreadable(path: Path) -> str:
    with pytest.raises(TableUnreadable) as refused:
        read_file(path)
    assert refused.value.why in TABLE_FAULTS
    return refused.value.why


def test_the_bytes_of_a_file_or_none_where_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_bytes(b"sku\r\n\0")
    assert read_file(tmp_path / "l.csv") == b"sku\r\n\0"
    assert read_file(tmp_path / "other.csv") is None
    assert read_file(tmp_path / "l.csv" / "other.csv") is None


@pytest.mark.skipif(os.name == "nt", reason="pipes and modes need a POSIX system")
def test_what_is_no_readable_file_says_why(tmp_path: Path) -> None:
    assert unreadable(tmp_path) == "not-a-file"
    os.mkfifo(tmp_path / "pipe.csv")
    assert unreadable(tmp_path / "pipe.csv") == "not-a-file"
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    assert unreadable(tmp_path / "loop.csv") == "unreadable"
    if os.geteuid() != 0:
        path = tmp_path / "l.csv"
        path.write_bytes(b"sku\nA\n")
        path.chmod(0)
        assert unreadable(path) == "no-permission"


def test_sizes_are_capped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "MAX_ROWS", 3)
    assert len(rows("sku\nA\n\nB\nC\n")) == 3
    assert fault("sku\nA\nB\nC\nD\n") == "too-many-rows"
    assert fault(workbook([["sku"], ["A"], ["B"], ["C"], ["D"]])) == "too-many-rows"
    assert fault(workbook([["sku"], *[["A"]] * 20])) == "too-many-rows"
    monkeypatch.setattr(subject, "MAX_BYTES", 10)
    (tmp_path / "l.csv").write_bytes(b"sku\n" + b"A" * 6)
    assert read_file(tmp_path / "l.csv") == b"sku\nAAAAAA"
    (tmp_path / "l.csv").write_bytes(b"sku\n" + b"A" * 7)
    assert unreadable(tmp_path / "l.csv") == "too-big"


def test_openpyxl_is_loaded_for_a_workbook_only() -> None:
    code = (
        "import sys; from core.intake.table import parse_table\n"
        "list(parse_table(b'sku', len).rows); assert 'openpyxl' not in sys.modules\n"
        "parse_table(sys.stdin.buffer.read(), len); assert 'openpyxl' in sys.modules"
    )
    root = Path(__file__).parents[3]
    subprocess.run([sys.executable, "-c", code], cwd=root, input=workbook([["sku"]]), check=True)


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffd"), max_size=12)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(cells, cells, cells), max_size=6),
    st.sampled_from(",;\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_a_csv_writer_writes_is_read_back(
    written: list[tuple[str, str, str]], delimiter: str, encoding: str
) -> None:
    text = io.StringIO()
    # A writer that quotes nothing but what must be leaves a lone CR alone; a spreadsheet quotes it.
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([("sku", "title", "Заметка"), *written])
    expected = [list(row) for row in written if any(cell.strip() for cell in row)]
    found = rows(text.getvalue().encode(encoding))
    assert [list(row.cells) for row in found] == expected


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.binary(max_size=300), st.text(alphabet='sku;,\t"\r\n A1ж\0', max_size=200).map(str.encode))
)
@example(b'sku;title\n"')
@example(b"PK\x03\x04")
@example(b"\xff\xfe\x00\xd8s\x00")
def test_no_bytes_give_anything_but_rows_problems_or_the_one_error(data: bytes) -> None:
    try:
        table = parse_table(data, score)
        found = list(table.rows)
    except TableUnreadable as error:
        why = error.why
    else:
        why = TABLE_FAULTS[0]
        assert all(len(row.cells) == len(table.header) for row in found if row.problem is None)
        assert {row.problem.code for row in found if row.problem} <= set(ROW_FAULTS)
    assert why in TABLE_FAULTS
