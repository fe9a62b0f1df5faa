from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.viewing.geometry import Box
from tui.render.framing import FRAME, framed

GREY = np.full((48, 64, 3), 128, np.uint8)
edges = st.tuples(st.floats(0, 60), st.floats(0, 44), st.floats(0, 30), st.floats(0, 30))


@given(edges, st.booleans())
def test_a_frame_stays_in_the_picture_and_is_all_of_its_colour(
    place: tuple[float, float, float, float], broken: bool
) -> None:
    x, y, wide, high = place
    drawn = framed(GREY, Box(x, y, x + wide, y + high), broken=broken)
    changed = (drawn != GREY).any(axis=-1)
    assert drawn.shape == GREY.shape
    assert changed.any()
    assert (drawn[changed] == FRAME).all()


def test_a_broken_frame_is_a_part_of_the_whole_one() -> None:
    box = Box(10, 8, 50, 40)
    whole, broken = ((framed(GREY, box, broken=way) != GREY).any(axis=-1) for way in (False, True))
    assert 0.3 * whole.sum() < broken.sum() < 0.7 * whole.sum()
    assert not (broken & ~whole).any()
