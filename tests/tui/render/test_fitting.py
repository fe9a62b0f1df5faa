from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tui.render.fitting import fitted_cells, placeholder, samples_of
from tui.render.mode import Depth, Mode
from tui.render.rendering import Rendering


@settings(deadline=None)
@given(
    st.integers(1, 5000), st.integers(1, 5000), st.integers(1, 200), st.integers(1, 80), st.floats(1.5, 2.6)
)
def test_a_picture_fits_and_keeps_its_shape(
    width: int, height: int, columns: int, rows: int, ratio: float
) -> None:
    across, down = fitted_cells(width, height, columns, rows, ratio)
    assert 1 <= across <= columns
    assert 1 <= down <= rows
    scale = min(columns / width, rows * ratio / height, 1.0)
    assert abs(across - max(1, width * scale)) <= 1
    assert abs(down - max(1, height * scale / ratio)) <= 1


@pytest.mark.parametrize("mode", Mode)
def test_transparent_parts_show_a_checker_and_not_the_colour_beneath(mode: Mode) -> None:
    dots = samples_of(Image.new("RGBA", (400, 400), (255, 0, 0, 0)), 20, 10, Rendering(mode))
    across, down = mode.samples
    assert dots.shape == (10 * down, 20 * across, 3)
    assert np.array_equal(dots[..., 0], dots[..., 1])
    assert len(np.unique(dots)) == 2


def test_fine_stripes_become_grey_and_not_a_pattern() -> None:
    stripes = np.tile(np.array([0, 255], np.uint8), (1200, 600))
    dots = samples_of(Image.fromarray(stripes).convert("RGB"), 100, 50, Rendering())
    assert abs(int(dots.min()) - 127) < 4
    assert abs(int(dots.max()) - 127) < 4


@pytest.mark.parametrize("depth", Depth)
def test_a_placeholder_has_the_shape_of_what_is_coming(depth: Depth) -> None:
    frame = placeholder(12, 5, Rendering(Mode.SEXTANT, depth))
    assert frame is not None
    assert (frame.columns, frame.rows) == (12, 5)
    assert placeholder(0, 5, Rendering()) is None


def test_no_room_means_no_cells() -> None:
    assert fitted_cells(100, 100, 0, 10, 2.0) == (0, 0)
