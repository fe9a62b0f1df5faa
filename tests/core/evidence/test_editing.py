from __future__ import annotations

import numpy as np
import pytest

from core.evidence.editing import Editing
from core.viewing.geometry import Box, Dots
from core.viewing.viewport import fit
from tests.core.evidence.drawn import PRODUCT, SIZE, product, true_mask


def overlap(editing: Editing) -> float:
    truth = true_mask()
    return float((editing.mask & truth).sum() / (editing.mask | truth).sum())


def test_a_box_around_the_product_finds_its_outline() -> None:
    begun = Editing.of(product(), None)
    x, y, right, bottom = PRODUCT
    found = begun.boxed((x - 25, y - 25, right - x + 50, bottom - y + 50), add=True)
    assert overlap(found) > 0.93
    assert found.undone().mask.sum() == 0


def test_a_seed_takes_the_region_of_its_colour_and_gives_it_back() -> None:
    whole = Editing.of(product(), np.ones(SIZE[::-1], np.bool_))
    cut = whole.seeded(10, 10, add=False)
    assert overlap(cut) > 0.95
    assert cut.seeded(10, 10, add=True).mask.mean() > 0.99


def test_growing_and_shrinking_move_the_outline_both_ways() -> None:
    begun = Editing.of(product(), true_mask())
    area = begun.mask.sum()
    assert begun.grown(3).mask.sum() > area > begun.grown(-3).mask.sum()
    assert begun.grown(2).undone().mask.sum() == area


@pytest.mark.parametrize("box", [(-50, -50, 20, 20), (470, 590, 400, 400), (100, 100, 0, 50)])
def test_a_box_beside_the_photo_or_without_an_inside_breaks_nothing(box: tuple[int, int, int, int]) -> None:
    begun = Editing.of(product(), true_mask())
    assert begun.boxed(box, add=True).mask.shape == begun.mask.shape


def test_what_is_outside_is_dark_and_the_outline_is_drawn() -> None:
    dots = Dots(60, 38)
    editing = Editing.of(product(), true_mask())
    drawn = editing.drawn(fit(Box(0, 0, *SIZE), dots), dots)
    assert drawn.shape == (dots.height, dots.width, 3)
    assert drawn[2, dots.width // 2].max() < 130, "white ground, darkened"
    assert (drawn == (255, 0, 160)).all(2).sum() > 60
