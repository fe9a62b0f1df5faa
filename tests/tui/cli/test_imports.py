from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.store.verify import verify_files
from tests.core.returns.files import KASPI, KASPI_ROWS, as_csv, kaspi_row, ozon_return

Vitrina = Callable[..., Any]


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    path.write_bytes(as_csv(KASPI, KASPI_ROWS).encode("cp1251"))
    return path


def document(ran: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_a_dry_run_says_all_and_records_nothing(vitrina: Vitrina, shop: Any, orders: Path) -> None:
    ran = vitrina("import", "returns", orders, "--workspace", shop.root, "--dry-run", "--json")
    assert ran.code == 0
    found = document(ran)
    assert (found["marketplace"], found["report"], found["added"]) == ("kaspi", "orders-returns", 4)
    assert found["unmapped"] == [{"text": "Что-то новое", "rows": 1}]
    assert {one["sku"] for one in found["unlisted"]} == {"PL-114", "DP02/черный"}
    assert "Адрес самовывоза/доставки" in found["unused_columns"]
    assert not list((shop.root / "decisions").iterdir())


def test_what_is_recorded_is_known_the_next_time(vitrina: Vitrina, shop: Any, orders: Path) -> None:
    first = document(vitrina("import", "returns", orders, "--workspace", shop.root, "--json"))
    again = document(vitrina("import", "returns", orders, "--workspace", shop.root, "--json"))
    assert (first["added"], again["added"], again["known"]) == (4, 0, 4)
    sold = document(vitrina("import", "sales", orders, "--workspace", shop.root, "--json"))
    assert (sold["report"], sold["added"]) == ("orders-sales", 2)
    checked = verify_files(shop.root / "decisions")
    assert (checked.events, checked.broken) == (2, ())


def test_no_buyer_is_in_the_store(vitrina: Vitrina, shop: Any, orders: Path) -> None:
    for kind in ("returns", "sales"):
        assert vitrina("import", kind, orders, "--workspace", shop.root).code == 0
    stored = "".join(path.read_text("utf-8") for path in (shop.root / "decisions").iterdir())
    assert "не соответствует описанию" in stored
    for word in ("Иванова", "Абая", "123 45 67"):
        assert word not in stored


def test_named_columns_and_reasons_are_remembered(vitrina: Vitrina, shop: Any, tmp_path: Path) -> None:
    first, second = tmp_path / "1.csv", tmp_path / "2.csv"
    first.write_text("Код;Когда;Почему\nA-1;01.09.2026;тускло\n", "utf-8")
    second.write_text("Код;Когда;Почему\nA-1;02.09.2026;Тускло\n", "utf-8")
    named = ("--column", "seller=Код", "--column", "date=когда", "--column", "reason=Почему")
    place = ("--marketplace", "ozon", "--workspace", shop.root, "--json")
    refused = vitrina("import", "returns", first, *place)
    assert (refused.code, document(refused)["error"]["code"]) == (1, "report-unreadable")
    ran = vitrina("import", "returns", first, *named, "--reason", "тускло=wrong-colour", *place)
    assert (document(ran)["added"], document(ran)["unmapped"], document(ran)["unlisted"]) == (1, [], [])
    later = document(vitrina("import", "returns", second, *place))
    assert (later["added"], later["unmapped"]) == (1, [])


def test_what_was_named_once_does_not_hide_a_report_that_is_known(
    vitrina: Vitrina, shop: Any, tmp_path: Path
) -> None:
    table, answer = tmp_path / "1.csv", tmp_path / "2.json"
    table.write_text("Код;date\nA-1;01.09.2026\n", "utf-8")
    answer.write_text(json.dumps({"returns": [ozon_return(1, "ClientReturn", "брак")]}), "utf-8")
    place = ("--marketplace", "ozon", "--workspace", shop.root, "--json")
    assert vitrina("import", "returns", table, "--column", "seller=Код", *place).code == 0
    found = document(vitrina("import", "returns", answer, *place))
    assert (found["report"], found["added"]) == ("returns-list", 1)


def test_a_named_column_that_is_not_there_is_said(vitrina: Vitrina, shop: Any, orders: Path) -> None:
    ran = vitrina("import", "returns", orders, "--column", "reason=Почему", "--workspace", shop.root)
    assert ran.code == 1
    assert "Почему" in ran.err
    assert not list((shop.root / "decisions").iterdir())


def test_bad_rows_are_named_and_the_others_taken(vitrina: Vitrina, shop: Any, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    rows = [
        kaspi_row("1", "A-1", "Возврат"),
        kaspi_row("2", "", "Возврат"),
        kaspi_row("3", "A\x1b[2J", "Возврат"),
    ]
    path.write_text(as_csv(KASPI, rows), "utf-8")
    ran = vitrina("import", "returns", path, "--workspace", shop.root)
    assert ran.code == 1
    assert "bad.csv:3" in ran.err
    assert "bad.csv:4" in ran.err
    assert "\x1b" not in ran.out + ran.err
    again = vitrina("import", "returns", path, "--workspace", shop.root, "--json")
    assert document(again)["known"] == 1
    assert [one["code"] for one in document(again)["problems"]] == ["no-sku", "bad-id"]


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_language_says_what_was_taken(vitrina: Vitrina, shop: Any, orders: Path, language: str) -> None:
    ran = vitrina("import", "returns", orders, "--workspace", shop.root, "--lang", language)
    assert ran.code == 0
    assert "kaspi" in ran.out
    assert "Что-то новое" in ran.out


@pytest.mark.parametrize(
    "wrong",
    [
        ("returns", "f", "--column", "colour=x"),
        ("returns", "f", "--column", "seller"),
        ("returns", "f", "--reason", "x"),
        ("sales", "f", "--from", "2026-10-01"),
        ("sales", "f", "--from", "2026-10-02", "--to", "2026-10-01"),
        ("sales", "f", "--from", "октябрь", "--to", "2026-10-01"),
    ],
)
def test_wrong_usage_is_said(vitrina: Vitrina, shop: Any, wrong: tuple[str, ...]) -> None:
    assert vitrina("import", *wrong, "--workspace", shop.root).code == 2


def test_an_unknown_reason_or_marketplace_is_refused(vitrina: Vitrina, shop: Any, orders: Path) -> None:
    place = ("--workspace", shop.root, "--json")
    ran = vitrina("import", "returns", orders, "--reason", "x=ugly", *place)
    assert (ran.code, document(ran)["error"]["code"]) == (1, "unknown-feedback")
    ran = vitrina("import", "returns", orders, "--marketplace", "souk", *place)
    assert (ran.code, document(ran)["error"]["code"]) == (1, "unknown-marketplace")


def test_the_days_of_sales_can_be_said(vitrina: Vitrina, shop: Any, tmp_path: Path) -> None:
    path = tmp_path / "sold.csv"
    path.write_text("sku;units\nA-1;5\n", "utf-8")
    place = ("--marketplace", "ozon", "--workspace", shop.root, "--json")
    days = ("--from", "2026-10-01", "--to", "2026-10-31")
    assert document(vitrina("import", "sales", path, *days, *place))["added"] == 1
    overlapping = vitrina("import", "sales", path, "--from", "2026-10-15", "--to", "2026-11-15", *place)
    assert overlapping.code == 1
    assert [one["code"] for one in document(overlapping)["problems"]] == ["period-overlap"]
