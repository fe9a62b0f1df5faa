"""The board, blind second looks and who sits here, by keys alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from core.desk import Desk
from core.model import Answer, Draft, Looked, Proof, Slot, State, Verdict
from core.workspace import Workspace
from tui.app import VitrinaApp
from tui.i18n.catalogue import catalogue
from tui.screens.board import BoardScreen
from tui.screens.desk import DeskScreen
from tui.screens.person import PersonScreen
from tui.widgets.checklist_pane import ChecklistPane

LOOKED = Looked(
    seconds=9,
    compare=Proof.SEEN,
    phone=Proof.SEEN,
    large_screen=Proof.DECLARED,
    colour=Proof.SEEN,
    detail=Proof.SEEN,
)
TEAM = """
[people.ana]
roles = ["reviewer"]
[people.bek]
roles = ["auditor"]
"""


@asynccontextmanager
async def running(
    desk: Desk, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[VitrinaApp, Pilot[int]]]:
    app = VitrinaApp(desk, catalogue("en"))
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield app, pilot


async def settled(pilot: Pilot[int]) -> None:
    await pilot.pause()
    groups = ("decide", "files", "queue", "board", "batches")
    for _ in range(300):
        busy = [worker for worker in pilot.app.workers if worker.group in groups]
        if all(worker.is_finished for worker in busy):
            break
        await pilot.pause(0.01)
    await pilot.pause()


async def press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


def text_of(app: VitrinaApp, where: str) -> str:
    return str(app.screen.query_one(where, Static).render())


def approve_all(desk: Desk, sku: str, slots: tuple[Slot, ...] = tuple(Slot)) -> None:
    for row in desk.queue():
        if row.sku == sku and row.candidate and row.candidate.match.slot in slots:
            answers = {item.id: Answer.PASS for item in desk.gating.asked(row.candidate).items}
            desk.deciding.approve(row.sha256, Draft(answers=answers, looked=LOOKED))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_board_shows_each_sku_in_its_stage_and_leads_to_it(
    desk: Desk, size: tuple[int, int]
) -> None:
    approve_all(desk, "A-1")
    async with running(desk, size) as (app, pilot):
        await press(pilot, "b")
        assert isinstance(app.screen, BoardScreen)
        assert app.screen.query_one("#stage-qa", OptionList).option_count == 2
        assert app.screen.query_one("#stage-cabinet", OptionList).option_count == 1
        await press(pilot, "down")
        assert "C-3" in text_of(app, "#card")
        await press(pilot, "right")
        assert "A-1" in text_of(app, "#card")
        await press(pilot, "left", "enter")
        assert isinstance(app.screen, DeskScreen)
        assert app.screen.selection.row is not None
        assert app.screen.selection.row.sku == "C-3"


async def test_the_board_is_narrowed_by_keys_on_every_layout(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, "и")
        assert isinstance(app.screen, BoardScreen)
        counts = []
        for key in ("с", "c", "c", "c"):
            await press(pilot, key)
            counts.append(app.screen.query_one("#stage-qa", OptionList).option_count)
        assert counts == [1, 1, 1, 3]
        await press(pilot, "l")
        assert "late only" in text_of(app, "#board-title")
        await press(pilot, "escape")
        assert isinstance(app.screen, DeskScreen)


async def test_a_second_look_is_blind_until_it_is_recorded(desk: Desk, workspace: Workspace) -> None:
    workspace.config.write_text(f"[review]\nmin_look_seconds = 0\n{TEAM}", "utf-8")
    first = Desk.open(workspace, person="ana")
    first.batching.open("shoes", ["A-1"])
    approve_all(first, "A-1")
    second = Desk.open(workspace, person="bek")
    async with running(second) as (app, pilot):
        await press(pilot, "A")
        screen = app.screen
        assert isinstance(screen, DeskScreen)
        assert [row.state for row in screen.selection.rows] == [State.UNDECIDED] * 2
        shown = screen.query_one(ChecklistPane).written
        assert "ana" not in shown
        await press(pilot, "x")
        await press(pilot, "s", "enter")
        assert "ana said approved, you say rejected" in text_of(app, "#message")
        assert len(screen.selection.rows) == 1
        await press(pilot, "A")
        assert len(screen.selection.rows) == 4
    standing = await asyncio.to_thread(lambda: second.process.batches()[0])
    assert standing.pairs == ((Verdict.APPROVE, Verdict.REJECT),)
    assert len(standing.unsettled) == 1
    first.close()
    second.close()


async def test_who_sits_here_is_asked_where_the_settings_do_not_know_the_name(workspace: Workspace) -> None:
    workspace.config.write_text(TEAM, "utf-8")
    desk = Desk.open(workspace, person="studio-pc")
    async with running(desk) as (app, pilot):
        assert isinstance(app.screen, PersonScreen)
        await press(pilot, "a", "n", "enter")
        assert desk.person == "ana"
        assert isinstance(app.screen, DeskScreen)
    desk.close()


async def test_changed_words_open_a_picture_again_and_say_what_changed(
    desk: Desk, workspace: Workspace
) -> None:
    approve_all(desk, "B-2")
    listed = workspace.listings.read_text("utf-8")
    workspace.listings.write_text(listed.replace("синий", "чёрный"), "utf-8")
    desk.refresh()
    async with running(desk) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, DeskScreen)
        screen.select(next(row.sha256 for row in desk.queue() if row.state is State.LAPSED))
        await settled(pilot)
        shown = screen.query_one(ChecklistPane).written
        assert "“синий” became “чёрный”" in shown
        assert "copy changed" in shown.lower()
