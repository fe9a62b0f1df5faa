"""Half a year of sales and returns, against the same figures made another way: unit by unit, in SQL."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import sqrt

import pytest

from core.metrics.facts import BYS, By, Wanted
from core.metrics.overview import Metrics
from core.metrics.returned import Group
from core.model import Mode
from tests.core.metrics.conftest import Shop

FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
UNITS, RETURNS = 10_000, 300
CATEGORIES = ("jewelry", "shoes", "apparel", "home")
MARKETS = ("kaspi", "ozon", "wildberries")
WORDS = {
    "товар не соответствует описанию": True,
    "Цвет": True,
    "не подошёл размер": False,
    "брак": False,
    "некомплект": False,
    "передумал": False,
    "": False,
    "пахнет": False,
}
"""What buyers write, and whether it means that the article is not as pictured."""


@dataclass
class Truth:
    """One row a unit, as somebody would keep it who knows nothing of reports."""

    base: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(":memory:"))

    def __post_init__(self) -> None:
        columns = "what, sku, category, mode, marketplace, batch, month, mistaken"
        self.base.execute(f"create table unit ({columns})")

    def add(self, what: str, place: tuple[str, ...], *, mistaken: bool = False) -> None:
        self.base.execute("insert into unit values (?,?,?,?,?,?,?,?)", (what, *place, mistaken))

    def by(self, column: str) -> dict[str, tuple[int, int, int]]:
        rows = self.base.execute(
            f"select {column}, sum(what = 'sold'), sum(what = 'returned'), sum(mistaken) from unit group by 1"
        )
        return {value: (sold, returned, mistaken) for value, sold, returned, mistaken in rows}


@pytest.fixture(scope="module")
def half_year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Metrics, Truth, Shop]]:
    """What the tests here only read: the metrics, the truth, and the shop to ask for a part of it."""
    shop = Shop(tmp_path_factory.mktemp("half-year"))
    draw, truth = random.Random(20260101), Truth()
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    skus = [f"SKU-{number:02}" for number in range(40)]
    category = {sku: CATEGORIES[at % 4] for at, sku in enumerate(skus)}
    changes: dict[str, date] = {}
    shop.today = "2025-12-20"
    for sku in skus:
        shop.list(sku, category[sku])
    for number, name in enumerate(CATEGORIES):
        shop.batch(f"old-{number}", name, *(sku for sku in skus if category[sku] == name))
    for sku in skus:
        shop.decide(shop.arrive(sku, mode=Mode.EXACT_CARD))
    for sku in skus[::3]:  # a third gets another picture some day, in a batch of its own
        changes[sku] = draw.choice(days)
        shop.today = changes[sku].isoformat()
        shop.decide(shop.arrive(sku, mode=Mode.LIFESTYLE, attempt=2))

    def place(sku: str, market: str, day: date) -> tuple[str, ...]:
        newer = sku in changes and day >= changes[sku]
        mode = "lifestyle" if newer else "exact-card"
        return sku, category[sku], mode, market, f"old-{CATEGORIES.index(category[sku])}", f"{day:%Y-%m}"

    sold: Counter[tuple[str, str, date]] = Counter()
    for _ in range(UNITS):
        sold[draw.choice(skus), draw.choice(MARKETS), draw.choice(days)] += 1
    for (sku, market, day), units in sold.items():
        for _ in range(units):
            truth.add("sold", place(sku, market, day))
    for market in MARKETS:
        lines = [f"{sku};{day};{units}" for (sku, at, day), units in sold.items() if at == market]
        shop.take("sales", market, "sku;date;units", lines)
    came: dict[str, list[str]] = {market: [] for market in MARKETS}
    for number in range(RETURNS):
        sku, market, day = draw.choice(list(sold))
        words = draw.choice(list(WORDS))
        came[market].append(f"r{number};{sku};{day};{words}")
        truth.add("returned", place(sku, market, day), mistaken=WORDS[words])
    for market, lines in came.items():
        shop.take("returns", market, "id;sku;date;reason", lines)
    yield shop.metrics.overview(), truth, shop
    shop.history.close()


def bounds(hits: int, of: int) -> tuple[float, float]:
    """Find the shares whose own spread just reaches the one observed: Wilson's definition, by bisection."""

    def end(outside: float) -> float:
        inside = hits / of
        for _ in range(80):
            middle = (inside + outside) / 2
            reached = abs(hits / of - middle) <= 1.959963984540054 * sqrt(middle * (1 - middle) / of)
            inside, outside = (middle, outside) if reached else (inside, middle)
        return inside

    return end(0.0), end(1.0)


def figures(group: Group) -> tuple[int, int, int]:
    return group.sold, group.returned, group.not_as_pictured


def test_the_figures_of_half_a_year(half_year: tuple[Metrics, Truth, Shop]) -> None:
    metrics, truth, _ = half_year
    assert figures(metrics.total)[:2] == (UNITS, RETURNS)
    assert metrics.total.not_as_pictured == sum(one[2] for one in truth.by("month").values())
    for by in BYS:
        assert {group.value: figures(group) for group in metrics.groups[by]} == truth.by(by), by


def test_shares_and_intervals_of_half_a_year(half_year: tuple[Metrics, Truth, Shop]) -> None:
    metrics, truth, _ = half_year
    for by in BYS:
        expected = truth.by(by)
        for group in metrics.groups[by]:
            sold, _, mistaken = expected[group.value]
            assert group.pictured.share == pytest.approx(mistaken / sold)
            assert group.pictured.interval == pytest.approx(bounds(mistaken, sold), abs=1e-9)
    assert sum(bar.count for bar in metrics.return_reasons) == RETURNS


def test_every_return_that_is_not_as_pictured_escaped_an_approval(
    half_year: tuple[Metrics, Truth, Shop],
) -> None:
    metrics, truth, _ = half_year
    mistaken = {name: one[2] for name, one in truth.by("category").items()}
    assert Counter(escape.back.place.category for escape in metrics.escapes) == mistaken
    for escape in metrics.escapes:
        assert escape.shown.candidate.match.mode.value == escape.back.place.mode


@pytest.mark.parametrize("by", ["month", "marketplace"])
def test_a_part_of_half_a_year(half_year: tuple[Metrics, Truth, Shop], by: By) -> None:
    whole, truth, shop = half_year
    if by == "month":
        part = shop.metrics.overview(Wanted(first="2026-03-01", last="2026-03-31"))
        assert {group.value for group in part.groups["month"]} == {"2026-03"}
        assert figures(part.total) == truth.by("month")["2026-03"]
    else:
        part = shop.metrics.overview(Wanted(marketplace="ozon"))
        assert figures(part.total) == truth.by("marketplace")["ozon"]
    assert part.total.pictured.of < whole.total.pictured.of
