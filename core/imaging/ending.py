"""Whether the zero bytes at a file's end are a part of the picture.

A copy that reserved its space before filling it ends in zero bytes. In BMP, plain TIFF and lossy WebP a black
or flat end of a picture is stored as zero bytes too, so the decoded picture is asked which of both it is.
What would go wrong otherwise: half a picture is approved, or a product on black waits for ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL import Image

_BITS_PER_BLOCK: Final = 6
"""Most bits a 16 x 16 block without any detail takes in lossy WebP; 5.7 was seen with libwebp 1.6, at methods
0 to 6, qualities 10 to 100 and up to 12 megapixels (0.2 at its default method)."""

_ROWS: Final = 8
"""Pixels within which an outline counts as ending alike, and rows over which one is seen to narrow."""

_FLAT: Final = 4
"""Levels of 255 within which a part of a picture counts as flat."""


def is_plain(image: Image.Image, kind: str) -> bool:
    """Return whether zero bytes at the end of this file may be pixels or blocks without detail.

    Asked before the picture is loaded: loading a TIFF turns it upright.
    """
    if kind == "TIFF":
        tags: dict[int, object] = getattr(image, "tag_v2", {})
        stored_in_rows = 322 not in tags and tags.get(284, 1) == 1
        return tags.get(259, 1) == 1 and tags.get(274, 1) == 1 and stored_in_rows
    return kind in {"BMP", "WEBP"}


def zeros_belong(image: Image.Image, kind: str, run: int) -> bool:
    """Return whether the `run` zero bytes at the end of a file are what its loaded picture shows."""
    return _ends_flat(image, run) if kind == "WEBP" else _ends_black(image, from_bottom=kind == "BMP")


def _ends_flat(image: Image.Image, run: int) -> bool:
    """Lossy WebP: the blocks which the zero bytes stand for, row by row to the last one, must be flat."""
    columns, rows = -(-image.width // 16), -(-image.height // 16)
    blocks = run * 8 // _BITS_PER_BLOCK
    if blocks > columns * rows:
        return False
    top = (rows - blocks // columns) * 16
    parts = []
    if top < image.height:
        parts.append((0, top, image.width, image.height))
    if blocks % columns:
        parts.append(
            ((columns - blocks % columns) * 16, max(0, top - 16), image.width, min(top, image.height))
        )
    return all(_is_flat(image.crop(part)) for part in parts if part[0] < part[2] and part[1] < part[3])


def _is_flat(image: Image.Image) -> bool:
    for band in image.convert("RGB").split():
        levels = [level for level, count in enumerate(band.histogram()) if count]
        if levels[-1] - levels[0] > _FLAT:
            return False
    return True


def _ends_black(image: Image.Image, *, from_bottom: bool) -> bool:
    """Plain pixels: what lies on black or transparent ground ends by and by, a copy breaks off within a row.

    True when the last row with content ends where the row above ends, short of the edge, or when the rows
    were getting emptier already. A copy that broke off beside a product on black passes too, so a file whose
    bytes change later must be looked at again.
    """
    pixels = image.tobytes()
    stride = len(pixels) // image.height
    if from_bottom:
        pixels = b"".join(pixels[at : at + stride] for at in range(len(pixels) - stride, -1, -stride))
    last = (len(pixels.rstrip(b"\0")) - 1) // stride
    if last < 1:
        return False
    end, above, before = (
        pixels[row * stride : (row + 1) * stride] for row in (last, last - 1, max(0, last - _ROWS))
    )
    slack = _ROWS * stride // image.width
    reach = len(above.rstrip(b"\0"))
    ends_alike = reach - len(end.rstrip(b"\0")) <= slack and reach <= stride - slack
    filled, filled_before = stride - above.count(0), stride - before.count(0)
    return ends_alike or filled <= 0.9 * filled_before
