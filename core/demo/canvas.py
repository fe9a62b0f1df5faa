"""A small drawing kit on Pillow: smooth outlines, gradients, soft shading, text, cylinders.

All coordinates are in units of a picture of 900 x 1200 units, whatever its size in pixels, so one drawing
serves every scale. A shape is first a `Mask` (anti-aliased by drawing it `EDGE` times larger), only as large
as the shape itself; painting composes a colour or gradient through it. Colours are sRGB, 0 to 255.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Point: TypeAlias = tuple[float, float]
Colour: TypeAlias = tuple[int, int, int]

WIDTH = 900
HEIGHT = 1200
"""Size of the drawing plane in units."""

EDGE = 3
"""How many times larger a shape is drawn before it is reduced."""


@dataclass(frozen=True, slots=True)
class Mask:
    """Coverage of a shape: an `L` image and where its corner lies on the canvas, in pixels."""

    image: Image.Image
    x: int
    y: int

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom in pixels of the canvas."""
        return (self.x, self.y, self.x + self.image.width, self.y + self.image.height)

    def over(self, box: tuple[int, int, int, int]) -> Image.Image:
        """Return this coverage cut or widened (with nothing) to `box`."""
        left, top, right, bottom = box
        return self.image.crop((left - self.x, top - self.y, right - self.x, bottom - self.y))

    def __and__(self, other: Mask) -> Mask:
        return Mask(ImageChops.multiply(self.image, other.over(self.box)), self.x, self.y)

    def __sub__(self, other: Mask) -> Mask:
        kept = ImageChops.invert(other.over(self.box))
        return Mask(ImageChops.multiply(self.image, kept), self.x, self.y)

    def __or__(self, other: Mask) -> Mask:
        a, b = self.box, other.box
        box = (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))
        return Mask(ImageChops.lighter(self.over(box), other.over(box)), box[0], box[1])


@dataclass(frozen=True, slots=True)
class Linear:
    """A gradient over the bounding box of what it paints."""

    stops: tuple[tuple[float, Colour], ...]
    """Place (0 to 1, rising) and colour."""
    angle: float = 90.0
    """Degrees: 0 runs left to right, 90 top to bottom."""

    def image(self, size: tuple[int, int]) -> Image.Image:
        """Return the gradient as an RGB image of `size` pixels."""
        # A gradient has no detail: a small one stretched looks the same and costs a twentieth.
        step = max(1, min(8, min(size) // 24))
        small = (max(1, size[0] // step), max(1, size[1] // step))
        steps = 256
        strip = Image.new("RGB", (steps, 3))
        row = [self._at(i / (steps - 1)) for i in range(steps)]
        strip.putdata(row * 3)
        turn = math.radians(self.angle)
        dx, dy = math.cos(turn), math.sin(turn)
        span = abs(small[0] * dx) + abs(small[1] * dy) or 1.0
        start = min(0.0, small[0] * dx) + min(0.0, small[1] * dy)
        k = (steps - 1) / span
        shift = -start * k + 0.5
        drawn = strip.transform(
            small, Image.Transform.AFFINE, (dx * k, dy * k, shift, 0, 0, 1.5), Image.Resampling.BILINEAR
        )
        return drawn if small == size else drawn.resize(size, Image.Resampling.BILINEAR)

    def _at(self, place: float) -> Colour:
        before = self.stops[0]
        for stop in self.stops:
            if place <= stop[0]:
                span = stop[0] - before[0]
                return mix(before[1], stop[1], (place - before[0]) / span if span else 1.0)
            before = stop
        return before[1]


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """Return the colour `share` (0 to 1) of the way from `a` to `b`."""
    return (
        round(a[0] + (b[0] - a[0]) * share),
        round(a[1] + (b[1] - a[1]) * share),
        round(a[2] + (b[2] - a[2]) * share),
    )


def lit(colour: Colour, by: float) -> Colour:
    """Return `colour` nearer to white (`by` up to 1) or to black (`by` down to -1)."""
    return mix(colour, (255, 255, 255) if by > 0 else (0, 0, 0), abs(by))


def softened(image: Image.Image, radius: float) -> Image.Image:
    """Return an image blurred by `radius` pixels (Gaussian); a wide blur is made on a smaller copy.

    The cost of Pillow's blur does not depend on its radius, so a quarter of the size costs a sixteenth.
    """
    step = min(8, int(radius / 2.5))
    if step < 2 or min(image.size) < 4 * step:
        return image.filter(ImageFilter.GaussianBlur(radius))
    small = image.reduce(step).filter(ImageFilter.GaussianBlur(radius / step))
    # `reduce` rounds the size up: the box keeps the copy in register.
    box = (0, 0, image.width / step, image.height / step)
    return small.resize(image.size, Image.Resampling.BILINEAR, box)


def outline(path: str) -> list[Point]:
    """Return the points of a path in SVG's words: absolute `M`, `L`, `C` and `Q`, spaces between all."""
    points: list[Point] = []
    words = path.replace(",", " ").split()
    taken = {"M": 1, "L": 1, "Q": 2, "C": 3}
    command, at = "M", 0
    while at < len(words):
        if words[at] in taken:
            command = words[at]
            at += 1
        count = taken[command]
        ends = [(float(words[at + 2 * i]), float(words[at + 2 * i + 1])) for i in range(count)]
        at += 2 * count
        if count == 1:
            points.append(ends[0])
        else:
            points.extend(curve([points[-1], *ends]))
    return points


def curve(ends: Sequence[Point], steps: int = 18) -> list[Point]:
    """Return a Bezier curve of any degree as points, without its first."""
    points = []
    for step in range(1, steps + 1):
        t = step / steps
        row = list(ends)
        while len(row) > 1:
            row = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pairwise(row)]
        points.append(row[0])
    return points


def mirrored(points: Iterable[Point], axis: float = WIDTH / 2) -> list[Point]:
    """Return `points` reflected at the vertical line x = `axis`."""
    return [(2 * axis - x, y) for x, y in points]


def ellipse(cx: float, cy: float, rx: float, ry: float, angle: float = 0.0) -> list[Point]:
    """Return an ellipse's points; `angle` in degrees, clockwise."""
    turn = math.radians(angle)
    cos, sin = math.cos(turn), math.sin(turn)
    points = []
    for i in range(72):
        a = math.tau * i / 72
        x, y = rx * math.cos(a), ry * math.sin(a)
        points.append((cx + x * cos - y * sin, cy + x * sin + y * cos))
    return points


def rounded(left: float, top: float, right: float, bottom: float, radius: float) -> list[Point]:
    """Return a rectangle's points with round corners."""
    points = []
    corners = (
        (right - radius, top + radius, -90),
        (right - radius, bottom - radius, 0),
        (left + radius, bottom - radius, 90),
        (left + radius, top + radius, 180),
    )
    for cx, cy, start in corners:
        for step in range(11):
            a = math.radians(start + step * 9)
            points.append((cx + radius * math.cos(a), cy + radius * math.sin(a)))
    return points


@lru_cache(maxsize=128)
def font(pixels: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Return Pillow's own font at a size in pixels. It has Latin letters and no Cyrillic."""
    return ImageFont.load_default(pixels)


class Canvas:
    """A transparent picture of 900 x 1200 units that shapes are painted on."""

    def __init__(self, scale: float, width: float = WIDTH, height: float = HEIGHT) -> None:
        self.scale = scale
        """Pixels per unit."""
        self.image = Image.new("RGBA", (max(1, round(width * scale)), max(1, round(height * scale))))

    def mask(self, *paths: Sequence[Point]) -> Mask:
        """Return the coverage of closed outlines, united."""
        everything = [point for path in paths for point in path]
        box = self._box(everything, 0)
        drawn, pen, place = self._sheet(box)
        for path in paths:
            pen.polygon([place(p) for p in path], fill=255)
        return Mask(drawn.reduce(EDGE), box[0], box[1])

    def stroke(self, path: Sequence[Point], width: float, *, closed: bool = False) -> Mask:
        """Return the coverage of a line `width` units wide with round ends."""
        box = self._box(path, width)
        drawn, pen, place = self._sheet(box)
        line = [place(p) for p in ([*path, path[0], path[1]] if closed else path)]
        thick = width * self.scale * EDGE
        pen.line(line, fill=255, width=max(1, round(thick)), joint="curve")
        for x, y in (line[0], line[-1]):
            pen.ellipse((x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2), fill=255)
        return Mask(drawn.reduce(EDGE), box[0], box[1])

    def text(
        self, words: str, at: Point, size: float, *, angle: float = 0, spacing: float = 0, bold: float = 0
    ) -> Mask:
        """Return the coverage of a line of text centred at `at`.

        `size`, `spacing` (between letters) and `bold` (added to each side of a stroke) are in units,
        `angle` in degrees clockwise.
        """
        type_ = font(max(4.0, size * self.scale))
        gap, thick = spacing * self.scale, bold * self.scale
        lengths = [type_.getlength(c) + gap for c in words]
        margin = math.ceil(thick) + 2
        sheet = Image.new(
            "L", (math.ceil(sum(lengths)) + 2 * margin, math.ceil(size * self.scale * 1.4) + 2 * margin)
        )
        pen = ImageDraw.Draw(sheet)
        x = float(margin)
        for letter, length in zip(words, lengths, strict=True):
            pen.text((x, sheet.height / 2), letter, fill=255, font=type_, anchor="lm", stroke_width=thick)
            x += length
        if angle:
            sheet = sheet.rotate(-angle, Image.Resampling.BICUBIC, expand=True)
        cx, cy = at[0] * self.scale, at[1] * self.scale
        return Mask(sheet, round(cx - sheet.width / 2), round(cy - sheet.height / 2))

    def fill(self, mask: Mask, paint: Colour | Linear, opacity: float = 1.0) -> None:
        """Paint a colour or gradient through `mask`."""
        size = mask.image.size
        layer = paint.image(size) if isinstance(paint, Linear) else Image.new("RGB", size, paint)
        coverage = mask.image if opacity >= 1 else mask.image.point([round(i * opacity) for i in range(256)])
        layer.putalpha(coverage)
        self.lay(layer, mask.x, mask.y)

    def lay(self, layer: Image.Image, x: int, y: int) -> None:
        """Compose an RGBA image with its corner at a pixel; what lies outside is cut off."""
        left, top = max(0, -x), max(0, -y)
        right = min(layer.width, self.image.width - x)
        bottom = min(layer.height, self.image.height - y)
        if right > left and bottom > top:
            self.image.alpha_composite(layer, (x + left, y + top), (left, top, right, bottom))

    def shade(self, clip: Mask, shape: Mask, colour: Colour, blur: float, opacity: float) -> None:
        """Paint `shape` blurred by `blur` units, only inside `clip`."""
        soft = softened(shape.over(clip.box), blur * self.scale)
        self.fill(Mask(ImageChops.multiply(soft, clip.image), clip.x, clip.y), colour, opacity)

    def cast(self, on: Mask, by: Mask, shift: Point, blur: float, opacity: float) -> None:
        """Let `by` throw a soft shadow on `on`, moved by `shift` units."""
        moved = Mask(by.image, by.x + round(shift[0] * self.scale), by.y + round(shift[1] * self.scale))
        self.shade(on, moved, (12, 10, 14), blur, opacity)

    def volume(self, mask: Mask, depth: float, *, dark: float = 0.35, light: float = 0.4) -> None:
        """Round a flat shape: light along its upper left edge, shade along its lower right one.

        `depth` is how far, in units, the rounding reaches inwards.
        """
        step = max(1, round(depth * self.scale * 0.5))
        pad = step * 3
        wide = mask.over(
            (mask.x - pad, mask.y - pad, mask.x + mask.image.width + pad, mask.y + mask.image.height + pad)
        )
        soft = softened(wide, depth * self.scale * 0.5)
        size = mask.image.size
        for sign, colour, opacity in ((-1, (8, 8, 16), dark), (1, (255, 255, 255), light)):
            if opacity <= 0:
                continue
            near = pad - sign * step
            moved = soft.crop((near, near, near + size[0], near + size[1]))
            edge = ImageChops.multiply(ImageChops.invert(moved), mask.image)
            self.fill(Mask(edge, mask.x, mask.y), colour, opacity)

    def everything(self) -> Mask:
        """Return the coverage of all that is painted so far."""
        return Mask(self.image.getchannel("A"), 0, 0)

    def _box(self, points: Sequence[Point], width: float) -> tuple[int, int, int, int]:
        xs = [p[0] for p in points]
        ys = [p[1] for p in points]
        s, m = self.scale, width / 2
        left, top = math.floor((min(xs) - m) * s) - 1, math.floor((min(ys) - m) * s) - 1
        right, bottom = math.ceil((max(xs) + m) * s) + 1, math.ceil((max(ys) + m) * s) + 1
        return left, top, max(right, left + 1), max(bottom, top + 1)

    def _sheet(self, box: tuple[int, int, int, int]) -> tuple[Image.Image, ImageDraw.ImageDraw, _Place]:
        sheet = Image.new("L", ((box[2] - box[0]) * EDGE, (box[3] - box[1]) * EDGE))
        return sheet, ImageDraw.Draw(sheet), _Place(self.scale * EDGE, box[0] * EDGE, box[1] * EDGE)


@dataclass(frozen=True, slots=True)
class _Place:
    """From units to pixels of an enlarged sheet."""

    scale: float
    left: int
    top: int

    def __call__(self, point: Point) -> Point:
        return (point[0] * self.scale - self.left, point[1] * self.scale - self.top)


def wrapped(flat: Image.Image, width: int, sag: float, turn: float = 1.0) -> Image.Image:
    """Return `flat` bent round an upright cylinder seen from slightly above.

    `width` is the cylinder's width in pixels, `sag` how far the middle hangs below the sides (pixels), `turn`
    the share of the visible half round that `flat` covers. The result is `width` wide and `sag` taller.
    """
    strips = 40
    height = flat.height + math.ceil(sag)
    mesh = []
    for i in range(strips):
        x0, x1 = round(width * i / strips), round(width * (i + 1) / strips)
        ends = []
        for x in (x0, x1):
            theta = math.asin(max(-1.0, min(1.0, 2 * x / width - 1)))
            ends.append(((theta / math.pi / turn + 0.5) * flat.width, sag * math.cos(theta)))
        (u0, drop0), (u1, drop1) = ends
        quad = (u0, -drop0, u0, height - drop0, u1, height - drop1, u1, -drop1)
        mesh.append(((x0, 0, x1, height), quad))
    return flat.transform((width, height), Image.Transform.MESH, mesh, Image.Resampling.BICUBIC)
