"""Shoes of the demo: a pair of running shoes, one behind the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageEnhance

from core.demo.canvas import Canvas, Colour, Linear, Mask, Point, curve, ellipse, lit, outline

if TYPE_CHECKING:
    from core.demo.look import Look

_UPPER = (
    "M 44 306 C 20 244 44 196 112 182 C 180 168 240 146 288 96 C 306 74 318 48 352 34 C 378 26 396 44 404 66 "
    "C 430 132 520 140 566 96 C 588 74 600 36 640 34 C 676 40 670 96 672 150 C 674 216 694 254 690 306"
)
_MIDSOLE = (
    "M 30 290 C 22 300 20 322 34 342 C 44 354 60 358 84 358 L 650 358 C 690 358 716 332 708 288 "
    "C 704 274 690 276 660 280 C 520 300 380 300 260 300 C 160 300 80 296 52 284 C 42 280 34 284 30 290"
)
_TREAD = (
    "M 30 334 C 40 356 60 372 100 374 L 640 374 C 676 374 700 358 708 328 "
    "C 690 350 670 356 650 356 L 84 356 C 56 356 40 348 30 334"
)


def draw_sneakers(scale: float, _look: Look) -> Image.Image:
    """Return a pair of light running shoes with laces, toes to the left, as RGBA."""
    accent = (226, 92, 72)
    shoe = _one_shoe(scale * 1.1, accent)
    shoe = shoe.resize((shoe.width, round(shoe.height * 0.86)), Image.Resampling.LANCZOS)
    pair = Canvas(scale)
    far = shoe.rotate(-9, Image.Resampling.BICUBIC, expand=True)
    far = far.resize((round(far.width * 0.94), round(far.height * 0.94)), Image.Resampling.LANCZOS)
    near = shoe.rotate(3, Image.Resampling.BICUBIC, expand=True)
    alpha = far.getchannel("A")
    far = ImageEnhance.Brightness(far.convert("RGB")).enhance(0.9)
    far.putalpha(alpha)
    pair.lay(far, round(70 * scale), round(238 * scale))
    place = (round(32 * scale), round(560 * scale))
    coverage = Mask(near.getchannel("A"), *place)
    pair.cast(pair.everything(), coverage, (6, -18), 26, 0.45)
    pair.lay(near, *place)
    return pair.image


def _one_shoe(scale: float, accent: Colour) -> Image.Image:
    canvas = Canvas(scale, 740, 400)
    upper = canvas.mask(outline(_UPPER))
    knit: Colour = (232, 230, 226)
    tongue = canvas.mask(outline("M 300 100 C 306 60 320 14 356 8 C 392 4 404 30 408 74 L 380 130"))
    canvas.fill(tongue, Linear(((0, accent), (1, lit(accent, -0.3))), 0))
    canvas.volume(tongue, 10)
    lining = canvas.mask(
        outline("M 380 60 C 430 70 560 80 640 36 C 640 80 610 150 520 160 C 430 160 400 110 380 60")
    )
    canvas.fill(lining, Linear(((0, (70, 66, 70)), (1, (38, 36, 40))), 90))
    canvas.fill(upper, Linear(((0, lit(knit, 0.35)), (0.6, knit), (1, lit(knit, -0.16))), 75))
    _mesh(canvas, upper, lit(knit, -0.2))
    _panels(canvas, upper, accent)
    canvas.volume(upper, 34, dark=0.34, light=0.5)
    collar = canvas.stroke(outline("M 398 62 C 428 138 522 144 570 98 C 590 76 602 40 638 36"), 13)
    canvas.fill(collar, accent)
    canvas.volume(collar, 5, dark=0.4, light=0.4)
    _laces(canvas, upper)
    canvas.fill(
        canvas.text("KAIRO", (512, 222), 54, angle=-4, spacing=2, bold=2),
        accent,
    )
    canvas.fill(canvas.text("RUN 204", (518, 262), 22, angle=-3, spacing=3, bold=0.5), (70, 72, 80))
    pull = canvas.stroke(outline("M 652 44 C 690 20 690 86 666 92"), 9)
    canvas.fill(pull, lit(accent, -0.2))
    canvas.volume(pull, 4)
    _sole(canvas, accent, upper)
    return canvas.image


def _mesh(canvas: Canvas, upper: Mask, colour: Colour) -> None:
    """Small holes of the knit, over the toe box and the side."""
    holes: list[list[Point]] = []
    for row in range(13):
        for column in range(30):
            x = 60 + column * 12 + (row % 2) * 6
            y = 150 + row * 11
            if y > 236 - (x - 60) * 0.5 + 14:
                holes.append(ellipse(x, y, 2.6, 2.0)[::6])
    canvas.fill(canvas.mask(*holes) & upper, colour, 0.75)


def _panels(canvas: Canvas, upper: Mask, accent: Colour) -> None:
    grey = (198, 198, 200)
    shapes: tuple[tuple[str, Colour], ...] = (
        ("M 30 310 C 10 240 40 190 100 174 C 122 210 130 262 190 292 C 210 300 220 304 220 320", accent),
        ("M 600 60 C 640 30 690 60 690 120 L 700 320 L 590 320 C 636 260 640 140 600 60", accent),
        (
            "M 262 122 C 300 96 320 60 352 36 L 404 62 C 396 110 350 150 306 190 C 288 180 268 150 262 122",
            grey,
        ),
        (
            "M 300 190 L 330 168 C 360 220 376 270 430 320 L 376 320 C 330 280 310 230 300 190",
            lit(accent, -0.1),
        ),
    )
    for path, colour in shapes:
        piece = canvas.mask(outline(path)) & upper
        canvas.cast(upper, piece, (3, 5), 6, 0.4)
        canvas.fill(piece, Linear(((0, lit(colour, 0.12)), (1, lit(colour, -0.14))), 80))
        canvas.volume(piece, 5, dark=0.3, light=0.35)


def _laces(canvas: Canvas, upper: Mask) -> None:
    for i in range(6):
        share = i / 5
        x, y = 286 + share * 86, 150 - share * 92
        fx, fy = x + 26, y + 36
        canvas.fill(canvas.mask(ellipse(fx, fy, 6.5, 6.5)), (120, 122, 128))
        canvas.fill(canvas.mask(ellipse(fx, fy, 3.4, 3.4)), (30, 30, 34))
        lace = canvas.stroke([(fx, fy), *curve([(fx, fy), (fx - 14, fy - 30), (x - 22, y - 6)])], 10.5)
        canvas.cast(upper, lace, (3, 4), 4, 0.5)
        canvas.fill(lace, (250, 249, 246))
        canvas.volume(lace, 5, dark=0.45, light=0.5)
    for path in (
        "M 350 44 C 372 4 430 30 388 62",
        "M 350 44 C 316 2 286 46 340 56",
        "M 352 48 C 390 60 402 96 392 130",
    ):
        loop = canvas.stroke(outline(path), 8.5)
        canvas.cast(upper, loop, (4, 5), 4, 0.5)
        canvas.fill(loop, (248, 247, 244))
        canvas.volume(loop, 4, dark=0.45, light=0.5)


def _sole(canvas: Canvas, accent: Colour, upper: Mask) -> None:
    sole = canvas.mask(outline(_MIDSOLE))
    canvas.cast(upper, sole, (0, -7), 7, 0.45)
    tread = canvas.mask(outline(_TREAD))
    canvas.fill(tread, (52, 52, 58))
    for i in range(23):
        x = 62 + i * 27
        canvas.fill(canvas.mask([(x, 366), (x + 9, 366), (x + 6, 378), (x + 3, 378)]) & tread, (22, 22, 26))
    canvas.fill(sole, Linear(((0, (253, 252, 249)), (0.55, (240, 238, 233)), (1, (196, 194, 190))), 90))
    canvas.volume(sole, 16, dark=0.3, light=0.5)
    line = canvas.stroke(outline("M 36 318 C 120 334 300 332 420 328 C 560 322 660 318 706 304"), 5)
    canvas.fill(line & sole, accent)
    canvas.fill(canvas.text("CLOUDFOAM 7", (600, 342), 15, angle=-1, spacing=2), (120, 120, 124))
