import io
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from core.intake.xlsx import WorkbookRefused, read_sheets


def workbook(*rows: list[object], formats: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    for place, number_format in (formats or {}).items():
        book.active[place].number_format = number_format
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_parts(data: bytes, **parts: bytes) -> bytes:
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"xl/{name}.xml", content)
    return file.getvalue()


def sheets(data: bytes) -> list[list[tuple[int, list[str]]]]:
    return [list(sheet) for sheet in read_sheets(data, 10)]


def refused(data: bytes, most_rows: int = 10) -> str:
    with pytest.raises(WorkbookRefused) as refusal:
        [list(sheet) for sheet in read_sheets(data, most_rows)]
    return refusal.value.why


def test_cells_are_the_texts_that_the_sheet_shows() -> None:
    data = workbook(
        ["Мои товары"],
        [],
        ["Артикул", None, "beside", None],
        [12345.0, "числом", 2.5, None],
        [4607123456789, 0.1 + 0.2, -1.0],
        [7, True, 42],
        [None, " ", None],
        [datetime(2026, 1, 2)],  # noqa: DTZ001 cells have no zone
        formats={"A6": "00000"},
    )
    assert sheets(data) == [
        [
            (1, ["Мои товары"]),
            (3, ["Артикул", "", "beside"]),
            (4, ["12345", "числом", "2.5"]),
            (5, ["4607123456789", "0.3", "-1"]),
            (6, ["00007", "True", "42"]),
            (8, ["2026-01-02 00:00:00"]),
        ]
    ]


def test_hidden_sheets_are_passed_over() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["intro"])
    hidden = book.create_sheet("hidden")
    hidden.append(["H"])
    hidden.sheet_state = "hidden"
    book.create_sheet("empty")
    book.create_sheet("goods").append(["G"])
    assert sheets(saved(book)) == [[(1, ["intro"])], [], [(1, ["G"])]]


def test_a_sheet_may_have_so_many_rows_and_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook(["a", "b"], ["c", "d"], ["e", "f"])
    assert len(list(next(read_sheets(data, 3)))) == 3
    assert refused(data, 2) == "too-many-rows"
    monkeypatch.setattr("core.intake.xlsx.MAX_CELLS", 5)
    assert refused(data) == "too-many-rows"


def test_a_later_sheet_is_read_only_when_it_is_asked_for() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["few"])
    many = book.create_sheet("many")
    for _ in range(20):
        many.append(["x"])
    found = read_sheets(saved(book), 10)
    assert list(next(found)) == [(1, ["few"])]
    second = next(found)
    with pytest.raises(WorkbookRefused):
        list(second)


def test_a_zip_bomb_is_refused_unread() -> None:
    data = with_parts(workbook(["sku"], ["A"]), big=bytes(200 * 1024 * 1024))
    assert len(data) < 1024 * 1024
    assert refused(data) == "too-big"


def test_too_many_parts_are_refused() -> None:
    assert refused(with_parts(workbook(["sku"]), **{f"x{n}": b"" for n in range(5001)})) == "too-big"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_xml_with_entities_is_refused_wherever_it_lies(encoding: str) -> None:
    data = workbook(["sku"], ["A"])
    assert sheets(data) == [[(1, ["sku"]), (2, ["A"])]]
    # The mark lies across two of the blocks that are looked through.
    bomb = " " * 6 + '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    assert refused(with_parts(data, further=b" " * (1024 * 1024 - 24) + bomb.encode(encoding))) == "damaged"


def test_a_sheet_that_lies_about_its_size_is_read_as_it_is() -> None:
    lies = [
        (b'<dimension ref="A1:B3"', b'<dimension ref="A1:XFD1048576"'),
        (b'<row r="3"', b'<row r="99999999999"'),
        (b'r="B2"', b'r="XFD2"'),
    ]
    told = io.BytesIO()
    truth_told = io.BytesIO(workbook(["sku", "title"], ["A", "x"], ["B", "y"]))
    with zipfile.ZipFile(truth_told) as old, zipfile.ZipFile(told, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            for truth, lie in lies if part == "xl/worksheets/sheet1.xml" else ():
                assert truth in data
                data = data.replace(truth, lie)
            new.writestr(part, data)
    assert sheets(told.getvalue()) == [[(1, ["sku", "title"]), (2, ["A"])]]


@pytest.mark.parametrize("cut", [4, 40, 400, 2000, -30, -1])
def test_a_torn_workbook_is_damaged(cut: int) -> None:
    assert refused(workbook(["sku"], ["A"])[:cut]) == "damaged"


def test_another_kind_of_zip_is_damaged(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "document", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refused((tmp_path / "document").read_bytes()) == "damaged"


def test_what_openpyxl_does_not_know_is_not_warned_of(recwarn: pytest.WarningsRecorder) -> None:
    data = workbook(["sku"], ["A"])
    # Without its styles part openpyxl warns that it takes a default.
    stripped = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stripped, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part == "xl/styles.xml":
                content = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
            new.writestr(part, content)
    assert sheets(stripped.getvalue()) == [[(1, ["sku"]), (2, ["A"])]]
    assert not recwarn.list
