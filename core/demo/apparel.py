"""Clothes of the demo: a striped polo shirt and a printed tee, laid flat."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

from core.demo.canvas import Canvas, Colour, Linear, Mask, Point, ellipse, lit, mirrored, outline, rounded

if TYPE_CHECKING:
    from PIL import Image

    from core.demo.look import Look

_BODY = (
    "M 372 172 C 400 214 500 214 528 172 L 702 222 C 684 280 672 346 670 410 C 656 610 658 850 678 1078 "
    "Q 450 1104 222 1078 C 242 850 244 610 230 410 C 228 346 216 280 198 222 Z"
)
_SLEEVE = (
    "M 690 218 C 752 256 812 384 846 492 Q 790 540 712 556 C 700 500 684 448 664 412 "
    "C 664 346 676 280 690 218"
)
_TEE_SLEEVE = (
    "M 690 218 C 756 250 826 350 868 452 Q 812 506 728 524 C 712 480 690 440 664 412 "
    "C 664 346 676 280 690 218"
)
_FOLDS: tuple[tuple[Point, ...], ...] = (
    ((262, 430), (300, 520), (296, 640)),
    ((640, 430), (596, 540), (612, 690)),
    ((300, 760), (360, 880), (330, 1040)),
    ((600, 780), (560, 900), (590, 1060)),
    ((450, 640), (470, 760), (446, 900)),
)


def _closed(path: str) -> list[Point]:
    return outline(path.replace("Z", ""))


def _cloth(canvas: Canvas, piece: Mask, *, depth: float, dark: float = 0.4, light: float = 0.16) -> None:
    canvas.volume(piece, depth, dark=dark, light=light)
    canvas.volume(piece, 7, dark=dark * 0.6, light=light)


def _folds(canvas: Canvas, piece: Mask, *, dark: float, light: float) -> None:
    for number, fold in enumerate(_FOLDS):
        width = 16 + 5 * (number % 3)
        canvas.shade(piece, canvas.stroke(fold, width), (6, 8, 20), 14, dark)
        beside = [(x + 20, y + 4) for x, y in fold]
        canvas.shade(piece, canvas.stroke(beside, width * 0.7), (255, 255, 255), 12, light)


def _seam(canvas: Canvas, piece: Mask, line: list[Point], colour: Colour, *, opacity: float = 0.55) -> None:
    """Stitch along a line: short dashes."""
    for start, end in zip(line[::2], line[1::2], strict=False):
        canvas.fill(canvas.stroke((start, end), 2.2) & piece, colour, opacity)


def _dense(line: list[Point], step: float = 6) -> list[Point]:
    """Return a line with a point about every `step` units."""
    points: list[Point] = []
    for (x0, y0), (x1, y1) in pairwise(line):
        count = max(1, round(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 / step))
        points.extend((x0 + (x1 - x0) * i / count, y0 + (y1 - y0) * i / count) for i in range(count))
    return [*points, line[-1]]


def _sagging(left: float, right: float, top: float, thick: float, sag: float) -> list[Point]:
    """Return a band that hangs a little in the middle."""
    middle = (left + right) / 2
    return outline(
        f"M {left} {top} Q {middle} {top + 2 * sag} {right} {top} L {right} {top + thick} "
        f"Q {middle} {top + 2 * sag + thick} {left} {top + thick}"
    )


def draw_polo(scale: float, look: Look) -> Image.Image:
    """Return a white polo with blue stripes, collar, three buttons and a chest logo, as RGBA.

    Wrongs: `hardware` (the middle button is gone).
    """
    canvas = Canvas(scale)
    stripe = (38, 58, 112)
    base = (243, 241, 236)
    body = canvas.mask(_closed(_BODY))
    pitch, thick = 58, 24
    inside = canvas.mask(outline("M 380 160 C 400 128 500 128 520 160 C 510 216 390 216 380 160"))
    for mirror in (False, True):
        shape = outline(_SLEEVE)
        shape = mirrored(shape) if mirror else shape
        piece = canvas.mask(shape)
        canvas.fill(piece, base)
        for i in range(9):
            y = 250 + i * pitch
            band = [(640, y + 50), (880, y - 62), (880, y - 62 + thick), (640, y + 50 + thick)]
            canvas.fill(canvas.mask(mirrored(band) if mirror else band) & piece, stripe)
        cuff = outline("M 846 492 Q 790 540 712 556 L 702 520 Q 782 500 832 456")
        rib = canvas.mask(mirrored(cuff) if mirror else cuff) & piece
        canvas.fill(rib, stripe)
        canvas.volume(rib, 6, dark=0.3, light=0.25)
        canvas.cast(piece, body, (8 if not mirror else -8, 14), 12, 0.35)
        _cloth(canvas, piece, depth=42)
    canvas.fill(inside, lit(stripe, -0.45))
    canvas.fill(body, base)
    for i in range(20):
        y = 236 + i * pitch
        canvas.fill(canvas.mask(_sagging(180, 720, y, thick, 9)) & body, stripe)
    _folds(canvas, body, dark=0.26, light=0.2)
    _cloth(canvas, body, depth=56)
    hem = _dense(outline("M 226 1052 Q 450 1078 674 1052"))
    _seam(canvas, body, hem, (30, 34, 60))
    _placket(canvas, body, stripe, gone=look.wrong == "hardware")
    _collar(canvas, stripe)
    _chest_logo(canvas, "NORDVIK")
    return canvas.image


def _placket(canvas: Canvas, body: Mask, stripe: Colour, *, gone: bool) -> None:
    strip = canvas.mask(rounded(422, 210, 480, 452, 5)) & body
    canvas.cast(body, strip, (5, 6), 5, 0.45)
    canvas.fill(strip, Linear(((0, lit(stripe, 0.12)), (0.5, stripe), (1, lit(stripe, -0.12))), 0))
    canvas.volume(strip, 5, dark=0.35, light=0.2)
    for x in (428, 474):
        _seam(canvas, strip, _dense([(x, 216), (x, 446)]), (190, 196, 220))
    cross = canvas.stroke(((428, 438), (474, 438)), 2)
    canvas.fill(cross, (190, 196, 220), 0.6)
    for number, y in enumerate((296, 352, 408)):
        hole = canvas.stroke(((451, y - 9), (451, y + 9)), 2.6)
        canvas.fill(hole, lit(stripe, -0.5))
        if not (gone and number == 1):
            _button(canvas, strip, (451, y))


def _button(canvas: Canvas, on: Mask, at: Point) -> None:
    x, y = at
    disc = canvas.mask(ellipse(x, y, 13, 13))
    canvas.cast(on, disc, (3, 5), 3, 0.7)
    canvas.fill(disc, Linear(((0, (255, 253, 246)), (1, (206, 198, 184))), 55))
    canvas.fill(canvas.stroke(ellipse(x, y, 8.6, 8.6), 1.8, closed=True), (168, 160, 148), 0.8)
    for dx in (-3, 3):
        for dy in (-3, 3):
            canvas.fill(canvas.mask(ellipse(x + dx, y + dy, 1.7, 1.7)), (84, 78, 74))


def _collar(canvas: Canvas, stripe: Colour) -> None:
    back = canvas.mask(outline("M 366 176 C 380 120 520 120 534 176 C 510 146 390 146 366 176"))
    canvas.fill(back, Linear(((0, lit(stripe, 0.1)), (1, lit(stripe, -0.25))), 90))
    canvas.volume(back, 8, dark=0.3, light=0.25)
    flap = outline(
        "M 452 272 C 470 236 502 194 522 146 C 540 150 548 158 552 178 "
        "C 548 232 520 290 500 318 C 482 308 464 290 452 272"
    )
    for shape in (mirrored(flap, 451), flap):
        piece = canvas.mask(shape)
        canvas.cast(canvas.everything(), piece, (5, 10), 9, 0.5)
        canvas.fill(piece, Linear(((0, lit(stripe, 0.14)), (1, lit(stripe, -0.1))), 70))
        canvas.volume(piece, 12, dark=0.35, light=0.22)
        canvas.fill(canvas.stroke(shape[18:60], 4) & piece, (236, 236, 240), 0.75)


def _chest_logo(canvas: Canvas, name: str) -> None:
    red = (196, 54, 48)
    patch = canvas.mask(rounded(524, 368, 640, 448, 8))
    canvas.cast(patch | canvas.mask(rounded(518, 362, 650, 458, 8)), patch, (2, 4), 4, 0.4)
    canvas.fill(patch, (250, 250, 248))
    canvas.volume(patch, 4, dark=0.3, light=0.3)
    canvas.fill(canvas.mask([(582, 376), (606, 416), (558, 416)]), red)
    canvas.fill(canvas.mask([(582, 392), (594, 416), (570, 416)]), (250, 250, 248))
    canvas.fill(canvas.text(name, (582, 432), 22, spacing=1.2, bold=0.6), (30, 40, 82))


def draw_tee(scale: float, look: Look) -> Image.Image:
    """Return a tee with a mountain print and lettering, as RGBA.

    Colours: `white`; any other gives black.
    """
    canvas = Canvas(scale)
    white = look.colour == "white"
    base: Colour = (236, 234, 230) if white else (40, 41, 46)
    ink: Colour = (34, 36, 42) if white else (240, 234, 220)
    body = canvas.mask(_closed(_BODY))
    light = 0.14 if not white else 0.3
    inside = canvas.mask(outline("M 376 176 C 400 136 500 136 524 176 C 510 226 390 226 376 176"))
    for mirror in (False, True):
        shape = outline(_TEE_SLEEVE)
        piece = canvas.mask(mirrored(shape) if mirror else shape)
        canvas.fill(piece, base)
        canvas.cast(piece, body, (8 if not mirror else -8, 14), 12, 0.4)
        _cloth(canvas, piece, depth=40, light=light)
        hem = _dense(outline("M 856 428 Q 800 480 722 500"))
        _seam(canvas, piece, mirrored(hem) if mirror else hem, lit(base, -0.3 if white else 0.3))
    canvas.fill(inside, lit(base, -0.35))
    canvas.fill(canvas.mask(rounded(424, 166, 476, 192, 3)), (210, 208, 204))
    canvas.fill(canvas.text("M", (450, 179), 18, bold=0.5), (40, 40, 44))
    canvas.fill(body, base)
    _print(canvas, ink)
    _folds(canvas, body, dark=0.2 if white else 0.42, light=0.26 if white else 0.085)
    _cloth(canvas, body, depth=56, light=light)
    neck = outline("M 366 170 C 392 236 508 236 534 170 L 512 164 C 490 206 410 206 388 164")
    rib = canvas.mask(neck)
    canvas.cast(body, rib, (2, 7), 6, 0.5)
    canvas.fill(rib, lit(base, 0.05))
    canvas.volume(rib, 7, dark=0.4, light=0.3 if white else 0.2)
    _seam(canvas, body, _dense(outline("M 226 1050 Q 450 1076 674 1050")), lit(base, -0.3 if white else 0.3))
    return canvas.image


def _print(canvas: Canvas, ink: Colour) -> None:
    disc = canvas.mask(ellipse(450, 500, 150, 150))
    canvas.fill(disc, Linear(((0, (244, 176, 84)), (1, (224, 96, 74))), 90))
    canvas.fill(canvas.mask(ellipse(506, 436, 34, 34)), (255, 236, 190))
    far = canvas.mask(
        outline("M 290 620 L 356 500 L 392 540 L 420 500 L 480 590 L 520 540 L 620 650 L 290 650")
    )
    canvas.fill(far & disc, (150, 74, 82))
    near = canvas.mask(outline("M 290 660 L 380 560 L 440 480 L 500 566 L 530 540 L 610 660"))
    canvas.fill(near & disc, (52, 62, 92))
    snow = "M 440 480 L 414 516 L 430 512 L 440 526 L 452 510 L 464 516"
    canvas.fill(canvas.mask(outline(snow)) & disc, (246, 244, 240))
    rng = Random(7)
    for _ in range(26):
        x = 318 + rng.random() * 264
        h = 22 + rng.random() * 26
        canvas.fill(canvas.mask([(x, 648 - h), (x - 9, 650), (x + 9, 650)]) & disc, (26, 40, 52))
    canvas.fill(canvas.stroke(ellipse(450, 500, 158, 158), 3.5, closed=True), ink)
    canvas.fill(canvas.text("NORTH 58", (450, 704), 62, spacing=4, bold=1.8), ink)
    canvas.fill(canvas.text("ALMATY MOUNTAIN CLUB", (450, 754), 24, spacing=3.2), ink)
