from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from core.viewing.product import EDGE, find_product
from tests.core.viewing.conftest import product

BOX = (120, 150, 280, 380)


def found_box(image: Image.Image, size: tuple[int, int] | None = None) -> tuple[float, ...]:
    found = find_product(image, size or image.size)
    assert found is not None
    return (found.box.left, found.box.top, found.box.right, found.box.bottom)


@pytest.mark.parametrize("ground", [(225, 222, 218), (255, 255, 255), (20, 20, 22), (180, 60, 60)])
def test_a_product_on_an_even_background_is_found(ground: tuple[int, int, int]) -> None:
    assert found_box(product(ground=ground)) == pytest.approx(BOX, abs=5)


def test_the_box_is_in_true_pixels_whatever_the_copy_is() -> None:
    small = product().resize((200, 250))
    assert found_box(small, (4000, 5000)) == pytest.approx([side * 10 for side in BOX], abs=60)


def test_a_background_that_grows_darker_and_a_soft_shadow_are_no_product() -> None:
    image = product()
    shade = np.linspace(1.0, 0.8, 500)[:, None, None]
    shadow = Image.new("L", image.size, 0)
    ImageDraw.Draw(shadow).ellipse((100, 360, 330, 420), fill=60)
    soft = np.asarray(shadow.filter(ImageFilter.GaussianBlur(18)), float)[..., None] / 255
    levels = np.asarray(image, float)
    outside = np.ones((500, 400, 1))
    outside[150:380, 120:280] = 0
    shaded = Image.fromarray((levels * shade * (1 - soft * outside * 0.6)).astype(np.uint8))
    assert found_box(shaded) == pytest.approx(BOX, abs=8)


def test_a_table_from_edge_to_edge_is_no_product() -> None:
    image = product()
    table = Image.new("RGB", (400, 180), (150, 110, 80))
    with_table = image.copy()
    with_table.paste(table, (0, 320))
    with_table.paste(image.crop(BOX), BOX[:2])
    assert found_box(with_table) == pytest.approx(BOX, abs=8)


def test_alpha_is_the_outline() -> None:
    image = Image.new("RGBA", (400, 500), (255, 255, 255, 0))
    image.paste((10, 200, 30, 255), BOX)
    assert found_box(image) == pytest.approx(BOX, abs=3)


def test_an_outline_with_the_background_inside_is_whole() -> None:
    image = Image.new("RGB", (300, 300), (240, 240, 240))
    ImageDraw.Draw(image).ellipse((60, 60, 240, 240), outline=(10, 10, 10), width=12)
    found = find_product(image, image.size)
    assert found is not None
    height, width = found.mask.shape
    assert found.mask[height // 2, width // 2]
    assert not found.mask[2, 2]


def test_a_room_and_an_empty_picture_give_none() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (40, 40, 3), np.uint8)
    assert find_product(Image.fromarray(noise).resize((400, 400)), (400, 400)) is None
    assert find_product(Image.new("RGB", (300, 400), (200, 200, 200)), (300, 400)) is None


def test_the_mask_is_small_and_keeps_the_proportions() -> None:
    found = find_product(product((1200, 600), (300, 150, 800, 450)), (1200, 600))
    assert found is not None
    assert found.mask.shape == (EDGE // 2, EDGE)


@pytest.mark.parametrize("size", [(1, 1), (2, 300), (3000, 3)])
def test_pictures_of_odd_sizes_are_looked_at(size: tuple[int, int]) -> None:
    assert find_product(Image.new("RGB", size, (9, 9, 9)), size) is None
