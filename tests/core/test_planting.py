"""Planted pictures over real files: blind while they are shown, revealed when answered, never a product's."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from core.desk import Desk
from core.errors import GateOpen, UnknownCandidate
from core.model import Answer, Draft, LargeScreen, Looked, Proof, State, Verdict
from core.process.plants import Plant
from core.queue import QueueRow
from core.workspace import Workspace, create_workspace

A, R = Verdict.APPROVE, Verdict.REJECT
LOOKED = Looked(
    seconds=9,
    compare=Proof.SEEN,
    phone=Proof.SEEN,
    large_screen=Proof.DECLARED,
    colour=Proof.SEEN,
    detail=Proof.SEEN,
)
SETTINGS = """
[review]
min_look_seconds = 0
[drift]
measure = false
[audit]
plants = 2
[pilots]
required = false
"""


def rested(path: Path) -> None:
    then = time.time_ns() - 60_000_000_000  # no scan waits for a file this old to come to rest
    os.utime(path, ns=(then, then))


def bag(path: Path, seed: int) -> None:
    image = Image.new("RGB", (300, 400), (238, 238, 236))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((70, 90, 230, 320), 24, fill=(60 + seed * 17 % 150, 60, 40 + seed * 29 % 170))
    for at in range(84, 214, 12):
        pen.line((at, 200, at + 6, 232), fill=(250, 250, 250), width=3)
    image.save(path)
    rested(path)


@pytest.fixture
def shop(own_folders: Path) -> Workspace:
    made = create_workspace(own_folders / "shop")
    made.config.write_text(SETTINGS, "utf-8")
    made.listings.write_text("sku;title;category\nS-1;Bag;shoes\nS-2;Bag;shoes\nS-3;Bag;shoes\n", "utf-8")
    for number, (sku, ending) in enumerate((("S-1", "png"), ("S-2", "jpg"), ("S-3", "webp"))):
        bag(made.sources / f"{sku}.png", number)
        bag(made.incoming / f"{sku}__main__exact-card.{ending}", number + 20)
    return made


@pytest.fixture
def desk(shop: Workspace) -> Iterator[Desk]:
    opened = Desk.open(shop, person="ana")
    opened.taking_in.scan()
    opened.batching.open("shoes")
    yield opened
    opened.close()


def planted(desk: Desk) -> list[QueueRow]:
    return [row for row in desk.planting.shown(desk.queue()) if desk.planting.holds(row.sha256)]


def passed(desk: Desk, row: QueueRow) -> Draft:
    assert row.candidate is not None
    answers = {item.id: Answer.PASS for item in desk.gating.asked(row.candidate).items}
    source = row.source.sha256 if row.source else ""
    return Draft(answers=answers, looked=LOOKED, source_sha256=source)


def plant_of(desk: Desk, row: QueueRow) -> Plant:
    return desk.process.record().plants[row.sha256]


def test_a_planted_picture_looks_like_the_one_in_whose_place_it_is(desk: Desk) -> None:
    queue, shown = desk.queue(), desk.planting.shown(desk.queue())
    differing = [(was, now) for was, now in zip(queue, shown, strict=True) if was != now]
    assert len(differing) == 2
    for was, now in differing:
        assert was.candidate is not None
        assert now.candidate is not None
        assert plant_of(desk, now).base == was.sha256
        assert (was.sku, was.state, was.batch, was.path) == (now.sku, now.state, now.batch, now.path)
        assert Path(was.candidate.path).name == Path(now.candidate.path).name
        for known in ("match", "width", "height", "format"):
            assert getattr(was.candidate, known) == getattr(now.candidate, known)
        assert desk.gating.found(now.candidate).file == "same"
        assert desk.pictures.picture(now.candidate) is not None
        assert [item.code for item in desk.gating.left(now.candidate, passed(desk, now))] == []


def test_the_same_gate_stands_before_it_and_the_answer_is_no_decision(desk: Desk) -> None:
    row = planted(desk)[0]
    with pytest.raises(GateOpen):
        desk.planting.answer(row.sha256, A, Draft())
    plant, counts = desk.planting.answer(row.sha256, A, passed(desk, row))
    assert (counts, plant.caught) == (True, False)
    base = desk.row(plant.base)
    assert base.state is State.UNDECIDED
    assert base.candidate is not None
    assert base.candidate.history == ()
    assert desk.planting.shown(desk.queue()) != desk.queue(), "the other one still waits"
    assert row.sha256 not in {one.sha256 for one in desk.planting.shown(desk.queue())}
    assert desk.row(row.sha256).sku == row.sku, "a screen that still shows it may ask"
    assert desk.gating.left(row.candidate, Draft()) if row.candidate else False
    with pytest.raises(UnknownCandidate):
        desk.deciding.approve(row.sha256, passed(desk, row))


def test_who_found_how_many_is_told_when_they_are_answered_and_not_before(desk: Desk) -> None:
    assert desk.planting.answered() == ()
    first, second = planted(desk)
    reason = plant_of(desk, first).expected[0]
    desk.planting.answer(first.sha256, R, passed(desk, first), [reason])
    desk.planting.answer(second.sha256, A, passed(desk, second))
    counts = desk.planting.caught()["ana"]
    assert (counts.caught, counts.of, counts.named) == (1, 2, 1)
    assert desk.planting.answer(first.sha256, A, passed(desk, first))[1] is False, "the first answer counts"
    assert desk.planting.shown(desk.queue()) == desk.queue()


def test_postponing_and_large_screen_looks_give_nothing_away_and_prove_nothing_of_the_real_one(
    desk: Desk,
) -> None:
    row = planted(desk)[0]
    assert row.source is not None
    screen = LargeScreen(width=1920, height=1080, scale=1.0, seconds=9, zoom=100)
    desk.deciding.saw_large_screen(row.sha256, row.source.sha256, screen)
    desk.deciding.postpone(row.sha256)
    now = next(one for one in planted(desk) if one.sha256 == row.sha256)
    assert now.candidate is not None
    assert desk.gating.large_screen(now.candidate, row.source.sha256) == screen
    assert now.candidate.postponed_at is not None
    base = desk.row(plant_of(desk, row).base).candidate
    assert base is not None
    assert base.large_looks == ()


def test_a_batch_that_is_filled_later_gets_those_it_lacks(shop: Workspace) -> None:
    desk = Desk.open(shop, person="ana")
    desk.taking_in.scan()
    (batch,) = desk.batching.open("shoes", ["S-1"]).batches
    first = planted(desk)
    assert [row.sku for row in first] == ["S-1"]
    desk.batching.add(batch, ["S-2"])
    assert {row.sku for row in planted(desk)} == {"S-1", "S-2"}
    assert first[0].sha256 in {row.sha256 for row in planted(desk)}
    desk.batching.add(batch, ["S-3"])
    assert len(planted(desk)) == 2, "as many as the settings ask for"
    desk.close()


def test_a_batch_closes_without_them_and_a_decided_picture_has_none(desk: Desk) -> None:
    for row in desk.queue():
        desk.deciding.approve(row.sha256, passed(desk, row))
    assert planted(desk) == []
    assert all(pack.releasable or pack.missing for pack in desk.process.packs())
    assert not desk.process.batches()[0].undecided


def test_a_copy_of_a_planted_file_is_refused_and_never_packed(desk: Desk, shop: Workspace) -> None:
    plant = plant_of(desk, planted(desk)[0])
    copy = shop.incoming / f"S-1__detail{Path(plant.path).suffix}"
    shutil.copy(shop.absolute(plant.path), copy)
    rested(copy)
    desk.taking_in.scan()
    (refusal,) = desk.refusals()
    assert refusal.code == "planted"
    assert all(row.sha256 != plant.sha256 for row in desk.queue())


def test_a_planted_file_says_inside_what_it_is(desk: Desk, shop: Workspace) -> None:
    for row in planted(desk):
        data = shop.absolute(plant_of(desk, row).path).read_bytes()
        assert b"planted on purpose" in data


def test_without_the_setting_nothing_is_planted(shop: Workspace) -> None:
    shop.config.write_text(SETTINGS.replace("plants = 2", "plants = 0"), "utf-8")
    desk = Desk.open(shop, person="ana")
    desk.taking_in.scan()
    desk.batching.open("shoes")
    assert desk.process.record().plants == {}
    assert not shop.plants.exists()
    desk.close()


def test_a_batch_opens_without_them_where_they_cannot_be_written(shop: Workspace) -> None:
    shop.plants.write_text("in the way", "utf-8")
    desk = Desk.open(shop, person="ana")
    desk.taking_in.scan()
    assert desk.batching.open("shoes").batches
    assert desk.planting.failure is not None
    assert replace(desk.process.batches()[0]).batch.skus == ("S-1", "S-2", "S-3")
    desk.close()
