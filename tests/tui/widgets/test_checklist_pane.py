from __future__ import annotations

import pytest
from textual.geometry import Region

from core.desk import Desk
from tests.tui.test_desk_screen import running, screen, settled
from tui.widgets.checklist_pane import ChecklistPane


def words_in_view(pane: ChecklistPane) -> list[str]:
    """Return the words of the screen that stand in the pane, left of its scrollbar."""
    room, width = pane.region, pane.scrollable_content_region.width
    shown = pane.screen._compositor.render_strips()[room.y : room.bottom]
    lines = (strip.crop(room.x, room.x + width).text for strip in shown)
    return " ".join(lines).split()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_no_word_is_cut_however_wide_the_pane(desk: Desk, size: tuple[int, int]) -> None:
    async with running(desk, size) as (app, pilot):
        pane = screen(app).query_one(ChecklistPane)
        seen = words_in_view(pane)
        words = pane.written.split()
        assert len(seen) > pane.size.height
        assert any(words[at : at + len(seen)] == seen for at in range(len(words)))
        await pilot.resize_terminal(150, 50)
        await settled(pilot)
        seen = words_in_view(pane)
        words = pane.written.split()
        assert len(seen) > pane.size.height
        assert any(words[at : at + len(seen)] == seen for at in range(len(words)))


async def test_an_answer_draws_the_lines_that_it_changes_and_no_others(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        pane = screen(app).query_one(ChecklistPane)
        screen(app).action_answer(1)
        await settled(pilot)
        drawn: list[Region] = []
        refresh = pane.refresh
        pane.refresh = lambda *regions, **told: drawn.extend(regions) or refresh(*regions, **told)  # type: ignore[method-assign,func-returns-value]
        screen(app).action_answer(2)
        assert drawn
        assert sum(region.height for region in drawn) < pane.size.height
