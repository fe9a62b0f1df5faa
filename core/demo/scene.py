"""Putting a drawn product into a picture: where, how large, on what, with which shadow.

The product itself is only scaled, never changed: what a scene adds is around it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageFilter

from core.demo.canvas import HEIGHT, WIDTH, Canvas, Colour, Linear, ellipse, lit, outline, softened
from core.demo.surface import foliage, lighted, room, textured

if TYPE_CHECKING:
    from core.demo.products import Product
    from core.demo.surface import Size


@dataclass(frozen=True, slots=True)
class Scene:
    """The picture around a product."""

    backdrop: str
    """`white`, `grey`, `tint`, `podium` or `room`."""
    share: float = 0.8
    """How much of the width, or 0.92 times that of the height, the product takes: the nearer limit."""
    centre: tuple[float, float] = (0.5, 0.52)
    """The middle of the product, as shares of width and height."""
    floor: float = 0.0
    """Where the foot of a standing product is, as a share of the height; 0 means that `centre` places it."""
    shadow: str = "right"
    """`right` (light from the upper left, as on the products), `contact` (only beneath), `left`: contradicts
    the light on the product, or empty."""
    reflection: str = ""
    """`true` (mirrored below), `false` (not mirrored, moved aside), or empty."""
    props: bool = False
    """Things lie beside it that are not in the kit."""
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """A product cut to its outline, scaled, and where its corner lies, in pixels."""

    image: Image.Image
    x: int
    y: int


def place(cutout: Image.Image, size: Size, scene: Scene) -> Placed:
    """Return a drawn product scaled and moved to its place in a picture of `size` pixels."""
    tight = cutout.crop(cutout.getchannel("A").getbbox())
    k = min(size[0] * scene.share / tight.width, size[1] * scene.share * 0.92 / tight.height)
    fitted = tight.resize((round(tight.width * k), round(tight.height * k)), Image.Resampling.BICUBIC)
    x = round(size[0] * scene.centre[0] - fitted.width / 2)
    if scene.floor:
        return Placed(fitted, x, round(size[1] * scene.floor) - fitted.height)
    return Placed(fitted, x, round(size[1] * scene.centre[1] - fitted.height / 2))


def compose(cutout: Image.Image, product: Product, scene: Scene, scale: float) -> Image.Image:
    """Return the card of a product as RGB, 900 x 1200 pixels times `scale`."""
    size = (round(WIDTH * scale), round(HEIGHT * scale))
    picture = _backdrop(product, scene, size)
    if scene.props:
        _props(picture, scale)
    placed = place(cutout, size, scene)
    if scene.reflection:
        _reflect(picture, placed, true=scene.reflection == "true")
    throw_shadow(picture, placed, scene.shadow, lying=product.lying)
    picture.paste(placed.image, (placed.x, placed.y), placed.image)
    return picture


def close_up(cutout: Image.Image, product: Product, scale: float) -> Image.Image:
    """Return a detail of a product as RGB, 900 x 1200 pixels times `scale`."""
    k = cutout.width / WIDTH
    left, top, right, bottom = (round(edge * k) for edge in product.focus)
    size = (round(WIDTH * scale), round(HEIGHT * scale))
    part = cutout.crop((left, top, right, bottom)).resize(size, Image.Resampling.BICUBIC)
    base = Linear(((0, lit(product.accent, 0.6)), (1, lit(product.accent, 0.25))), 70).image(size)
    throw_shadow(base, Placed(part, 0, 0), "right", lying=True)
    base.paste(part, (0, 0), part)
    return base


def throw_shadow(
    picture: Image.Image, placed: Placed, kind: str, *, lying: bool, opacity: float = 0.42
) -> None:
    """Darken a picture where a placed product keeps the light off. The light comes from the upper left."""
    if not kind:
        return
    alpha = placed.image.getchannel("A")
    unit = picture.width / WIDTH
    side = -1 if kind == "left" else 1
    if lying:
        for (dx, dy), blur, strength in (((16, 22), 20, opacity), ((4, 6), 5, opacity * 0.8)):
            layer = Image.new("L", picture.size)
            layer.paste(alpha, (placed.x + round(side * dx * unit), placed.y + round(dy * unit)))
            _darken(picture, softened(layer, blur * unit), strength)
        return
    base = placed.y + placed.image.height
    if kind != "contact":
        _darken(
            picture, _thrown(picture.size, placed, alpha, side, unit), opacity * (1.25 if side < 0 else 0.8)
        )
    foot = alpha.crop((0, round(alpha.height * 0.93), alpha.width, alpha.height)).getbbox()
    if foot is None:
        return
    rx = (foot[2] - foot[0]) / 2
    cx = placed.x + (foot[0] + foot[2]) / 2
    for grow, rise, blur, strength in ((1.06, 20, 13, opacity), (1.0, 9, 4, opacity * 1.3)):
        ring = Canvas(1, *picture.size).mask(
            ellipse(cx + side * 6 * unit, base - 4 * unit, rx * grow, rise * unit)
        )
        _darken(picture, softened(ring.over((0, 0, *picture.size)), blur * unit), strength)


def _thrown(size: Size, placed: Placed, alpha: Image.Image, side: int, unit: float) -> Image.Image:
    """Return the shadow of a standing thing: its outline laid down on the table, away from the light."""
    # A shadow that contradicts the light is long enough to be seen beside the product.
    flat, lean = (0.3, 0.55) if side > 0 else (0.42, -1.0)
    base = placed.y + alpha.height - round(6 * unit)
    tall = math.ceil(alpha.height * flat)
    wide = alpha.width + math.ceil(abs(lean) * tall)
    shift = 0 if side > 0 else -math.ceil(abs(lean) * tall)
    laid = alpha.transform(
        (wide, tall),
        Image.Transform.AFFINE,
        (1, lean, -lean * tall + shift, 0, 1 / flat, 0),
        Image.Resampling.BILINEAR,
    )
    fade = Image.linear_gradient("L").resize((wide, tall))
    laid = ImageChops.multiply(laid, fade.point([min(255, 70 + i) for i in range(256)]))
    layer = Image.new("L", size)
    layer.paste(laid, (placed.x + shift, base - tall))
    return softened(layer, 9 * unit)


def _darken(picture: Image.Image, shape: Image.Image, strength: float) -> None:
    box = shape.getbbox()
    if box is not None:
        coverage = shape.crop(box).point([round(i * min(1.0, strength)) for i in range(256)])
        picture.paste((26, 22, 26), box, coverage)


def _reflect(picture: Image.Image, placed: Placed, *, true: bool) -> None:
    """Let a glossy floor mirror the product; a false reflection is upright and stands aside."""
    image = placed.image
    part = image.crop((0, round(image.height * 0.6), image.width, image.height))
    shift = 0
    if true:
        part = part.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    else:
        shift = round(image.width * 0.12)
        part = image.resize((image.width, part.height), Image.Resampling.LANCZOS)
    fade = Image.linear_gradient("L").transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize(part.size)
    coverage = ImageChops.multiply(part.getchannel("A"), fade.point([round(i * 0.42) for i in range(256)]))
    soft = part.filter(ImageFilter.GaussianBlur(picture.width / 700))
    picture.paste(soft.convert("RGB"), (placed.x + shift, placed.y + image.height - 2), coverage)


def _backdrop(product: Product, scene: Scene, size: Size) -> Image.Image:
    rng = Random(scene.seed)
    accent = product.accent
    if scene.backdrop == "white":
        return Image.new("RGB", size, (255, 255, 255))
    if scene.backdrop == "grey":
        return lighted(Image.new("RGB", size, (240, 240, 241)), vignette=0.07, fall=0.05)
    if scene.backdrop == "tint":
        return _tinted(accent, size)
    if scene.backdrop == "podium" and not product.lying:
        return _podium(accent, size)
    if product.lying:
        top = textured("linen" if product.surface != "linen" else "wood", size, rng)
        return lighted(foliage(top, rng, 0.3), vignette=0.2, fall=0.16)
    table = "wood" if product.surface != "wood" else "linen"
    return lighted(foliage(room(table, accent, size, rng, 0.7), rng, 0.24), vignette=0.18, fall=0.12)


def _tinted(accent: Colour, size: Size) -> Image.Image:
    base = Linear(((0, lit(accent, 0.45)), (1, lit(accent, 0.1))), 75)
    canvas = Canvas(size[0] / WIDTH)
    canvas.image.paste(base.image(canvas.image.size))
    canvas.fill(canvas.mask(ellipse(450, 600, 400, 400)), lit(accent, 0.55), 0.6)
    return canvas.image.convert("RGB").resize(size)


def _podium(accent: Colour, size: Size) -> Image.Image:
    canvas = Canvas(size[0] / WIDTH)
    canvas.image.paste(Linear(((0, lit(accent, 0.3)), (1, lit(accent, -0.06))), 80).image(canvas.image.size))
    arch = canvas.mask(outline("M 150 1010 L 150 470 C 150 60 750 60 750 470 L 750 1010"))
    canvas.fill(arch, lit(accent, -0.12))
    canvas.volume(arch, 30, dark=0.0, light=0.25)
    disc = canvas.mask(outline("M 60 1010 L 840 1010 L 840 1100 Q 450 1230 60 1100"))
    canvas.fill(disc, Linear(((0, lit(accent, 0.2)), (0.3, lit(accent, 0.4)), (1, lit(accent, -0.25))), 0))
    top = canvas.mask(ellipse(450, 1012, 390, 80))
    canvas.fill(top, Linear(((0, lit(accent, 0.5)), (1, lit(accent, 0.2))), 20))
    return lighted(canvas.image.convert("RGB").resize(size), vignette=0.1, fall=0.08)


def _props(picture: Image.Image, scale: float) -> None:
    """Lay a milk jug, biscuits and a spoon on the table: pleasant, and not what ships."""
    canvas = Canvas(scale)
    jug = canvas.mask(
        outline("M 742 150 C 716 200 690 250 700 320 C 706 356 730 366 780 366 C 830 366 852 350 856 310 "
                "C 862 250 838 200 828 160 L 742 150")
    )  # fmt: skip
    grip = canvas.stroke(outline("M 838 190 C 900 190 900 300 850 310"), 15)
    plate = canvas.mask(ellipse(150, 250, 128, 88))
    spoon = canvas.stroke([(70, 1090), (250, 1130)], 9) | canvas.mask(ellipse(290, 1139, 48, 26, 12))
    for piece, colour in (
        (grip, (236, 236, 234)),
        (jug, (244, 243, 240)),
        (plate, (238, 236, 232)),
        (spoon, (190, 192, 198)),
    ):
        canvas.cast(canvas.mask([(0, 0), (900, 0), (900, 1200), (0, 1200)]), piece, (10, 14), 12, 0.4)
        canvas.fill(piece, colour)
        canvas.volume(piece, 16, dark=0.35, light=0.5)
    canvas.fill(canvas.mask(ellipse(785, 158, 44, 15)), (216, 212, 206))
    for x, y in ((110, 230), (176, 214), (150, 284)):
        biscuit = canvas.mask(ellipse(x, y, 48, 40))
        canvas.cast(plate, biscuit, (4, 6), 5, 0.5)
        canvas.fill(biscuit, (206, 152, 86))
        canvas.volume(biscuit, 14, dark=0.4, light=0.4)
        for dx, dy in ((-16, -8), (10, -14), (2, 12), (22, 8)):
            canvas.fill(canvas.mask(ellipse(x + dx, y + dy, 6, 5)), (84, 48, 30))
    picture.paste(canvas.image, (0, 0), canvas.image)
