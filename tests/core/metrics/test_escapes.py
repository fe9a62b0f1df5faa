from __future__ import annotations

from core.metrics.escapes import Escape
from core.model import Answer, Verdict, Weighed
from tests.core.metrics.conftest import Shop

RETURN = "id;sku;date;reason"


def only(shop: Shop) -> Escape:
    (found,) = shop.metrics.overview().escapes
    return found


def approved(shop: Shop, *, against: tuple[str, ...] = ()) -> str:
    shop.list("R-1")
    sha = shop.arrive("R-1")
    weighed = Weighed(algorithm="1", flags=("hardware",), against=against)
    shop.decide(sha, answers={"stone-count": Answer.PASS}, weighed=weighed)
    shop.today = "2026-07-20"
    return sha


def test_an_escape_has_the_answers_and_the_evidence_of_then(shop: Shop) -> None:
    sha = approved(shop)
    shop.take("returns", "ozon", RETURN, ["1;R-1;2026-07-10;Цвет"])
    found = only(shop)
    assert found.shown.candidate.sha256 == sha
    assert found.shown.decision.answers == {"stone-count": Answer.PASS}
    assert found.shown.decision.weighed is not None
    assert found.shown.decision.weighed.flags == ("hardware",)
    assert (found.reasons, found.how) == (("colour",), "words")


def test_what_the_picture_was_rejected_for_since_names_what_escaped(shop: Shop) -> None:
    sha = approved(shop, against=("metal-tone",))
    shop.take("returns", "ozon", RETURN, ["1;R-1;2026-07-10;не как на фото"])
    assert (only(shop).reasons, only(shop).how) == (("colour",), "evidence")
    wrong = shop.decide(sha, Verdict.REJECT, "hardware", "label")
    assert (only(shop).reasons, only(shop).how) == (("hardware", "label"), "rejected-since")
    shop.undo(sha, wrong)
    assert only(shop).how == "evidence"


def test_what_nobody_knows_is_not_guessed(shop: Shop) -> None:
    approved(shop)
    shop.take("returns", "ozon", RETURN, ["1;R-1;2026-07-10;не как на фото"])
    assert (only(shop).reasons, only(shop).how) == ((), "")
    assert shop.metrics.overview().escaped == {"jewelry": {"": 1}}


def test_what_was_not_approved_then_did_not_escape(shop: Shop) -> None:
    approved(shop)
    lines = ["1;R-1;2026-06-10;Цвет", "2;OTHER;2026-07-10;Цвет", "3;R-1;2026-07-10;брак"]
    shop.take("returns", "ozon", RETURN, lines)
    assert shop.metrics.overview().escapes == ()
