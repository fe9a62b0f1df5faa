"""Exporting at the desk, by keys alone."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from core.desk import Desk
from core.export import exporting
from core.model import Answer, Draft, Looked, Proof
from core.workspace import Workspace
from tui.app import VitrinaApp
from tui.i18n.catalogue import catalogue
from tui.screens.board import BoardScreen
from tui.screens.export import ExportScreen
from tui.widgets.keys_line import KeysLine

SEEN = Proof.DECLARED
LOOKED = Looked(seconds=9, compare=SEEN, phone=SEEN, large_screen=SEEN, colour=SEEN, detail=SEEN)


@pytest.fixture
def audited(workspace: Workspace) -> Iterator[Desk]:
    """A desk at which A-1 is approved, audited and in a closed batch."""
    settings = workspace.config.read_text("utf-8") + "[audit]\nself_audit_hours = 0\n"
    workspace.config.write_text(settings, "utf-8")
    desk = Desk.open(workspace, person="ana")
    desk.taking_in.scan()
    batch = desk.batching.open("shoes").batches[0]
    for row in desk.queue():
        if row.batch == batch:
            desk.deciding.approve(row.sha256, draft(desk, row.sha256))
    for look in desk.auditing.looks(batch):
        desk.deciding.audit(look.row.sha256, look.decision.verdict, draft(desk, look.row.sha256))
    desk.batching.close(batch)
    yield desk
    desk.close()


def draft(desk: Desk, sha: str) -> Draft:
    return Draft({item.id: Answer.PASS for item in desk.gating.asked(desk.find(sha)).items}, looked=LOOKED)


@asynccontextmanager
async def exporting_screen(
    desk: Desk, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[VitrinaApp, Pilot[int]]]:
    app = VitrinaApp(desk, catalogue("en"))
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("b", "e")
        await settled(pilot)
        assert isinstance(app.screen, ExportScreen)
        yield app, pilot


async def settled(pilot: Pilot[int], *groups: str) -> None:
    await pilot.pause()
    wanted = groups or ("files", "queue", "board", "export-plan", "export")
    for _ in range(500):
        busy = [worker for worker in pilot.app.workers if worker.group in wanted]
        if all(worker.is_finished for worker in busy):
            break
        await pilot.pause(0.01)
    await pilot.pause()


def text_of(app: VitrinaApp, where: str) -> str:
    return str(app.screen.query_one(where, Static).render())


async def choose(pilot: Pilot[int], desk: Desk, marketplace: str) -> None:
    pilot.app.screen.query_one(OptionList).highlighted = list(desk.packs).index(marketplace)
    await settled(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_what_can_go_is_shown_and_written_by_a_key(audited: Desk, size: tuple[int, int]) -> None:
    async with exporting_screen(audited, size) as (app, pilot):
        await choose(pilot, audited, "kaspi")
        assert "SKUs that can go 1, pictures 2" in text_of(app, "#export-status")
        assert "B-2: Its listing does not name kaspi." in text_of(app, "#plan-text")
        await pilot.press("enter")
        await settled(pilot)
        (folder,) = audited.workspace.exports.iterdir()
        assert sorted(path.name for path in (folder / "A-1").iterdir()) == ["01.jpg", "02.png"]
        assert text_of(app, "#export-status").startswith("Written: ")
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, BoardScreen)


async def test_where_nothing_can_go_the_key_writes_nothing(audited: Desk) -> None:
    async with exporting_screen(audited) as (app, pilot):
        await choose(pilot, audited, "ozon")
        assert "no pack can go" in text_of(app, "#export-status")
        assert "Write" not in str(app.screen.query_one(KeysLine).render())
        await pilot.press("enter")
        await settled(pilot)
        assert list(audited.workspace.exports.iterdir()) == []


async def test_a_key_stops_the_writing_and_nothing_is_left(
    audited: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    convert = exporting.convert

    def slow(*args: Any, **settings: Any) -> Any:
        begun.set()
        go_on.wait(10)
        return convert(*args, **settings)

    monkeypatch.setattr(exporting, "convert", slow)
    async with exporting_screen(audited) as (app, pilot):
        await choose(pilot, audited, "kaspi")
        await pilot.press("enter")
        for _ in range(500):
            if begun.is_set():
                break
            await pilot.pause(0.01)
        await pilot.press("escape")
        assert isinstance(app.screen, ExportScreen)
        assert "Stopping" in text_of(app, "#export-status")
        go_on.set()
        await settled(pilot)
        assert "Stopped" in text_of(app, "#export-status")
        assert list(audited.workspace.exports.iterdir()) == []
        assert audited.process.sent().exports == {}


async def test_a_refusal_is_said(audited: Desk) -> None:
    async with exporting_screen(audited) as (app, pilot):
        await choose(pilot, audited, "kaspi")
        audited.workspace.exports.rmdir()
        audited.workspace.exports.write_text("in the way", "utf-8")
        await pilot.press("enter")
        await settled(pilot)
        assert "exports" in text_of(app, "#export-status")
        assert audited.workspace.exports.read_text("utf-8") == "in the way"
