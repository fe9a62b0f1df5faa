"""One approved picture as the file that a marketplace takes.

A JPEG that already fits and carries nothing but its pixels goes as it is, byte for byte. Everything else is
decoded to upright sRGB, made smaller with Lanczos where it has to be, and written without profile, EXIF or
any other metadata, in the best quality that fits the byte limit. The same picture, rules and Pillow give the
same bytes. What was written is decoded again and compared with what was approved.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from PIL import Image

from core.errors import NotAnImage
from core.export.fidelity import SAME, Fidelity, fidelity
from core.export.wanted import BEST_QUALITY, Wanted
from core.imaging.colours import jpeg_quality
from core.imaging.decode import load_srgb, load_srgb_bytes, on_background
from core.imaging.opening import open_regular

Format = Literal["JPEG", "PNG", "WEBP"]

ENDINGS: Final = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}

_JFIF_BYTES: Final = 14
"""Of a JFIF segment without a thumbnail (ITU-T T.871, 10.1)."""
_END: Final = b"\xff\xd9"


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a picture."""

    format: Format
    width: int
    height: int
    bytes: int
    sha256: str
    """Of the file's bytes."""
    changes: tuple[str, ...]
    """`format`, `resized`, `flattened`, `encoded`; empty: the approved file, byte for byte."""
    quality: int | None
    """Of a JPEG, as far as it is known."""
    alpha: bool
    """Whether any pixel is transparent."""
    mode: str
    """Pillow's name of how the pixels are kept."""
    fidelity: Fidelity


def convert(path: Path, sha256: str, original: str, wanted: Wanted, *, max_pixels: int) -> tuple[bytes, Made]:
    """Return the approved picture at `path` as the file that is wanted. Waits for the disk.

    `original` is its format, `sha256` the approved hash: a file of other bytes raises NotAnImage (`changed`),
    as does everything that `load_srgb` refuses.
    """
    approved = load_srgb(path, max_pixels=max_pixels, sha256=sha256)
    if original == "JPEG" and "JPEG" in wanted.formats and _fits(approved.size, wanted):
        data = _read(path, sha256)
        if wanted.max_bytes is None or len(data) <= wanted.max_bytes:
            kept = _bare(data)
            if kept is not None:
                return data, kept
    return _made(approved, original, wanted)


def _made(approved: Image.Image, original: str, wanted: Wanted) -> tuple[bytes, Made]:
    picture = approved
    changes: list[str] = []
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema() == (255, 255):
        picture = picture.convert("RGB")
    formats = _formats(original, wanted, transparent=picture.mode == "RGBA")
    if picture.mode == "RGBA" and (wanted.opaque or formats[0] == "JPEG"):
        picture = on_background(picture, "white")
        approved = on_background(approved, "white")
        changes.append("flattened")
    if not _fits(picture.size, wanted) and wanted.max_side:
        picture = picture.resize(_smaller(picture.size, wanted.max_side), Image.Resampling.LANCZOS)
        changes.append("resized")
    data, chosen = _encoded(picture, formats, wanted)
    again = load_srgb_bytes(data, chosen)
    made = Made(
        format=chosen,
        width=again.width,
        height=again.height,
        bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        changes=("format" if chosen != original else "encoded", *changes),
        quality=_quality(data) if chosen == "JPEG" else None,
        alpha=again.mode == "RGBA",
        mode=again.mode,
        fidelity=fidelity(approved, again),
    )
    return data, made


def _formats(original: str, wanted: Wanted, *, transparent: bool) -> tuple[Format, ...]:
    """Return the formats to try, the picture's own first; the first that fits the byte limit is taken."""
    known: tuple[Format, ...] = ("JPEG", "PNG", "WEBP")
    taken = [name for name in known if name in wanted.formats]
    if transparent and not wanted.opaque and set(taken) - {"JPEG"}:
        taken = [name for name in taken if name != "JPEG"]
    return tuple(sorted(taken, key=lambda name: name != original))


def _encoded(picture: Image.Image, formats: tuple[Format, ...], wanted: Wanted) -> tuple[bytes, Format]:
    """Return the bytes in the first format that fits, else the smallest there is."""
    smallest: tuple[bytes, Format] | None = None
    for name in formats:
        if name == "JPEG" and picture.mode == "RGBA":
            continue
        data = _best(picture, name, wanted)
        if wanted.max_bytes is None or len(data) <= wanted.max_bytes:
            return data, name
        if smallest is None or len(data) < len(smallest[0]):
            smallest = data, name
    if smallest is None:
        raise NotAnImage("unsupported", what=picture.mode)
    return smallest


def _best(picture: Image.Image, name: Format, wanted: Wanted) -> bytes:
    """Return the picture in the best quality that fits; in the least one where none does."""
    best = _written(picture, name, BEST_QUALITY)
    if name == "PNG" or wanted.max_bytes is None or len(best) <= wanted.max_bytes:
        return best
    low, high = wanted.least_quality, BEST_QUALITY - 1
    fitting = _written(picture, name, low)
    while low < high and len(fitting) <= wanted.max_bytes:
        middle = (low + high + 1) // 2
        tried = _written(picture, name, middle)
        if len(tried) <= wanted.max_bytes:
            low, fitting = middle, tried
        else:
            high = middle - 1
    return fitting


def _written(picture: Image.Image, name: Format, quality: int) -> bytes:
    """Return the picture as a file without metadata. Full chroma: colour is what is being sold."""
    out = io.BytesIO()
    bare = picture.copy()
    bare.info = {}
    if name == "JPEG":
        # Not optimised: that needs the whole file in one buffer, which noise in full chroma overflows.
        bare.save(out, "JPEG", quality=quality, subsampling=0)
    elif name == "PNG":
        bare.save(out, "PNG", compress_level=6)
    else:
        bare.save(out, "WEBP", quality=quality, method=4)
    return out.getvalue()


def _bare(data: bytes) -> Made | None:
    """Return a JPEG as it is; None where it holds anything beside the pixels, or other colours than sRGB."""
    with Image.open(io.BytesIO(data), formats=["JPEG"]) as image:
        segments: list[tuple[str, bytes]] = getattr(image, "applist", [])
        plain = all(
            (name == "APP0" and body.startswith(b"JFIF\0") and len(body) == _JFIF_BYTES)
            or (name == "APP14" and body.startswith(b"Adobe"))
            for name, body in segments
        )
        if not plain or image.mode not in {"RGB", "L"} or not data.endswith(_END) or "comment" in image.info:
            return None
        return Made(
            format="JPEG",
            width=image.width,
            height=image.height,
            bytes=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            changes=(),
            quality=jpeg_quality(image),
            alpha=False,
            mode=image.mode,
            fidelity=SAME,
        )


def _quality(data: bytes) -> int | None:
    with Image.open(io.BytesIO(data), formats=["JPEG"]) as image:
        return jpeg_quality(image)


def _fits(size: tuple[int, int], wanted: Wanted) -> bool:
    return wanted.max_side is None or max(size) <= wanted.max_side


def _smaller(size: tuple[int, int], longest: int) -> tuple[int, int]:
    scale = longest / max(size)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _read(path: Path, sha256: str) -> bytes:
    with open_regular(path) as opened:
        opened.file.seek(0)
        data = opened.file.read()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise NotAnImage("changed")
    return data
