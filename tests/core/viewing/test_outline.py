from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from core.viewing.geometry import Dots, Mask, Matrix
from core.viewing.looking import Looking
from core.viewing.pair import Pair, difference, edges
from tests.core.viewing.conftest import picture, product

PANE = Dots(40, 30)
BOX = (120, 150, 280, 380)
MASK: Mask = np.zeros((500, 400), bool)
MASK[150:380, 120:280] = True


def busy(seed: int) -> Image.Image:
    """Draw the product of `product()` in front of a background of large patches of any colour."""
    patches = np.random.default_rng(seed).integers(0, 256, (10, 8, 3), dtype=np.uint8)
    room = Image.fromarray(patches).resize((400, 500), Image.Resampling.NEAREST)
    room.paste(product().crop(BOX), BOX)
    return room


def black(pair: Pair) -> Mask:
    """Return where the candidate is cut away when it is looked at on black."""
    shown = edges(pair, Looking().viewport_of(pair, PANE), PANE, "black")
    away: Mask = (shown == 0).all(axis=-1)
    return away


def inside(pair: Pair) -> Mask:
    viewport = Looking().viewport_of(pair, PANE)
    corners = viewport.visible(PANE)
    x = corners.left + (np.arange(PANE.width) + 0.5) * corners.width / PANE.width
    y = corners.top + (np.arange(PANE.height) + 0.5) * corners.height / PANE.height
    left, top, right, bottom = BOX
    where: Mask = ((x > left) & (x < right))[None, :] & ((y > top) & (y < bottom))[:, None]
    return where


def test_in_a_busy_picture_the_known_outline_of_its_source_is_cut() -> None:
    pair = Pair.of(picture(busy(1)), picture(busy(2)), np.eye(3), MASK)
    assert pair.cut_out
    away, within = black(pair), inside(pair)
    assert not away[within].any()
    frame = Looking().viewport_of(pair, PANE).visible(PANE)
    dots = PANE.width * PANE.height * (pair.whole.width * pair.whole.height) / (frame.width * frame.height)
    assert away.sum() > 0.9 * (dots - within.sum()) - 0.15 * within.sum()  # all but a fringe


@pytest.mark.parametrize("registration", [np.eye(3), None])
def test_what_stands_out_from_a_room_is_no_product_and_nothing_is_cut(registration: Matrix | None) -> None:
    pair = Pair.of(picture(busy(1)), picture(busy(2)), registration)
    assert not pair.cut_out
    assert not black(pair).any()
    assert pair.products == (None, None)


def test_a_plain_candidate_is_cut_whatever_its_source_stands_in() -> None:
    pair = Pair.of(picture(busy(1)), picture(product()), np.eye(3))
    assert pair.cut_out
    assert pair.products[0] is None
    assert not black(pair)[inside(pair)].any()


def test_a_known_outline_stands_where_the_background_tells_another() -> None:
    glass = Image.new("RGB", (400, 500), (225, 222, 218))
    glass.paste(product().crop((180, 200, 220, 260)), (180, 200))  # most of it is as light as the ground
    pair = Pair.of(picture(product()), picture(glass), np.eye(3), MASK)
    assert pair.products[1] is not None
    assert pair.products[1].trust == "carried"
    assert not black(pair)[inside(pair)].any()


def test_another_room_is_no_difference_of_the_product() -> None:
    pair = Pair.of(picture(busy(1)), picture(busy(2)), np.eye(3), MASK)
    shown = difference(pair, Looking().viewport_of(pair, PANE), PANE, "threshold")
    assert not ((shown[..., 0] > 200) & (shown[..., 1] < 60)).any()
