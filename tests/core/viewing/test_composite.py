from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.viewing.composite import MAT, cornered, cut_out, flat, onion, wiped
from core.viewing.geometry import Box
from core.viewing.sample import Sampled

RED = np.full((8, 20, 3), (200, 0, 0), np.uint8)
BLUE = np.full((8, 20, 3), (0, 0, 200), np.uint8)
ALL = np.ones((8, 20), bool)


@given(st.floats(-1, 2))
def test_a_wipe_shows_one_picture_each_side_of_its_seam(seam: float) -> None:
    joined = wiped(RED, BLUE, seam)
    at = round(min(max(seam, 0), 1) * 20)
    assert (joined[:, :at] == RED[:, :at]).all()
    assert (joined[:, at + 1 :] == BLUE[:, at + 1 :]).all()
    if at == 0:
        assert (joined == BLUE).all()


@given(st.floats(0, 1))
def test_an_onion_lies_between_its_pictures(share: float) -> None:
    mixed = onion(RED, BLUE, share)
    assert abs(int(mixed[0, 0, 0]) - 200 * (1 - share)) <= 1
    assert abs(int(mixed[0, 0, 2]) - 200 * share) <= 1


def test_the_ends_of_an_onion_are_the_pictures() -> None:
    assert (onion(RED, BLUE, 0) == RED).all()
    assert (onion(RED, BLUE, 1) == BLUE).all()


def test_what_is_transparent_shows_the_ground_and_what_is_outside_the_mat() -> None:
    alpha = np.zeros((8, 20), np.uint8)
    alpha[:, :5] = 255
    inside = ALL.copy()
    inside[:, 15:] = False
    got = {ground: flat(Sampled(RED, alpha, inside), ground) for ground in ("checker", "black", "white")}
    for one in got.values():
        assert (one[:, :5] == (200, 0, 0)).all()
        assert (one[:, 15:] == MAT).all()
    assert (got["black"][:, 5:15] == 0).all()
    assert (got["white"][:, 5:15] == 255).all()
    assert len(np.unique(got["checker"][:, 5:15])) == 2


def test_an_opaque_picture_is_cut_out_along_its_product() -> None:
    product = np.zeros((8, 20), bool)
    product[2:6, 4:10] = True
    got = cut_out(Sampled(RED, None, ALL), product, "black")
    assert (got[product] == (200, 0, 0)).all()
    assert (got[~product] == 0).all()
    assert (cut_out(Sampled(RED, None, ALL), None, "black") == RED).all()


def test_a_picture_with_alpha_is_laid_on_the_ground_as_it_is() -> None:
    alpha = np.full((8, 20), 128, np.uint8)
    got = cut_out(Sampled(RED, alpha, ALL), ~ALL, "white")
    assert (np.abs(got.astype(int) - (227, 127, 127)) <= 1).all()


@given(st.floats(-9, 30), st.floats(-9, 12), st.floats(0, 40), st.floats(0, 20))
def test_a_places_corners_leave_what_is_in_it_as_it_is(x: float, y: float, wide: float, high: float) -> None:
    got = cornered(RED, Box(x, y, x + wide, y + high))
    left, top = max(0, int(np.floor(x))), max(0, int(np.floor(y)))
    right, bottom = max(0, int(np.ceil(x + wide))), max(0, int(np.ceil(y + high)))
    assert (got[top:bottom, left:right] == RED[top:bottom, left:right]).all()


def test_a_places_corners_stand_on_any_colour() -> None:
    got = cornered(RED, Box(5, 2, 15, 6))
    marks = {tuple(dot) for dot in got[(got != RED).any(axis=-1)].tolist()}
    assert marks == {(255, 255, 255), (0, 0, 0)}
    assert (got[1, 4] != RED[1, 4]).any()
    assert (got[6, 15] != RED[6, 15]).any()


def test_a_weak_places_corners_are_broken() -> None:
    whole, broken = (cornered(RED, Box(2, 1, 18, 7), broken=weak) for weak in (False, True))
    drawn, left = ((got != RED).any(axis=-1) for got in (whole, broken))
    assert left.sum() < drawn.sum()
    assert not (left & ~drawn).any()
    assert (broken[left] == whole[left]).all()


def test_a_checker_is_as_large_on_the_screen_where_it_is_sampled_more_finely() -> None:
    clear = np.zeros((8, 20), np.uint8)
    coarse = flat(Sampled(RED, clear, ALL))
    fine = Sampled(np.repeat(RED, 3, axis=0), np.repeat(clear, 3, axis=0), np.repeat(ALL, 3, axis=0))
    assert (flat(fine, finer=(1, 3)) == coarse.repeat(3, axis=0)).all()
