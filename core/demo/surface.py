"""Backgrounds: textured table tops and walls for photographs, smooth ones for cards.

Everything random comes from the `Random` passed in, so the same seed gives the same bytes. All images are
RGB in sRGB; sizes are in pixels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from core.demo.canvas import Colour, Linear, lit

if TYPE_CHECKING:
    from random import Random

Size = tuple[int, int]

_TONES: dict[str, tuple[Colour, Colour]] = {
    "plaster": ((188, 180, 170), (222, 215, 205)),
    "linen": ((190, 178, 158), (226, 216, 200)),
    "wood": ((150, 112, 78), (206, 166, 124)),
    "slate": ((96, 100, 104), (142, 146, 148)),
}
"""Dark and light end of each surface."""


def noise(rng: Random, size: Size) -> Image.Image:
    """Return white noise as an `L` image."""
    return Image.frombytes("L", size, rng.randbytes(size[0] * size[1]))


def cloud(rng: Random, size: Size, grain: Size) -> Image.Image:
    """Return soft noise as an `L` image: `grain` cells over the picture, stretched smooth."""
    return noise(rng, (max(2, grain[0]), max(2, grain[1]))).resize(size, Image.Resampling.BICUBIC)


def grainy(image: Image.Image, rng: Random, strength: float) -> Image.Image:
    """Return an RGB picture with a sensor's noise; `strength` is its largest swing, in levels of 255."""
    swing = [round(128 + (i - 128) * strength / 128) for i in range(256)]
    speck = noise(rng, image.size).point(swing)
    coarse = noise(rng, (max(2, image.width // 2), max(2, image.height // 2))).point(swing)
    tint = coarse.resize(image.size, Image.Resampling.NEAREST)
    return ImageChops.add(image, Image.merge("RGB", (speck, speck, tint)), 1, -128)


def textured(kind: str, size: Size, rng: Random) -> Image.Image:
    """Return a table top or wall of `kind`: `plaster`, `linen`, `wood` or `slate`."""
    dark, light = _TONES[kind]
    # Half the size is fine enough for what lies a little out of focus.
    width, height = max(2, size[0] // 2), max(2, size[1] // 2)
    half = (width, height)
    if kind == "wood":
        rough = Image.blend(cloud(rng, half, (6, height // 3)), cloud(rng, half, (width // 100, 24)), 0.45)
    elif kind == "linen":
        rough = Image.blend(cloud(rng, half, (width // 2, 30)), cloud(rng, half, (30, height // 2)), 0.5)
    else:
        rough = Image.blend(cloud(rng, half, (9, 12)), cloud(rng, half, (width // 3, height // 3)), 0.3)
    # Contrast is pulled to the middle: a background should be seen, not looked at.
    calm = rough.point([round(64 + i * 0.5) for i in range(256)])
    picture = ImageOps.colorize(calm, dark, light)
    if kind == "wood":
        pen = ImageDraw.Draw(picture)
        for row in range(1, 5):
            y = round(height * row / 5 + rng.uniform(-0.01, 0.01) * height)
            pen.line([(0, y), (width, y)], fill=lit(dark, -0.45), width=max(1, round(height * 0.0022)))
    return picture.resize(size, Image.Resampling.BILINEAR)


def room(kind: str, wall: Colour, size: Size, rng: Random, horizon: float = 0.66) -> Image.Image:
    """Return a wall above a table of `kind`; `horizon` is where they meet, as a share of the height."""
    width, height = size
    line = round(height * horizon)
    back = ImageOps.colorize(
        cloud(rng, (width, line), (7, 7)).point([round(96 + i * 0.25) for i in range(256)]),
        lit(wall, -0.14),
        lit(wall, 0.14),
    )
    table = textured(kind, (width, height - line), rng)
    shade = Linear(((0, (176, 176, 176)), (0.3, (236, 236, 236)), (1, (255, 255, 255))), 90)
    table = ImageChops.multiply(table, shade.image(table.size))
    whole = Image.new("RGB", size)
    whole.paste(back, (0, 0))
    whole.paste(table, (0, line))
    # The edge of the table lies behind the product, out of focus.
    strip = (0, max(0, line - height // 40), width, min(height, line + height // 40))
    whole.paste(whole.crop(strip).filter(ImageFilter.GaussianBlur(height / 250)), strip[:2])
    return whole


def lighted(image: Image.Image, *, vignette: float, fall: float) -> Image.Image:
    """Return a picture lit from the upper left, its corners darker.

    `vignette` is how much of the light is lost in the corners, `fall` how much from upper left to lower
    right (both 0 to 1).
    """
    # Light is smooth: it is worked out small and stretched.
    small = (max(8, image.width // 8), max(8, image.height // 8))
    lost = round(255 * (1 - fall))
    slope = Linear(((0, (255, 255, 255)), (1, (lost, lost, lost))), 55).image(small)
    round_ = Image.radial_gradient("L").resize(small, Image.Resampling.BICUBIC)
    corner = round_.point([round(255 * (1 - vignette * (i / 255) ** 2)) for i in range(256)])
    light = ImageChops.multiply(slope, Image.merge("RGB", (corner,) * 3))
    return ImageChops.multiply(image, light.resize(image.size, Image.Resampling.BILINEAR))


def foliage(image: Image.Image, rng: Random, strength: float) -> Image.Image:
    """Return a picture with the blurred shadow of leaves at its upper right, as from a window."""
    width, height = image.size
    small = (max(8, width // 4), max(8, height // 4))
    shade = Image.new("L", small)
    pen = ImageDraw.Draw(shade)
    for _ in range(9):
        x = rng.uniform(0.55, 1.02) * small[0]
        y = rng.uniform(-0.05, 0.4) * small[1]
        long, thin = rng.uniform(0.16, 0.3) * small[0], rng.uniform(0.03, 0.06) * small[0]
        pen.polygon(
            [
                (x, y),
                (x - long * 0.5, y + long * 0.3 - thin),
                (x - long, y + long),
                (x - long * 0.4, y + long * 0.6),
            ],
            fill=255,
        )
    soft = shade.filter(ImageFilter.GaussianBlur(small[0] / 45)).resize(image.size, Image.Resampling.BICUBIC)
    dark = Image.new("RGB", image.size, (40, 36, 40))
    return Image.composite(dark, image, soft.point([round(i * strength) for i in range(256)]))
