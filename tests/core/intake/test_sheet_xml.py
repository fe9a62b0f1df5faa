from __future__ import annotations

from xml.parsers.expat import ExpatError

import pytest

from core.intake.sheet_xml import sheet_rows

NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def rows(body: str, *, size: int = 7, columns: int = 256) -> list[tuple[int, list[str]]]:
    """Return the rows of a sheet fed in pieces; a cell's text is its type, style and value."""
    data = f"<worksheet {NAMESPACE}><sheetData>{body}</sheetData></worksheet>".encode()
    chunks = (data[at : at + size] for at in range(0, len(data), size))
    return list(sheet_rows(chunks, lambda type_, style, value: f"{type_}{style}:{value}", columns))


def test_cells_come_with_type_style_and_value_in_their_columns() -> None:
    body = '<row r="3"><c r="B3" t="s" s="4"><v>12</v></c><c r="AA3"><v>1.5</v></c></row>'
    assert rows(body) == [(3, ["", "s4:12", *[""] * 24, "n:1.5"])]


def test_cells_and_rows_without_a_place_follow_each_other() -> None:
    body = "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c><v>4</v></c></row>"
    assert rows(body) == [(1, ["n:1", "", "n:3"]), (3, ["n:4"])]


def test_inline_texts_are_put_together_without_the_reading_aid() -> None:
    body = (
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>东</t></r><r><t>京</t></r>'
        "<rPh><t>とう</t></rPh></is></c></row>"
    )
    assert rows(body) == [(1, ["inlineStr:东京"])]


def test_the_formula_is_not_the_value() -> None:
    assert rows('<row r="1"><c r="A1" t="str"><f>A2&amp;"x"</f><v>shown</v></c></row>') == [
        (1, ["str:shown"])
    ]


def test_a_prefix_of_the_namespace_changes_nothing() -> None:
    body = '<x:row r="2" xmlns:x="u"><x:c r="A2"><x:v>7</x:v></x:c></x:row>'
    assert rows(body) == [(2, ["n:7"])]


@pytest.mark.parametrize("reference", ["XFD1", "ZZZ1", "A", "1", "a1b2", "-", "Ж1", ""])
def test_an_odd_place_takes_no_more_than_a_row(reference: str) -> None:
    found = rows(f'<row r="1"><c r="{reference}"><v>1</v></c><c><v>2</v></c></row>', columns=4)
    assert all(len(cells) <= 4 for _, cells in found)


def test_a_later_cell_in_the_same_place_counts() -> None:
    body = '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c><c r="B1"><v>3</v></c></row>'
    assert rows(body) == [(1, ["n:2", "n:3"])]


def test_deep_nesting_and_many_names_do_no_harm() -> None:
    deep = "<a>" * 20_000 + "</a>" * 20_000
    many = "".join(f"<n{number}/>" for number in range(3000))
    assert rows(f'{deep}{many}<row r="1"><c r="A1"><v>1</v></c></row>', size=4096) == [(1, ["n:1"])]


def test_what_is_no_xml_is_an_error() -> None:
    with pytest.raises(ExpatError):
        rows("<row><c></row>")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251"])
def test_an_entity_is_refused_in_whatever_encoding(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [<!ENTITY a "aaaa">]><w>&a;</w>'
    with pytest.raises(ValueError, match="entity"):
        list(sheet_rows([text.encode(encoding)], lambda *_: "", 4))
