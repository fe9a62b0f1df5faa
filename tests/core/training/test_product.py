from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from core.training.defects.planted import Product
from core.training.product import carried_mask, product_of


def test_a_product_on_a_plain_ground_is_told_by_its_outline(product: Product) -> None:
    assert product.certain
    x, y, _, height = product.box
    assert abs(x - 110) < 6
    assert abs(y + height - 500) < 6
    assert product.mask[300, 240]
    assert not product.mask[40, 40]


def test_a_cutout_is_its_alpha_and_a_vouched_mask_is_believed(photo: Image.Image) -> None:
    cut = photo.convert("RGBA")
    alpha = Image.new("L", photo.size)
    ImageDraw.Draw(alpha).rectangle((50, 60, 200, 300), fill=255)
    cut.putalpha(alpha)
    assert product_of(cut, None).box == (50, 60, 151, 241)
    vouched = np.zeros((640, 480), bool)
    vouched[100:200, 100:300] = True
    assert product_of(photo, vouched).box == (100, 100, 200, 100)


def test_without_a_ground_to_tell_it_by_the_outline_is_not_believed() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (300, 300, 3), np.uint8)
    found = product_of(Image.fromarray(noise), None)
    assert not found.certain
    assert found.mask[150, 150]


def test_a_sources_mask_is_carried_over_the_candidate() -> None:
    mask = np.zeros((100, 50), bool)
    mask[20:40, 10:20] = True  # of a source of 500 x 1000
    half = np.array([[0.5, 0, 30], [0, 0.5, 7], [0, 0, 1]], float)
    laid = carried_mask(mask, (500, 1000), half, (300, 600))
    rows, columns = np.flatnonzero(laid.any(1)), np.flatnonzero(laid.any(0))
    assert abs(rows[0] - 107) <= 3
    assert abs(columns[-1] - 129) <= 3
