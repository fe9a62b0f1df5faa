from __future__ import annotations

import numpy as np
import pytest
from msgspec import structs
from PIL import Image

from checklists.phones import load_phones
from core.viewing.geometry import Dots
from core.viewing.phone import card_dots, draw_phone, phone_dots

PHONES = load_phones()
SHELF = structs.replace(next(one for one in PHONES.shelf if one.id == "ozon"), accent="#101010")
SCREEN = PHONES.screen
RED = Image.new("RGB", (300, 400), (250, 10, 10))


def red(page: np.ndarray) -> np.ndarray:
    return np.argwhere((page[..., 0] > 200) & (page[..., 1] < 60) & (page[..., 2] < 60))


@pytest.mark.parametrize("dots", [Dots(34, 37), Dots(34, 37, 2, 3), Dots(34, 37, 2, 4), Dots(34, 20)])
@pytest.mark.parametrize("dark", [False, True])
def test_the_first_card_shows_its_picture_at_its_shape(dots: Dots, dark: bool) -> None:
    page = draw_phone(SHELF, SCREEN, [RED], dots, dark=dark)
    assert page.shape == (dots.height, dots.width, 3)
    (top, left), (bottom, right) = red(page).min(axis=0), red(page).max(axis=0) + 1
    wide = card_dots(SHELF, SCREEN, dots)[0]
    assert right - left == wide
    assert right <= dots.width / 2
    across, down = dots.per_pixel
    if bottom < dots.height:
        assert (bottom - top) / down * across == pytest.approx(wide / 0.75, abs=2)


def test_neighbours_stand_beside_and_below_and_cards_without_one_are_neutral() -> None:
    dots = Dots(40, 50)
    blue = Image.new("RGB", (300, 400), (10, 10, 250))
    page = draw_phone(SHELF, SCREEN, [RED, blue, None], dots, dark=False)
    where = np.argwhere((page[..., 2] > 200) & (page[..., 0] < 60))
    assert where[:, 1].min() >= dots.width / 2 - 1
    assert red(page)[:, 1].max() < dots.width / 2


def test_a_wide_picture_gets_margins_or_is_cropped_as_the_marketplace_does() -> None:
    wide = Image.new("RGB", (800, 200), (250, 10, 10))
    dots = Dots(40, 40)
    contained = red(draw_phone(SHELF, SCREEN, [wide], dots, dark=False))
    cover = structs.replace(SHELF, fit="cover")
    covered = red(draw_phone(cover, SCREEN, [wide], dots, dark=False))
    assert len(contained) < len(covered) / 3


def test_alpha_lies_on_the_card() -> None:
    clear = Image.new("RGBA", (300, 400), (250, 10, 10, 0))
    assert not len(red(draw_phone(SHELF, SCREEN, [clear], Dots(40, 40), dark=True)))


def test_a_phone_has_its_proportions_and_a_short_terminal_shows_its_upper_part() -> None:
    whole = phone_dots(40, 99, SCREEN, Dots(1, 1))
    assert whole.rows * 2 / whole.columns == pytest.approx(SCREEN.height / SCREEN.width, rel=0.03)
    assert phone_dots(40, 20, SCREEN, Dots(1, 1, 2, 3)) == Dots(40, 20, 2, 3)


def test_every_marketplace_says_where_its_figures_come_from() -> None:
    assert [one.id for one in PHONES.shelf] == ["kaspi", "wildberries", "ozon"]
    for one in PHONES.shelf:
        assert one.source
        assert one.picture_source
        assert (one.picture_confidence == "estimate") == ("no public figure" in one.picture_source)
