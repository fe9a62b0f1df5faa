"""Photographs for the render benchmarks: the demo's products on their tables, grain included, or a folder's.

Not run by itself. Grain makes files as large, and detail as costly, as those of a camera.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
from PIL import Image

from core.demo.build import FINENESS
from core.demo.photo import photograph
from core.demo.products import PHOTOGRAPHED
from core.demo.shots import camera

_GRAIN = 4.0
"""Standard deviation in levels, about a phone's at ISO 200."""

CAMERA = (4000, 3000)
"""12 megapixels."""
LARGE = (6000, 4000)
"""24 megapixels."""


def photos(folder: Path | None, count: int) -> list[Image.Image]:
    """Return up to `count` photos as RGB: a folder's JPEGs and PNGs, on white, else drawn ones.

    Masks, whose names say so, are no photos.
    """
    if folder is not None:
        paths = sorted(
            path
            for path in folder.iterdir()
            if path.suffix.lower() in (".jpg", ".jpeg", ".png") and "mask" not in path.stem
        )
        # neighbours show the same thing: take them from all over
        return [_on_white(path) for path in paths[:: max(1, len(paths) // count)][:count]]
    drawn = PHOTOGRAPHED[:count]
    return [
        photograph(product.draw(FINENESS, product.look), product, camera(product), 1.0) for product in drawn
    ]


def _on_white(path: Path) -> Image.Image:
    with Image.open(path) as image:
        picture = image.convert("RGBA")
    white = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(white, picture).convert("RGB")


def square(image: Image.Image, edge: int) -> Image.Image:
    """Return the middle square of a picture at `edge` pixels."""
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    part = image.crop((left, top, left + side, top + side))
    return part.resize((edge, edge), Image.Resampling.LANCZOS)


def enlarged(image: Image.Image, size: tuple[int, int], seed: int) -> Image.Image:
    """Return the picture at a camera's size, with grain of that size."""
    pixels = np.asarray(image.resize(size, Image.Resampling.BICUBIC)).astype(np.int16)
    noise = np.random.default_rng(seed).normal(0, _GRAIN, (size[1], size[0], 1)).astype(np.int16)
    return Image.fromarray(np.clip(pixels + noise, 0, 255).astype(np.uint8))
