"""From copies of a picture to dots: any part of it, at any size, through any alignment.

Dots that the picture does not wholly cover count as outside, so that every dot that is shown has the place it
claims: what is registered stays registered at the edges. Shrinking averages what a dot covers, enlarging is
bicubic; alpha is premultiplied on the way, so hidden colour does not bleed into edges.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, floor, sqrt

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.viewing.geometry import Box, Mask, Matrix, Pixels, moved, scaling, shift, upright

_PER_DOT = 2.0
"""Pixels of a copy that a dot averages at least, along a line, where there are that many: an average of one
or two pixels by turns looks jagged. SSIM of octants on photos 0.627 in place of 0.619, and of 0.613 with
Lanczos, which takes four times as long."""

_SMALLEST = 300
"""Pixels on the long edge below which no smaller copies are made."""

_SLACK = 1e-3
"""Part of a dot that may stick out of the picture: rounding, no picture."""


@dataclass(frozen=True, eq=False, slots=True)
class Layer:
    """A copy of a part of a picture."""

    image: Image.Image
    """RGB or RGBA (straight alpha), sRGB, 8 bits."""
    box: Box
    """What it shows, in the picture's true pixels."""

    def holds(self, box: Box) -> bool:
        """Tell whether the copy has all of a box."""
        own = self.box
        return own.holds(box.left, box.top) and own.holds(box.right, box.bottom)

    @property
    def scale(self) -> float:
        """Pixels of the copy to one true pixel, along a line; 1.0 means that nothing was lost."""
        return min(self.image.width / self.box.width, self.image.height / self.box.height)


@dataclass(frozen=True, eq=False, slots=True)
class Picture:
    """A picture as far as it is at hand."""

    width: int
    """True pixels, upright."""
    height: int
    wholes: tuple[Layer, ...]
    """The whole picture at several sizes, the largest first."""
    part: Layer | None = None
    """A part that is sharper."""

    @classmethod
    def of(cls, image: Image.Image, width: int, height: int) -> Picture:
        """Return a picture of true size `width` by `height` of which `image` is the whole.

        Makes copies of half and a quarter of the size, a few milliseconds each: what is small on the screen
        is sampled from a small one.
        """
        frame = Box(0, 0, width, height)
        wholes = [Layer(image, frame)]
        while max(wholes[-1].image.size) >= 2 * _SMALLEST:
            wholes.append(Layer(wholes[-1].image.reduce(2), _reduced(frame, wholes[-1].image.size)))
        return cls(width, height, tuple(wholes))

    @property
    def frame(self) -> Box:
        """The whole picture."""
        return Box(0, 0, self.width, self.height)

    def sharper(self, layer: Layer) -> Picture:
        """Return the picture with one sharper part, in place of another one."""
        return replace(self, part=layer)

    @property
    def whole(self) -> Layer:
        """The largest copy of the whole picture."""
        return self.wholes[0]

    def layer_for(self, seen: Box, scale: float = float("inf")) -> Layer:
        """Return the smallest copy of `scale` or more that has all of `seen` that the picture has.

        Where there is none of that scale it is the sharpest.
        """
        inside = Box(
            max(0.0, seen.left),
            max(0.0, seen.top),
            min(float(self.width), seen.right),
            min(float(self.height), seen.bottom),
        )
        enough = [layer for layer in self.wholes if layer.scale >= scale]
        part = self.part
        if enough or part is None or not part.holds(inside) or part.scale <= self.whole.scale:
            return enough[-1] if enough else self.whole
        return part


@dataclass(frozen=True, eq=False, slots=True)
class Sampled:
    """What a picture shows in a grid of dots."""

    colours: Pixels
    """Straight, without alpha applied; anything where `inside` is False."""
    alpha: NDArray[np.uint8] | None
    """(height, width); None where all that is inside is opaque."""
    inside: Mask
    """Which dots the picture covers."""


def sample(picture: Picture, to_picture: Matrix, size: tuple[int, int]) -> Sampled:
    """Return `picture` in a grid of `size` dots, width first. `to_picture` leads from dots to true pixels."""
    width, height = size
    seen = Box(0, 0, width, height).through(to_picture)
    density = sqrt(width * height / max(seen.width * seen.height, 1e-9))
    layer = picture.layer_for(seen, density * _PER_DOT)
    to_copy = (
        scaling(layer.image.width / layer.box.width, layer.image.height / layer.box.height)
        @ shift(-layer.box.left, -layer.box.top)
        @ to_picture
    )
    image, inside = (_straight if upright(to_copy) else _turned)(layer.image, to_copy, size)
    levels = np.asarray(image)
    alpha = levels[..., 3] if image.mode == "RGBA" else None
    return Sampled(levels[..., :3], alpha, inside)


def looked_up(mask: Mask, to_picture: Matrix, size: tuple[int, int], whole: tuple[int, int]) -> Mask:
    """Return a mask over a picture of `whole` pixels in a grid of `size` dots; outside is False."""
    height, width = mask.shape
    columns, rows = size
    if upright(to_picture):
        flat = to_picture / to_picture[2, 2]
        x = (flat[0, 0] * (np.arange(columns) + 0.5) + flat[0, 2]) * width / whole[0]
        y = (flat[1, 1] * (np.arange(rows) + 0.5) + flat[1, 2]) * height / whole[1]
        x, y = x[None, :], y[:, None]
    else:
        down, across = np.mgrid[0.5:rows:1, 0.5:columns:1]
        points = moved(to_picture, np.stack([across.ravel(), down.ravel()], axis=1))
        x = points[:, 0].reshape(rows, columns) * width / whole[0]
        y = points[:, 1].reshape(rows, columns) * height / whole[1]
    inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    at = np.clip(y, 0, height - 1).astype(int), np.clip(x, 0, width - 1).astype(int)
    found: Mask = mask[at] & inside
    return found


def _reduced(frame: Box, size: tuple[int, int]) -> Box:
    """Return what the halves of a picture of `size` stand for: of an odd one the last sticks out."""
    return Box(
        0,
        0,
        frame.right * (size[0] + size[0] % 2) / size[0],
        frame.bottom * (size[1] + size[1] % 2) / size[1],
    )


def _straight(image: Image.Image, to_copy: Matrix, size: tuple[int, int]) -> tuple[Image.Image, Mask]:
    """Sample where nothing is turned: one resize of the dots that lie wholly inside."""
    flat = to_copy / to_copy[2, 2]
    spans = [
        _inside(flat[axis, axis], flat[axis, 2], dots, length)
        for axis, dots, length in ((0, size[0], image.width), (1, size[1], image.height))
    ]
    inside = np.zeros((size[1], size[0]), bool)
    (first_x, last_x), (first_y, last_y) = spans
    out = Image.new(image.mode, size)
    if last_x <= first_x or last_y <= first_y:
        return out, inside
    inside[first_y:last_y, first_x:last_x] = True
    box = (
        max(0.0, flat[0, 0] * first_x + flat[0, 2]),
        max(0.0, flat[1, 1] * first_y + flat[1, 2]),
        min(float(image.width), flat[0, 0] * last_x + flat[0, 2]),
        min(float(image.height), flat[1, 1] * last_y + flat[1, 2]),
    )
    shrinks = min(flat[0, 0], flat[1, 1]) >= 1
    part = image.resize(
        (last_x - first_x, last_y - first_y),
        Image.Resampling.BOX if shrinks else Image.Resampling.BICUBIC,
        box=box,
    )
    if part.size == size:
        return part, inside
    out.paste(part, (first_x, first_y))
    return out, inside


def _inside(scale: float, start: float, dots: int, length: int) -> tuple[int, int]:
    """Return the first dot that lies wholly within 0 to `length`, and the one behind the last."""
    first = ceil(-start / scale - _SLACK)
    last = floor((length - start) / scale + _SLACK)
    return min(max(0, first), dots), min(max(0, last), dots)


def _turned(image: Image.Image, to_copy: Matrix, size: tuple[int, int]) -> tuple[Image.Image, Mask]:
    """Sample through rotation, shear or perspective: averaged down first, then bicubic at each dot."""
    width, height = size
    seen = Box(0, 0, width, height).through(to_copy)
    area = max(seen.width * seen.height, 1e-9) / max(1, width * height)
    shrink = max(1, floor(sqrt(area)))
    left, top = max(0, floor(seen.left) - 2 * shrink), max(0, floor(seen.top) - 2 * shrink)
    right = min(image.width, ceil(seen.right) + 2 * shrink)
    bottom = min(image.height, ceil(seen.bottom) + 2 * shrink)
    if right <= left or bottom <= top:
        return Image.new(image.mode, size), np.zeros((height, width), bool)
    part = (
        image.reduce(shrink, (left, top, right, bottom))
        if shrink > 1
        else image.crop((left, top, right, bottom))
    )
    to_part = scaling(1 / shrink, 1 / shrink) @ shift(-left, -top) @ to_copy
    plain = to_part / to_part[2, 2]
    out = part.transform(
        size, Image.Transform.PERSPECTIVE, plain.ravel()[:8].tolist(), Image.Resampling.BICUBIC
    )
    down, across = np.mgrid[0.5:height:1, 0.5:width:1]
    points = moved(to_copy, np.stack([across.ravel(), down.ravel()], axis=1))
    x, y = points[:, 0].reshape(height, width), points[:, 1].reshape(height, width)
    # bicubic leaves what is nearer to the edge than half a pixel empty
    margin = shrink / 2
    inside = (x >= margin) & (x <= image.width - margin) & (y >= margin) & (y <= image.height - margin)
    return out, inside
