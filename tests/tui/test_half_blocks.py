from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from rich.color import ColorTriplet
from textual.geometry import Size

from tui.half_blocks import draw, fit_cells


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(1, 200), st.integers(1, 80))
def test_a_picture_fits_and_keeps_its_shape(width: int, height: int, columns: int, rows: int) -> None:
    size = fit_cells(width, height, Size(columns, rows))
    assert 1 <= size.width <= columns
    assert 1 <= size.height <= rows
    scale = min(columns / width, rows * 2 / height, 1.0)
    assert abs(size.width - max(1, width * scale)) <= 1
    assert abs(size.height * 2 - max(2, height * scale)) <= 2


def test_no_room_means_no_picture() -> None:
    assert fit_cells(100, 100, Size(0, 10)) == Size(0, 0)
    assert draw(Image.new("RGB", (9, 9)), Size(5, 0)).strips == ()


@pytest.mark.parametrize("size", [(300, 400), (400, 100), (7, 3)])
def test_a_frame_has_a_strip_for_each_row_of_its_size(size: tuple[int, int]) -> None:
    frame = draw(Image.new("RGB", size, (10, 200, 30)), Size(40, 20))
    assert len(frame.strips) == frame.size.height
    assert {strip.cell_length for strip in frame.strips} == {frame.size.width}


def test_upper_and_lower_pixels_become_foreground_and_background() -> None:
    image = Image.new("RGB", (20, 20), (255, 0, 0))
    image.paste((0, 0, 255), (0, 10, 20, 20))
    frame = draw(image, Size(20, 10))
    first, last = (next(iter(frame.strips[at])).style for at in (0, -1))
    assert first is not None
    assert last is not None
    for style, colour in ((first, (255, 0, 0)), (last, (0, 0, 255))):
        assert style.color is not None
        assert style.bgcolor is not None
        assert style.color.triplet == style.bgcolor.triplet == ColorTriplet(*colour)


def test_transparent_parts_show_a_checker_and_not_the_colour_beneath() -> None:
    frame = draw(Image.new("RGBA", (40, 40), (255, 0, 0, 0)), Size(40, 20))
    colours = {
        part.style.bgcolor.triplet
        for strip in frame.strips
        for part in strip
        if part.style and part.style.bgcolor
    }
    assert len(colours) == 2
    assert all(colour is not None and colour.red == colour.green for colour in colours)
