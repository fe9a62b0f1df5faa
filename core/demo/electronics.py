"""Electronics of the demo: a power bank with ports and a label, and headphones."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from core.demo.canvas import Canvas, Colour, Linear, Point, ellipse, lit, mirrored, outline, rounded

if TYPE_CHECKING:
    from PIL import Image

    from core.demo.look import Look


def draw_power_bank(scale: float, _look: Look) -> Image.Image:
    """Return a dark power bank seen a little from above, ports on its top, as RGBA."""
    canvas = Canvas(scale)
    base: Colour = (62, 66, 74)
    ink: Colour = (232, 234, 238)
    top = canvas.mask(outline("M 247 300 L 268 170 Q 274 140 310 140 L 582 140 Q 618 140 624 170 L 645 300"))
    canvas.fill(top, Linear(((0, lit(base, 0.3)), (0.5, lit(base, 0.14)), (1, lit(base, -0.15))), 90))
    canvas.volume(top, 10, dark=0.25, light=0.4)
    _ports(canvas)
    key = canvas.mask(rounded(632, 420, 655, 530, 8))
    canvas.fill(key, Linear(((0, lit(base, 0.3)), (1, lit(base, -0.5))), 0))
    canvas.volume(key, 5)
    face = canvas.mask(rounded(246, 224, 646, 1066, 54))
    canvas.cast(top, face, (0, -5), 9, 0.4)
    canvas.fill(face, Linear(((0, lit(base, 0.2)), (0.45, base), (1, lit(base, -0.22))), 62))
    canvas.volume(face, 14, dark=0.4, light=0.34)
    gleam = canvas.mask([(246, 224), (430, 224), (250, 900), (246, 900)])
    canvas.shade(face, gleam, (255, 255, 255), 30, 0.1)
    for i in range(7):
        y = 950 + i * 11
        canvas.fill(canvas.stroke([(300, y), (592, y)], 4), lit(base, -0.35), 0.5)
    lamps = canvas.mask(*[ellipse(404 + i * 28, 286, 6, 6) for i in range(4)])
    canvas.shade(face, lamps, (120, 220, 255), 8, 0.8)
    canvas.fill(lamps, (206, 244, 255))
    canvas.fill(canvas.text("VOLTA", (446, 420), 92, spacing=10, bold=3), ink)
    bolt = canvas.mask([(458, 506), (412, 594), (444, 594), (430, 664), (486, 566), (452, 566)])
    canvas.fill(bolt, (255, 186, 62))
    canvas.fill(canvas.text("20000 mAh", (446, 734), 50, spacing=1, bold=1.1), ink)
    canvas.fill(canvas.text("22.5 W  FAST CHARGE", (446, 792), 25, spacing=2), ink, 0.85)
    small = ("Model PB-20K   Li-Po 3.7 V   74 Wh", "IN  USB-C 5 V 3 A    OUT  USB-A 5 V 4.5 A")
    for i, words in enumerate(small):
        canvas.fill(canvas.text(words, (446, 862 + i * 26), 16.5, spacing=0.5), ink, 0.7)
    return canvas.image


def _ports(canvas: Canvas) -> None:
    metal = Linear(((0, (236, 238, 242)), (0.5, (150, 154, 160)), (1, (206, 208, 214))), 90)
    for x, half in ((344, 36), (446, 24), (548, 36)):
        rim = canvas.mask(rounded(x - half - 5, 164, x + half + 5, 206, 12 if half > 30 else 21))
        canvas.fill(rim, metal)
        hole = canvas.mask(rounded(x - half, 169, x + half, 201, 6 if half > 30 else 16))
        canvas.fill(hole, Linear(((0, (6, 6, 8)), (1, (44, 46, 52))), 90))
        tab = rounded(x - half + 8, 180, x + half - 8, 192, 3)
        canvas.fill(canvas.mask(tab), (228, 230, 236) if half < 30 else (70, 130, 220))


def draw_headphones(scale: float, look: Look) -> Image.Image:
    """Return over-ear headphones from the front, as RGBA.

    Wrongs: `shape` (rounder, smaller ear cups).
    """
    canvas = Canvas(scale)
    base: Colour = (70, 98, 134)
    band = [(450 + 306 * x, 520 + 356 * y) for x, y in _arc()]
    strap = canvas.stroke(band, 58)
    canvas.fill(strap, Linear(((0, lit(base, 0.28)), (0.4, base), (1, lit(base, -0.4))), 60))
    canvas.volume(strap, 26, dark=0.55, light=0.5)
    pad = canvas.stroke([(450 + 276 * x, 526 + 330 * y) for x, y in _arc()[10:-10]], 34)
    canvas.fill(pad, Linear(((0, (58, 56, 60)), (1, (34, 32, 36))), 90))
    canvas.volume(pad, 14, dark=0.5, light=0.35)
    for i in range(5, 26):
        x, y = _arc()[10:-10][i * len(_arc()[10:-10]) // 31]
        canvas.fill(
            canvas.stroke([(450 + 262 * x, 526 + 316 * y), (450 + 290 * x, 526 + 344 * y)], 2),
            (18, 18, 20),
            0.7,
        )
    canvas.fill(canvas.text("ARKA", (450, 166), 30, spacing=9, bold=1), (236, 240, 246))
    for mirror in (True, False):
        _cup(canvas, base, mirror=mirror, small=look.wrong == "shape")
    return canvas.image


def _arc() -> list[Point]:
    """Return the upper half of a rounded square-ish arch, left to right, in units of its half axes."""
    upper = outline("M -1 0.34 C -1.02 -0.5 -0.72 -1 0 -1 C 0.72 -1 1.02 -0.5 1 0.34")
    dense: list[Point] = []
    for (x0, y0), (x1, y1) in pairwise(upper):
        dense.extend((x0 + (x1 - x0) * i / 3, y0 + (y1 - y0) * i / 3) for i in range(3))
    return [*dense, upper[-1]]


def _cup(canvas: Canvas, base: Colour, *, mirror: bool, small: bool) -> None:
    def way(points: list[Point]) -> list[Point]:
        return mirrored(points) if mirror else points

    metal = Linear(
        ((0, (246, 247, 250)), (0.4, (170, 174, 182)), (0.7, (226, 228, 232)), (1, (128, 132, 140))), 0
    )
    slider = canvas.mask(way(rounded(738, 560, 770, 740, 12)))
    canvas.fill(slider, metal)
    canvas.volume(slider, 6)
    cushion = canvas.mask(way(ellipse(672, 840, 66, 164 if small else 192, -4)))
    canvas.fill(cushion, Linear(((0, (30, 29, 32)), (0.5, (66, 64, 68)), (1, (36, 35, 38))), 0))
    canvas.volume(cushion, 30, dark=0.5, light=0.35)
    rim = canvas.mask(way(ellipse(738, 838, 92, 168 if small else 196, -4)))
    canvas.cast(cushion, rim, (0, 6), 10, 0.6)
    canvas.fill(rim, metal)
    shell = canvas.mask(way(ellipse(744, 838, 84, 160 if small else 188, -4)))
    canvas.fill(shell, Linear(((0, lit(base, 0.3)), (0.45, base), (1, lit(base, -0.45))), 55))
    canvas.volume(shell, 34, dark=0.5, light=0.42)
    plate = canvas.mask(way(ellipse(752, 836, 52, 104 if small else 128, -4)))
    canvas.fill(plate, Linear(((0, lit(base, -0.2)), (1, lit(base, 0.16))), 60))
    canvas.volume(plate, 6, dark=0.15, light=0.5)
    x = 2 * 450 - 752 if mirror else 752
    canvas.fill(
        canvas.text("ARKA", (x, 832), 33, angle=90 if not mirror else -90, spacing=6, bold=1), (240, 243, 248)
    )
    mark = canvas.text("L" if mirror else "R", (2 * 450 - 628 if mirror else 628, 838), 30, bold=0.8)
    canvas.fill(mark & cushion, (150, 150, 156))
    if not mirror:
        for y in (912, 942):
            key = canvas.mask(ellipse(806 - (y - 912) * 0.35, y, 7.5, 11, 12)) & shell
            canvas.fill(key, metal)
            canvas.volume(key, 4)
    if not mirror:
        bottom = 980 if small else 1008
        port = canvas.mask(rounded(728, bottom, 762, bottom + 11, 5)) & shell
        canvas.fill(port, (12, 12, 14))
