from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.viewing.geometry import Box, Dots
from core.viewing.viewport import MAX_ZOOM, Viewport, at, carried, clamped, fit, onto, panned, zoomed

BOUNDS = Box(0, 0, 3000, 4000)
PANE = Dots(60, 57)

panes = st.builds(
    Dots,
    columns=st.integers(1, 240),
    rows=st.integers(1, 80),
    across=st.sampled_from([1, 2, 10]),
    down=st.sampled_from([2, 3, 4, 20]),
)
sides = st.floats(1, 12_000)
boxes = st.builds(
    lambda left, top, width, height: Box(left, top, left + width, top + height),
    st.floats(-5000, 5000),
    st.floats(-5000, 5000),
    sides,
    sides,
)
viewports = st.builds(Viewport, st.floats(-20_000, 20_000), st.floats(-20_000, 20_000), st.floats(1e-3, 1e3))


def close(one: float, other: float) -> bool:
    return one == pytest.approx(other, rel=1e-6, abs=1e-3)


@given(viewports, boxes, panes)
def test_a_clamped_viewport_shows_nothing_but_what_there_is(
    viewport: Viewport, bounds: Box, dots: Dots
) -> None:
    held = clamped(viewport, bounds, dots)
    seen = held.visible(dots)
    for low, high, first, last in (
        (seen.left, seen.right, bounds.left, bounds.right),
        (seen.top, seen.bottom, bounds.top, bounds.bottom),
    ):
        if high - low < last - first:
            assert low >= first - 1e-6 * abs(last - first)
            assert high <= last + 1e-6 * abs(last - first)
        else:
            assert close(low + high, first + last)
    again = clamped(held, bounds, dots)
    assert (close(again.x, held.x), close(again.y, held.y), close(again.zoom, held.zoom)) == (True,) * 3


@given(boxes, panes)
def test_fit_shows_the_whole_box_and_fills_one_axis(box: Box, dots: Dots) -> None:
    seen = fit(box, dots).visible(dots)
    assert seen.width >= box.width * (1 - 1e-9)
    assert seen.height >= box.height * (1 - 1e-9)
    assert close(seen.width, box.width) or close(seen.height, box.height)


@given(st.integers(-4, 6), st.integers(1, 5))
def test_zooming_in_and_out_again_comes_back(rung: int, steps: int) -> None:
    begun = Viewport(1500, 2000, 2 ** (rung / 2))
    there = zoomed(begun, steps, BOUNDS, PANE)
    back = zoomed(there, -steps, BOUNDS, PANE)
    if there.zoom < MAX_ZOOM:
        assert close(back.zoom, begun.zoom)
        assert (close(back.x, begun.x), close(back.y, begun.y)) == (True, True)


@given(st.floats(0.03, 12).filter(lambda zoom: zoom != 1))
def test_the_ladder_goes_through_true_pixels(zoom: float) -> None:
    viewport, seen = Viewport(1500, 2000, zoom), set()
    for _ in range(12):
        viewport = zoomed(viewport, 1 if zoom < 1 else -1, BOUNDS, PANE)
        seen.add(round(viewport.zoom, 9))
    assert 1.0 in seen


@given(st.floats(0.05, 8), st.integers(-3, 3), st.floats(0.2, 0.8), st.floats(0.2, 0.8))
def test_zooming_about_a_point_keeps_it_in_place(zoom: float, steps: int, right: float, down: float) -> None:
    everywhere = Box(-1e6, -1e6, 1e6, 1e6)
    viewport = Viewport(1500, 2000, zoom)
    seen = viewport.visible(PANE)
    point = (seen.left + right * seen.width, seen.top + down * seen.height)
    after = zoomed(viewport, steps, everywhere, PANE, point).visible(PANE)
    assert close((point[0] - after.left) / after.width, right)
    assert close((point[1] - after.top) / after.height, down)


@given(viewports, panes)
def test_the_matrix_leads_from_the_corners_of_the_pane_to_those_of_what_is_visible(
    viewport: Viewport, dots: Dots
) -> None:
    seen = viewport.visible(dots)
    corner = Box(0, 0, dots.width, dots.height).through(viewport.to_source(dots))
    assert close(corner.left, seen.left)
    assert close(corner.bottom, seen.bottom)


def test_at_100_percent_a_pixel_takes_one_dot_on_the_coarser_axis() -> None:
    for dots in (
        Dots(10, 10),
        Dots(10, 10, 2, 2),
        Dots(10, 10, 2, 3),
        Dots(10, 10, 2, 4),
        Dots(10, 10, 9, 19),
    ):
        seen = Viewport(0, 0, 1.0).visible(dots)
        assert min(dots.width / seen.width, dots.height / seen.height) == pytest.approx(1.0)
        # and it is not stretched: a cell is twice as high as it is wide
        assert (seen.height / dots.rows) / (seen.width / dots.columns) == pytest.approx(2.0)


def test_panning_stops_at_the_edge() -> None:
    viewport = at(fit(BOUNDS, PANE), 1.0, BOUNDS, PANE)
    for _ in range(100):
        viewport = panned(viewport, 0.5, 0, BOUNDS, PANE)
    assert viewport.visible(PANE).right == pytest.approx(3000)
    assert viewport.y == pytest.approx(2000)


def test_a_finding_is_shown_with_its_surroundings() -> None:
    found = Box(2000, 3000, 2040, 3020)
    seen = onto(found, BOUNDS, PANE).visible(PANE)
    assert seen.left < found.left < found.right < seen.right
    assert seen.top < found.top < found.bottom < seen.bottom
    assert found.width / seen.width > 0.2


def test_the_next_pair_is_shown_at_the_same_place_of_its_product() -> None:
    before, after = Box(100, 100, 300, 500), Box(1000, 0, 1400, 800)
    kept = carried(Viewport(250, 200, 2.0), before, after)
    assert kept == Viewport(1300, 200, 2.0)


@given(viewports, panes, st.sampled_from([(2, 2), (2, 4)]))
def test_finer_samples_change_neither_what_is_seen_nor_what_true_pixels_are(
    viewport: Viewport, dots: Dots, finer: tuple[int, int]
) -> None:
    fine = replace(dots, finer=finer)
    seen, same = viewport.visible(dots), viewport.visible(fine)
    assert close(seen.left, same.left)
    assert close(seen.bottom, same.bottom)
    assert (fine.width, fine.height) == (dots.width * finer[0], dots.height * finer[1])
    assert fit(seen, dots).zoom == pytest.approx(fit(seen, fine).zoom)
