from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tui.render.finer import dots_of
from tui.render.frame import Frame, paint, paint_pair
from tui.render.glyphs import further, glyphs
from tui.render.mode import Depth, Mode
from tui.render.palette import unpack
from tui.render.shapes import filled

Array = NDArray[np.uint8]
FINER = [mode for mode in Mode if mode is not Mode.HALF]


def noise(rows: int, columns: int, mode: Mode, seed: int) -> Array:
    across, down = mode.samples
    shape = (rows * down, columns * across, 3)
    return np.random.default_rng(seed).integers(0, 256, shape).astype(np.uint8)


def shown(frame: Frame) -> NDArray[np.float64]:
    """Return what the terminal shows at each sample."""
    across, down = frame.mode.samples
    dots = frame.mode.dots
    picture = np.empty((frame.rows * down, frame.columns * across, 3))
    fore, back = unpack(frame.fore, frame.depth), unpack(frame.back, frame.depth)
    for row, column in np.ndindex(frame.rows, frame.columns):
        split = int(frame.split[row, column])
        if split < 2 ** (dots[0] * dots[1]):
            share = (split >> np.arange(dots[0] * dots[1]) & 1).reshape(dots[1], dots[0])
            share = share.repeat(frame.mode.finer[1], axis=0).repeat(frame.mode.finer[0], axis=1)
        else:
            share = filled(glyphs(frame.mode)[split], across, down)
        part = share[..., None] * fore[row, column] + (1 - share[..., None]) * back[row, column]
        picture[row * down :, column * across :][:down, :across] = part
    return picture


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(FINER), st.integers(0, 99))
def test_a_further_glyph_comes_closer_than_the_dots_it_stands_for(mode: Mode, seed: int) -> None:
    pixels = noise(2, 3, mode, seed)
    across, down = mode.samples

    def errors(frame: Frame) -> NDArray[np.float64]:
        apart = (shown(frame) - pixels) ** 2
        return np.asarray(apart.reshape(2, down, 3, across * 3).sum(axis=(1, 3)))

    fine = paint(pixels, mode, Depth.TRUE, fine=True)
    coarse = paint(np.rint(dots_of(pixels, mode)).astype(np.uint8), mode, Depth.TRUE)
    # colours are whole levels: half a level for each sample and channel at most
    assert (errors(fine) <= errors(coarse) + 0.25 * across * down * 3 + 1).all()


@pytest.mark.parametrize("mode", FINER)
@pytest.mark.parametrize("depth", [Depth.TRUE, Depth.INDEXED, Depth.SIXTEEN])
def test_a_glyph_drawn_in_two_colours_is_found_again(mode: Mode, depth: Depth) -> None:
    across, down = mode.samples
    cells = [np.rint(255 * filled(glyph, across, down)) for glyph in further(mode)]
    pixels = np.concatenate(cells, axis=1)[..., None].repeat(3, axis=2).astype(np.uint8)
    frame = paint(pixels, mode, depth, fine=True)
    assert "".join(glyphs(mode)[split] for split in frame.split[0]) == further(mode)
    if depth is Depth.TRUE:
        assert np.abs(shown(frame) - pixels).max() <= 1


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(FINER), st.integers(1, 5), st.integers(1, 7), st.integers(0, 99))
def test_a_pair_shares_its_further_glyphs(mode: Mode, rows: int, columns: int, seed: int) -> None:
    pixels = noise(rows, columns, mode, seed)
    shaken = np.clip(pixels.astype(int) + noise(rows, columns, mode, seed + 1) % 5, 0, 255).astype(np.uint8)
    first, second = paint_pair(pixels, shaken, mode, Depth.TRUE, fine=True)
    both = (first.split != 0) & (second.split != 0)
    assert np.array_equal(first.split[both], second.split[both])


@pytest.mark.parametrize("mode", FINER)
def test_a_picture_with_itself_has_the_glyphs_it_has_alone(mode: Mode) -> None:
    pixels = noise(5, 7, mode, 3)
    first, second = paint_pair(pixels, pixels, mode, Depth.TRUE, fine=True)
    alone = paint(pixels, mode, Depth.TRUE, fine=True)
    assert first.lines == second.lines == alone.lines


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("depth", Depth)
def test_a_picture_without_edges_needs_none(mode: Mode, depth: Depth) -> None:
    across, down = mode.samples
    pixels = np.full((3 * down, 4 * across, 3), 255, np.uint8)
    frame = paint(pixels, mode, depth, fine=True)
    assert np.array_equal(shown(frame) if mode is not Mode.HALF else frame.pixels(), pixels[: 3 * down])


def test_half_blocks_are_the_same_whether_fine_or_not() -> None:
    pixels = noise(4, 5, Mode.HALF, 1)
    assert paint(pixels, Mode.HALF, Depth.TRUE, fine=True).lines == paint(pixels, Mode.HALF, Depth.TRUE).lines


@pytest.mark.parametrize("mode", FINER)
def test_dots_are_the_means_of_their_samples(mode: Mode) -> None:
    pixels = noise(2, 3, mode, 5)
    across, down = mode.finer
    height, width = pixels.shape[:2]
    means = pixels.reshape(height // down, down, width // across, across, 3).mean(axis=(1, 3))
    assert np.allclose(dots_of(pixels, mode), means, atol=1e-3)
