from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from core.viewing.focus import focus
from core.viewing.product import find_product
from tests.core.viewing.conftest import picture


def ring(mark: tuple[int, int] | None) -> Image.Image:
    """Draw a ring with nothing in its middle, and letters somewhere on it."""
    image = Image.new("RGB", (800, 800), (230, 230, 230))
    pen = ImageDraw.Draw(image)
    pen.ellipse((100, 100, 700, 700), outline=(60, 90, 140), width=120)
    if mark is not None:
        x, y = mark
        for left in range(x - 20, x + 20, 8):
            pen.line((left, y - 20, left, y + 20), fill=(240, 240, 240), width=3)
    return image


@pytest.mark.parametrize("mark", [(160, 400), (400, 640), (600, 250)])
def test_the_place_to_look_at_is_where_the_letters_are(mark: tuple[int, int]) -> None:
    image = ring(mark)
    found = find_product(image, image.size)
    assert found is not None
    assert focus(picture(image), found) == pytest.approx(mark, abs=30)


@settings(max_examples=30, deadline=None)
@given(st.integers(40, 900), st.integers(40, 900))
def test_it_lies_in_the_picture_whatever_its_shape(width: int, height: int) -> None:
    image = Image.new("RGB", (width, height), (230, 230, 230))
    image.paste((40, 90, 160), (width // 4, height // 4, width // 2, height // 2))
    found = find_product(image, image.size)
    if found is not None:
        x, y = focus(picture(image), found)
        assert found.box.holds(x, y)
