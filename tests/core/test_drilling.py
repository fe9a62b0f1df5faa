"""Drills over real files: where their pictures come from, and what stays untouched by them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from core.desk import Desk
from core.drilling import DrillWish, Run
from core.errors import DrillNeeded, NothingToTrain, UnknownCategory
from core.model import Answer, Draft, Looked, Proof, Verdict
from core.training.plan import LOG
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


def bag(path: Path, seed: int) -> None:
    """Draw a bag with rivets and letters, its colour by the seed."""
    image = Image.new("RGB", (300, 400), (238, 238, 236))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((70, 90, 230, 320), 24, fill=(60 + seed * 17 % 150, 60, 40 + seed * 29 % 170))
    for at in range(84, 214, 12):
        pen.line((at, 200, at + 6, 232), fill=(250, 250, 250), width=3)
    image.save(path)
    then = time.time_ns() - 60_000_000_000  # no scan waits for a file this old to come to rest
    os.utime(path, ns=(then, then))


@pytest.fixture
def shop(own_folders: Path) -> Workspace:
    """Five SKUs of shoes and one of home, each with a source and a main picture."""
    made = create_workspace(own_folders / "shop")
    made.config.write_text("[review]\nmin_look_seconds = 0\n[drift]\nmeasure = false\n", "utf-8")
    skus = [*(f"S-{number}" for number in range(5)), "H-9"]
    rows = [f"{sku};Bag;{'home' if sku == 'H-9' else 'shoes'}" for sku in skus]
    made.listings.write_text("\n".join(["sku;title;category", *rows]), "utf-8")
    for number, sku in enumerate(skus):
        bag(made.sources / f"{sku}.png", number)
        bag(made.incoming / f"{sku}__main__exact-card.png", number + 20)
    return made


@pytest.fixture
def desk(shop: Workspace) -> Iterator[Desk]:
    opened = Desk.open(shop, person="ana")
    opened.taking_in.scan()
    yield opened
    opened.close()


def approve(desk: Desk, *skus: str) -> None:
    for row in desk.queue():
        if row.sku in skus and row.candidate:
            answers = {item.id: Answer.PASS for item in desk.gating.asked(row.candidate).items}
            desk.deciding.approve(row.sha256, Draft(answers=answers, looked=LOOKED))


def answer_all(desk: Desk, run: Run, *, blindly: Verdict | None = None) -> None:
    for number in range(len(run.tasks)):
        pair = desk.drilling.exercise(run, number)
        assert pair is not None
        verdict = blindly or (R if pair.kind else A)
        desk.drilling.answer(run, number, pair, verdict, reasons=pair.expected[:1])


def pictures_of(desk: Desk, run: Run) -> list[bytes]:
    pairs = [desk.drilling.exercise(run, number) for number in range(len(run.tasks))]
    return [np.asarray(pair.picture).tobytes() for pair in pairs if pair]


def test_a_drill_is_made_from_approved_pictures_with_and_without_a_defect(desk: Desk) -> None:
    approve(desk, "S-0", "S-1", "S-2", "S-3")
    approved = {row.sha256 for row in desk.queue() if row.decided}
    run = desk.drilling.begin(DrillWish(size=10))
    assert {task.sha256 for task in run.tasks} <= approved
    pairs = [desk.drilling.exercise(run, number) for number in range(10)]
    honest = [pair for pair in pairs if pair and not pair.kind]
    spoiled = [pair for pair in pairs if pair and pair.kind]
    assert (len(honest), len(spoiled)) == (4, 6)
    for pair in honest:
        path = desk.workspace.incoming / f"{pair.candidate.match.sku}__main__exact-card.png"
        assert np.array_equal(np.asarray(pair.picture), np.asarray(Image.open(path)))
        assert not pair.places
    for pair in spoiled:
        assert pair.places
        assert pair.expected


def test_the_same_seed_gives_the_same_pictures_and_passes_nothing(desk: Desk) -> None:
    approve(desk, "S-0", "S-1", "S-2", "S-3")
    wish = DrillWish(size=6, seed=11)
    first, again = desk.drilling.begin(wish), desk.drilling.begin(wish)
    assert pictures_of(desk, first) == pictures_of(desk, again)
    answer_all(desk, again)
    drill = desk.drilling.drill(again)
    assert drill.complete
    assert not desk.drilling.passes(drill)


def test_answers_are_kept_and_decide_nothing(desk: Desk, shop: Workspace) -> None:
    approve(desk, "S-0", "S-1", "S-2", "S-3")
    before = desk.queue()
    run = desk.drilling.begin(DrillWish(size=5))
    answer_all(desk, run)
    assert desk.queue() == before
    assert desk.process.agreement()[""].pairs == 0
    again = Desk.open(shop, person="bek")
    (kept,) = again.drilling.drills("ana")
    assert (kept.complete, kept.score.defects.rate) == (True, 1.0)
    assert again.drilling.drills("bek") == ()
    again.close()


def test_rejected_pictures_of_the_record_come_back_with_their_reasons(desk: Desk) -> None:
    approve(desk, "S-0", "S-1", "S-2", "S-3")
    wrong = next(row for row in desk.queue() if row.sku == "S-4")
    desk.deciding.reject(wrong.sha256, Draft(looked=LOOKED), ["kit"])
    run = desk.drilling.begin(DrillWish(size=10))
    number = next(n for n, task in enumerate(run.tasks) if task.sha256 == wrong.sha256)
    pair = desk.drilling.exercise(run, number)
    assert pair is not None
    assert (pair.kind, pair.expected) == (LOG, ("kit",))


def test_before_anything_is_approved_the_source_photos_serve(desk: Desk) -> None:
    sources = {row.source.sha256 for row in desk.queue() if row.source and row.sku != "H-9"}
    run = desk.drilling.begin(DrillWish("shoes", size=5))
    assert {task.sha256 for task in run.tasks} <= sources
    assert desk.drilling.exercise(run, 0) is not None


def test_without_a_picture_there_is_no_drill(own_folders: Path) -> None:
    empty = Desk.open(create_workspace(own_folders / "empty"), person="ana")
    with pytest.raises(NothingToTrain):
        empty.drilling.begin(DrillWish())
    with pytest.raises(UnknownCategory):
        empty.drilling.begin(DrillWish("moon"))
    empty.close()


def test_a_required_drill_stands_before_every_decision_in_its_category(shop: Workspace) -> None:
    text = shop.config.read_text("utf-8")
    shop.config.write_text(f'{text}[training]\nrequired = ["shoes"]\nsize = 5\n', "utf-8")
    desk = Desk.open(shop, person="ana")
    desk.taking_in.scan()
    row = next(one for one in desk.queue() if one.sku == "S-0")
    assert row.candidate is not None
    codes = lambda: [item.code for item in desk.gating.left(row.candidate, Draft())]  # noqa: E731 short for a test
    assert "undrilled" in codes()
    with pytest.raises(DrillNeeded):
        desk.deciding.reject(row.sha256, Draft(), ["shape"])
    answer_all(desk, desk.drilling.begin(DrillWish("shoes")), blindly=R)
    assert "undrilled" in codes(), "rejecting everything passes nothing"
    answer_all(desk, desk.drilling.begin(DrillWish()))
    assert "undrilled" in codes(), "another category's drill is not this one's"
    answer_all(desk, desk.drilling.begin(DrillWish("shoes")))
    assert "undrilled" not in codes()
    approve(desk, "S-0", "H-9")
    assert sum(one.decided for one in desk.queue()) == 2
    desk.close()
