"""The log, the metrics and reading a report, by keys alone."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from checklists.loader import load_checklists
from core.desk import Desk
from core.model import Answer, Draft, Looked, Proof, Slot
from core.returns.reports import Asked
from core.workspace import Workspace
from tui.app import VitrinaApp
from tui.i18n.catalogue import LANGUAGES, catalogue
from tui.screens.compare import CompareScreen
from tui.screens.desk import DeskScreen
from tui.screens.importing import ImportScreen
from tui.screens.metrics import ConfirmScreen, MetricsScreen
from tui.screens.rejection_log import LogScreen
from tui.widgets.checklist_pane import ChecklistPane

SEEN = Proof.SEEN
LOOKED = Looked(seconds=9, compare=SEEN, phone=SEEN, large_screen=Proof.DECLARED, colour=SEEN, detail=SEEN)
GROUPS = ("decide", "files", "queue", "metrics", "places", "take-over", "import", "import-take")
ITEM = next(item.id for item in load_checklists()[0]["shoes"].items if item.reason == "colour")


@pytest.fixture
def worked(workspace: Workspace) -> Iterator[Desk]:
    """A-1: main approved and sent back for its colour, detail rejected; a marketplace refused main."""
    config = workspace.config.read_text("utf-8") + "[metrics]\nescapes = 1\nfew_sold = 5\n"
    workspace.config.write_text(config, "utf-8")
    text = files("checklists").joinpath("categories", "shoes.toml").read_text("utf-8")
    lighter = re.sub(rf'(id = "{ITEM}"\ngroup = "[a-z-]+"\nseverity = )"[a-z]+"', r'\1"major"', text)
    (workspace.checklists / "shoes.toml").write_text(lighter, "utf-8")
    desk = Desk.open(workspace, person="ana")
    desk.taking_in.scan()
    for row in desk.queue():
        if row.candidate is None or row.sku != "A-1":
            continue
        answers = {item.id: Answer.PASS for item in desk.gating.asked(row.candidate).items}
        if row.candidate.match.slot is Slot.MAIN:
            desk.deciding.approve(row.sha256, Draft(answers=answers, looked=LOOKED))
        else:
            desk.deciding.reject(row.sha256, Draft(note="laces differ"), ["shape"])
    tables = {
        "sales": "sku;date;units\nA-1;2026-07-01;40\n",
        "returns": "id;sku;reason\n1;A-1;Цвет не соответствует\n",
        "moderation": "id;sku;reason\n1;A-1;Товар не соответствует описанию\n2;X;нейросеть\n",
    }
    for kind, text in tables.items():
        path = workspace.root / f"{kind}.csv"
        path.write_text(text, "utf-8")
        asked = Asked("ozon")
        desk.reports.take(desk.reports.plan(kind, path, asked), asked)  # type: ignore[arg-type]
    yield desk
    desk.close()


@asynccontextmanager
async def running(
    desk: Desk, size: tuple[int, int] = (120, 40), language: str = "en"
) -> AsyncIterator[tuple[VitrinaApp, Pilot[int]]]:
    app = VitrinaApp(desk, catalogue(language))  # type: ignore[arg-type]
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield app, pilot


async def settled(pilot: Pilot[int]) -> None:
    await pilot.pause()
    for _ in range(300):
        busy = [worker for worker in pilot.app.workers if worker.group in GROUPS]
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


def listed(app: VitrinaApp, where: str) -> int:
    return app.screen.query_one(where, OptionList).option_count


async def test_the_log_shows_every_rejection_and_leads_to_the_pair(worked: Desk) -> None:
    async with running(worked, (80, 24)) as (app, pilot):
        await press(pilot, "l")
        assert isinstance(app.screen, LogScreen)
        assert "Rejections: 3. The product differs: 2. Rules: 0. Really naming AI: 1." in text_of(
            app, "#log-title"
        )
        assert "laces differ" in text_of(app, "#entry")
        assert "waits for a new picture" in text_of(app, "#entry")
        await press(pilot, "enter")
        assert isinstance(app.screen, CompareScreen)
        row = app.screen.selection.row
        assert row is not None
        assert (row.sku, row.candidate.match.slot if row.candidate else None) == ("A-1", Slot.DETAIL)
        await press(pilot, "escape")
        assert isinstance(app.screen, LogScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, DeskScreen)


async def test_the_log_is_narrowed_by_keys_on_every_layout(worked: Desk) -> None:
    async with running(worked) as (app, pilot):
        await press(pilot, "д")
        counts = []
        for key in ("ц", "w", "w", "o", "щ", "o"):
            await press(pilot, key)
            counts.append(listed(app, "#entries"))
        assert counts == [1, 2, 3, 2, 0, 1]
        await press(pilot, "o", "o", "slash", "l", "a", "c", "e", "s", "enter")
        assert listed(app, "#entries") == 1
        await press(pilot, "slash", "escape")
        assert listed(app, "#entries") == 3
        assert isinstance(app.screen, LogScreen)


async def test_a_picture_that_is_not_known_has_no_pair(worked: Desk) -> None:
    async with running(worked) as (app, pilot):
        await press(pilot, "l", "j", "enter")
        assert isinstance(app.screen, LogScreen)
        assert "not here any more" in text_of(app, "#message")


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_an_escape_is_one_key_from_both_pictures(worked: Desk, size: tuple[int, int]) -> None:
    async with running(worked, size) as (app, pilot):
        await press(pilot, "f")
        assert isinstance(app.screen, MetricsScreen)
        assert "2.5 per 100 sold" in text_of(app, "#story")
        assert listed(app, "#escapes") == 2
        await press(pilot, "j")
        assert "Цвет не соответствует" in text_of(app, "#escape")
        assert "approved by ana" in text_of(app, "#escape")
        assert re.search(r"pass [1-9]", text_of(app, "#escape"))
        await press(pilot, "v")
        assert isinstance(app.screen, CompareScreen)
        row = app.screen.selection.row
        assert row is not None
        assert (row.sku, row.candidate.match.slot if row.candidate else None) == ("A-1", Slot.MAIN)


async def test_the_returns_are_grouped_by_one_thing_after_another(worked: Desk) -> None:
    async with running(worked) as (app, pilot):
        await press(pilot, "f")
        seen = []
        for _ in range(6):
            seen.append(next(part for part in text_of(app, "#story").split("\n") if part.startswith("By ")))
            await press(pilot, "g")
        assert set(seen) == {
            f"By {what}" for what in ("SKU", "category", "mode", "marketplace", "batch", "month")
        }


async def test_a_proposal_is_taken_over_only_after_a_yes(worked: Desk, workspace: Workspace) -> None:
    before = (workspace.checklists / "shoes.toml").read_text("utf-8")
    async with running(worked) as (app, pilot):
        await press(pilot, "f", "к")
        assert isinstance(app.screen, ConfirmScreen)
        await press(pilot, "escape")
        assert (workspace.checklists / "shoes.toml").read_text("utf-8") == before
        await press(pilot, "r", "enter")
        assert isinstance(app.screen, MetricsScreen)
        assert "is blocker now" in text_of(app, "#message")
        assert listed(app, "#escapes") == 1
    after = (workspace.checklists / "shoes.toml").read_text("utf-8")
    assert after != before
    (one,) = await asyncio.to_thread(worked.metrics.raised)
    assert (one.person, one.event.item) == ("ana", ITEM)
    assert {item.id: item.severity for item in worked.checklists["shoes"].items}[ITEM] == "blocker"


async def test_a_question_says_how_often_what_it_asks_about_came_back(worked: Desk) -> None:
    async with running(worked) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, DeskScreen)
        screen.select(next(row.sha256 for row in worked.queue() if row.sku == "A-1"))
        pane = screen.query_one(ChecklistPane)
        for _ in range(1500):  # they are counted at the first tick of the clock, behind everything else
            if "↩" in pane.written:
                break
            await pilot.pause(0.02)
        assert pane.written.count("↩ 1") == 1


async def test_second_looks_stay_blind(worked: Desk) -> None:
    async with running(worked) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, DeskScreen)
        screen.session.auditing = True
        await press(pilot, "l", "f")
        assert app.screen is screen


@pytest.mark.parametrize("language", LANGUAGES)
async def test_nothing_to_count_is_said_in_every_language(desk: Desk, language: str) -> None:
    say = catalogue(language)  # type: ignore[arg-type]
    async with running(desk, (80, 24), language) as (app, pilot):
        await press(pilot, "f")
        assert say("metrics-escapes-none") in text_of(app, "#escapes-title")
        await press(pilot, "escape", "l")
        assert say("log-empty") in text_of(app, "#log-title")


@pytest.fixture
def cabinet(workspace: Workspace) -> Path:
    """A table whose columns nobody knows."""
    path = workspace.root / "cabinet.csv"
    path.write_text("Код товара;Когда;Почему;Кто\nA-1;01.09.2026;тускло;Иванова\n", "utf-8")
    return path


async def mean(pilot: Pilot[int], name: str) -> None:
    await press(pilot, "enter")
    pilot.app.screen.query_one(Input).value = name
    await press(pilot, "enter")


async def name_file(pilot: Pilot[int], name: str) -> None:
    pilot.app.screen.query_one("#file", Input).value = name
    await press(pilot, "enter")


async def test_unknown_columns_are_mapped_by_hand_and_remembered(desk: Desk, cabinet: Path) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, "i")
        await name_file(pilot, "cabinet.csv")
        assert isinstance(app.screen, ImportScreen)
        assert "no report that is known" in text_of(app, "#import-says")
        assert "Иванова" not in "\n".join(str(one.render()) for one in app.screen.query(Static))
        while "· ozon" not in text_of(app, "#import-title"):
            await press(pilot, "s")
        await mean(pilot, "seller")
        await press(pilot, "j")
        await mean(pilot, "day")
        assert "1 new" in text_of(app, "#import-says")
        await press(pilot, "down")
        await mean(pilot, "reason")
        assert "fit no reason: 1" in text_of(app, "#import-says")
        await press(pilot, "home")
        await mean(pilot, "another col")
        assert "fit no reason" not in text_of(app, "#import-says")
        await press(pilot, "t")
        assert "Taken: 1 new" in text_of(app, "#import-says")
    cabinet.write_text("Код товара;Когда;Почему\nA-1;02.09.2026;Тускло\n", "utf-8")
    found = desk.reports.plan("returns", cabinet, Asked("ozon"))
    assert (found.added, dict(found.unmapped), set(found.recognised.columns)) == (
        1,
        {},
        {"seller", "date", "reason"},
    )


async def test_nothing_is_recorded_before_the_rows_are_taken(desk: Desk, cabinet: Path) -> None:
    cabinet.write_text("sku;date;reason\nA-1;01.09.2026;Цвет\n", "utf-8")
    async with running(desk) as (app, pilot):
        await press(pilot, "ш")
        await name_file(pilot, str(cabinet))
        while "· ozon" not in text_of(app, "#import-title"):
            await press(pilot, "s")
        assert "1 new" in text_of(app, "#import-says")
        await press(pilot, "escape")
        assert isinstance(app.screen, DeskScreen)
    assert desk.reports.rows() == {}


async def test_what_is_no_file_is_said_and_another_can_be_named(desk: Desk, cabinet: Path) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, "i")
        await name_file(pilot, "gone")
        assert "There is no file" in text_of(app, "#import-says")
        await press(pilot, "o")
        assert isinstance(app.focused, Input)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, DeskScreen)
