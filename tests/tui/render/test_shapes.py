from __future__ import annotations

import unicodedata

import numpy as np
import pytest

from tui.render.shapes import BARS, LINES, WEDGES, filled


@pytest.mark.parametrize("glyph", BARS + WEDGES + LINES)
def test_a_glyph_fills_what_one_with_a_finer_grid_fills_in_the_mean(glyph: str) -> None:
    fine = filled(glyph, 8, 16)
    assert np.allclose(fine.reshape(8, 2, 4, 2).mean(axis=(1, 3)), filled(glyph, 4, 8), atol=1e-6)
    assert 0 < fine.mean() < 1


@pytest.mark.parametrize("glyph", WEDGES)
def test_the_corner_or_side_that_a_wedge_is_named_by_is_filled(glyph: str) -> None:
    name = unicodedata.name(glyph)
    fine = filled(glyph, 48, 96)
    vertical, horizontal = {"UPPER": 0, "LOWER": -1}, {"LEFT": 0, "RIGHT": -1}
    if "DIAGONAL" in name:
        upper, left = name.split()[:2]
        assert fine[vertical[upper], horizontal[left]] == 1
        assert fine[-1 - vertical[upper], -1 - horizontal[left]] == 0
    else:
        named = name.partition(" TRIANGULAR")[0].split(" AND ")
        middles = {"UPPER": fine[0, 24], "LOWER": fine[-1, 24], "LEFT": fine[48, 0], "RIGHT": fine[48, -1]}
        assert {side for side, share in middles.items() if share == 1} == set(named)
        assert fine.mean() == pytest.approx(0.75, abs=0.02)


@pytest.mark.parametrize(
    ("code", "share"),
    [
        # areas by hand: a triangle is half of base times height
        (0x1FB3C, 1 / 2 * 1 / 3 / 2),
        (0x1FB3D, 1 * 1 / 3 / 2),
        (0x1FB40, 1 / 2 * 1 / 2),
        (0x1FB41, 1 - 1 / 2 * 1 / 3 / 2),
        (0x1FB46, (1 / 3 + 2 / 3) / 2),
        (0x1FB47, 1 / 2 * 1 / 3 / 2),
        (0x1FB51, (2 / 3 + 1 / 3) / 2),
        (0x1FB52, 1 - 1 / 2 * 1 / 3 / 2),
        (0x2581, 1 / 8),
        (0x2589, 7 / 8),
        (0x2594, 1 / 8),
        (0x1FB75, 1 / 8),
        (0x1FB7B, 1 / 8),
    ],
)
def test_a_glyph_fills_the_area_that_its_name_says(code: int, share: float) -> None:
    assert filled(chr(code), 1, 1).item() == pytest.approx(share, abs=0.005)


def test_a_bar_lies_where_its_name_says() -> None:
    assert filled("▃", 1, 8).ravel().tolist() == [0, 0, 0, 0, 0, 1, 1, 1]
    assert filled("▍", 8, 1).ravel().tolist() == [1, 1, 1, 0, 0, 0, 0, 0]
    assert filled("▊", 8, 1).ravel().tolist() == [1, 1, 1, 1, 1, 1, 0, 0]
    assert filled("▕", 8, 1).ravel().tolist() == [0, 0, 0, 0, 0, 0, 0, 1]
    assert filled(chr(0x1FB72), 8, 1).ravel().tolist() == [0, 0, 0, 1, 0, 0, 0, 0]
    assert filled(chr(0x1FB76), 1, 8).ravel().tolist() == [0, 1, 0, 0, 0, 0, 0, 0]


def test_wedges_left_out_are_others_with_the_colours_changed_over() -> None:
    for code in (*range(0x1FB52, 0x1FB68), *range(0x1FB6C, 0x1FB70)):
        over = 1 - filled(chr(code), 4, 8)
        assert any(np.allclose(over, filled(glyph, 4, 8), atol=0.02) for glyph in WEDGES), hex(code)


@pytest.mark.parametrize("glyph", ["a", "▞", chr(0x1CD00)])
def test_what_is_no_such_block_is_refused(glyph: str) -> None:
    with pytest.raises(ValueError, match="no block"):
        filled(glyph, 4, 8)
