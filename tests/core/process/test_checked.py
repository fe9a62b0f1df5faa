from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from checklists.packs_loader import load_packs
from core.events import RulesChecked
from core.kept import Entry
from core.process.checked import last_checks, standing

PACK = replace(load_packs()[0]["ozon"], review_by=date(2027, 2, 1), review_days=30)


def said(at: str, *, clock: str = "1", person: str = "ana", pack: str = PACK.version) -> Entry:
    event = RulesChecked(marketplace="ozon", pack=pack)
    return Entry(order=(clock, "d", "u", 1), id=clock * 64, person=person, device="d", at=at, event=event)


def test_a_pack_is_good_until_its_day_and_stale_from_the_next() -> None:
    assert not standing(PACK, {}, date(2027, 2, 1)).stale
    assert standing(PACK, {}, date(2027, 2, 2)).stale


def test_a_persons_word_holds_for_the_days_of_the_pack() -> None:
    checks = last_checks([said("2027-02-10T08:00:00.000Z")])
    found = standing(PACK, checks, date(2027, 3, 12))
    assert (found.stale, found.good_until) == (False, date(2027, 3, 12))
    assert found.check is not None
    assert found.check.person == "ana"
    assert standing(PACK, checks, date(2027, 3, 13)).stale


def test_a_word_on_another_version_of_the_pack_does_not_count() -> None:
    checks = last_checks([said("2027-02-10T08:00:00.000Z", pack="0123456789ab")])
    assert standing(PACK, checks, date(2027, 2, 11)).stale


def test_a_word_before_its_time_never_shortens_it() -> None:
    checks = last_checks([said("2026-11-30T08:00:00.000Z")])
    assert standing(PACK, checks, date(2026, 12, 1)).good_until == date(2027, 2, 1)


def test_a_clock_that_is_years_ahead_makes_no_pack_fresh_for_years() -> None:
    checks = last_checks([said("2099-01-01T00:00:00.000Z")])
    assert standing(PACK, checks, date(2027, 2, 10)).good_until == date(2027, 3, 12)


@pytest.mark.parametrize("at", ["yesterday", "", "9999-12-31T23:59:59-14:00"])
def test_a_word_without_a_time_does_not_count(at: str) -> None:
    assert last_checks([said(at)]) == {}


def test_the_last_of_several_counts_in_whichever_order_they_come() -> None:
    older = said("2027-02-02T08:00:00.000Z", clock="1", person="ana")
    newer = said("2027-02-03T08:00:00.000Z", clock="2", person="bek")
    for order in ([older, newer], [newer, older]):
        assert last_checks(order)[("ozon", PACK.version)].person == "bek"
