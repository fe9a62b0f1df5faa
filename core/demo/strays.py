"""Files a hot folder gets besides good pictures: nameless ones, films, animations, torn files.

Each gives the bytes of a file that the desk must put in the tray or refuse, with the reason.
"""

from __future__ import annotations

import io
import struct
from random import Random

from PIL import Image, ImageEnhance


def video(rng: Random) -> bytes:
    """Return the beginning of an MP4: brand, free space and a piece of stream, no index."""

    def box(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body) + 8) + kind + body

    brand = box(b"ftyp", b"isom" + struct.pack(">I", 512) + b"isomiso2avc1mp41")
    return brand + box(b"free", b"") + box(b"mdat", rng.randbytes(24_000))


def animation(picture: Image.Image) -> bytes:
    """Return a GIF of four frames in which a picture brightens and fades."""
    small = picture.resize((max(1, picture.width // 3), max(1, picture.height // 3)))
    frames = [ImageEnhance.Brightness(small).enhance(k).quantize(64) for k in (1.0, 1.05, 1.1, 1.05)]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], duration=180, loop=0)
    return file.getvalue()


def torn(picture: Image.Image) -> bytes:
    """Return a JPEG of which a little more than half has arrived."""
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=90)
    whole = file.getvalue()
    return whole[: len(whole) * 6 // 10]
