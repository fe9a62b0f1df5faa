from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image

from core.viewing.geometry import Box
from tui.render.framing import FRAME
from tui.render.overlay import BARE, Mark, Overlay, overlaid

DOTS = np.random.default_rng(4).integers(0, 250, (50, 80, 3), np.uint8)


def framed_at(shown: np.ndarray) -> np.ndarray:
    return (shown == FRAME).all(axis=-1)


def test_nothing_laid_over_it_is_the_picture() -> None:
    assert overlaid(DOTS, BARE, 800, 500) is DOTS


def test_a_place_in_true_pixels_is_framed_in_dots() -> None:
    found = framed_at(overlaid(DOTS, Overlay((Mark(Box(100, 100, 300, 400)),)), 800, 500))
    down, across = np.nonzero(found)
    assert (across.min(), across.max(), down.min(), down.max()) == (10, 30, 10, 40)
    broken = framed_at(overlaid(DOTS, Overlay((Mark(Box(100, 100, 300, 400), weak=True),)), 800, 500))
    assert 0 < broken.sum() < found.sum()
    assert not (broken & ~found).any()


def test_frames_lie_over_heat() -> None:
    warm = BytesIO()
    Image.new("L", (16, 10), 255).save(warm, "PNG")
    mark = Mark(Box(100, 100, 300, 400))
    shown = overlaid(DOTS, Overlay((mark,), warm.getvalue()), 800, 500)
    assert (framed_at(shown) == framed_at(overlaid(DOTS, Overlay((mark,)), 800, 500))).all()
    assert shown[~framed_at(shown)].mean() > 180


def test_the_last_frame_lies_over_the_others() -> None:
    first, last = Mark(Box(0, 0, 400, 400)), Mark(Box(200, 200, 600, 490))
    shown = framed_at(overlaid(DOTS, Overlay((first, last)), 800, 500))
    assert framed_at(overlaid(DOTS, Overlay((last,)), 800, 500))[shown].sum() > 0
    assert not (framed_at(overlaid(DOTS, Overlay((last,)), 800, 500)) & ~shown).any()
