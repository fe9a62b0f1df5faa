from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.viewing.composite import MAT
from core.viewing.geometry import Box, Dots
from core.viewing.looking import Looking
from core.viewing.pair import Pair, difference, edges, onion_skin, sides, wipe
from core.viewing.sample import Layer
from core.viewing.viewport import Viewport, clamped
from tests.core.viewing.conftest import pair, picture, product

PANE = Dots(40, 30)
MOVED = product((600, 600), (250, 100, 410, 330))
"""The same product as `product()` draws, elsewhere in another frame."""


def test_the_product_stands_at_the_same_place_and_size_on_both_sides() -> None:
    both = pair(product(), MOVED)
    assert both.alignment.how == "product"
    first, second = sides(both, Viewport(200, 265, 0.25), PANE)
    blue = [np.argwhere((one[..., 2] > 130) & (one[..., 0] < 80)) for one in (first, second)]
    for edge in (np.min, np.max):
        assert np.abs(edge(blue[0], axis=0) - edge(blue[1], axis=0)).max() <= 1


@settings(max_examples=25, deadline=None)
@given(st.floats(0, 400), st.floats(0, 500), st.floats(0.05, 6))
def test_a_pair_of_one_picture_has_no_difference_wherever_it_is_looked_at(
    x: float, y: float, zoom: float
) -> None:
    both = SAME
    viewport = clamped(Viewport(x, y, zoom), both.bounds, PANE)
    first, second = sides(both, viewport, PANE)
    assert (first == second).all()
    off = difference(both, viewport, PANE, "off")
    assert (difference(both, viewport, PANE, "threshold").std(axis=-1) < 20).all()
    assert (off == second).all()


SAME = Pair.of(picture(product()), picture(product()), registration=np.eye(3))


def test_around_a_tall_picture_a_difference_is_as_dark_as_any_view() -> None:
    tall = pair(product((200, 800), (60, 200, 140, 600)), product((200, 800), (60, 200, 140, 600)))
    hot = difference(tall, Looking().viewport_of(tall, PANE), PANE, "proportional")
    assert (hot[:, 0] == MAT).all()
    assert (hot[:, PANE.width // 2] != MAT).any()


def test_a_missing_button_smaller_than_a_dot_lights_up() -> None:
    size, box = (1600, 2000), (500, 600, 1100, 1500)
    small = product(size, box)
    small.paste((240, 240, 240), (900, 900, 915, 915))
    both = Pair.of(picture(product(size, box)), picture(small), registration=np.eye(3))
    dots = Dots(30, 20)  # a dot stands for 50 pixels
    shown = difference(both, Looking().viewport_of(both, dots), dots, "threshold")
    marked = np.argwhere((shown[..., 0] > 200) & (shown[..., 1] < 60))
    assert 1 <= len(marked) <= 4


def test_fit_shows_the_candidate_whole_and_the_loupe_has_true_pixels_on_both() -> None:
    both = pair(product((400, 500)), product((1600, 2000), (480, 600, 1120, 1520)))
    seen = Looking().viewport_of(both, PANE).visible(PANE)
    assert seen.left <= both.whole.left + 1e-6
    assert seen.bottom >= both.whole.bottom - 1e-6
    assert both.loupe == pytest.approx(4, rel=0.05)
    assert min(both.zooms(Viewport(0, 0, both.loupe))) == pytest.approx(1)


def test_the_copy_at_hand_limits_what_is_truly_shown() -> None:
    coarse = product((400, 500)).resize((100, 125))
    both = Pair.of(picture(product()), type(picture(coarse)).of(coarse, 400, 500), registration=np.eye(3))
    viewport = Viewport(200, 250, 1.0)
    assert both.detail(viewport, PANE) == pytest.approx(0.25)
    part = Layer(product().crop((100, 100, 300, 400)), Box(100, 100, 300, 400))
    sharp = Pair(both.source, both.candidate.sharper(part), both.alignment, both.products)
    assert sharp.detail(viewport, PANE) == pytest.approx(1.0)


def test_moving_one_alone_moves_the_candidate_only() -> None:
    both = SAME.nudged((8, 0))
    viewport = Viewport(200, 265, 1.0)
    first, second = sides(both, viewport, PANE)
    assert (first == sides(SAME, viewport, PANE)[0]).all()
    assert (second[:, 8:] == first[:, :-8]).all()
    assert (sides(both.nudged((0, 0)), viewport, PANE)[1] == first).all()


def test_the_composites_agree_with_the_sides_at_their_ends() -> None:
    both = pair(product(), product(button=False))
    viewport = Viewport(200, 265, 0.5)
    first, second = sides(both, viewport, PANE)
    assert (wipe(both, viewport, PANE, 1) == first).all()
    assert (wipe(both, viewport, PANE, 0) == second).all()
    assert (onion_skin(both, viewport, PANE, 0) == first).all()
    assert (onion_skin(both, viewport, PANE, 1) == second).all()


def test_edges_put_an_opaque_product_on_the_ground() -> None:
    both = pair(product(), product())
    shown = edges(both, Looking().viewport_of(both, PANE), PANE, "black")
    corners = shown[[0, -1]][:, [0, -1]]
    assert {tuple(dot) for dot in corners.reshape(-1, 3).tolist()} <= {MAT, (0, 0, 0)}
    assert (shown[20, 2:4] == 0).all()
    assert ((shown[..., 2] > 130) & (shown[..., 0] < 80)).any()
