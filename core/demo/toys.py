"""Toys of the demo: a kit of twelve wooden blocks with letters."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from core.demo.canvas import Canvas, Colour, Linear, Point, lit, outline, rounded

if TYPE_CHECKING:
    from PIL import Image

    from core.demo.look import Look

_ROWS = (5, 4, 3)
_SIDE = 146.0
_PAINTS: tuple[Colour, ...] = ((214, 78, 66), (58, 126, 190), (92, 158, 84), (236, 178, 58))
_WOOD: Colour = (226, 188, 136)


def draw_blocks(scale: float, look: Look) -> Image.Image:
    """Return twelve blocks in a pile of five, four and three, as RGBA.

    Wrongs: `kit` (the last block is missing).
    """
    canvas = Canvas(scale)
    rng = Random(12)
    number = 0
    letters = "ABCDEFGHIJKL"
    for row, count in enumerate(_ROWS):
        left = 450 - count * _SIDE / 2 - 20
        top = 880 - row * (_SIDE + 1)
        for column in reversed(range(count)):
            letter = letters[number + column]
            shift = rng.uniform(-3, 3)
            if not (look.wrong == "kit" and row == 2 and column == 2):
                paint = _PAINTS[(number + column * 3 + row) % 4]
                _block(canvas, (left + column * (_SIDE + 2) + shift, top), letter, paint, rng)
        number += count
    return canvas.image


def _block(canvas: Canvas, at: Point, letter: str, paint: Colour, rng: Random) -> None:
    x, y = at
    s, d = _SIDE, 42.0
    above = canvas.mask(
        [(x + 6, y + 4), (x + d, y - d * 0.8), (x + s + d - 4, y - d * 0.8), (x + s - 2, y + 4)]
    )
    canvas.fill(above, Linear(((0, lit(_WOOD, 0.42)), (1, lit(_WOOD, 0.2))), 0))
    side = canvas.mask(
        [
            (x + s - 4, y + 6),
            (x + s + d - 2, y - d * 0.8),
            (x + s + d - 2, y + s - d * 0.8),
            (x + s - 4, y + s - 4),
        ]
    )
    canvas.fill(side, Linear(((0, lit(_WOOD, -0.16)), (1, lit(_WOOD, -0.36))), 0))
    for piece in (above, side):
        canvas.volume(piece, 5, dark=0.2, light=0.25)
    face = canvas.mask(rounded(x, y, x + s, y + s, 15))
    tone = lit(_WOOD, rng.uniform(-0.05, 0.1))
    canvas.fill(face, Linear(((0, lit(tone, 0.2)), (1, lit(tone, -0.08))), 60))
    for _ in range(6):
        gy = y + rng.uniform(8, s - 8)
        grain = outline(
            f"M {x} {gy} Q {x + s / 2} {gy + rng.uniform(-9, 9)} {x + s} {gy + rng.uniform(-5, 5)}"
        )
        canvas.fill(canvas.stroke(grain, 2.2) & face, lit(_WOOD, -0.3), 0.4)
    canvas.volume(face, 9, dark=0.34, light=0.5)
    panel = canvas.mask(rounded(x + 20, y + 20, x + s - 20, y + s - 20, 11))
    canvas.fill(panel, Linear(((0, lit(paint, 0.1)), (1, lit(paint, -0.08))), 70))
    canvas.volume(panel, 4, dark=0.35, light=0.25)
    canvas.fill(canvas.text(letter, (x + s / 2, y + s / 2 - 2), 80, bold=2.6), (252, 249, 240))
