import csv
import io
import os
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.errors import ListingUnreadable
from core.intake import listings as subject
from core.intake.listings import FAULTS, ROW_PROBLEMS, Listings, read_listings
from core.model import Listing

RUSSIAN = (
    "Артикул;Название;Категория;Цвет;Материал;Комплект;Площадки\n"
    "DP02/черный;Платье ёлка;Одежда;чёрный;хлопок;1 шт.;Каспи, ВБ\n"
)
DRESS = Listing(
    "DP02/черный", "Платье ёлка", "apparel", "чёрный", "хлопок", "1 шт.", ("kaspi", "wildberries")
)

Write = Callable[[str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def put(content: str | bytes) -> Path:
        path = tmp_path / "listings.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return put


def sheet(*rows: list[object], to: Path, formats: dict[str, str] | None = None, name: str = "Sheet") -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    page = book.create_sheet(name)
    book.remove(book.active)
    for row in rows:
        page.append(row)
    for place, number_format in (formats or {}).items():
        page[place].number_format = number_format
    book.save(to)
    return to


def problems(found: Listings) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in found.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_reads_what_spreadsheets_write(write: Write, encoding: str, delimiter: str, newline: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=newline).writerows(
        line.split(";") for line in RUSSIAN.splitlines()
    )
    found = read_listings(write(text.getvalue().encode(encoding)))
    assert found.rows == {"DP02/черный": DRESS}
    assert found.problems == ()


def test_big_endian_utf16(write: Write) -> None:
    found = read_listings(write(b"\xfe\xff" + RUSSIAN.encode("utf-16-be")))
    assert list(found.rows) == ["DP02/черный"]


@pytest.mark.parametrize(
    "header",
    [
        "sku,title,category,colour,material,kit,marketplaces,file",
        "Vendor Code,NAME,Category,Color,composition,Kit,Marketplace,files",
        "offer_id,Наименование, категория ,ЦВЕТ,Состав,Комплектация,Маркетплейсы,Файлы",
        "\ufeffАртикул*,Название  товара,категория,цвет,материал,комплект,площадки,имя файла",
        "vendorCode,атауы,санат,түсі,құрамы,жинақ,маркетплейстер,файлдар",
    ],
)
def test_headers_in_three_languages(write: Write, header: str) -> None:
    found = read_listings(write(f"{header}\nA,t,shoes,c,m,k,ozon,f1;f2\n"))
    assert found.rows["A"] == Listing("A", "t", "shoes", "c", "m", "k", ("ozon",), ("f1", "f2"))
    assert found.rows["A"].extra == {}
    assert found.problems == ()


def test_the_seller_s_own_code_is_preferred_and_other_columns_are_kept(write: Write) -> None:
    found = read_listings(write("Код;Артикул WB;Артикул продавца;Фото;Фото;\n7;123;A-1;x;y;\n"))
    assert found.rows["A-1"].extra == {"Код": "7", "Артикул WB": "123", "Фото": "x", "Фото (5)": "y"}


def test_columns_may_stand_in_any_order_and_number(write: Write) -> None:
    assert read_listings(write("title\tsku\nx, y; z\tA\n")).rows == {"A": Listing("A", "x, y; z")}
    assert list(read_listings(write("sku\nA, b\nC; d\n")).rows) == ["A, b", "C; d"]


def test_the_header_may_stand_below_a_title(write: Write) -> None:
    found = read_listings(write("sep=;\nМои товары\n\nsku;title\nA;x\nB;y;z\n"))
    assert list(found.rows) == ["A"]
    assert problems(found) == [(6, "cell-count")]


def test_quoted_cells_hold_delimiters_and_lines(write: Write) -> None:
    found = read_listings(write('sku,title,"mar\nket\nplaces"\n"A,1","one\ntwo ""x""",ozon\nB,x,?\n'))
    assert found.rows["A,1"].title == 'one\ntwo "x"'
    assert found.rows["A,1"].marketplaces == ("ozon",)
    assert problems(found) == [(6, "unknown-marketplace")]


def test_a_stray_quote_costs_one_row(write: Write) -> None:
    rows = "".join(f"S{n};x\n" for n in range(300))
    found = read_listings(write(f'sku;title\n"A;x\nB;y\nC;"z\n{rows}'))
    assert len(found.rows) == 301
    assert problems(found) == [(2, "bad-quotes"), (4, "bad-quotes")]


def test_a_quote_closed_by_a_later_row_s_costs_no_third(write: Write) -> None:
    found = read_listings(write('sku;title\n"A;x\nB;y\nC";z;w\nD;v\n'))
    assert list(found.rows) == ["B", "D"]
    assert problems(found) == [(2, "bad-quotes"), (4, "cell-count")]


def test_an_inch_mark_is_no_quote(write: Write) -> None:
    assert read_listings(write('sku;title\nA;монитор 19" чёрный\n')).rows["A"].title == 'монитор 19" чёрный'


def test_bad_rows_are_listed_and_good_ones_used(write: Write) -> None:
    text = "\n".join(
        [
            "sku;title",
            "A;good",
            ";no sku",
            "A;again",
            "B",
            "C;x;y",
            "",
            ";",
            f"{'x' * 201};long",
            "D\x1b[31m;control",
            "E\u202e;override",
            "#N/A;formula",
            "F;good;;",
            "a;other case",
        ]
    )
    found = read_listings(write(text))
    assert list(found.rows) == ["A", "F", "a"]
    assert found.rows["A"].title == "good"
    assert problems(found) == [
        (3, "sku-missing"),
        (4, "sku-duplicate"),
        (5, "cell-count"),
        (6, "cell-count"),
        (9, "sku-too-long"),
        (10, "sku-control"),
        (11, "sku-control"),
        (12, "sku-missing"),
    ]
    assert found.problems[1].args == {"sku": "A", "first": 2}
    assert found.problems[2].args == {"count": 1, "expected": 2}


def test_skus_are_compared_stripped_and_composed(write: Write) -> None:
    decomposed = unicodedata.normalize("NFD", "край")
    found = read_listings(write(f"sku\n\u00a0{decomposed} \nкрай\n"))
    assert list(found.rows) == ["край"]
    assert problems(found) == [(3, "sku-duplicate")]


@pytest.mark.parametrize(
    "sku", ["P8151*3/", "[/]", "два слова", "👟", "שלום", "=1+1", "x" * 200, "../..", "%2F"]
)
def test_seller_codes_stay_as_they_are(write: Write, sku: str) -> None:
    assert list(read_listings(write(f"sku;title\n{sku};x\n")).rows) == [sku]


def test_a_code_that_a_spreadsheet_rounded_is_doubtful(write: Write) -> None:
    found = read_listings(write("sku;title\n4,60712E+12;x\n"))
    assert list(found.rows) == ["4,60712E+12"]
    assert problems(found) == [(2, "sku-rounded")]


@pytest.mark.parametrize(
    ("word", "category"),
    [
        ("apparel", "apparel"),
        ("Одежда", "apparel"),
        ("Женская одежда", "apparel"),
        ("ОБУВЬ", "shoes"),
        ("аяқ киім", "shoes"),
        ("Электроника", "electronics"),
        ("украшения", "jewelry"),
        ("Косметика", "cosmetics"),
        ("Дом и сад", "home"),
        ("товары для дома", "home"),
        ("ойыншықтар", "toys"),
        ("еда", "food"),
        ("Продукты питания", "food"),
        ("азық-түлік", "food"),
        ("жалпы", "general"),
        ("", ""),
    ],
)
def test_categories_in_three_languages(write: Write, word: str, category: str) -> None:
    found = read_listings(write(f"sku;category\nA;{word}\n"))
    assert found.rows["A"].category == category
    assert found.problems == ()


@pytest.mark.parametrize("word", ["rockets", "одежда, обувь", "?"])
def test_an_unknown_category_is_general_and_said(write: Write, word: str) -> None:
    found = read_listings(write(f"sku;category\nA;{word}\n"))
    assert found.rows["A"].category == "general"
    assert problems(found) == [(2, "unknown-category")]
    assert found.problems[0].args == {"name": word}


def test_a_workspace_s_own_categories_and_marketplaces_are_known(write: Write) -> None:
    path = write("sku;category;marketplaces\nA;Bags;Satu ozon\n")
    found = read_listings(path, categories=["bags"], marketplaces=["satu"])
    assert (found.rows["A"].category, found.rows["A"].marketplaces) == ("bags", ("satu", "ozon"))
    assert found.problems == ()


@pytest.mark.parametrize(
    ("cell", "sold", "unknown"),
    [
        ("kaspi", ("kaspi",), ""),
        ("Kaspi.kz | OZON", ("kaspi", "ozon"), ""),
        ("Каспи/ВБ/Озон", ("kaspi", "wildberries", "ozon"), ""),
        ("вайлдберриз wb ozon", ("wildberries", "ozon"), ""),
        ("Каспи Магазин, ozon", ("kaspi", "ozon"), ""),
        ("ozon, Amazon Satu", ("ozon",), "Amazon, Satu"),
        ("", (), ""),
    ],
)
def test_marketplaces_by_all_their_names(
    write: Write, cell: str, sold: tuple[str, ...], unknown: str
) -> None:
    found = read_listings(write(f"sku;marketplaces\nA;{cell}\n"))
    assert found.rows["A"].marketplaces == sold
    assert [problem.args["name"] for problem in found.problems] == ([unknown] if unknown else [])


def test_no_file_is_no_problem(tmp_path: Path, write: Write) -> None:
    assert read_listings(tmp_path / "listings.csv") == Listings()
    assert read_listings(tmp_path / "no" / "listings.csv") == Listings()
    for empty in ("", "\ufeff", " \n\n"):
        assert read_listings(write(empty)).rows == {}


def test_the_fingerprint_follows_the_bytes(tmp_path: Path, write: Write) -> None:
    assert read_listings(tmp_path / "listings.csv").fingerprint == ""
    first = read_listings(write("sku\nA\n")).fingerprint
    os.utime(tmp_path / "listings.csv", (1, 1))
    assert read_listings(tmp_path / "listings.csv").fingerprint == first
    assert read_listings(write("sku\nB\n")).fingerprint != first


def test_an_xlsx_is_known_by_its_content(tmp_path: Path) -> None:
    path = sheet(
        ["Мои товары"],
        [],
        ["Артикул", "Название", "Кол-во", None, None],
        [12345.0, "числом", 2.5, None, "beside"],
        [4607123456789, "штрихкод", 1, None, None],
        [7, "с нулями", None, None, None],
        [None, "пусто", None, None, None],
        ["DP02/черный", datetime(2026, 1, 2), True, None, None],  # noqa: DTZ001 cells have no zone
        [" A ", None, None, None, None],
        to=tmp_path / "listings.csv",
        formats={"A6": "00000"},
    )
    found = read_listings(path)
    assert list(found.rows) == ["12345", "4607123456789", "00007", "DP02/черный", "A"]
    assert found.rows["12345"] == Listing("12345", "числом", extra={"Кол-во": "2.5"})
    assert problems(found) == [(7, "sku-missing")]


def test_the_first_sheet_with_a_header_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["intro"])
    hidden = book.create_sheet("hidden")
    hidden.append(["sku"])
    hidden.append(["H"])
    hidden.sheet_state = "hidden"
    goods = book.create_sheet("goods")
    goods.append(["sku", "title\nof it"])
    goods.append(["G", "x"])
    book.save(tmp_path / "l.xlsx")
    assert list(read_listings(tmp_path / "l.xlsx").rows) == ["G"]


def test_an_empty_workbook_has_no_rows(tmp_path: Path) -> None:
    assert read_listings(sheet(to=tmp_path / "l.xlsx")).rows == {}


def faulty(path: Path) -> str:
    with pytest.raises(ListingUnreadable) as refused:
        read_listings(path)
    assert refused.value.args_["path"] == str(path)
    why = refused.value.args_["why"]
    assert why in FAULTS
    return str(why)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("title;price\nA;1\n", "no-sku-column"),
        ("just words", "no-sku-column"),
        (b"sku\nA\0\n", "encoding"),
        ("sku;ж\n".encode("cp1251") + b"\x98\n", "encoding"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-excel"),
        (b"PK\x03\x04 and no more", "damaged"),
        ("sku\n" + "\n" * 1_100_000, "too-many-rows"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(write: Write, content: str | bytes, why: str) -> None:
    assert faulty(write(content)) == why


@pytest.mark.skipif(os.name == "nt", reason="pipes and modes need a POSIX system")
def test_what_is_no_readable_file_says_why(tmp_path: Path, write: Write) -> None:
    assert faulty(tmp_path) == "not-a-file"
    os.mkfifo(tmp_path / "pipe.csv")
    assert faulty(tmp_path / "pipe.csv") == "not-a-file"
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    assert faulty(tmp_path / "loop.csv") == "unreadable"
    if os.geteuid() != 0:
        path = write("sku\nA\n")
        path.chmod(0)
        assert faulty(path) == "no-permission"


def test_sizes_are_capped(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "MAX_ROWS", 3)
    assert len(read_listings(write("sku\nA\nB\nC\n")).rows) == 3
    assert faulty(write("sku\nA\nB\nC\nD\n")) == "too-many-rows"
    assert faulty(sheet(["sku"], ["A"], ["B"], ["C"], ["D"], to=tmp_path / "l.xlsx")) == "too-many-rows"
    monkeypatch.setattr(subject, "MAX_BYTES", 10)
    assert faulty(write("sku\n" + "A" * 7)) == "too-big"
    assert faulty(tmp_path / "l.xlsx") == "too-big"


def test_damaged_utf8_costs_only_its_rows(write: Write) -> None:
    good = RUSSIAN.encode()
    found = read_listings(write(good + b"B;\xd0;;;;;\n" + "В;да;;;;;\n".encode()))
    assert list(found.rows) == ["DP02/черный", "В"]
    assert problems(found) == [(3, "broken-text")]


def test_a_zip_bomb_is_refused_unread(tmp_path: Path) -> None:
    path = sheet(["sku"], ["A"], to=tmp_path / "l.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/big.xml", "w") as part:
        for _ in range(200):
            part.write(bytes(1024 * 1024))
    assert path.stat().st_size < 1024 * 1024
    assert faulty(path) == "too-big"


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    path = sheet(["sku"], ["A"], to=tmp_path / "l.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(5001):
            archive.writestr(f"x/{number}", b"")
    assert faulty(path) == "too-big"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_xml_with_entities_is_refused_wherever_it_lies(tmp_path: Path, encoding: str) -> None:
    path = sheet(["sku"], ["A"], to=tmp_path / "l.xlsx")
    assert list(read_listings(path).rows) == ["A"]
    # The mark lies across two of the blocks that are looked through.
    bomb = " " * 6 + '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/further.xml", b" " * (1024 * 1024 - 24) + bomb.encode(encoding))
    assert faulty(path) == "damaged"


def test_a_sheet_that_lies_about_its_size_is_read_as_it_is(tmp_path: Path) -> None:
    path = sheet(["sku", "title"], ["A", "x"], ["B", "y"], to=tmp_path / "l.xlsx")
    lies = [
        (b'<dimension ref="A1:B3"', b'<dimension ref="A1:XFD1048576"'),
        (b'<row r="3"', b'<row r="99999999999"'),
        (b'r="B2"', b'r="XFD2"'),
    ]
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "h.xlsx", "w") as new:
        for part in old.namelist():
            data = old.read(part)
            for truth, lie in lies if part == "xl/worksheets/sheet1.xml" else ():
                assert truth in data
                data = data.replace(truth, lie)
            new.writestr(part, data)
    assert read_listings(tmp_path / "h.xlsx").rows == {"A": Listing("A")}


@pytest.mark.parametrize("cut", [4, 40, 400, 2000, -30, -1])
def test_a_torn_xlsx_is_damaged(tmp_path: Path, cut: int) -> None:
    path = sheet(["sku"], ["A"], to=tmp_path / "l.xlsx")
    path.write_bytes(path.read_bytes()[:cut])
    assert faulty(path) == "damaged"


def test_another_kind_of_zip_is_damaged(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "l.csv", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert faulty(tmp_path / "l.csv") == "damaged"


def tidy(cell: str) -> str:
    return unicodedata.normalize("NFC", cell.strip().strip("\ufeff\u200b\u2060").strip())


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffd"), max_size=12)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.tuples(cells, cells, cells), max_size=6),
    st.sampled_from(",;\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_a_csv_writer_writes_is_read_back(
    write: Write, rows: list[tuple[str, str, str]], delimiter: str, encoding: str
) -> None:
    text = io.StringIO()
    # A writer that quotes nothing but what must be leaves a lone CR alone; a spreadsheet quotes it.
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([("sku", "title", "Заметка"), *rows])
    found = read_listings(write(text.getvalue().encode(encoding)))
    expected: dict[str, tuple[str, str]] = {}
    for sku, title, note in rows:
        expected.setdefault(tidy(sku), (tidy(title), tidy(note)))
    for sku, listing in found.rows.items():
        assert (listing.title, listing.extra["Заметка"]) == expected[sku]
    refused = [problem for problem in found.problems if problem.code != "sku-rounded"]
    blank = sum(not any(cell.strip() for cell in row) for row in rows)
    assert len(found.rows) + len(refused) + blank == len(rows)
    assert {problem.code for problem in refused} <= {"sku-missing", "sku-control", "sku-duplicate"}


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.one_of(st.binary(max_size=300), st.text(alphabet='sku;,\t"\r\n A1ж\0', max_size=200).map(str.encode))
)
@example(b'sku;title\n"')
@example(b"PK\x03\x04")
@example(b"\xff\xfe\x00\xd8s\x00")
def test_no_bytes_give_anything_but_rows_problems_or_the_one_error(write: Write, data: bytes) -> None:
    try:
        found = read_listings(write(data))
    except ListingUnreadable as error:
        why = error.args_["why"]
    else:
        why = FAULTS[0]
        assert {problem.code for problem in found.problems} <= set(ROW_PROBLEMS)
        "".join(found.rows).encode()
    assert why in FAULTS
