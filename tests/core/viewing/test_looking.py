from __future__ import annotations

import pytest

from core.model import View
from core.viewing.geometry import Box, Dots
from core.viewing.looking import Looking
from tests.core.viewing.conftest import pair, product

PANE = Dots(40, 30)
BOTH = pair(product(), product())
OTHER = pair(product((800, 1000), (500, 150, 660, 380)), product((800, 1000), (500, 150, 660, 380)))


def test_the_loupe_goes_to_the_product_at_true_pixels_and_back_to_the_whole() -> None:
    loupe = Looking().louped(BOTH, PANE)
    viewport = loupe.viewport_of(BOTH, PANE)
    assert viewport.zoom == pytest.approx(1)
    assert BOTH.product.holds(viewport.x, viewport.y)
    assert loupe.louped(BOTH, PANE) == Looking()


def test_a_view_asked_for_again_goes_through_its_kinds_and_back_to_two_up() -> None:
    looking, heats = Looking(), []
    for _ in range(4):
        looking = looking.switched(View.DIFFERENCE)
        heats.append((looking.view, looking.heat))
    assert [heat for view, heat in heats if view is View.DIFFERENCE] == ["proportional", "threshold", "off"]
    assert looking.view is View.TWO_UP
    grounds = []
    for _ in range(3):
        looking = looking.switched(View.EDGES)
        grounds.append(looking.ground)
    assert grounds == ["black", "white", "checker"]


def test_zoom_and_place_stay_when_the_view_changes() -> None:
    loupe = Looking().louped(BOTH, PANE).panned(1, 0, BOTH, PANE, big=False)
    assert loupe.switched(View.WIPE).viewport == loupe.viewport


def test_the_next_pair_keeps_the_zoom_and_the_place_on_the_product() -> None:
    loupe = Looking().louped(BOTH, PANE).nudged(1, 1, BOTH, PANE, big=True)
    kept = loupe.carried(BOTH, OTHER)
    viewport = kept.viewport_of(OTHER, PANE)
    assert viewport.zoom == pytest.approx(1)
    assert OTHER.product.holds(viewport.x, viewport.y)
    assert kept.offset == (0, 0)
    assert Looking().carried(BOTH, OTHER) == Looking()


def test_panning_the_whole_changes_nothing_and_shift_goes_further() -> None:
    assert Looking().panned(1, 0, BOTH, PANE, big=True) == Looking()
    loupe = Looking().louped(BOTH, PANE)
    start = loupe.viewport_of(BOTH, PANE).x
    small = loupe.panned(1, 0, BOTH, PANE, big=False).viewport_of(BOTH, PANE).x - start
    big = loupe.panned(1, 0, BOTH, PANE, big=True).viewport_of(BOTH, PANE).x - start
    assert 0 < small < big


def test_dragging_takes_along_what_is_under_the_pointer() -> None:
    loupe = Looking().louped(BOTH, PANE)
    before = loupe.viewport_of(BOTH, PANE)
    after = loupe.dragged(10, -4, BOTH, PANE).viewport_of(BOTH, PANE)
    assert (after.x - before.x, after.y - before.y) == pytest.approx((-10, 4))


def test_the_seam_and_the_share_stay_between_none_and_all() -> None:
    for view, value in ((View.WIPE, "seam"), (View.ONION, "share")):
        looking = Looking(view=view)
        for _ in range(50):
            looking = looking.slid(1, big=True)
        assert getattr(looking, value) == 1
        for _ in range(50):
            looking = looking.slid(-1, big=False)
        assert getattr(looking, value) == 0
    assert Looking().slid(1, big=True) == Looking()


def test_one_side_is_moved_by_dots_and_put_back() -> None:
    looking = Looking().louped(BOTH, PANE).nudged(1, 0, BOTH, PANE, big=False)
    assert looking.offset == pytest.approx((1, 0))
    assert looking.nudged(0, -1, BOTH, PANE, big=True).offset == pytest.approx((1, -8))
    assert looking.realigned().offset == (0, 0)


def test_a_finding_is_gone_to() -> None:
    found = Box(200, 300, 220, 310)
    seen = Looking().onto(found, BOTH, PANE).viewport_of(BOTH, PANE).visible(PANE)
    assert seen.left < 200
    assert seen.right > 220
    assert seen.width < 100
