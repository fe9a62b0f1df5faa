"""Pictures and profiles made for the tests of this folder."""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageDraw

Encode = Callable[..., bytes]


@pytest.fixture(scope="session")
def photo() -> Image.Image:
    """A textured product on white, 160 x 120."""
    picture = Image.new("RGB", (160, 120), "white")
    picture.paste(Image.effect_noise((90, 80), 60).convert("RGB"), (30, 20))
    ImageDraw.Draw(picture).ellipse((50, 40, 90, 80), fill=(200, 30, 40))
    return picture


@pytest.fixture(scope="session")
def encode() -> Encode:
    def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
        buffer = BytesIO()
        picture.save(buffer, kind, **options)
        return buffer.getvalue()

    return encoded


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., Path]:
    def written(data: bytes, name: str = "picture.bin") -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return written


def _icc(space: bytes, device: bytes, tags: dict[bytes, bytes]) -> bytes:
    """A version 2 profile (ICC.1:2001-04) from its tags."""
    offset = 128 + 4 + 12 * len(tags)
    table, body = b"", b""
    for name, data in tags.items():
        padded = data + b"\0" * (-len(data) % 4)
        table += struct.pack(">4sII", name, offset + len(body), len(data))
        body += padded
    pcs = b"Lab " if b"A2B0" in tags else b"XYZ "
    header = struct.pack(">I4sI4s4s4s12s4s", 0, b"none", 0x02100000, device, space, pcs, b"\0" * 12, b"acsp")
    header += b"\0" * 28 + struct.pack(">iii", 63190, 65536, 54061) + b"\0" * 48
    whole = header + struct.pack(">I", len(tags)) + table + body
    return struct.pack(">I", len(whole)) + whole[4:]


def _text(words: bytes) -> bytes:
    return b"desc\0\0\0\0" + struct.pack(">I", len(words) + 1) + words + b"\0" + b"\0" * 78


def _xyz(*values: float) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">iii", *(round(value * 65536) for value in values))


_GAMMA = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"


@pytest.fixture(scope="session")
def p3() -> bytes:
    """Display P3 primaries, adapted to D50, with gamma 2.2."""
    return _icc(
        b"RGB ",
        b"mntr",
        {
            b"desc": _text(b"Display P3 (test)"),
            b"wtpt": _xyz(0.9642, 1.0, 0.8249),
            b"rXYZ": _xyz(0.51512, 0.24120, -0.00105),
            b"gXYZ": _xyz(0.29198, 0.69225, 0.04189),
            b"bXYZ": _xyz(0.15710, 0.06657, 0.78407),
            b"rTRC": _GAMMA,
            b"gTRC": _GAMMA,
            b"bTRC": _GAMMA,
        },
    )


@pytest.fixture(scope="session")
def grey_gamma_one() -> bytes:
    """A grey profile with linear light."""
    curve = b"curv\0\0\0\0" + struct.pack(">I", 0)
    tags = {b"desc": _text(b"Linear grey (test)"), b"wtpt": _xyz(0.9642, 1.0, 0.8249), b"kTRC": curve}
    return _icc(b"GRAY", b"mntr", tags)


@pytest.fixture(scope="session")
def press() -> bytes:
    """A CMYK profile whose full magenta is a dull red (Lab 48, 60, 20), far from the naive (255, 0, 255)."""
    white, black, magenta = (255, 128, 128), (0, 128, 128), (122, 188, 148)
    corners = b""
    for index in range(16):
        cyan, mag, yellow, key = (index >> bit & 1 for bit in (3, 2, 1, 0))
        ink = cyan + mag + yellow
        corners += bytes(black if key or ink > 1 else magenta if mag else (160, 100, 100) if ink else white)
    identity = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    ramp = bytes(range(256))
    table = b"mft1\0\0\0\0" + bytes([4, 3, 2, 0]) + identity + ramp * 4 + corners + ramp * 3
    tags = {b"desc": _text(b"Press (test)"), b"wtpt": _xyz(0.9642, 1.0, 0.8249), b"A2B0": table}
    return _icc(b"CMYK", b"prtr", tags)


@pytest.fixture(scope="session")
def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
