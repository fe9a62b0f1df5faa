"""Cosmetics of the demo: a tube of hand cream and a bottle of perfume."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.demo.canvas import Canvas, Colour, Linear, Point, ellipse, lit, outline, rounded

if TYPE_CHECKING:
    from PIL import Image

    from core.demo.look import Look


def draw_tube(scale: float, look: Look) -> Image.Image:
    """Return a tube of hand cream standing on its cap, as RGBA.

    Wrongs: `label` (letters and volume changed).
    """
    canvas = Canvas(scale)
    base: Colour = (188, 220, 200)
    ink: Colour = (38, 82, 66)
    tube = canvas.mask(
        outline("M 262 150 L 638 150 L 590 900 Q 588 932 566 936 L 334 936 Q 312 932 310 900 L 262 150")
    )
    stops = ((0, -0.24), (0.12, 0.06), (0.3, 0.34), (0.42, 0.1), (0.72, 0), (0.92, -0.22), (1, -0.3))
    canvas.fill(tube, Linear(tuple((at, lit(base, by)) for at, by in stops), 0))
    flat = canvas.mask(outline("M 268 190 L 632 190 C 600 320 580 420 450 440 C 320 420 300 320 268 190"))
    canvas.shade(tube, flat, (255, 255, 255), 34, 0.32)
    crimp = canvas.mask(rounded(254, 120, 646, 188, 6))
    canvas.fill(crimp, Linear(((0, lit(base, 0.2)), (0.4, lit(base, 0.35)), (1, lit(base, -0.16))), 0))
    for i in range(49):
        x = 258 + i * 8
        canvas.fill(canvas.stroke([(x, 128), (x, 180)], 2.4) & crimp, lit(base, -0.28), 0.6)
    canvas.volume(crimp, 5, dark=0.3, light=0.4)
    canvas.fill(canvas.stroke([(256, 190), (644, 190)], 2.5), lit(base, -0.3), 0.8)
    _leaf(canvas, ink)
    _tube_words(canvas, ink, wrong=look.wrong == "label")
    _cap(canvas)
    return canvas.image


def _tube_words(canvas: Canvas, ink: Colour, *, wrong: bool) -> None:
    lines: tuple[tuple[str, str, float, float, float, float], ...] = (
        ("LUMEA", "LUMFA", 500, 84, 8, 2.4),
        ("hand cream", "hand crean", 566, 40, 1.5, 0.4),
        ("SHEA BUTTER & OAT MILK", "SHEA BUTTEP & OAI MILK", 650, 19.5, 2.2, 0.3),
        ("FOR DRY SKIN", "FOR DRY SKIN", 684, 17, 3, 0.2),
        ("75 ml   2.5 fl oz", "76 ml   2.5 tl oz", 868, 28, 1, 0.5),
    )
    for right, garbled, y, size, spacing, bold in lines:
        words = garbled if wrong else right
        canvas.fill(canvas.text(words, (450, y), size, spacing=spacing, bold=bold), ink)
    canvas.fill(canvas.stroke([(390, 610), (510, 610)], 2.4), ink)
    drop = canvas.mask(
        outline("M 450 734 C 430 768 420 784 420 798 C 420 840 480 840 480 798 C 480 784 470 768 450 734")
    )
    canvas.fill(drop, (224, 172, 84))
    canvas.volume(drop, 8, dark=0.25, light=0.5)


def _leaf(canvas: Canvas, ink: Colour) -> None:
    """Draw the sprig: a stem with leaves in pairs."""
    canvas.fill(canvas.stroke(outline("M 450 430 C 446 380 452 320 450 262"), 3.6), ink)
    for i in range(4):
        y = 408 - i * 38
        for sign in (-1, 1):
            reach = 66 - i * 9
            tip = (450 + sign * reach, y - 44)
            leaf = outline(
                f"M 450 {y} C {450 + sign * 12} {y - 34} {450 + sign * 34} {y - 46} {tip[0]} {tip[1]} "
                f"C {450 + sign * 50} {y - 12} {450 + sign * 30} {y - 2} 450 {y}"
            )
            canvas.fill(canvas.mask(leaf), lit(ink, 0.22 if i % 2 else 0.05), 0.92)
            canvas.fill(
                canvas.stroke([(450, y), (450 + sign * reach * 0.7, y - 30)], 1.6), lit(ink, 0.7), 0.8
            )
    canvas.fill(canvas.mask(ellipse(450, 250, 10, 20)), lit(ink, 0.1))


def _cap(canvas: Canvas) -> None:
    white: Colour = (246, 244, 238)
    cap = canvas.mask(
        outline("M 322 930 L 578 930 L 566 1066 Q 564 1080 550 1080 L 350 1080 Q 336 1080 334 1066 L 322 930")
    )
    stops = ((0, -0.3), (0.14, -0.04), (0.32, 0.6), (0.5, 0.0), (0.8, -0.12), (1, -0.4))
    canvas.fill(cap, Linear(tuple((at, lit(white, by)) for at, by in stops), 0))
    for i in range(30):
        x = 332 + i * 8.15
        line = canvas.stroke([(x, 950), (x + (450 - x) * 0.045, 1064)], 2.6)
        canvas.fill(line & cap, (150, 148, 144), 0.55)
    canvas.volume(cap, 8, dark=0.25, light=0.4)
    canvas.fill(canvas.stroke([(322, 932), (578, 932)], 3) & cap, (120, 120, 116), 0.7)


def draw_perfume(scale: float, _look: Look) -> Image.Image:
    """Return a glass bottle of perfume with a gold collar and a dark cap, as RGBA."""
    canvas = Canvas(scale)
    liquid: Colour = (226, 152, 66)
    body = rounded(230, 400, 670, 1066, 46)
    glass = canvas.mask(body)
    canvas.fill(
        glass,
        Linear(
            ((0, (206, 214, 220)), (0.1, (246, 248, 250)), (0.88, (232, 236, 240)), (1, (176, 184, 192))), 0
        ),
    )
    canvas.volume(glass, 20, dark=0.32, light=0.8)
    inner = canvas.mask([(x * 0.86 + 63, 440 + (y - 400) * 0.86) for x, y in body])
    fluid = inner & canvas.mask([(0, 520), (900, 520), (900, 1200), (0, 1200)])
    canvas.fill(inner, (238, 240, 242), 0.8)
    canvas.fill(fluid, Linear(((0, lit(liquid, 0.5)), (0.5, lit(liquid, 0.2)), (1, lit(liquid, -0.12))), 90))
    canvas.volume(fluid, 34, dark=0.34, light=0.3)
    canvas.fill(canvas.stroke([(286, 521), (614, 521)], 4) & inner, lit(liquid, 0.75), 0.9)
    canvas.fill(canvas.stroke([(446, 460), (452, 700), (470, 1000)], 5) & inner, (255, 255, 255), 0.4)
    gold = Linear(
        (
            (0, (128, 94, 46)),
            (0.22, (252, 226, 160)),
            (0.45, (196, 152, 80)),
            (0.7, (244, 212, 140)),
            (1, (120, 86, 40)),
        ),
        0,
    )
    collar = canvas.mask(rounded(368, 350, 532, 404, 8))
    canvas.fill(collar, gold)
    canvas.volume(collar, 5, dark=0.3, light=0.3)
    cap = canvas.mask(rounded(350, 138, 550, 356, 20))
    canvas.fill(
        cap,
        Linear(
            (
                (0, (14, 13, 16)),
                (0.16, (92, 88, 92)),
                (0.3, (34, 32, 36)),
                (0.8, (26, 25, 28)),
                (0.92, (66, 62, 66)),
                (1, (10, 10, 12)),
            ),
            0,
        ),
    )
    canvas.volume(cap, 10, dark=0.4, light=0.4)
    canvas.fill(canvas.mask(rounded(350, 318, 550, 330, 2)), gold)
    _perfume_label(canvas)
    gleams: tuple[tuple[Point, ...], ...] = (((252, 440), (252, 1020)), ((648, 470), (648, 1010)))
    for line, width, opacity in zip(gleams, (12, 5), (0.75, 0.5), strict=True):
        canvas.shade(glass, canvas.stroke(line, width), (255, 255, 255), 5, opacity)
    canvas.shade(
        glass, canvas.mask([(300, 400), (420, 400), (280, 800), (230, 800)]), (255, 255, 255), 20, 0.22
    )
    return canvas.image


def _perfume_label(canvas: Canvas) -> None:
    paper = canvas.mask(rounded(304, 640, 596, 930, 6))
    canvas.cast(canvas.everything(), paper, (3, 6), 8, 0.4)
    canvas.fill(paper, Linear(((0, (252, 249, 240)), (1, (236, 230, 216))), 20))
    canvas.volume(paper, 3, dark=0.2, light=0.4)
    ink: Colour = (38, 32, 30)
    canvas.fill(canvas.stroke(rounded(318, 654, 582, 916, 3), 2.2, closed=True), (176, 136, 72))
    canvas.fill(canvas.text("ALMA", (452, 740), 78, spacing=12, bold=1), ink)
    canvas.fill(canvas.text("NOIR DE STEPPE", (451, 804), 23, spacing=3, bold=0.2), ink)
    canvas.fill(canvas.text("EAU DE PARFUM", (451, 846), 18, spacing=3), ink)
    canvas.fill(canvas.text("50 ml  1.7 fl oz", (451, 888), 21, spacing=1), ink)
