"""How a picture file keeps its colours; only one with an alpha channel is decoded for it.

A marketplace may ask for sRGB, no transparency, or a least JPEG quality. A JPEG does not record its quality;
it can be told only where the file has the IJG's example quantisation table, scaled as the IJG's library does
(ITU-T T.81, table K.1; `jcparam.c`, `jpeg_quality_scaling`). For any other table the quality is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from core.imaging.inspect import profile_name
from core.imaging.opening import open_picture, open_regular, picture_kind

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

_LUMINANCE: Final = (
    *(16, 11, 10, 16, 24, 40, 51, 61),
    *(12, 12, 14, 19, 26, 58, 60, 55),
    *(14, 13, 16, 24, 40, 57, 69, 56),
    *(14, 17, 22, 29, 51, 87, 80, 62),
    *(18, 22, 37, 56, 68, 109, 103, 77),
    *(24, 35, 55, 64, 81, 104, 113, 92),
    *(49, 64, 78, 87, 103, 121, 120, 101),
    *(72, 92, 95, 98, 112, 100, 103, 99),
)


@dataclass(frozen=True, slots=True)
class Colours:
    """How a file keeps its colours."""

    mode: str
    """Pillow's name: `RGB`, `RGBA`, `L`, `CMYK`, `P`, ..."""
    profile: str
    """Description of the ICC profile; empty means that there is none."""
    alpha: bool
    """Whether any pixel is transparent."""
    quality: int | None
    """Of a JPEG, 1 to 100; None means that it is not known."""


def read_colours(path: Path, *, max_pixels: int) -> Colours:
    """Return how the picture file at `path` keeps its colours. Raises NotAnImage or Incomplete."""
    with open_regular(path) as opened:
        kind = picture_kind(opened, path)
        with open_picture(opened, kind, max_pixels=max_pixels) as image:
            return Colours(
                mode=image.mode,
                profile=profile_name(image),
                alpha=_transparent(image),
                quality=jpeg_quality(image) if kind == "JPEG" else None,
            )


def _transparent(image: Image.Image) -> bool:
    if not image.has_transparency_data:
        return False
    # Many programs write an alpha channel that is opaque everywhere.
    return image.convert("RGBA").getchannel("A").getextrema() != (255, 255)


def jpeg_quality(image: Image.Image) -> int | None:
    """Return the IJG quality of an opened JPEG; None where its table is not one of the IJG's."""
    tables: dict[int, list[int]] = getattr(image, "quantization", {})
    found = tuple(tables.get(0, ()))
    return next((quality for quality in range(100, 0, -1) if _scaled(quality) == found), None)


def _scaled(quality: int) -> tuple[int, ...]:
    scale = 5000 // quality if quality < 50 else 200 - quality * 2
    return tuple(min(max((value * scale + 50) // 100, 1), 255) for value in _LUMINANCE)
