"""What holds for every kind of planted defect, and what is special to some."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from checklists.loader import load_reasons
from core.training.defects.planted import Planted, Product, Severity
from core.training.defects.registry import KINDS, Recipe, plant_one

Pixels = NDArray[np.uint8]
KIND = pytest.mark.parametrize("kind", KINDS)


def planted(kind: str, pixels: Pixels, product: Product, severity: Severity, seed: int = 7) -> Planted:
    found = KINDS[kind].plant(pixels, product, severity, np.random.default_rng(seed))
    assert found is not None, kind
    return found


def grown(product: Product, pixels: int) -> NDArray[np.bool_]:
    return cv2.dilate(product.mask.astype(np.uint8), np.ones((2 * pixels + 1, 2 * pixels + 1))) > 0


@KIND
def test_the_same_seed_plants_the_same_pixels(kind: str, pixels: Pixels, product: Product) -> None:
    first, again = (planted(kind, pixels, product, Severity.CLEAR) for _ in range(2))
    assert first.place == again.place
    assert np.array_equal(first.pixels, again.pixels)


@KIND
def test_the_picture_it_is_made_from_stays_as_it_was(kind: str, pixels: Pixels, product: Product) -> None:
    before = pixels.copy()
    after = planted(kind, pixels, product, Severity.GROSS)
    assert np.array_equal(pixels, before)
    assert after.pixels.shape == pixels.shape
    assert after.pixels.dtype == np.uint8


@KIND
@pytest.mark.parametrize("severity", Severity)
def test_the_place_holds_what_changed(
    kind: str, severity: Severity, pixels: Pixels, product: Product
) -> None:
    made = planted(kind, pixels, product, severity)
    x, y, width, height = made.place
    assert 0 <= x < x + width <= pixels.shape[1]
    assert 0 <= y < y + height <= pixels.shape[0]
    apart = cv2.absdiff(pixels, made.pixels).max(2) > 5
    assert apart[y : y + height, x : x + width].any()
    if kind != "clipped":  # there the whole picture is cut anew, and the place is the cut
        apart[y : y + height, x : x + width] = False
        assert apart.mean() < 0.0005


@pytest.mark.parametrize("kind", ["hue", "missing", "label"])
def test_what_belongs_to_the_product_stays_inside_of_it(kind: str, pixels: Pixels, product: Product) -> None:
    after = planted(kind, pixels, product, Severity.GROSS).pixels
    assert not (cv2.absdiff(pixels, after).max(2) > 20)[~grown(product, 8)].any()


@pytest.mark.parametrize("kind", ["hue", "warp", "missing", "halo"])
def test_what_is_graver_changes_more(kind: str, pixels: Pixels, product: Product) -> None:
    sums = [
        float(cv2.absdiff(pixels, planted(kind, pixels, product, severity).pixels).sum())
        for severity in Severity
    ]
    assert all(less < more for less, more in pairwise(sums)), sums


def test_a_halo_lies_around_the_product_and_not_on_it(pixels: Pixels, product: Product) -> None:
    after = planted("halo", pixels, product, Severity.GROSS).pixels
    apart = cv2.absdiff(pixels, after).max(2) > 20
    inner = cv2.erode(product.mask.astype(np.uint8), np.ones((31, 31))) > 0
    assert apart.any()
    assert not apart[inner].any()


def test_a_clipped_product_touches_the_edge(pixels: Pixels, product: Product) -> None:
    made = planted("clipped", pixels, product, Severity.GROSS)
    height, width = product.mask.shape
    x, y, wide, high = made.place
    assert x == 0 or y == 0 or x + wide == width or y + high == height
    edge = made.pixels[y : y + high, x : x + wide].reshape(-1, 3)
    assert (np.abs(edge.astype(int) - (238, 238, 236)).max(1) > 60).mean() > 0.3


@pytest.mark.parametrize("kind", ["halo", "clipped", "kit"])
def test_what_needs_an_outline_is_not_planted_without_one(
    kind: str, pixels: Pixels, product: Product
) -> None:
    unsure = replace(product, certain=False)
    assert KINDS[kind].plant(pixels, unsure, Severity.GROSS, np.random.default_rng(0)) is None


def test_a_product_without_detail_gets_another_kind_and_says_so(pixels: Pixels, product: Product) -> None:
    bare = pixels.copy()
    bare[product.mask] = (178, 52, 48)
    found = plant_one(bare, product, Recipe("label", Severity.CLEAR), 3)
    assert found is not None
    recipe, made = found
    assert recipe == Recipe("halo", Severity.CLEAR)
    assert not np.array_equal(made.pixels, bare)


def test_every_kind_is_named_by_reasons_of_the_closed_list() -> None:
    known = {reason.code for reason in load_reasons()}
    assert {reason for kind in KINDS.values() for reason in kind.reasons} <= known
