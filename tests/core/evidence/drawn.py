"""A drawn product on a plain ground, and what is true of it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from core.evidence.request import File

SIZE = (480, 600)
PRODUCT = (120, 150, 360, 460)


def product(*, hue: tuple[int, int, int] = (180, 60, 50), buttons: int = 3, ground: int = 255) -> Image.Image:
    """Draw a patterned bag with buttons on a plain ground."""
    image = Image.new("RGB", SIZE, (ground, ground, ground))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle(PRODUCT, 40, fill=hue)
    shade = np.random.default_rng(7)
    for _ in range(220):
        x, y = int(shade.integers(135, 335)), int(shade.integers(165, 440))
        size = int(shade.integers(3, 12))
        tone = tuple(int(min(255, max(0, c + shade.integers(-70, 70)))) for c in hue)
        pen.ellipse((x, y, x + size, y + size), fill=tone)
    for number in range(buttons):
        box = (225, 190 + 80 * number, 255, 220 + 80 * number)
        pen.ellipse(box, fill=(245, 220, 90), outline=(40, 30, 10))
    return image.filter(ImageFilter.GaussianBlur(0.6))


def true_mask() -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    grey = Image.new("L", SIZE, 0)
    ImageDraw.Draw(grey).rounded_rectangle(PRODUCT, 40, fill=255)
    return np.asarray(grey) > 127


def file_of(path: Path) -> File:
    return File(path=str(path), sha256=hashlib.sha256(path.read_bytes()).hexdigest())
