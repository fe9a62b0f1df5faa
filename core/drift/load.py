"""The edge to files: two paths become the arrays that are measured.

Everything is worked out at `SIDE` pixels on the long edge; `Shot.scale` leads back to the file's own pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np
from PIL import Image

from core.drift.frame import shrunk
from core.drift.result import Picture
from core.errors import Incomplete, NotAnImage
from core.imaging.decode import on_background, reduced_srgb
from core.imaging.opening import open_picture, open_regular, orientation, picture_kind
from core.imaging.sharpness import sharpness
from core.safe_name import path_to_text

if TYPE_CHECKING:
    from core.drift.arrays import Cv, Mask, Rgb

SIDE: Final = 1280
"""Long edge at which pictures are measured, pixels."""
MIN_SIDE: Final = 48
"""Short edge below which there is nothing to compare, pixels."""
_CUTOUT: Final = (0.01, 0.97)
"""Share of a picture that alpha must leave opaque to be a cut-out and not a watermark or a rounded corner."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Shot:
    """A picture ready for measuring; the same one only as the same object."""

    picture: Picture
    rgb: Rgb
    """Upright sRGB, over white where it is transparent; at most `SIDE` pixels on the long edge."""
    cutout: Mask | None = None
    """What alpha says is the product; None where there is no alpha, or none that cuts anything out."""
    sharpness: float | None = None
    """`core.imaging.sharpness`, 0 to 1; only of a source."""

    @property
    def scale(self) -> float:
        """The file's pixels for one of `rgb`."""
        return self.picture.width / self.rgb.shape[1] if self.picture.width else 1.0


def load_shot(path: Path, *, max_pixels: int, source: bool = False) -> Shot:
    """Return the picture at `path`. Raises NotAnImage as `core.imaging.decode.load_reduced` does."""
    loaded, picture = _opened(path, max_pixels)
    plain = on_background(loaded, "white") if loaded.mode != "RGB" else loaded
    rgb = np.array(_fitted(np.asarray(plain, np.uint8)), np.uint8, order="C")
    return Shot(picture, rgb, _cutout(loaded), sharpness(Image.fromarray(rgb)) if source else None)


def load_mask(path: Path, shot: Shot, *, max_pixels: int) -> Mask:
    """Return the mask file at `path` (white = product, or what its alpha leaves) at the size of `shot`.

    Raises NotAnImage as `load_shot`, `mask-size` for one of other proportions than the picture's, and
    `mask-empty` for one without any product.
    """
    loaded, picture = _opened(path, max_pixels)
    height, width = shot.rgb.shape[:2]
    if abs(picture.width / picture.height - width / height) > 0.02 * width / height:
        raise NotAnImage("mask-size", width=picture.width, height=picture.height)
    opaque = _cutout(loaded)
    if opaque is not None:
        white = opaque * np.uint8(255)
    else:
        white = _fitted(np.asarray(on_background(loaded, "white").getchannel("G"), np.uint8))
    resized = cv2.resize(white, (width, height), interpolation=cv2.INTER_LINEAR)
    mask = np.asarray(resized > 127, np.bool_)
    if not mask.any():
        raise NotAnImage("mask-empty")
    return mask


def studio_mask_of(path: Path) -> Path | None:
    """Return the mask a studio laid beside a picture (`NAME.mask.png`); None where there is none."""
    beside = path.with_name(f"{path.stem}.mask.png")
    return beside if beside != path and beside.is_file() else None


def _opened(path: Path, max_pixels: int) -> tuple[Image.Image, Picture]:
    """Return a picture, RGB or RGBA, at `SIDE` pixels and more, and what its file is."""
    try:
        with open_regular(path) as opened:
            kind = picture_kind(opened, path)
            sha256 = opened.sha256()
            with open_picture(opened, kind, max_pixels=max_pixels) as image:
                width, height = image.size
                if orientation(image) >= 5:
                    width, height = height, width
                loaded = reduced_srgb(image, SIDE)
            if opened.changed():
                raise NotAnImage("changed")
    except Incomplete as error:
        raise NotAnImage("truncated", what="") from error
    return loaded, Picture(path_to_text(path), sha256, width, height)


def _fitted(pixels: Cv) -> Cv:
    return shrunk(pixels, SIDE / max(pixels.shape[:2]))


def _cutout(loaded: Image.Image) -> Mask | None:
    if not loaded.has_transparency_data:
        return None
    opaque = np.asarray(_fitted(np.asarray(loaded.getchannel("A"), np.uint8)) > 127, np.bool_)
    return opaque if _CUTOUT[0] < float(opaque.mean()) < _CUTOUT[1] else None
