from __future__ import annotations

import pytest
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from core.desk import Desk
from tests.tui.test_desk_screen import press, running, screen, settled
from tui.widgets.checklist_pane import ChecklistPane
from tui.widgets.line_pane import LinePane
from tui.widgets.queue_pane import QueuePane


def given(pane: LinePane) -> list[Strip]:
    return pane.render_lines(pane.region.reset_offset)


def made_anew(pane: LinePane) -> list[Strip]:
    """Return the lines of a pane that remembers nothing."""
    pane.notify_style_update()
    return given(pane)


@pytest.mark.parametrize("kind", [QueuePane, ChecklistPane])
async def test_a_kept_line_is_what_a_new_one_would_be(desk: Desk, kind: type[LinePane]) -> None:
    async with running(desk, (80, 24)) as (app, pilot):
        pane = screen(app).query_one(kind)
        for keys in ("j", "1", "j", "k", "x", "escape", "f", "escape", "u"):
            await press(pilot, keys)
            await settled(pilot)
            before = given(pane)
            assert before == made_anew(pane), keys


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_what_a_pane_draws_is_what_the_screen_shows(desk: Desk, size: tuple[int, int]) -> None:
    async with running(desk, size) as (app, _):
        shown = app.screen._compositor.render_strips()
        for pane in screen(app).query(LinePane):
            room, width = pane.region, pane.scrollable_content_region.width
            on_screen = [strip.crop(room.x, room.x + width).text for strip in shown[room.y : room.bottom]]
            assert on_screen == [strip.crop(0, width).text for strip in given(pane)], pane.id


async def test_a_part_of_a_pane_is_cut_from_its_lines(desk: Desk) -> None:
    async with running(desk, (80, 24)) as (app, _):
        pane = screen(app).query_one(QueuePane)
        whole = given(pane)
        part = pane.render_lines(Region(2, 1, 5, 3))
        assert [strip.text for strip in part] == [strip.text[2:7] for strip in whole[1:4]]


async def test_a_moved_selection_draws_two_lines(desk: Desk) -> None:
    async with running(desk, (80, 24)) as (app, pilot):
        pane = screen(app).query_one(QueuePane)
        before = given(pane)
        await press(pilot, "j")
        await settled(pilot)
        after = given(pane)
        assert 0 < sum(one is not two for one, two in zip(before, after, strict=True)) <= 3


async def test_the_scrollbar_looks_like_textuals_own(desk: Desk) -> None:
    async with running(desk, (80, 24)) as (app, pilot):
        pane = screen(app).query_one(ChecklistPane)
        bar = pane.vertical_scrollbar
        for y in (0, 1, 5):
            pane.scroll_to(y=y, animate=False, force=True)
            await settled(pilot)
            region = bar.region.reset_offset
            assert bar.render_lines(region) == ScrollBar.render_lines(bar, region), y
