from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFilter

from core.demo.canvas import (
    Canvas,
    Linear,
    curve,
    ellipse,
    lit,
    mirrored,
    mix,
    outline,
    rounded,
    softened,
    wrapped,
)

levels = st.integers(0, 255)
colours = st.tuples(levels, levels, levels)


def test_a_shape_covers_its_area_at_any_scale() -> None:
    for scale in (0.2, 1.0, 1.7):
        canvas = Canvas(scale)
        canvas.fill(canvas.mask([(100, 200), (500, 200), (500, 800), (100, 800)]), (10, 20, 30))
        alpha = canvas.image.getchannel("A")
        covered = sum(level * count for level, count in enumerate(alpha.histogram())) / 255
        assert covered / scale**2 == pytest.approx(400 * 600, rel=0.03)


def test_edges_are_smooth_and_not_dark() -> None:
    canvas = Canvas(1)
    canvas.fill(canvas.mask(ellipse(450, 600, 200.5, 100.3)), (250, 200, 100))
    soft = {pixel for _, pixel in canvas.image.getcolors(100_000) or [] if 0 < pixel[3] < 255}  # type: ignore[index]
    assert len(soft) >= 7
    assert all(pixel[:3] == (250, 200, 100) for pixel in soft)  # type: ignore[index]


def test_masks_unite_cut_and_subtract() -> None:
    canvas = Canvas(1)
    a = canvas.mask(rounded(100, 100, 300, 300, 1))
    b = canvas.mask(rounded(200, 100, 400, 300, 1))
    box = (0, 0, 900, 1200)
    for mask, expected in ((a | b, (255, 255, 255)), (a & b, (0, 255, 0)), (a - b, (255, 0, 0))):
        seen = tuple(mask.over(box).getpixel((x, 200)) for x in (150, 250, 350))
        assert seen == expected


def test_what_lies_outside_the_canvas_is_cut_off() -> None:
    canvas = Canvas(0.5)
    canvas.fill(canvas.mask(ellipse(0, 0, 300, 300)), (255, 0, 0))
    canvas.fill(canvas.mask(ellipse(-900, -900, 30, 30)), (255, 0, 0))
    assert canvas.image.getpixel((0, 0)) == (255, 0, 0, 255)
    assert canvas.image.getpixel((449, 599)) == (0, 0, 0, 0)


@given(a=colours, b=colours, angle=st.sampled_from([0.0, 90.0, 33.0, 180.0]))
def test_a_gradient_stays_between_its_colours(
    a: tuple[int, int, int], b: tuple[int, int, int], angle: float
) -> None:
    image = Linear(((0, a), (1, b)), angle).image((60, 40))
    for (low, high), x, y in zip(image.getextrema(), a, b, strict=True):
        assert min(x, y) <= low <= high <= max(x, y)


def test_a_gradient_runs_along_its_angle() -> None:
    black, white = (0, 0, 0), (255, 255, 255)
    across = Linear(((0, black), (1, white)), 0).image((300, 200)).convert("L")
    down = Linear(((0, black), (1, white)), 90).image((300, 200)).convert("L")
    assert (across.getpixel((0, 100)), across.getpixel((299, 100))) == (
        pytest.approx(0, abs=6),
        pytest.approx(255, abs=6),
    )
    assert across.getpixel((150, 0)) == across.getpixel((150, 199))
    assert down.getpixel((0, 0)) == down.getpixel((299, 0))
    assert down.getpixel((150, 199)) == pytest.approx(255, abs=6)


@given(colour=colours, by=st.floats(-1, 1))
def test_lighter_and_darker_stay_colours(colour: tuple[int, int, int], by: float) -> None:
    changed = lit(colour, by)
    assert all(0 <= level <= 255 for level in changed)
    assert mix(colour, changed, 0) == colour


def test_an_outline_reads_lines_and_curves() -> None:
    points = outline("M 0 0 L 10 0 Q 20 0 20 10 C 20 20 10 20 0 20 L 0 5")
    assert points[:2] == [(0, 0), (10, 0)]
    assert (20, 10) in points
    assert points[-1] == (0, 5)
    assert all(0 <= x <= 20 and 0 <= y <= 20 for x, y in points)


def test_a_curve_ends_at_its_last_point() -> None:
    assert curve([(0, 0), (5, 9), (10, 0)])[-1] == (10, 0)


def test_mirroring_twice_gives_the_same() -> None:
    points = [(10.0, 20.0), (449.0, 3.0)]
    assert mirrored(mirrored(points)) == points


@pytest.mark.parametrize("radius", [2.0, 9.0, 24.0])
def test_a_blur_on_a_smaller_copy_is_the_blur(radius: float) -> None:
    image = Image.new("L", (311, 207))
    image.paste(255, (90, 60, 200, 150))
    exact = image.filter(ImageFilter.GaussianBlur(radius))
    assert ImageChops.difference(softened(image, radius), exact).getextrema()[1] <= 12


def test_a_wrapped_sheet_is_compressed_at_the_sides_and_sags() -> None:
    flat = Image.new("RGBA", (314, 100), (255, 255, 255, 255))
    flat.paste((255, 0, 0, 255), (0, 0, 79, 100))
    bent = wrapped(flat, 200, 20)
    assert bent.size == (200, 120)
    row = [bent.getpixel((x, 60)) for x in range(200)]
    red = sum(1 for pixel in row if isinstance(pixel, tuple) and pixel[1] < 128)
    # A quarter of the sheet is an eighth of a turn: 1 - cos 45 degrees of half the width.
    assert red == pytest.approx(100 * (1 - 0.7071), abs=3)
    assert bent.getpixel((100, 10)) == (0, 0, 0, 0)
    assert bent.getpixel((100, 119))[3] > 0  # type: ignore[index]


def test_text_is_centred() -> None:
    canvas = Canvas(1)
    mask = canvas.text("HOH", (450, 600), 100)
    left, top, right, bottom = mask.image.getbbox() or (0, 0, 0, 0)
    assert mask.x + (left + right) / 2 == pytest.approx(450, abs=6)
    assert mask.y + (top + bottom) / 2 == pytest.approx(600, abs=12)
