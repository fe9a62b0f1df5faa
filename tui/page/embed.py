"""A picture as bytes that a browser shows without doubt: no profile, no orientation, no metadata.

Small and transparent pictures keep every pixel (PNG). Larger ones go through JPEG at quality 95 without
colour subsampling, which moves a photo's levels by less than any drift that is looked for and keeps the page
within what a browser opens at once; the page says which of the two it was.
"""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image

from core.viewing.geometry import Mask
from tui.page.pair import Embedded

MOST_PIXELS = 24_000_000
"""A picture with more is reduced: 96 MB once decoded, which a tablet's browser still shows."""

EXACT_PIXELS = 2048 * 2048
"""Up to so many pixels every one is kept: what image studios generate."""

_QUALITY = 95


def cover(mask: Mask) -> Embedded:
    """Return a black picture that is transparent where the mask is True."""
    alpha = Image.fromarray(np.where(mask, np.uint8(0), np.uint8(255)))
    image = Image.merge("LA", (Image.new("L", alpha.size), alpha))
    buffer = BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return Embedded(buffer.getvalue(), "image/png", image.width, image.height, exact=False)


def embed(image: Image.Image) -> Embedded:
    """Return an upright sRGB picture (RGB or RGBA) as PNG or JPEG; metadata is dropped from it."""
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    image.info = {}
    buffer = BytesIO()
    if image.mode == "RGBA" or image.width * image.height <= EXACT_PIXELS:
        image.save(buffer, "PNG", compress_level=1)
        return Embedded(buffer.getvalue(), "image/png", image.width, image.height, exact=True)
    image.save(buffer, "JPEG", quality=_QUALITY, subsampling=0)
    return Embedded(buffer.getvalue(), "image/jpeg", image.width, image.height, exact=False)
