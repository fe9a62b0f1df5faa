from __future__ import annotations

import unicodedata

import pytest

from tui.render.glyphs import further, glyphs
from tui.render.mode import Mode


@pytest.mark.parametrize("mode", Mode)
def test_every_set_of_dots_has_a_glyph_of_its_own(mode: Mode) -> None:
    across, down = mode.dots
    found = glyphs(mode)
    sets = 2 ** (across * down)
    assert len(set(found)) == len(found) == sets + len(further(mode))
    assert (found[0], found[sets - 1]) == (" ", "█")


def test_half_blocks_have_no_glyphs_but_their_own() -> None:
    assert glyphs(Mode.HALF) == " ▀▄█"


def test_quadrants_have_no_glyph_that_came_after_unicode_3() -> None:
    assert all(0x2580 <= ord(glyph) <= 0x259F for glyph in glyphs(Mode.QUADRANT)[1:])


def test_sextants_are_those_that_unicode_names_by_their_dots() -> None:
    for dots, glyph in enumerate(glyphs(Mode.SEXTANT)[:64]):
        name = unicodedata.name(glyph)
        if name.startswith("BLOCK SEXTANT-"):
            assert {int(digit) for digit in name.rpartition("-")[2]} == {
                place + 1 for place in range(6) if dots >> place & 1
            }


def test_octants_fill_their_block_in_the_order_of_their_dots() -> None:
    block = [ord(glyph) for glyph in glyphs(Mode.OCTANT) if 0x1CD00 <= ord(glyph) <= 0x1CDFF]
    assert block == list(range(0x1CD00, 0x1CDE6))
    # From the names list of Unicode 16: OCTANT-3, OCTANT-23, OCTANT-4, OCTANT-5 and OCTANT-2345678, the last.
    known = {0b100: 0x1CD00, 0b110: 0x1CD01, 0b1000: 0x1CD03, 0b10000: 0x1CD09, 0b11111110: 0x1CDE5}
    for dots, code in known.items():
        assert ord(glyphs(Mode.OCTANT)[dots]) == code
