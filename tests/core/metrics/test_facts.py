from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.metrics.facts import Wanted, by_months
from core.metrics.overview import Metrics
from tests.core.metrics.conftest import Shop

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def months(metrics: Metrics) -> dict[str, int]:
    return {group.value: group.sold for group in metrics.groups["month"]}


@given(DAYS, st.integers(0, 200), st.integers(0, 1000))
def test_a_periods_units_are_all_divided_among_its_months(first: date, length: int, units: int) -> None:
    last = first + timedelta(days=length)
    parts = list(by_months(first.isoformat(), last.isoformat(), units, Wanted()))
    assert sum(part for _, part in parts) == units
    seen = [day[:7] for day, _ in parts]
    assert len(seen) == len(set(seen))


@given(DAYS, st.integers(0, 100), st.integers(1, 500), DAYS)
def test_two_halves_of_what_is_wanted_make_the_whole(
    first: date, length: int, units: int, middle: date
) -> None:
    def part(wanted: Wanted) -> int:
        return sum(got for _, got in by_months(first.isoformat(), last.isoformat(), units, wanted))

    last = first + timedelta(days=length)
    before = part(Wanted(last=middle.isoformat()))
    after = part(Wanted(first=(middle + timedelta(days=1)).isoformat()))
    assert abs(before + after - units) <= 1  # each half rounds the day-wise parts on its own


def test_sales_of_a_period_are_divided_by_days(shop: Shop) -> None:
    shop.list("R-1")
    shop.take("sales", "ozon", "sku;from;to;units", ["R-1;2026-06-21;2026-07-10;100"])
    assert months(shop.metrics.overview()) == {"2026-06": 50, "2026-07": 50}
    assert months(shop.metrics.overview(Wanted(first="2026-07-01", last="2026-07-05"))) == {"2026-07": 25}


def test_a_cancelled_order_is_no_return(shop: Shop) -> None:
    shop.list("R-1")
    header = "№ заказа;Артикул;Дата изменения статуса;Статус;Причина отмены;Количество"
    mistaken = "Отменен покупателем (Товар не соответствует описанию/фото)"
    lines = [f"1;R-1;02.07.2026;Отменен;{mistaken};1", "2;R-1;03.07.2026;Возврат;;2"]
    shop.take("returns", "kaspi", header, lines)
    found = shop.metrics.overview()
    assert (found.total.returned, found.total.not_as_pictured, found.cancelled) == (2, 0, 1)


def test_a_claim_that_came_back_is_one_return(shop: Shop) -> None:
    shop.list("R-1")
    header = "Уникальный ID заказа на возврат;Артикул WB;Дата заказа на возврат;Причина возврата;Тип возврата"
    shop.take("returns", "wildberries", header, ["s-1;77;2026-07-05;Цвет;Клиентский"])
    claims = [
        '{"id":"c1","srid":"s-1","nm_id":77,"dt":"2026-07-03T10:00:00","user_comment":"Цвет","status":0}'
    ]
    claims += [
        '{"id":"c2","srid":"s-2","nm_id":77,"dt":"2026-07-04T10:00:00","user_comment":"Цвет","status":0}'
    ]
    path = shop.root / "claims.json"
    path.write_text('{"claims":[' + ",".join(claims) + "]}", "utf-8")
    from core.returns.reports import Asked  # noqa: PLC0415

    asked = Asked()
    shop.reports.take(shop.reports.plan("returns", path, asked), asked)
    found = shop.metrics.overview().total
    assert (found.returned, found.not_as_pictured) == (2, 2)


def test_more_returned_than_sold_gives_no_share(shop: Shop) -> None:
    shop.list("R-1")
    shop.take("sales", "ozon", "sku;date;units", ["R-1;2026-07-01;60"])
    shop.take("returns", "ozon", "sku;date;reason;units", ["R-1;2026-07-02;Цвет;61"])
    rate = shop.metrics.overview().total.pictured
    assert (rate.hits, rate.of, rate.beyond, rate.share) == (61, 60, True, None)


@pytest.mark.parametrize("day", ["", "2026-07-02"])
def test_what_has_no_day_is_there_when_no_days_are_named(shop: Shop, day: str) -> None:
    shop.list("R-1")
    shop.take("returns", "ozon", "id;sku;date;reason", [f"1;R-1;{day};Цвет"])
    assert shop.metrics.overview().total.returned == 1
    named = shop.metrics.overview(Wanted(first="2026-07-01"))
    assert named.total.returned == (1 if day else 0)
