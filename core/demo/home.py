"""Things for the home: a mug with a print, a tea set of nine pieces, a checked case with a zip."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from PIL import ImageChops

from core.demo.canvas import Canvas, Colour, Linear, Mask, Point, ellipse, lit, outline, rounded, wrapped

if TYPE_CHECKING:
    from PIL import Image

    from core.demo.look import Look

_CHINA: Colour = (246, 244, 239)
_ROUND = ((0, -0.26), (0.1, -0.06), (0.28, 0.5), (0.45, 0.1), (0.75, -0.05), (0.93, -0.22), (1, -0.32))
"""Light on an upright cylinder, lit from the upper left: place across it and how much lighter."""


def _across(colour: Colour) -> Linear:
    return Linear(tuple((at, lit(colour, by)) for at, by in _ROUND), 0)


def draw_mug(scale: float, look: Look) -> Image.Image:
    """Return a white mug with a print of lemons and leaves, its handle on the right, as RGBA.

    Colours: `blue` (blueberries); any other gives lemons.
    """
    canvas = Canvas(scale)
    handle = outline("M 640 440 C 760 400 852 470 846 590 C 840 710 740 800 640 790")
    for width, by in ((58, 0.0), (22, 0.3)):
        grip = canvas.stroke(handle, width)
        canvas.fill(grip, lit(_CHINA, by * 0.9 - 0.06), 1 if width > 30 else 0.5)
        canvas.volume(grip, 20, dark=0.34, light=0.5)
    body = canvas.mask(
        outline(
            "M 140 330 L 670 330 L 652 980 Q 640 1032 560 1046 Q 405 1066 250 1046 "
            "Q 170 1032 158 980 L 140 330"
        )
    )
    canvas.fill(body, _CHINA)
    flat = _fruit(scale, blue=look.colour == "blue")
    bent = wrapped(flat, round(520 * scale), 34 * scale)
    left, top = round(145 * scale), round(390 * scale)
    inside = body.over((left, top, left + bent.width, top + bent.height))
    bent.putalpha(ImageChops.multiply(bent.getchannel("A"), inside))
    canvas.lay(bent, left, top)
    for start, end in pairwise(_ROUND):
        _light_slice(canvas, body, start, end)
    canvas.shade(body, canvas.mask(rounded(232, 350, 262, 1000, 14)), (255, 255, 255), 8, 0.65)
    canvas.volume(body, 14, dark=0.22, light=0.2)
    lip = canvas.mask(ellipse(405, 330, 266, 62))
    canvas.fill(lip, Linear(((0, (255, 255, 253)), (0.5, (232, 230, 226)), (1, (250, 249, 246))), 30))
    hollow = canvas.mask(ellipse(405, 333, 250, 51))
    canvas.fill(hollow, Linear(((0, (150, 146, 142)), (0.5, (196, 193, 188)), (1, (238, 236, 232))), 80))
    canvas.volume(hollow, 18, dark=0.0, light=0.3)
    return canvas.image


def _light_slice(canvas: Canvas, body: Mask, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Lay one stretch of the cylinder's light over what is printed on it."""
    left, right = 138 + start[0] * 534, 138 + end[0] * 534
    slices = 8
    for i in range(slices):
        by = start[1] + (end[1] - start[1]) * (i + 0.5) / slices
        x0, x1 = left + (right - left) * i / slices, left + (right - left) * (i + 1) / slices
        band = Mask(*_pixels(canvas, body, x0, x1))
        canvas.fill(band, (255, 255, 255) if by > 0 else (16, 14, 22), abs(by) * 0.8)


def _pixels(canvas: Canvas, body: Mask, x0: float, x1: float) -> tuple[Image.Image, int, int]:
    """Return the part of `body` between two abscissas, cut at whole pixels so that slices never overlap."""
    left, right = round(x0 * canvas.scale), round(x1 * canvas.scale)
    box = (left, body.y, max(right, left + 1), body.y + body.image.height)
    return body.over(box), left, body.y


def _fruit(scale: float, *, blue: bool) -> Image.Image:
    """Return the print on a flat sheet: fruits with leaves in rows, a word between."""
    width = 520 * math.pi / 2
    flat = Canvas(scale, width, 560)
    fruit: Colour = (76, 92, 168) if blue else (250, 206, 66)
    step = 112
    for row in (0, 1, 3, 4):
        y = 40 + row * 118
        for column in range(9):
            x = 20 + column * step + (row % 2) * step / 2
            _one_fruit(flat, x, y, fruit, turn=(row * 9 + column) * 47 % 90 - 45)
    flat.fill(
        flat.text("FRESH DAY", (width / 2, 276), 66, spacing=8, bold=2),
        (44, 84, 66) if not blue else (40, 48, 96),
    )
    return flat.image


def _one_fruit(flat: Canvas, x: float, y: float, fruit: Colour, *, turn: float) -> None:
    leaf = flat.mask(ellipse(x - 22, y - 24, 24, 10, turn / 2 - 30))
    flat.fill(leaf, (86, 142, 84))
    flat.fill(flat.stroke([(x - 38, y - 18), (x - 8, y - 30)], 2), (52, 100, 58), 0.8)
    peel = flat.mask(ellipse(x, y, 36, 28, turn))
    flat.fill(peel, fruit)
    flat.volume(peel, 12, dark=0.2, light=0.4)
    flat.fill(flat.mask(ellipse(x + 6, y - 8, 9, 5, turn)), lit(fruit, 0.6), 0.8)


def draw_tea_set(scale: float, _look: Look) -> Image.Image:
    """Return a tea set: a pot and four cups on saucers with blue rims, as RGBA."""
    canvas = Canvas(scale)
    rim: Colour = (46, 84, 160)
    places = ((176, 690, 0.86), (724, 690, 0.86), (270, 930, 1.0), (640, 930, 1.0))
    for x, y, size in places[:2]:
        _cup(canvas, x, y, size, rim)
    _pot(canvas, rim)
    for x, y, size in places[2:]:
        _cup(canvas, x, y, size, rim)
    return canvas.image


def _pot(canvas: Canvas, rim: Colour) -> None:
    grip = canvas.stroke(outline("M 574 420 C 690 360 742 440 718 530 C 700 610 640 652 560 640"), 34)
    canvas.fill(grip, lit(_CHINA, -0.05))
    canvas.volume(grip, 15, dark=0.4, light=0.5)
    bent = (
        "M 330 640 C 240 640 236 520 214 450 C 204 418 186 404 166 398 L 214 384 "
        "C 262 400 268 470 300 510 C 320 530 340 530 350 540"
    )
    spout = canvas.mask(outline(bent))
    canvas.fill(spout, lit(_CHINA, -0.03))
    canvas.volume(spout, 18, dark=0.4, light=0.5)
    canvas.fill(canvas.stroke([(168, 396), (212, 384)], 7), rim)
    body = canvas.mask(
        outline(
            "M 372 372 C 276 400 250 520 278 620 C 300 690 350 728 390 734 L 512 734 "
            "C 552 728 602 690 624 620 C 652 520 626 400 530 372 Q 450 352 372 372"
        )
    )
    canvas.cast(canvas.everything(), body, (0, 4), 12, 0.4)
    canvas.fill(body, _across(_CHINA))
    canvas.volume(body, 60, dark=0.32, light=0.3)
    foot = canvas.mask(rounded(384, 722, 518, 748, 8))
    canvas.fill(foot, _across(lit(_CHINA, -0.06)))
    canvas.fill(canvas.stroke(outline("M 384 742 Q 451 748 518 742"), 6) & foot, rim)
    _sprig(canvas, body, (450, 560), 1.5, rim)
    lid = canvas.mask(
        outline("M 356 380 C 372 318 420 296 450 294 C 482 296 530 318 546 380 Q 450 408 356 380")
    )
    canvas.cast(body, lid, (0, 10), 9, 0.35)
    canvas.fill(lid, _across(_CHINA))
    canvas.volume(lid, 22, dark=0.3, light=0.4)
    canvas.fill(canvas.stroke(outline("M 357 380 Q 450 407 545 380"), 7), rim)
    knob = canvas.mask(ellipse(450, 280, 26, 24))
    canvas.fill(knob, rim)
    canvas.volume(knob, 14, dark=0.4, light=0.6)


def _cup(canvas: Canvas, x: float, y: float, size: float, rim: Colour) -> None:
    def at(path: str) -> list[Point]:
        return [(x + px * size, y + py * size) for px, py in outline(path)]

    plate = canvas.mask(ellipse(x, y + 62 * size, 148 * size, 42 * size))
    under = canvas.mask(ellipse(x, y + 72 * size, 140 * size, 40 * size))
    canvas.cast(canvas.everything(), under, (0, 6), 14, 0.4)
    canvas.fill(under, lit(_CHINA, -0.32))
    canvas.fill(plate, Linear(((0, lit(_CHINA, 0.4)), (0.6, _CHINA), (1, lit(_CHINA, -0.14))), 30))
    canvas.fill(canvas.stroke(ellipse(x, y + 62 * size, 144 * size, 39.5 * size), 5 * size, closed=True), rim)
    well = canvas.mask(ellipse(x, y + 62 * size, 92 * size, 24 * size))
    canvas.fill(well, lit(_CHINA, -0.08))
    grip = canvas.stroke(at("M 78 -44 C 150 -62 152 26 62 26"), 15 * size)
    bowl = canvas.mask(at("M -96 -64 C -92 10 -66 56 -36 64 L 36 64 C 66 56 92 10 96 -64"))
    canvas.cast(plate, bowl, (14, 22), 10, 0.45)
    canvas.fill(grip, lit(_CHINA, -0.06))
    canvas.volume(grip, 8, dark=0.4, light=0.5)
    canvas.fill(bowl, _across(_CHINA))
    canvas.volume(bowl, 26, dark=0.3, light=0.3)
    _sprig(canvas, bowl, (x, y + 4 * size), 0.66 * size, rim)
    lip = ellipse(x, y - 64 * size, 97 * size, 27 * size)
    canvas.fill(canvas.mask(lip), lit(_CHINA, 0.3))
    hollow = canvas.mask(ellipse(x, y - 62 * size, 90 * size, 22 * size))
    canvas.fill(hollow, Linear(((0, lit(_CHINA, -0.34)), (1, lit(_CHINA, -0.06))), 80))
    canvas.fill(canvas.stroke(lip, 5 * size, closed=True), rim)


def _sprig(canvas: Canvas, on: Mask, at: Point, size: float, colour: Colour) -> None:
    """Draw a five-petalled flower with two twigs of leaves."""
    x, y = at
    for sign in (-1, 1):
        twig = outline(
            f"M {x} {y} Q {x + sign * 46 * size} {y + 26 * size} {x + sign * 92 * size} {y - 14 * size}"
        )
        canvas.fill(canvas.stroke(twig, 3.4 * size) & on, lit(colour, -0.2))
        for i in range(4):
            px, py = twig[4 + i * 4]
            leaf = ellipse(
                px, py - (11 if i % 2 else -11) * size, 15 * size, 6.5 * size, sign * (-40 if i % 2 else 40)
            )
            canvas.fill(canvas.mask(leaf) & on, lit(colour, 0.2))
    for i in range(5):
        a = math.radians(i * 72 - 90)
        petal = ellipse(
            x + 20 * size * math.cos(a), y + 20 * size * math.sin(a), 18 * size, 12 * size, i * 72 - 90
        )
        canvas.fill(canvas.mask(petal) & on, lit(colour, 0.08 * (i % 2)))
    canvas.fill(canvas.mask(ellipse(x, y, 9 * size, 9 * size)) & on, (244, 200, 92))


def draw_case(scale: float, look: Look) -> Image.Image:
    """Return a flat checked case with a zip along its top and a leather badge, as RGBA.

    Wrongs: `pattern` (larger checks).
    """
    canvas = Canvas(scale)
    dark: Colour = (158, 44, 48)
    base: Colour = (232, 222, 204)
    path = (
        "M 120 430 Q 118 392 156 390 L 744 390 Q 782 392 780 430 L 806 850 Q 808 906 752 910 "
        "L 148 910 Q 92 906 94 850 L 120 430"
    )
    body = canvas.mask(outline(path))
    loop = canvas.stroke(outline("M 130 470 C 60 470 50 560 112 566"), 26)
    canvas.fill(loop, (112, 70, 44))
    canvas.volume(loop, 10)
    canvas.fill(body, base)
    step = 118 if look.wrong == "pattern" else 86
    for i in range(12):
        for offset, width, colour, opacity in (
            (0, step * 0.42, dark, 0.6),
            (step * 0.66, 6, (38, 38, 44), 0.75),
        ):
            x, y = 60 + i * step + offset, 396 + i * step + offset
            upright = canvas.mask([(x, 380), (x + width, 380), (x + width, 920), (x, 920)])
            level = canvas.mask([(80, y), (820, y), (820, y + width), (80, y + width)])
            canvas.fill(upright & body, colour, opacity)
            canvas.fill(level & body, colour, opacity)
    for x, y, r in ((240, 780, 90), (640, 640, 110), (430, 560, 80)):
        canvas.shade(body, canvas.mask(ellipse(x, y, r, r * 0.5, -20)), (255, 255, 255), 40, 0.16)
        canvas.shade(body, canvas.mask(ellipse(x + 30, y + 60, r, r * 0.4, -20)), (20, 10, 10), 40, 0.2)
    canvas.volume(body, 60, dark=0.5, light=0.16)
    canvas.volume(body, 10, dark=0.25, light=0.3)
    _zip(canvas, body)
    badge = canvas.mask(rounded(566, 742, 742, 846, 12))
    canvas.cast(body, badge, (4, 7), 7, 0.5)
    canvas.fill(badge, Linear(((0, (160, 104, 66)), (1, (118, 72, 44))), 60))
    canvas.volume(badge, 5, dark=0.4, light=0.35)
    canvas.fill(canvas.stroke(rounded(576, 752, 732, 836, 8), 2, closed=True), (232, 206, 164), 0.7)
    canvas.fill(canvas.text("SAIRAM", (654, 784), 31, spacing=3, bold=0.7), (52, 28, 16))
    canvas.fill(canvas.text("24 * 17", (654, 818), 18, spacing=2), (52, 28, 16))
    return canvas.image


def _zip(canvas: Canvas, body: Mask) -> None:
    tape = canvas.mask(rounded(138, 416, 762, 468, 8))
    canvas.cast(body, tape, (0, 5), 6, 0.5)
    canvas.fill(tape, Linear(((0, (46, 44, 48)), (0.5, (30, 28, 32)), (1, (52, 50, 54))), 90))
    brass = Linear(((0, (250, 224, 150)), (1, (150, 112, 52))), 90)
    for i in range(58):
        x = 150 + i * 10.4
        canvas.fill(canvas.mask(rounded(x, 434 + (i % 2) * 4, x + 7, 448 + (i % 2) * 4, 2)), brass)
    slider = canvas.mask(rounded(668, 424, 714, 462, 9))
    canvas.cast(body, slider, (3, 5), 4, 0.6)
    canvas.fill(slider, brass)
    canvas.volume(slider, 7, dark=0.4, light=0.5)
    ring = canvas.stroke(ellipse(691, 476, 13, 17), 6, closed=True)
    tag = canvas.mask(outline("M 680 486 L 702 486 L 712 576 Q 712 592 691 592 Q 670 592 670 576 L 680 486"))
    for piece in (tag, ring):
        canvas.cast(body, piece, (5, 8), 6, 0.55)
        canvas.fill(piece, brass)
        canvas.volume(piece, 6, dark=0.45, light=0.5)
    canvas.fill(canvas.mask(ellipse(691, 572, 7, 7)), (70, 52, 30))
