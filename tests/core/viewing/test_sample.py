from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core.viewing.geometry import Box, Dots, scaling, shift
from core.viewing.sample import Layer, Picture, looked_up, sample
from core.viewing.viewport import Viewport, clamped, fit
from tests.core.viewing.conftest import picture, product

RAMP = Image.fromarray(
    np.stack(
        [
            np.broadcast_to(np.linspace(0, 255, 256), (256, 256)),
            np.broadcast_to(np.linspace(0, 255, 256)[:, None], (256, 256)),
            np.zeros((256, 256)),
        ],
        axis=-1,
    ).astype(np.uint8)
)


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 256), st.floats(0, 256), st.floats(0.1, 9), st.integers(3, 40), st.integers(3, 20))
def test_every_dot_shows_the_place_that_it_stands_for(
    x: float, y: float, zoom: float, columns: int, rows: int
) -> None:
    dots = Dots(columns, rows)
    viewport = clamped(Viewport(x, y, zoom), Box(0, 0, 256, 256), dots)
    got = sample(picture(RAMP), viewport.to_source(dots), (dots.width, dots.height))
    seen = viewport.visible(dots)
    across = seen.left + (np.arange(dots.width) + 0.5) * seen.width / dots.width
    # the filter reaches over the edge of the ramp, where it has nothing to average with
    far = (across > 3 * max(1, 1 / zoom)) & (across < 256 - 3 * max(1, 1 / zoom))
    where = got.inside & far[None, :]
    expected = np.broadcast_to(across - 0.5, where.shape)
    assert np.abs(got.colours[..., 0][where] - expected[where]).max(initial=0) <= 1.5


def test_the_whole_picture_covers_its_fit_and_nothing_beside() -> None:
    dots = Dots(60, 20)
    got = sample(picture(product()), fit(Box(0, 0, 400, 500), dots).to_source(dots), (60, 40))
    assert got.inside.sum() == 32 * 40
    assert got.inside[:, 14:46].all()


def test_shrinking_averages_instead_of_picking() -> None:
    stripes = np.zeros((512, 512, 3), np.uint8)
    stripes[:, ::2] = 255
    got = sample(picture(Image.fromarray(stripes)), scaling(8, 8), (64, 64))
    assert np.abs(got.colours.astype(int) - 127).max() <= 2


def test_a_little_turned_is_sampled_like_straight() -> None:
    image = picture(product())
    straight = sample(image, shift(20, 30) @ scaling(4, 4), (60, 60))
    angle = 1e-4
    turned = np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0], [0, 0, 1]])
    other = sample(image, shift(20, 30) @ scaling(4, 4) @ turned, (60, 60))
    both = straight.inside & other.inside
    assert both.mean() > 0.9
    apart = np.abs(straight.colours.astype(int) - other.colours.astype(int)).mean(axis=-1)[both]
    assert apart.mean() < 2.5


def test_a_turn_by_a_quarter_turns_the_picture() -> None:
    quarter = np.array([[0, 1.0, 0], [-1.0, 0, 256], [0, 0, 1]])  # dot (x, y) shows pixel (y, 256 - x)
    got = sample(picture(RAMP), quarter, (256, 256))
    assert got.inside.mean() > 0.98
    expected = np.rot90(np.asarray(RAMP), -1).astype(int)
    assert np.abs(got.colours.astype(int) - expected)[got.inside].max() <= 2


def test_hidden_colour_does_not_bleed_into_an_edge() -> None:
    image = Image.new("RGBA", (200, 200), (255, 0, 0, 0))
    image.paste((0, 0, 255, 255), (50, 50, 151, 151))
    for matrix in (scaling(3.3, 3.3), shift(1, 1) @ np.array([[3.3, 0.1, 0], [-0.1, 3.3, 0], [0, 0, 1]])):
        got = sample(picture(image), matrix, (60, 60))
        assert got.alpha is not None
        assert got.colours[..., 0][got.alpha > 40].max() < 30


def test_far_aside_there_is_nothing() -> None:
    for matrix in (shift(5000, 0), shift(-5000, 90) @ np.array([[1, 0.2, 0], [0, 1, 0], [0, 0, 1.0]])):
        assert not sample(picture(product()), matrix, (30, 30)).inside.any()


def test_a_sharper_part_is_used_where_it_covers_all_that_is_seen() -> None:
    true = np.random.default_rng(3).integers(0, 255, (400, 400, 3), np.uint8)
    whole = Image.fromarray(true)
    coarse = Picture.of(whole.resize((100, 100)), 400, 400)
    part = Layer(whole.crop((100, 100, 300, 300)), Box(100, 100, 300, 300))
    sharp = coarse.sharper(part)
    assert np.array_equal(sample(sharp, shift(150, 150), (50, 50)).colours, true[150:200, 150:200])
    outside = shift(90, 150)
    assert np.array_equal(sample(sharp, outside, (50, 50)).colours, sample(coarse, outside, (50, 50)).colours)
    assert sharp.layer_for(Box(120, 120, 200, 200)).scale == 1.0


@pytest.mark.parametrize("turn", [0.0, 0.001])
def test_a_mask_is_looked_up_at_the_middle_of_each_dot(turn: float) -> None:
    mask = np.zeros((10, 20), bool)
    mask[:5, :10] = True
    matrix = np.array([[10.0, turn, 0], [turn, 10.0, 0], [0, 0, 1]])
    found = looked_up(mask, matrix, (50, 30), (400, 200))
    assert found[:10, :20].all()
    assert found.sum() == 200
