from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.returns.values import MAX_REASON, parse_day, parse_units, without_contacts


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", ""),
        ("2026-11-23", "2026-11-23"),
        ("2026-11-23T23:59:59Z", "2026-11-23"),
        ("2026-11-23 10:00:00", "2026-11-23"),
        ("23.11.2026", "2026-11-23"),
        ("23.11.2026 10:15", "2026-11-23"),
        ("31.7.25", "2025-07-31"),
        ("1/9/2026", "2026-09-01"),
        ("31.02.2026", None),
        ("2026-13-01", None),
        ("1999-01-01", None),
        ("9999-01-01", None),
        ("23.11", None),
        ("45123", None),
        ("вчера", None),
    ],
)
def test_days_as_reports_write_them(text: str, day: str | None) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("3", 3),
        ("3.0", 3),
        ("3,00", 3),
        ("2 шт.", 2),
        ("0", 0),
        ("2.5", None),
        ("-1", None),
        ("x", None),
    ],
)
def test_counts_as_reports_write_them(text: str, count: int | None) -> None:
    assert parse_units(text) == count


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Цвет не тот, +7 (701) 123-45-67", "Цвет не тот, …"),
        ("пишите ivan.petrov+x@mail.kz срочно", "пишите … срочно"),
        ("смотрите https://x.example/a?b=c тут", "смотрите … тут"),
        ("инстаграм @shop_kz", "инстаграм …"),
        ("карта 4400 4301 2345 6789", "карта …"),
        ("размер 42, а нужен 43", "размер 42, а нужен 43"),
        ("заказ 12345", "заказ 12345"),
    ],
)
def test_what_leads_to_a_person_is_taken_out_of_their_words(text: str, kept: str) -> None:
    assert without_contacts(text) == kept


@given(st.text(max_size=3000))
def test_any_text_is_kept_within_its_bounds(text: str) -> None:
    assert len(without_contacts(text)) <= MAX_REASON


def test_a_text_made_to_be_slow_is_not() -> None:
    for piece in ("1 ", "a.", "a@", "@a", "www."):
        without_contacts(piece * 2000)
