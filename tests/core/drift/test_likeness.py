from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from core.drift.likeness import doubles, sketch, suggestions
from tests.core.drift.conftest import Drawn, Rgb


def other(seed: int) -> Rgb:
    """A picture of another product on the same kind of table."""
    rng = np.random.default_rng(seed)
    canvas = np.full((500, 500, 3), 235, np.uint8)
    for _ in range(60):
        x, y, r = (int(v) for v in rng.integers(60, 440, 3))
        cv2.circle(canvas, (x, y), r // 12, tuple(int(v) for v in rng.integers(0, 255, 3)), -1)
    return canvas


def test_the_source_that_a_picture_shows_comes_first(drawn: Drawn, studio: Callable[..., Rgb]) -> None:
    sources = {
        "mug": sketch(drawn.source, drawn.mask),
        "a": sketch(other(1)),
        "b": sketch(other(2)),
        "c": sketch(other(3)),
    }
    found = suggestions(sketch(studio()), sources)
    assert found[0].key == "mug"
    assert found[0].likeness > 0.6
    assert all(one.likeness < 0.5 for one in found[1:])
    assert len(found) <= 3


def test_the_same_picture_saved_anew_is_a_double(studio: Callable[..., Rgb]) -> None:
    picture = studio()
    again = cv2.imdecode(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 80])[1], 1)
    small = cv2.resize(picture, None, fx=0.7, fy=0.7, interpolation=cv2.INTER_AREA)
    found = doubles({"a": sketch(picture), "x": sketch(other(1)), "b": sketch(again), "c": sketch(small)})
    assert found == (("a", "b", "c"),)


def test_a_picture_with_a_part_missing_is_no_double(studio: Callable[..., Rgb]) -> None:
    assert doubles({"whole": sketch(studio()), "less": sketch(studio(spot=False))}) == ()
