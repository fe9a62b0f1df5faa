"""A drill by keys alone, and planted pictures at the desk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from core.desk import Desk
from core.drilling import DrillWish
from core.model import State
from core.workspace import Workspace
from tests.tui.test_process_screens import approve_all
from tui.app import VitrinaApp
from tui.i18n.catalogue import catalogue
from tui.screens.desk import DeskScreen
from tui.screens.train import TrainScreen
from tui.widgets.stage import Tile


@asynccontextmanager
async def drilling(
    desk: Desk, wish: DrillWish, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[TrainScreen, Pilot[int]]]:
    app = VitrinaApp(desk, catalogue("en"), drill=wish)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, TrainScreen)
        await until(pilot, screen, "looking")
        yield screen, pilot


async def until(pilot: Pilot[int], screen: TrainScreen, standing: str) -> None:
    for _ in range(500):
        if screen.standing == standing:
            break
        await pilot.pause(0.01)
    assert screen.standing == standing
    await pilot.pause()


def text_of(screen: TrainScreen, where: str) -> str:
    return str(screen.query_one(where, Static).render())


async def answer(screen: TrainScreen, pilot: Pilot[int], *, right: bool) -> None:
    """Answer the pair on the screen, rightly or wrongly, with a reason that names nothing in particular."""
    assert screen.exercise is not None
    if bool(screen.exercise.kind) is right:
        await pilot.press("x", "s", "enter")
    else:
        await pilot.press("a")
    await until(pilot, screen, "answered")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_a_drill_from_its_first_pair_to_what_it_came_to(desk: Desk, size: tuple[int, int]) -> None:
    approve_all(desk, "A-1")
    before = [row.state for row in desk.queue()]
    async with drilling(desk, DrillWish(size=5), size) as (screen, pilot):
        for number in range(5):
            assert f"pair {number + 1} of 5" in text_of(screen, "#what")
            assert all(tile.canvas.frame for tile in list(screen.query(Tile))[:2])
            await answer(screen, pilot, right=number != 1)
            told = text_of(screen, "#told")
            assert ("Missed" in told or "false alarm" in told) is (number == 1)
            await pilot.press("tab")
            await until(pilot, screen, "looking" if number < 4 else "done")
        score = text_of(screen, "#score-body")
        assert "Defects found: " in score
        assert "Your drills so far" in score
        (drill,) = desk.drilling.drills("ana")
        assert (drill.complete, sum(one.right for one in drill.answers)) == (True, 4)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, DeskScreen)
    assert [row.state for row in desk.queue()] == before


async def test_the_place_is_framed_when_it_is_answered_and_not_before(desk: Desk) -> None:
    approve_all(desk, "A-1")
    async with drilling(desk, DrillWish(size=5)) as (screen, pilot):
        while screen.exercise is not None and not screen.exercise.kind:
            await answer(screen, pilot, right=True)
            await pilot.press("tab")
            await until(pilot, screen, "looking")
        canvas = screen.query(Tile)[1].canvas
        asked = canvas.frame
        await answer(screen, pilot, right=False)
        for _ in range(300):
            if canvas.frame is not asked:
                break
            await pilot.pause(0.01)
        assert canvas.frame is not None
        assert asked is not None
        assert canvas.frame is not asked


async def test_the_views_of_a_review_work_and_a_broken_off_drill_says_how_far_it_came(desk: Desk) -> None:
    approve_all(desk, "A-1")
    async with drilling(desk, DrillWish(size=5)) as (screen, pilot):
        for key in ("b", "b", "w", "left", "d", "v", "z", "right", "0"):
            await pilot.press(key)
        await answer(screen, pilot, right=True)
        await pilot.press("q")
        assert screen.standing == "done"
        assert "Not finished: 1 of 5" in text_of(screen, "#score-body")


async def test_a_drill_without_pictures_says_what_is_missing(workspace: Workspace) -> None:
    for path in workspace.sources.iterdir():
        path.unlink()
    desk = Desk.open(workspace, person="ana")
    app = VitrinaApp(desk, catalogue("en"), drill=DrillWish())
    async with app.run_test(size=(120, 40)) as pilot:
        screen = app.screen
        assert isinstance(screen, TrainScreen)
        for _ in range(300):
            if "no picture to train with" in text_of(screen, "#told"):
                break
            await pilot.pause(0.01)
        assert "no picture to train with" in text_of(screen, "#told")
        await pilot.press("escape")
        assert isinstance(app.screen, DeskScreen)
    desk.close()


async def test_a_planted_picture_is_revealed_by_its_answer_and_the_real_one_follows(
    workspace: Workspace,
) -> None:
    settings = workspace.config.read_text("utf-8")
    workspace.config.write_text(f"{settings}[audit]\nplants = 1\n[pilots]\nrequired = false\n", "utf-8")
    desk = Desk.open(workspace, person="ana")
    desk.taking_in.scan()
    desk.batching.open("home")
    app = VitrinaApp(desk, catalogue("en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, DeskScreen)
        planted = next(row for row in screen.selection.rows if desk.planting.holds(row.sha256))
        screen.select(planted.sha256)
        await pilot.press("x", "s", "enter")
        for _ in range(300):
            if screen.selection.sha256 != planted.sha256:
                break
            await pilot.pause(0.01)
        assert "planted on purpose" in str(screen.query_one("#message", Static).render())
        row = screen.selection.row
        assert row is not None
        assert (row.sku, row.state) == ("C-3", State.UNDECIDED)
        assert row.candidate is not None
        assert row.candidate.history == ()
    desk.close()
