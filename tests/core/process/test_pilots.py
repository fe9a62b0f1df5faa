from __future__ import annotations

from datetime import date

import pytest

from core.process.pilots import NotPiloted, Season, not_piloted

MARCH = Season("8 March", date(2027, 2, 20), date(2027, 3, 8))


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2027, 1, 20), None),
        (date(2027, 1, 21), 30),
        (date(2027, 2, 20), 0),
        (date(2027, 3, 8), 0),
        (date(2027, 3, 9), None),
    ],
)
def test_a_category_is_named_from_so_many_days_before_a_season_to_its_end(
    today: date, days: int | None
) -> None:
    found = not_piloted([MARCH], ["shoes"], [], today, 30)
    assert found == (() if days is None else (NotPiloted("shoes", "8 March", days),))


def test_a_piloted_category_and_one_the_season_is_not_about_are_not_named() -> None:
    season = Season("New Year", date(2026, 12, 1), date(2027, 1, 8), ("toys", "home"))
    found = not_piloted([season, MARCH], ["shoes", "toys"], ["home"], date(2026, 11, 24), 30)
    assert [(one.category, one.season) for one in found] == [("toys", "New Year")]
