from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.text import Text

from tui.cli.doctor.card import card
from tui.render.glyphs import further, glyphs
from tui.render.mode import Depth, Mode


@pytest.mark.parametrize("depth", Depth)
def test_the_card_has_every_kind_of_block_side_by_side(depth: Depth) -> None:
    lines = [Text.from_ansi(line).plain for line in card(depth, str)]
    assert {len(line) for line in lines[1:8]} == {78}
    assert lines[0].split() == ["floor", "half", "quadrant", "sextant", "octant"]
    drawn = "".join(lines)
    for mode in (Mode.SEXTANT, Mode.OCTANT):
        finer = set(glyphs(mode)) - set(glyphs(Mode.QUADRANT)) - set(further(mode))
        assert len(finer & set(drawn)) > 2


@pytest.mark.parametrize("mode", Mode)
def test_the_card_shows_every_glyph_that_is_no_set_of_dots(mode: Mode) -> None:
    lines = card(Depth.NONE, str)
    shown = lines[lines.index("glyphs") + 1]
    assert set(further(mode)) <= set(shown)
    assert cell_len(shown) <= 78


def test_the_first_picture_is_in_half_blocks_alone() -> None:
    lines = [Text.from_ansi(line).plain for line in card(Depth.TRUE, str)]
    assert {character for line in lines[1:8] for character in line[:14]} <= set(" ▀▄")
    assert cell_len(lines[1][:14]) == 14
