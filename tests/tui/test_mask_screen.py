"""A mask proposed, corrected and confirmed by keys and mouse, on the real screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import numpy as np
import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from core.desk import Desk
from core.evidence.desk import DeskEvidence
from core.evidence.outcome import Proposal
from core.imaging.mask import mask_from_png, mask_to_png
from core.workspace import Workspace
from tests.core.evidence.drawn import product, true_mask
from tui.app import VitrinaApp
from tui.i18n.catalogue import catalogue
from tui.screens.compare import CompareScreen
from tui.screens.mask import MaskScreen
from tui.widgets.mask_canvas import MaskCanvas

Asked = tuple[Pilot[int], MaskScreen]


@pytest.fixture
def desk(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    product(ground=236).save(workspace.sources / "A-1.jpg", quality=95)
    rough = true_mask()
    rough[:300] = False
    monkeypatch.setattr(DeskEvidence, "propose", lambda *_: Proposal(png=mask_to_png(rough), agreement=0.95))
    opened = Desk.open(workspace, person="ana")
    opened.taking_in.scan()
    yield opened
    opened.close()


@asynccontextmanager
async def opening(
    desk: Desk, size: tuple[int, int], key: str, *, compared: bool = False
) -> AsyncIterator[Asked]:
    """Open the mask screen from the desk, or from the views, as soon as they are drawn."""
    app = VitrinaApp(desk, catalogue("en"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        if compared:
            await pilot.press("enter")
            compare = app.screen
            assert isinstance(compare, CompareScreen)
            await until(pilot, lambda: compare.drawn)
        await pilot.press(key)
        screen = app.screen
        assert isinstance(screen, MaskScreen)
        yield pilot, screen


@asynccontextmanager
async def masking(
    desk: Desk, size: tuple[int, int] = (100, 40), key: str = "c", *, compared: bool = False
) -> AsyncIterator[Asked]:
    """Open the mask screen and wait for the proposal."""
    async with opening(desk, size, key, compared=compared) as (pilot, screen):
        await until(pilot, lambda: screen.editing is not None and bool(screen.editing.mask.any()))
        yield pilot, screen


async def until(pilot: Pilot[int], there: Callable[[], bool]) -> None:
    for _ in range(400):
        if there():
            break
        await pilot.pause(0.01)
    assert there()
    await pilot.pause()


def mask_of(screen: MaskScreen) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    assert screen.editing is not None
    return screen.editing.mask


def overlap(screen: MaskScreen) -> float:
    truth, mask = true_mask(), mask_of(screen)
    return float((mask & truth).sum() / (mask | truth).sum())


async def test_a_proposal_is_corrected_by_the_mouse_and_recorded_with_the_persons_name(desk: Desk) -> None:
    async with masking(desk) as (pilot, screen):
        assert "proposed, 95 % sure" in str(screen.query_one("#what", Static).render())
        assert overlap(screen) < 0.6
        canvas = screen.query_one(MaskCanvas)
        corner, across, down = canvas.corner, canvas.frame.columns, canvas.frame.rows  # type: ignore[union-attr]
        assert corner == (0, 0)
        dots = screen._dots()
        seen = screen._shown(dots).visible(dots)

        def cell(x: float, y: float) -> tuple[int, int]:
            return (
                int((x - seen.left) / seen.width * across),
                int((y - seen.top) / seen.height * down),
            )

        await pilot.mouse_down(MaskCanvas, offset=cell(95, 125))
        await pilot.hover(MaskCanvas, offset=cell(385, 485))
        await pilot.mouse_up(MaskCanvas, offset=cell(385, 485))
        await until(pilot, lambda: len(screen.editing.before) == 2)  # type: ignore[union-attr]
        assert overlap(screen) > 0.88
        await pilot.press("a")
        await until(pilot, lambda: pilot.app.screen is not screen)
        row = next(row for row in desk.queue() if row.sku == "A-1")
        assert row.source is not None
        found = desk.evidence.mask_of(row.source)
        assert found is not None
        assert found.person == "ana"
        mask = mask_from_png(found.png)
        assert mask is not None
        assert (mask == mask_of(screen)).all()


@pytest.mark.parametrize(("open_", "turn", "box", "undo"), [("c", "x", "b", "u"), ("с", "ч", "и", "г")])
async def test_keys_alone_take_a_part_away_and_bring_it_back(
    desk: Desk, open_: str, turn: str, box: str, undo: str
) -> None:
    async with masking(desk, key=open_) as (pilot, screen):
        before = mask_of(screen).copy()
        await pilot.press("plus")
        await until(pilot, lambda: mask_of(screen).sum() > before.sum())
        await pilot.press("minus")
        await until(pilot, lambda: len(screen.editing.before) == 3)  # type: ignore[union-attr]
        await pilot.press(turn, "shift+up", box, *["shift+right"] * 3, *["shift+down"] * 3, box)
        await until(pilot, lambda: len(screen.editing.before) == 4)  # type: ignore[union-attr]
        smaller = mask_of(screen).sum()
        assert smaller < before.sum()
        await pilot.press(undo)
        await until(pilot, lambda: mask_of(screen).sum() > smaller)


async def test_leaving_records_nothing_and_drops_a_begun_box_first(desk: Desk) -> None:
    async with masking(desk) as (pilot, screen):
        await pilot.press("b", "escape")
        assert pilot.app.screen is screen
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is not screen)
        assert all(desk.evidence.mask_of(row.source) is None for row in desk.queue() if row.source)


async def test_looking_closer_keeps_the_cursor_in_view(desk: Desk) -> None:
    async with masking(desk, size=(80, 24)) as (pilot, screen):
        await pilot.press("z", "z", "z", "z", *["shift+left"] * 9)
        dots = screen._dots()
        seen = screen._shown(dots).visible(dots)
        assert seen.holds(*screen._cursor)
        assert seen.width < 400
        await pilot.press("0")
        assert screen._shown(dots).visible(dots).width >= 480


async def test_a_source_that_is_gone_is_said_and_nothing_can_be_accepted(
    desk: Desk, workspace: Workspace
) -> None:
    row = desk.queue()[0]
    assert row.source is not None
    Path(workspace.root / row.source.path).unlink()
    async with opening(desk, (80, 24), "c") as (pilot, screen):
        await pilot.pause(0.05)
        await pilot.press("a")
        assert pilot.app.screen is screen
        assert desk.evidence.mask_of(row.source) is None


async def test_marked_from_the_views_it_is_cut_out_along_the_mask(desk: Desk) -> None:
    async with masking(desk, compared=True) as (pilot, _):
        app = pilot.app
        assert isinstance(app, VitrinaApp)
        compare = app.screen_stack[-2]
        assert isinstance(compare, CompareScreen)
        await pilot.press("a")
        await until(pilot, lambda: app.screen is compare and compare.drawn)
        row = compare.selection.row
        assert row
        assert row.source
        assert row.candidate

        def laid() -> bool:
            pair = app.views.pair(row.source, row.candidate)
            return pair is not None and pair.products[0] is not None and pair.products[0].trust == "known"

        await until(pilot, laid)
