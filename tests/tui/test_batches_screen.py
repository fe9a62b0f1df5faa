"""Batches by keys alone."""

from __future__ import annotations

import pytest
from textual.widgets import OptionList

from core.desk import Desk
from core.model import Draft, Verdict
from core.workspace import Workspace
from tests.tui.test_process_screens import approve_all, press, running, text_of
from tui.screens.batches import BatchesScreen
from tui.screens.desk import DeskScreen
from tui.widgets.keys_line import KeysLine

TEAM = """
[review]
min_look_seconds = 0
[drift]
measure = false
[people.ana]
roles = ["reviewer", "owner"]
[people.bek]
roles = ["auditor", "reviewer"]
"""


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_a_batch_is_opened_paused_and_says_what_is_left(desk: Desk, size: tuple[int, int]) -> None:
    async with running(desk, size) as (app, pilot):
        await press(pilot, "B")
        assert isinstance(app.screen, BatchesScreen)
        await press(pilot, "o", "h", "o", "enter")
        (batch,) = desk.process.batches()
        assert batch.batch.category == "home"
        assert batch.batch.id in text_of(app, "#standing-body")
        assert "home: normal." in text_of(app, "#category")
        assert "No pilot has passed yet." in text_of(app, "#category")
        await press(pilot, "p")
        assert desk.process.batches()[0].batch.paused
        await press(pilot, "p", "c")
        assert "cannot be closed yet" in text_of(app, "#message")
        assert "SKUs with something to decide: 1" in text_of(app, "#message")
        await press(pilot, "enter")
        assert isinstance(app.screen, DeskScreen)
        assert app.screen.selection.row is not None
        assert app.screen.selection.row.sku == "C-3"


async def test_a_finished_batch_is_closed_with_a_summary(desk: Desk, workspace: Workspace) -> None:
    workspace.config.write_text(TEAM, "utf-8")
    team = Desk.open(workspace, person="ana")
    team.batching.open("shoes", ["A-1"])
    approve_all(team, "A-1")
    second = Desk.open(workspace, person="bek")
    for look in second.auditing.looks():
        second.auditing.record(look.row.sha256, Verdict.APPROVE, Draft(), ())
    second.close()
    team.refresh()
    async with running(team) as (app, pilot):
        await press(pilot, "B", "c")
        assert "is closed. SKUs: 1, audits: 2, disagreements: 0." in text_of(app, "#message")
        assert "Pilot passed." in text_of(app, "#category")
        assert app.screen.query_one("#batches", OptionList).option_count == 1
    team.close()


async def test_a_batch_is_handed_to_somebody_who_may_decide(desk: Desk, workspace: Workspace) -> None:
    workspace.config.write_text(TEAM, "utf-8")
    team = Desk.open(workspace, person="ana")
    team.batching.open("home", ["C-3"])
    async with running(team) as (app, pilot):
        await press(pilot, "И", "р", "b", "enter")
        assert isinstance(app.screen, BatchesScreen)
        assert team.process.batches()[0].batch.person == "bek"
        assert "bek has the batch" in text_of(app, "#message")
    team.close()


async def test_the_footer_names_only_keys_that_do_something(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, "B")
        assert str(app.screen.query_one(KeysLine).render()).split() == ["o", "Open", "Esc", "Back"]
        await press(pilot, "o", "h", "o", "enter")
        assert " c Close" in str(app.screen.query_one(KeysLine).render())


async def test_without_a_batch_it_says_how_to_begin(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, "B", "p", "c", "f")
        assert "There is no batch yet." in text_of(app, "#standing-body")
        await press(pilot, "h", "escape")
        assert isinstance(app.screen, DeskScreen)
