import csv
import io
import os
import unicodedata
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.errors import ListingUnreadable
from core.intake.listings import FAULTS, ROW_PROBLEMS, Listings, read_listings
from core.intake.table import ROW_FAULTS, TABLE_FAULTS
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


def problems(found: Listings) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in found.problems]


def test_a_row_is_understood_in_the_seller_s_words(write: Write) -> None:
    found = read_listings(write(RUSSIAN))
    assert found.rows == {"DP02/черный": DRESS}
    assert found.problems == ()


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


def test_headers_and_words_may_go_over_several_lines(write: Write) -> None:
    found = read_listings(write('sku,title,"mar\nket\nplaces"\n"A,1","one\ntwo ""x""",ozon\nB,x,?\n'))
    assert found.rows["A,1"].title == 'one\ntwo "x"'
    assert found.rows["A,1"].marketplaces == ("ozon",)
    assert problems(found) == [(6, "unknown-marketplace")]


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


def test_a_workbook_is_read_like_any_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (
        ["Мои товары"],
        [],
        ["Артикул", "Название", "Кол-во", None, None],
        [12345.0, "числом", 2.5, None, "beside"],
        [4607123456789, "штрихкод", 1, None, None],
        [7, "с нулями", None, None, None],
        [None, "пусто", None, None, None],
        ["DP02/черный", datetime(2026, 1, 2), True, None, None],  # noqa: DTZ001 cells have no zone
        [" A ", None, None, None, None],
    ):
        page.append(row)
    page["A6"].number_format = "00000"
    book.save(tmp_path / "listings.csv")
    found = read_listings(tmp_path / "listings.csv")
    assert list(found.rows) == ["12345", "4607123456789", "00007", "DP02/черный", "A"]
    assert found.rows["12345"] == Listing("12345", "числом", extra={"Кол-во": "2.5"})
    assert problems(found) == [(7, "sku-missing")]


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
    ],
)
def test_a_file_that_cannot_be_used_says_why(write: Write, content: str | bytes, why: str) -> None:
    assert faulty(write(content)) == why


def test_what_is_no_file_says_why(tmp_path: Path) -> None:
    assert faulty(tmp_path) == "not-a-file"


def test_every_fault_of_a_table_is_one_of_listings_too() -> None:
    assert set(FAULTS) == set(TABLE_FAULTS) - {"no-header"} | {"no-sku-column"}
    assert set(ROW_FAULTS) < set(ROW_PROBLEMS)


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
