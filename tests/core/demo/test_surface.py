from __future__ import annotations

from random import Random

import pytest
from PIL import Image, ImageStat

from core.demo.surface import foliage, grainy, lighted, room, textured


@pytest.mark.parametrize("kind", ["plaster", "linen", "wood", "slate"])
def test_a_surface_is_textured_and_repeatable(kind: str) -> None:
    first, again = (textured(kind, (150, 201), Random(3)) for _ in range(2))
    assert first.size == (150, 201)
    assert first.tobytes() == again.tobytes()
    assert max(ImageStat.Stat(first).stddev) > 1


def test_a_room_has_its_table_below() -> None:
    picture = room("wood", (200, 210, 220), (120, 160), Random(1), 0.6)
    wall = ImageStat.Stat(picture.crop((0, 0, 120, 80))).mean
    table = ImageStat.Stat(picture.crop((0, 110, 120, 160))).mean
    assert wall[2] > wall[0]
    assert table[0] > table[2] + 20


def test_light_falls_off_to_the_corner_away_from_it() -> None:
    picture = lighted(Image.new("RGB", (160, 200), (200, 200, 200)), vignette=0.2, fall=0.2).convert("L")
    top_left, middle, bottom_right = (picture.getpixel(at) for at in ((0, 0), (70, 80), (159, 199)))
    assert isinstance(top_left, int)
    assert isinstance(middle, int)
    assert isinstance(bottom_right, int)
    assert bottom_right < top_left < middle


def test_grain_is_mild_and_keeps_the_mean() -> None:
    flat = Image.new("RGB", (200, 200), (120, 130, 140))
    stat = ImageStat.Stat(grainy(flat, Random(1), 4.5))
    assert stat.mean == pytest.approx([120, 130, 140], abs=0.5)
    assert 1 < max(stat.stddev) < 4


def test_leaves_only_darken() -> None:
    flat = Image.new("RGB", (160, 200), (200, 200, 200))
    shaded = foliage(flat, Random(4), 0.3)
    low, high = shaded.convert("L").getextrema()
    assert high == 200
    assert low < 190
