from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from core.fold import state_of
from core.model import Listing, Slot, Source, State, Verdict
from core.process.board import BoardFilter, Card, SkuFacts, card_of
from core.process.packs import card_rows
from core.process.sla import Stage, Terms, WorkTime
from core.process.uploads import Upload

ALWAYS = WorkTime(days=frozenset(range(7)), opens=timedelta(0), closes=timedelta(days=1))
TERMS = Terms(ALWAYS, {"qa": 1, "studio": 5, "post-moderation": 20})
NEEDED = (Slot.MAIN, Slot.DETAIL)
SHOT = datetime(2026, 11, 1, tzinfo=UTC)
SOURCE = Source("sources/S-1.jpg", "5" * 64, "S-1", 9, 9, "JPEG", 1, SHOT)


def card(scene: Any, **facts: Any) -> Card:
    told = {"source": SOURCE, **facts}
    rows = tuple(row if told["source"] is None else _with_source(row) for row in scene.rows())
    return card_of(SkuFacts("S-1", rows, **told), NEEDED, TERMS, 3)


def _with_source(row: Any) -> Any:
    if row.state is State.NO_SOURCE:
        return msgspec.structs.replace(row, source=SOURCE, state=state_of(row.candidate, has_source=True))
    return row


def codes(found: Card) -> list[str]:
    return [one.id for one in found.missing]


def test_a_sku_goes_through_the_stages(scene: Any) -> None:
    assert (card(scene, source=None).stage, codes(card(scene, source=None))) == (
        Stage.SOURCE,
        ["missing-source"],
    )
    shot = card(scene)
    assert (shot.stage, shot.since, codes(shot)) == (Stage.STUDIO, SHOT, ["missing-slot"] * 2)
    main, detail = scene.arrive(), scene.arrive(slot=Slot.DETAIL)
    assert card(scene).stage is Stage.QA
    scene.decide(main)
    assert codes(card(scene)) == ["missing-decisions"]
    scene.decide(detail, Verdict.REJECT, reasons=("shape",))
    back = card(scene)
    assert (back.stage, codes(back)) == (Stage.STUDIO, ["missing-slot"])
    assert back.since is not None
    assert back.since > SHOT
    scene.decide(scene.arrive(slot=Slot.DETAIL, attempt=2))
    ready = card(scene)
    assert (ready.stage, codes(ready)) == (Stage.CABINET, ["missing-upload"])
    assert ready.since is not None
    pictures = tuple(row.sha256 for row in card_rows(ready.pack))
    uploads = {"kaspi": Upload("e1", pictures, "ana", ready.since + timedelta(hours=1))}
    sent = card(scene, uploads=uploads)
    assert (sent.stage, sent.stage.theirs) == (Stage.POST_MODERATION, True)
    assert sent.since == ready.since + timedelta(hours=1)
    scene.decide(scene.arrive(attempt=3))
    again = card(scene, uploads=uploads)
    assert again.stage is Stage.CABINET, "what was approved after the upload is to be uploaded"


def test_a_sku_is_uploaded_when_every_marketplace_of_its_listing_has_it(scene: Any) -> None:
    for slot in (Slot.MAIN, Slot.DETAIL):
        scene.decide(scene.arrive(slot=slot))
    listing = Listing("S-1", marketplaces=("kaspi", "ozon"))
    pictures = tuple(row.sha256 for row in card_rows(card(scene).pack))
    uploads = {name: Upload("e1", pictures, "ana", SHOT) for name in ("kaspi", "ozon", "wildberries")}
    assert card(scene, listing=listing).missing[-1].args == {"where": "kaspi, ozon"}
    half = card(scene, listing=listing, uploads={"kaspi": uploads["kaspi"]})
    assert (half.stage, half.missing[-1].args) == (Stage.CABINET, {"where": "ozon"})
    assert card(scene, listing=listing, uploads=uploads).stage is Stage.POST_MODERATION


def test_terms_run_from_the_stages_beginning(scene: Any) -> None:
    scene.arrive()
    found = card(scene)
    assert found.since is not None
    assert found.term is not None
    assert found.term.due_at == found.since + timedelta(hours=1)
    assert found.lateness(found.since) == "soon"
    assert found.lateness(found.since + timedelta(hours=2)) == "late"
    assert replace(found, term=None).lateness(SHOT) == ""


def test_failed_attempts_ask_for_a_new_photo(scene: Any) -> None:
    for attempt in (1, 2, 3):
        scene.decide(scene.arrive(attempt=attempt), Verdict.REJECT, reasons=("shape",))
    assert codes(card(scene)) == ["missing-reshoot", "missing-slot", "missing-slot"]


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [
        (BoardFilter(), True),
        (BoardFilter(category="shoes"), True),
        (BoardFilter(category="home"), False),
        (BoardFilter(marketplace="kaspi"), True),
        (BoardFilter(marketplace="ozon"), False),
        (BoardFilter(batch="b-1", person="ana"), True),
        (BoardFilter(batch="b-2"), False),
        (BoardFilter(person="bek"), False),
        (BoardFilter(late=True), True),
    ],
)
def test_filters_take_what_fits(scene: Any, wanted: BoardFilter, taken: bool) -> None:
    scene.arrive()
    listing = Listing("S-1", category="shoes", marketplaces=("kaspi",))
    found = card(scene, listing=listing, category="shoes", batch="b-1", person="ana")
    assert wanted.takes(found, SHOT + timedelta(days=300)) is taken
