from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from core.events import Exported, ExportedCard, ExportedPicture, Uploaded, UploadedCard
from core.process.uploads import Sent, left_to_upload, sent, standing_uploads
from tests.core.process.conftest import Scene


def exported(export: str, *skus: str, marketplace: str = "ozon") -> Exported:
    cards = tuple(ExportedCard(sku, (ExportedPicture("a1", "d1", "f1"),)) for sku in skus)
    return Exported(marketplace=marketplace, export=export, pack="v1", cards=cards)


def uploaded(export: str, sku: str, *pictures: str, marketplace: str = "ozon") -> Uploaded:
    return Uploaded(marketplace=marketplace, cards=(UploadedCard(sku, export, pictures),))


def test_the_last_export_and_the_last_upload_of_each_sku_count(scene: Any) -> None:
    scene.event(exported("e1", "A", "B"))
    scene.event(exported("e2", "A"), "bek")
    scene.event(uploaded("e1", "A", "a1"))
    scene.event(uploaded("e2", "A", "a2"), "bek")
    found = sent(scene.entries)
    assert {sku: one["ozon"].export for sku, one in found.exports.items()} == {"A": "e2", "B": "e1"}
    assert (found.uploads["A"]["ozon"].export, found.uploads["A"]["ozon"].person) == ("e2", "bek")
    assert found.runs == {("ozon", "e1"), ("ozon", "e2")}
    assert sent([]) == Sent()


@settings(deadline=None, max_examples=24)
@given(st.permutations(range(4)))
def test_the_order_in_which_events_come_does_not_matter(order: list[int]) -> None:
    scene = Scene()
    scene.event(exported("e1", "A"))
    scene.event(uploaded("e1", "A", "a1"))
    scene.event(exported("e2", "A"))
    scene.event(uploaded("e2", "A", "a2"))
    assert sent(scene.entries[at] for at in order) == sent(scene.entries)


def test_an_upload_stands_as_long_as_its_pictures_are_the_approved_ones(scene: Any) -> None:
    scene.event(uploaded("e1", "A", "a1", "a2"))
    uploads = sent(scene.entries).uploads["A"]
    assert set(standing_uploads(uploads, ["a2", "a1"])) == {"ozon"}
    assert standing_uploads(uploads, ["a1"]) == {}
    assert standing_uploads(uploads, ["a1", "a2", "a3"]) == {}


def test_what_is_left_to_upload_goes_by_the_listing(scene: Any) -> None:
    scene.event(uploaded("e1", "A", "a1"))
    standing = standing_uploads(sent(scene.entries).uploads["A"], ["a1"])
    assert left_to_upload(standing, ("kaspi", "ozon")) == ("kaspi",)
    assert left_to_upload(standing, ()) == ()
    assert left_to_upload({}, ()) == ("-",)
