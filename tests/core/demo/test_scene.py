from __future__ import annotations

import pytest
from PIL import Image, ImageStat

from core.demo.products import MUG, PHOTOGRAPHED, TUBE, Product
from core.demo.scene import Scene, close_up, compose, place, throw_shadow
from core.demo.shots import shots

SCALE = 0.25


def drawn(product: Product) -> Image.Image:
    return product.draw(1.5 * SCALE, product.look)


@pytest.mark.parametrize("product", PHOTOGRAPHED, ids=lambda p: p.listing.sku)
def test_a_faithful_picture_shows_the_whole_product(product: Product) -> None:
    cutout = drawn(product)
    for shot in shots(product):
        if shot.scene is not None:
            placed = place(cutout, (225, 300), shot.scene)
            assert placed.x >= 0
            assert placed.y >= 0
            assert placed.x + placed.image.width <= 225
            assert placed.y + placed.image.height <= 300


def test_a_floor_carries_the_foot() -> None:
    placed = place(drawn(MUG), (225, 300), Scene("room", 0.7, floor=0.8))
    assert placed.y + placed.image.height == 240


def test_white_is_white_to_the_corners() -> None:
    picture = compose(drawn(TUBE), TUBE, Scene("white", 0.8, shadow="contact"), SCALE)
    for corner in ((0, 0), (224, 0), (0, 299), (224, 299)):
        assert picture.getpixel(corner) == (255, 255, 255)


def test_a_shadow_falls_on_its_side_only() -> None:
    placed = place(drawn(TUBE), (225, 300), Scene("grey", 0.6))
    darkness = {}
    for side in ("right", "left"):
        picture = Image.new("RGB", (225, 300), (255, 255, 255))
        throw_shadow(picture, placed, side, lying=False)
        grey = picture.convert("L")
        halves = grey.crop((0, 0, placed.x, 300)), grey.crop((placed.x + placed.image.width, 0, 225, 300))
        darkness[side] = [255 - ImageStat.Stat(half).mean[0] for half in halves]
    assert darkness["right"][1] > 2 * darkness["right"][0]
    assert darkness["left"][0] > 2 * darkness["left"][1]


def test_no_shadow_leaves_the_picture_alone() -> None:
    picture = Image.new("RGB", (225, 300), (200, 200, 200))
    throw_shadow(picture, place(drawn(TUBE), (225, 300), Scene("grey")), "", lying=False)
    assert picture.getextrema() == ((200, 200),) * 3


def test_a_close_up_fills_the_picture() -> None:
    picture = close_up(drawn(TUBE), TUBE, SCALE)
    assert picture.size == (225, 300)
    assert picture.mode == "RGB"


def test_the_focus_of_every_product_is_three_to_four() -> None:
    for product in PHOTOGRAPHED:
        left, top, right, bottom = product.focus
        assert (right - left) / (bottom - top) == pytest.approx(0.75, rel=0.01), product.listing.sku
        assert 0 <= left < right <= 900
        assert 0 <= top < bottom <= 1200
