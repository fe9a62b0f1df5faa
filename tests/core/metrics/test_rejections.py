from __future__ import annotations

from core.metrics.facts import Wanted
from core.metrics.rejections import LogFilter, Rejection, counted
from core.model import Slot, Verdict
from tests.core.metrics.conftest import Shop

REJECT = Verdict.REJECT


def nexts(shop: Shop) -> dict[tuple[str, tuple[str, ...]], str]:
    return {(one.by, one.reasons): one.next.id for one in shop.metrics.log()}


def test_a_rejection_says_what_happened_next(shop: Shop) -> None:
    shop.list("R-1")
    first = shop.arrive("R-1")
    shop.decide(first, REJECT, "shape", note="bent")
    (entry,) = shop.metrics.log()
    assert (entry.by, entry.sku, entry.person, entry.words) == ("qa", "R-1", "ana", "bent")
    assert (entry.day, entry.next.id) == ("2026-07-01", "next-studio")
    second = shop.arrive("R-1", attempt=2)
    assert shop.metrics.log()[0].next.id == "next-review"
    shop.decide(second, REJECT, "colour")
    assert nexts(shop) == {("qa", ("shape",)): "next-rejected", ("qa", ("colour",)): "next-studio"}
    third = shop.arrive("R-1", attempt=3)
    shop.decide(third)
    assert [one.next.args for one in shop.metrics.log()] == [{"attempt": 3}] * 2
    assert set(nexts(shop).values()) == {"next-approved"}


def test_other_slots_are_no_next_attempt(shop: Shop) -> None:
    shop.list("R-1")
    shop.decide(shop.arrive("R-1"), REJECT, "shape")
    shop.decide(shop.arrive("R-1", Slot.DETAIL, attempt=2))
    assert shop.metrics.log()[0].next.id == "next-studio"


def test_a_rejection_that_was_taken_back_is_logged_and_not_counted(shop: Shop) -> None:
    shop.list("R-1")
    sha = shop.arrive("R-1")
    shop.undo(sha, shop.decide(sha, REJECT, "shape"))
    shop.decide(sha)
    assert nexts(shop) == {("qa", ("shape",)): "next-taken-back"}
    found = shop.metrics.overview()
    assert (found.rejections.whole, found.own_reasons) == (0, ())


def test_a_rejection_that_another_decision_replaced_was_overruled(shop: Shop) -> None:
    shop.list("R-1")
    sha = shop.arrive("R-1")
    shop.decide(sha, REJECT, "shape")
    shop.person = "bek"
    shop.decide(sha)
    (entry,) = shop.metrics.log()
    assert (entry.next.id, entry.next.args) == ("next-overruled", {"person": "bek"})


def moderated(shop: Shop) -> tuple[Rejection, ...]:
    shop.list("R-1")
    shop.decide(shop.arrive("R-1"))
    lines = [
        "1;R-1;2026-07-05;Товар не соответствует описанию",
        "2;R-1;2026-07-06;Контактные данные Продавца и ссылки на иные сайты",
        "3;R-1;2026-07-07;Фото сгенерировано нейросетью",
        "4;R-1;2026-07-08;просто так",
        "5;R-9;2026-07-09;Товар не соответствует описанию",
    ]
    shop.take("moderation", "ozon", "id;sku;date;reason", lines)
    return shop.metrics.log()


def test_a_marketplaces_rejections_are_counted_by_what_they_say(shop: Shop) -> None:
    entries = moderated(shop)
    assert [one.day for one in entries] == [f"2026-07-0{n}" for n in (9, 8, 7, 6, 5)]
    assert counted(entries).about == {"mismatch": 2, "rules": 1, "ai": 1, "other": 1}
    assert [one.reasons for one in entries if one.words == "просто так"] == [("unmapped",)]
    assert {one.next.id for one in entries} == {"next-unchanged", "next-unknown-picture"}
    assert [one.person for one in entries if one.sku == "R-9"] == [""]


def test_a_marketplaces_rejection_is_followed_by_ours(shop: Shop) -> None:
    moderated(shop)
    picture = shop.metrics.log()[-1].candidate
    assert picture is not None
    shop.today = "2026-07-20"
    shop.decide(picture.sha256, REJECT, "label")
    assert {one.next.id for one in shop.metrics.log() if one.sku == "R-1"} == {"next-studio"}
    shop.decide(shop.arrive("R-1", attempt=2))
    assert {one.next.id for one in shop.metrics.log() if one.sku == "R-1"} == {"next-approved"}


def test_the_log_is_narrowed(shop: Shop) -> None:
    entries = moderated(shop)

    def left(**wanted: str) -> int:
        return sum(LogFilter(**wanted).takes(one) for one in entries)

    assert (left(by="ozon"), left(by="qa"), left(about="mismatch")) == (5, 0, 2)
    assert (left(reason="contacts"), left(text="НЕЙРОСЕТЬ"), left(text="r-9"), left(text="ana")) == (
        1,
        1,
        1,
        4,
    )


def test_days_and_marketplaces_narrow_the_log(shop: Shop) -> None:
    moderated(shop)
    shop.decide(shop.arrive("R-1", Slot.DETAIL), REJECT, "blur")
    assert len(shop.metrics.log(Wanted(first="2026-07-06", last="2026-07-07"))) == 2
    assert len(shop.metrics.log(Wanted(marketplace="ozon"))) == 5
    assert len(shop.metrics.log(Wanted(marketplace="kaspi"))) == 0
    assert len(shop.metrics.log(Wanted(category="jewelry"))) == 5
