from __future__ import annotations

from PIL import Image, ImageDraw, ImageFilter

from core.viewing.pair import Pair
from core.viewing.sample import Picture


def product(
    size: tuple[int, int] = (400, 500),
    box: tuple[int, int, int, int] = (120, 150, 280, 380),
    *,
    ground: tuple[int, int, int] = (225, 222, 218),
    button: bool = True,
) -> Image.Image:
    """Draw a plain product with a few details in `box`, on an even background, edges soft as a photo's."""
    image = Image.new("RGB", size, ground)
    pen = ImageDraw.Draw(image)
    left, top, right, bottom = box
    pen.rectangle((left, top, right - 1, bottom - 1), fill=(40, 90, 160))
    wide, high = right - left, bottom - top
    pen.rectangle((left + wide // 5, top + high // 5, left + wide // 2, top + high // 3), fill=(230, 200, 40))
    if button:
        x, y = left + wide * 3 // 4, top + high * 3 // 4
        pen.ellipse((x - wide // 16, y - wide // 16, x + wide // 16, y + wide // 16), fill=(240, 240, 240))
    return image.filter(ImageFilter.GaussianBlur(0.7))


def picture(image: Image.Image) -> Picture:
    return Picture.of(image, image.width, image.height)


def pair(one: Image.Image, other: Image.Image) -> Pair:
    return Pair.of(picture(one), picture(other))
