from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from rich.cells import cell_len
from rich.text import Text

from core.viewing.composite import MAT
from tui.render.frame import Frame, paint, paint_pair
from tui.render.mode import Depth, Mode

Array = NDArray[np.uint8]


def noise(rows: int, columns: int, mode: Mode, seed: int, levels: int = 256) -> Array:
    across, down = mode.dots
    shape = (rows * down, columns * across, 3)
    return np.random.default_rng(seed).integers(0, levels, shape).astype(np.uint8)


pictures = st.tuples(st.integers(1, 6), st.integers(1, 9), st.sampled_from(Mode), st.integers(0, 99)).map(
    lambda made: (noise(*made), made[2])
)


@settings(max_examples=60, deadline=None)
@given(pictures, st.sampled_from(Depth))
def test_a_frame_has_a_line_of_the_right_length_for_each_row(
    picture: tuple[Array, Mode], depth: Depth
) -> None:
    pixels, mode = picture
    across, down = mode.dots
    frame = paint(pixels, mode, depth)
    assert (frame.rows * down, frame.columns * across) == pixels.shape[:2]
    assert len(frame.lines) == frame.rows
    for line in frame.lines:
        assert cell_len(Text.from_ansi(line).plain.ljust(0)) == frame.columns or mode is Mode.OCTANT
        assert len(Text.from_ansi(line).plain) == frame.columns
        assert depth is Depth.NONE or line.endswith("\x1b[0m")


@settings(deadline=None)
@given(st.integers(1, 5), st.integers(1, 7), st.integers(0, 99))
def test_half_blocks_show_exactly_the_pixels(rows: int, columns: int, seed: int) -> None:
    pixels = noise(rows, columns, Mode.HALF, seed)
    assert np.array_equal(paint(pixels, Mode.HALF, Depth.TRUE).pixels(), pixels)


def spread(dots: NDArray[np.float64]) -> float:
    return float(((dots - dots.mean(axis=0)) ** 2).sum()) if len(dots) else 0.0


@pytest.mark.parametrize("mode", [Mode.QUADRANT, Mode.SEXTANT, Mode.OCTANT])
def test_no_other_split_of_a_cell_comes_closer(mode: Mode) -> None:
    across, down = mode.dots
    for seed in range(6):
        pixels = noise(1, 1, mode, seed)
        dots = pixels.reshape(-1, 3).astype(float)
        splits = [np.array(bits, bool) for bits in product((0, 1), repeat=across * down)]
        best = min(spread(dots[split]) + spread(dots[~split]) for split in splits)
        shown = paint(pixels, mode, Depth.TRUE).pixels().reshape(-1, 3).astype(float)
        # Means are rounded to whole levels: half a level for each of the dots and channels at most.
        assert ((shown - dots) ** 2).sum() <= best + 0.25 * dots.size + 1e-6


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("depth", Depth)
def test_a_picture_of_two_colours_that_a_cell_can_show_is_shown_as_it_is(mode: Mode, depth: Depth) -> None:
    pixels = np.where(noise(3, 4, mode, 1, 2)[..., :1] == 1, np.uint8(255), np.uint8(0)).repeat(3, axis=2)
    assert np.array_equal(paint(pixels, mode, depth).pixels(), pixels)


@settings(max_examples=40, deadline=None)
@given(pictures, st.integers(1, 3))
def test_a_pair_shares_its_glyphs(picture: tuple[Array, Mode], strength: int) -> None:
    pixels, mode = picture
    shaken = np.clip(pixels.astype(int) + noise(1, 1, mode, 7).mean() % strength, 0, 255).astype(np.uint8)
    first, second = paint_pair(pixels, shaken, mode, Depth.TRUE)
    both_split = (first.split != 0) & (second.split != 0)
    assert np.array_equal(first.split[both_split], second.split[both_split])


def test_a_blink_shows_what_can_be_seen_and_nothing_else() -> None:
    """Lighter by a level is what another codec makes of a picture; a tint of one is not."""
    mode = Mode.HALF
    pixels = noise(5, 7, mode, 3, levels=200)
    pixels[:2] = 90  # in the first row of cells both colours are one
    for apart, seen in (((1, 1, 1), False), ((0, 1, 1), False), ((1, 0, -1), True), ((2, 2, 2), True)):
        other = np.clip(pixels + np.array(apart), 0, 255).astype(np.uint8)
        first, second = paint_pair(pixels, other, mode, Depth.TRUE)
        assert first.lines == paint(pixels, mode, Depth.TRUE).lines
        assert bool(second.changes(first)) is seen, apart


@given(st.integers(0, 99), st.integers(1, 9))
def test_a_blink_is_a_level_off_what_it_shows_at_most(seed: int, most: int) -> None:
    pixels = noise(4, 6, Mode.HALF, seed)
    moved = np.random.default_rng(seed).integers(-most, most + 1, pixels.shape)
    other = np.clip(pixels + moved, 0, 255).astype(np.uint8)
    _, steady = paint_pair(pixels, other, Mode.HALF, Depth.TRUE)
    assert int(np.abs(steady.pixels().astype(int) - other).max()) <= 1


def test_a_picture_with_itself_is_what_it_is_alone() -> None:
    pixels = noise(5, 7, Mode.SEXTANT, 3)
    first, second = paint_pair(pixels, pixels, Mode.SEXTANT, Depth.TRUE)
    alone = paint(pixels, Mode.SEXTANT, Depth.TRUE)
    assert first.lines == second.lines == alone.lines


@pytest.mark.parametrize(("depth", "colours"), [(Depth.INDEXED, 256), (Depth.SIXTEEN, 16)])
def test_fewer_colours_are_dithered_about_the_true_one(depth: Depth, colours: int) -> None:
    pixels = np.full((80, 80, 3), (170, 120, 60), np.uint8)
    shown = paint(pixels, Mode.HALF, depth).pixels()
    assert 1 < len(np.unique(shown.reshape(-1, 3), axis=0)) <= colours
    assert abs(float((shown - pixels.astype(float)).mean())) < 30


def test_dithering_changes_only_where_the_picture_does() -> None:
    before = noise(6, 8, Mode.HALF, 5)
    after = before.copy()
    after[:2, :1] = 255 - after[:2, :1]
    frames = [paint(pixels, Mode.HALF, Depth.INDEXED) for pixels in (before, after)]
    assert list(frames[1].changes(frames[0])) == [0]


def test_a_frame_differs_from_itself_in_nothing() -> None:
    frame = paint(noise(4, 6, Mode.OCTANT, 2), Mode.OCTANT, Depth.TRUE)
    assert frame.changes(frame) == {}


def test_pixels_that_do_not_fill_cells_are_refused() -> None:
    with pytest.raises(ValueError, match="rows"):
        paint(np.zeros((4, 5, 3), np.uint8), Mode.SEXTANT, Depth.TRUE)
    with pytest.raises(ValueError, match="and"):
        paint_pair(noise(1, 1, Mode.HALF, 0), noise(1, 2, Mode.HALF, 0), Mode.HALF, Depth.TRUE)


def _plain(frame: Frame) -> list[str]:
    return [Text.from_ansi(line).plain for line in frame.lines]


def test_without_colours_only_glyphs_are_sent() -> None:
    frame = paint(noise(3, 9, Mode.SEXTANT, 4), Mode.SEXTANT, Depth.NONE)
    assert list(frame.lines) == _plain(frame)


@pytest.mark.parametrize(("level", "share"), [(18, 0.0), (99, 0.125), (188, 0.5), (255, 1.0)])
def test_without_colours_as_many_dots_are_light_as_there_is_light(level: int, share: float) -> None:
    frame = paint(np.full((64, 64, 3), level, np.uint8), Mode.QUADRANT, Depth.NONE)
    dots = (frame.split[..., None] >> np.arange(4)) & 1
    assert dots.mean() == pytest.approx(share, abs=0.04)


@pytest.mark.parametrize("depth", [Depth.INDEXED, Depth.SIXTEEN, Depth.NONE])
def test_the_mat_around_a_picture_is_of_one_colour(depth: Depth) -> None:
    frame = paint(np.full((20, 10, 3), MAT, np.uint8), Mode.HALF, depth)
    assert len(np.unique(frame.pixels().reshape(-1, 3), axis=0)) == 1
