from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from checklists.feedback import ReportKind
from checklists.packs_loader import load_feedback, load_packs
from core.errors import ReportUnreadable
from core.events import Reported
from core.returns.importing import Period, Plan, plan
from core.returns.known import Identity, Row, packed, rows_of
from core.returns.reasons import Reasons
from core.returns.recognise import Form
from tests.core.returns.files import (
    KASPI,
    KASPI_ROWS,
    WB_RETURN,
    as_csv,
    kaspi_row,
    ozon_return,
    wb_row,
)

PACKS = load_packs()[0]
FEEDBACK = load_feedback()
Write = Callable[..., Path]


def read(
    path: Path,
    kind: ReportKind = "returns",
    *,
    marketplace: str = "",
    columns: Mapping[str, str] | None = None,
    known: Mapping[Identity, Identity] | None = None,
    **more: Any,
) -> Plan:
    forms = [
        Form(pack.id, report, columns or {})
        for pack in PACKS.values()
        if not marketplace or pack.id == marketplace
        for report in (*pack.reports, *(FEEDBACK.reports if marketplace else ()))
        if report.kind == kind
    ]
    return plan(path, forms, known or {}, reasons, **more)


def reasons(marketplace: str) -> Reasons:
    return Reasons(FEEDBACK, PACKS[marketplace].wordings)


def codes(found: Plan) -> list[str]:
    return [reasons(row.marketplace).meant(row.reason).code for row in found.fresh]


def recorded(found: Plan) -> dict[Identity, Identity]:
    return {row.identity(): row.content() for row in found.fresh}


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_kaspis_order_export_is_read_in_every_encoding(written: Write, encoding: str, delimiter: str) -> None:
    path = written("orders.csv", as_csv(KASPI, KASPI_ROWS, delimiter), encoding)
    found = read(path)
    assert (found.recognised.marketplace, found.recognised.report.id) == ("kaspi", "orders-returns")
    assert [(row.external, row.seller, row.outcome, row.day) for row in found.fresh] == [
        ("601", "PL-114", "cancel", "2025-07-31"),
        ("602", "DP02/черный", "return", "2025-07-31"),
        ("605", "PL-114", "cancel", "2025-07-31"),
        ("606", "PL-114", "cancel", "2025-07-31"),
    ]
    assert codes(found) == ["not-as-pictured", "", "changed-mind", ""]
    assert (found.skipped, found.problems) == (2, ())
    assert dict(found.unmapped) == {"Что-то новое": 1}


def test_the_same_export_says_what_was_sold(written: Write) -> None:
    found = read(written("orders.csv", as_csv(KASPI, KASPI_ROWS), "cp1251"), "sales")
    assert [(row.external, row.seller, row.units, row.day) for row in found.fresh] == [
        ("602", "DP02/черный", 1, "2025-07-30"),
        ("603", "KR204 *42", 2, "2025-07-30"),
    ]


def test_a_workbook_with_a_title_above_its_header_is_read(book: Write) -> None:
    found = read(book(KASPI, KASPI_ROWS))
    assert [row.external for row in found.fresh] == ["601", "602", "605", "606"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_wildberries_returns_leave_withdrawals_by_the_seller_out(written: Write, encoding: str) -> None:
    rows = [
        wb_row("s1", "123", "Цвет"),
        wb_row("s2", "123", "Брак не обнаружен"),
        wb_row("s3", "124", "", "Возврат заблокированного товара"),
        wb_row("s4", "124", "Товар пришёл с дефектом"),
    ]
    found = read(written("wb.csv", as_csv(WB_RETURN, rows), encoding))
    assert found.recognised.report.id == "goods-return"
    assert [(row.external, row.platform, row.seller, row.day) for row in found.fresh] == [
        ("s1", "123", "", "2026-09-14"),
        ("s2", "123", "", "2026-09-14"),
        ("s4", "124", "", "2026-09-14"),
    ]
    assert codes(found) == ["wrong-colour", "", "defect"]
    assert found.skipped == 1


def test_the_api_answer_of_goods_return_is_the_same_report(written: Write) -> None:
    answer = {
        "report": [{"srid": "s1", "nmId": 123, "reason": "Цвет", "orderDt": "2026-09-14", "returnType": "x"}]
    }
    found = read(written("wb.json", answer))
    assert (found.recognised.report.id, found.fresh[0].platform) == ("goods-return", "123")
    table = read(written("wb.csv", as_csv(WB_RETURN, [wb_row("s1", "123", "Цвет")])))
    assert found.fresh[0].identity() == table.fresh[0].identity()


def test_claims_keep_the_buyers_words_without_contacts(written: Write) -> None:
    claim = {
        "id": "c-1",
        "nm_id": 123,
        "user_comment": "Длина провода не соответствует описанию, звоните +7 (701) 123-45-67, ivan@mail.kz",
        "dt": "2026-09-14T10:00:00",
        "srid": "s1",
        "photos": ["//photo"],
        "status": 0,
    }
    found = read(written("claims.json", {"claims": [claim], "total": 1}))
    (row,) = found.fresh
    assert (row.outcome, row.order) == ("claim", "s1")
    assert row.reason == "Длина провода не соответствует описанию, звоните …, …"
    assert codes(found) == ["not-as-pictured"]


def test_ozons_returns_count_only_what_buyers_had(written: Write) -> None:
    answer = {
        "returns": [
            ozon_return(1, "ClientReturn", "Не подошёл размер"),
            ozon_return(2, "Cancellation", "Передумал"),
            ozon_return(3, "PartialReturn", ""),
            ozon_return(4, "SomethingNew", ""),
        ],
        "has_next": False,
    }
    found = read(written("ozon.json", answer, "utf-8-sig"))
    assert [(row.external, row.seller, row.platform, row.outcome) for row in found.fresh] == [
        ("1", "PL-114", "991", "return"),
        ("3", "PL-114", "991", "refusal"),
    ]
    assert codes(found) == ["wrong-size", ""]
    assert found.skipped == 2


def test_blocked_hidden_and_refused_cards_are_moderation(written: Write) -> None:
    blocked = {
        "report": [
            {
                "brand": "x",
                "nmId": 5,
                "title": "t",
                "vendorCode": "PL-114",
                "reason": "Контактные данные Продавца и ссылки на иные сайты/группы на фотографиях Товара",
            }
        ]
    }
    found = read(written("blocked.json", blocked), "moderation")
    assert (found.fresh[0].outcome, codes(found)) == ("blocked", ["contacts"])
    shadowed = {"report": [{"brand": "x", "nmId": 5, "title": "t", "vendorCode": "PL-114", "nmRating": 3.1}]}
    assert read(written("shadowed.json", shadowed), "moderation").fresh[0].outcome == "hidden"
    refused = {"data": [{"vendorCode": "A", "updateAt": "2026-09-01T00:00:00Z", "errors": ["один", "два"]}]}
    found = read(written("errors.json", refused), "moderation")
    assert [(row.reason, row.day) for row in found.fresh] == [("один", "2026-09-01"), ("два", "2026-09-01")]
    product = {"offer_id": "PL-114", "product_id": 7, "status": "failed", "errors": []}
    failed = {**product, "errors": [{"code": "e", "message": "Вы нарушили авторские права на товар"}]}
    found = read(written("info.json", {"result": {"items": [product, failed]}}), "moderation")
    assert (found.recognised.report.id, codes(found)) == ("product-errors", ["copyright"])


def test_nothing_of_a_buyer_is_in_what_would_be_recorded(written: Write) -> None:
    found = read(written("orders.csv", as_csv(KASPI, KASPI_ROWS)))
    text = msgspec.json.encode(list(packed(found.fresh, file="orders.csv", most=10))).decode()
    for word in ("Иванова", "Мария", "Абая", "701"):
        assert word not in text
    assert "не соответствует" in text


def test_the_same_file_and_one_that_overlaps_add_nothing_twice(written: Write) -> None:
    first = read(written("a.csv", as_csv(KASPI, KASPI_ROWS[:4])))
    again = read(written("a.csv", as_csv(KASPI, KASPI_ROWS[:4])), known=recorded(first))
    assert (again.added, again.known, again.fresh) == (0, 2, ())
    longer = read(written("b.csv", as_csv(KASPI, KASPI_ROWS)), known=recorded(first))
    assert [row.external for row in longer.fresh] == ["605", "606"]


def test_a_row_that_says_something_else_now_takes_the_old_ones_place(written: Write) -> None:
    first = read(written("a.csv", as_csv(KASPI, [kaspi_row("601", "PL-114", "Отменен")])))
    later = read(
        written("b.csv", as_csv(KASPI, [kaspi_row("601", "PL-114", "Возврат")])), known=recorded(first)
    )
    assert (later.added, later.changed) == (0, 1)
    assert later.fresh[0].identity() == first.fresh[0].identity()


def test_one_order_of_two_skus_is_two_rows(written: Write) -> None:
    rows = [kaspi_row("601", "PL-114", "Возврат"), kaspi_row("601", "EDP 50", "Возврат")]
    assert read(written("a.csv", as_csv(KASPI, rows))).added == 2


def test_rows_without_any_id_are_told_apart_by_their_number(written: Write) -> None:
    text = "sku;date;reason\nA;2026-09-01;брак\nA;2026-09-01;брак\nA;2026-09-02;брак\n"
    first = read(written("a.csv", text), marketplace="ozon")
    assert first.added == 3
    again = read(written("a.csv", text), marketplace="ozon", known=recorded(first))
    assert (again.added, again.known) == (0, 3)


def test_columns_can_be_named_where_the_header_says_nothing(written: Write) -> None:
    text = "Код;Когда;Почему\nPL-114;01.09.2026;не тот цвет\n"
    path = written("cabinet.csv", text, "cp1251")
    with pytest.raises(ReportUnreadable) as error:
        read(path, marketplace="ozon")
    assert error.value.args_["why"] == "no-header"
    found = read(path, marketplace="ozon", columns={"seller": "код", "date": "Когда", "reason": "Почему"})
    assert [(row.seller, row.day, row.reason) for row in found.fresh] == [
        ("PL-114", "2026-09-01", "не тот цвет")
    ]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (";2026-09-01;брак;1", "no-sku"),
        ("A;yesterday;брак;1", "bad-day"),
        ("A;2026-02-30;брак;1", "bad-day"),
        ("A;0001-01-01;брак;1", "bad-day"),
        ("A;2026-09-01;брак;-1", "bad-units"),
        ("A;2026-09-01;брак;много", "bad-units"),
        ("A;2026-09-01;брак;99999999", "bad-units"),
        (f"{'A' * 600};2026-09-01;брак;1", "sku-too-long"),
        ("A\x1b[2J;2026-09-01;брак;1", "bad-id"),
        ("A;2026-09-01;брак", "cell-count"),
        ('A;2026-09-01;"брак;1', "bad-quotes"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_the_others_are_taken(
    written: Write, row: str, code: str
) -> None:
    path = written("a.csv", f"sku;date;reason;units\nB;2026-09-01;x;1\n{row}\nC;2026-09-01;x;1\n")
    found = read(path, marketplace="ozon")
    assert [one.seller for one in found.fresh] == ["B", "C"]
    assert [(problem.line, problem.code) for problem in found.problems] == [(3, code)]


def test_formulas_and_markup_in_cells_stay_words(written: Write) -> None:
    cell = "=HYPERLINK(1) [bold]<b>{ $x }"
    found = read(written("a.csv", f"sku;date;reason\n=A1+B2;2026-09-01;{cell}\n"), marketplace="ozon")
    assert (found.fresh[0].seller, found.fresh[0].reason) == ("=A1+B2", cell)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[1, 2]",
        b'{"returns": []}',
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"PK\x03\x04broken",
        b"\xd0\xcf\x11\xe0",
        b"a;b\n1;2\n",
        b"\xff\xfe\x00",
        b'[{"id": "\xff"}]',
    ],
)
def test_a_broken_file_is_refused_as_a_whole(written: Write, raw: bytes) -> None:
    with pytest.raises(ReportUnreadable):
        read(written("a.json", raw))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReportUnreadable) as error:
        read(tmp_path / "none.csv")
    assert error.value.args_["why"] == "missing"


def test_an_item_that_is_broken_does_not_spoil_the_others(written: Write) -> None:
    good = ozon_return(1, "ClientReturn", "брак")
    odd = {**ozon_return(2, "ClientReturn", "x"), "product": {"offer_id": {"deep": [1]}, "quantity": True}}
    found = read(written("a.json", {"returns": [good, odd, 7, None]}))
    assert [row.external for row in found.fresh] == ["1"]
    assert [problem.code for problem in found.problems] == ["no-sku", "broken-text", "broken-text"]


def sales(text: str, written: Write, *, sold: tuple[Row, ...] = (), **more: Any) -> Plan:
    return read(written("sold.csv", text), "sales", marketplace="ozon", sold=sold, **more)


def test_sales_of_sizes_on_several_lines_are_one_figure(written: Write) -> None:
    found = sales("sku;from;to;units\nA;2026-09-01;2026-09-30;3\nA;2026-09-01;2026-09-30;4\n", written)
    (row,) = found.fresh
    assert (row.units, row.day, row.until) == (7, "2026-09-01", "2026-09-30")
    again = sales(
        "sku;from;to;units\nA;2026-09-01;2026-09-30;3\nA;2026-09-01;2026-09-30;4\n",
        written,
        sold=found.fresh,
        known=recorded(found),
    )
    assert again.fresh == ()


def test_days_that_overlap_known_ones_are_not_counted_twice(written: Write) -> None:
    september = sales("sku;from;to;units\nA;2026-09-01;2026-09-30;7\n", written)
    text = (
        "sku;from;to;units\nA;2026-09-30;2026-10-02;1\nA;2026-10-01;2026-10-31;2\nB;2026-09-05;2026-09-06;1\n"
    )
    found = sales(text, written, sold=september.fresh, known=recorded(september))
    assert [(row.sku, row.day) for row in found.fresh] == [("A", "2026-10-01"), ("B", "2026-09-05")]
    assert [(problem.line, problem.code) for problem in found.problems] == [(2, "period-overlap")]


def test_the_days_of_sales_can_be_said_for_the_whole_file(written: Write) -> None:
    text = "артикул продавца;продано\nA;5\n"
    assert [problem.code for problem in sales(text, written).problems] == ["bad-day"]
    found = sales(text, written, period=Period("2026-10-01", "2026-10-31"))
    assert (found.fresh[0].day, found.fresh[0].until, found.fresh[0].units) == ("2026-10-01", "2026-10-31", 5)
    backwards = sales("sku;from;to;units\nA;2026-10-02;2026-10-01;1\n", written)
    assert [problem.code for problem in backwards.problems] == ["bad-period"]


def test_what_is_packed_comes_back_row_by_row(written: Write) -> None:
    found = read(written("a.csv", as_csv(KASPI, KASPI_ROWS)))
    events = list(packed(found.fresh, file="a.csv", most=3))
    assert [len(event.rows) for event in events] == [3, 1]
    decoded = [msgspec.json.decode(msgspec.json.encode(event), type=type(event)) for event in events]
    assert [row for event in decoded for row in rows_of(event)] == list(found.fresh)


def test_a_place_beyond_the_texts_is_an_empty_text(written: Write) -> None:
    (event,) = packed(read(written("a.csv", as_csv(KASPI, KASPI_ROWS))).fresh, file="a.csv", most=10)
    assert isinstance(event, Reported)
    bare = msgspec.structs.replace(event, texts=())
    assert {row.seller for row in rows_of(bare)} == {""}


def test_reading_can_be_broken_off(written: Write) -> None:
    rows = [kaspi_row(str(number), "PL-114", "Возврат") for number in range(1500)]

    class Stopped(Exception):
        pass

    def stop(_rows: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        read(written("a.csv", as_csv(KASPI, rows)), progress=stop)


def test_identities_do_not_run_into_each_other(written: Write) -> None:
    (row, *_) = read(written("a.csv", as_csv(KASPI, KASPI_ROWS))).fresh
    assert replace(row, seller="PL-1", external="14601").identity() != row.identity()
    assert replace(row, units=5).identity() == row.identity()
    assert replace(row, units=5).content() != row.content()
