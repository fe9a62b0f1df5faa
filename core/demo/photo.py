"""Making a drawn product look photographed: a table, light, a hand-held camera, a sensor.

The product keeps its colours but for the light on the whole picture: a source is the truth that
candidates are compared with.
"""

from __future__ import annotations

import io
import math
import struct
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from PIL import Image, ImageCms, ImageFilter
from pillow_heif import from_pillow, libheif_info

from core.demo.canvas import softened
from core.demo.scene import Placed, Scene, place, throw_shadow
from core.demo.surface import grainy, lighted, room, textured

if TYPE_CHECKING:
    from core.demo.products import Product
    from core.demo.surface import Size

_UPRIGHT = 1
_TURN_RIGHT = 6
"""EXIF orientation of a phone held upright whose sensor lies: turn 90 degrees clockwise to see it."""
_ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class Camera:
    """How a source was photographed and saved."""

    size: Size = (1500, 2000)
    """Upright pixels at scale 1."""
    turn: float = 1.5
    """How far the product lies turned, in degrees counter-clockwise."""
    tilt: float = 0.012
    """How much narrower the far edge is, as a share of the width."""
    soft: float = 0.0
    """Blur of a missed focus, in pixels at scale 1; 0 means sharp."""
    saved: str = "jpeg"
    """`jpeg`, `rotated` (turned by EXIF alone), `p3` (Display P3 profile) or `heic`."""
    seed: int = 1


def photograph(cutout: Image.Image, product: Product, camera: Camera, scale: float) -> Image.Image:
    """Return a photo of a drawn product, RGB in sRGB, upright."""
    rng = Random(camera.seed)
    size = (round(camera.size[0] * scale), round(camera.size[1] * scale))
    if product.lying:
        scenery = textured(product.surface, size, rng)
    else:
        scenery = room(product.surface, (196, 196, 192), size, rng)
    scene = Scene("", 0.76 if size[0] <= size[1] else 0.86, (0.5, 0.5), floor=0 if product.lying else 0.87)
    # Standing things turn less: a bottle that leans looks pasted in.
    turn = camera.turn if product.lying else camera.turn * 0.4
    placed = seen_aslant(place(cutout, size, scene), turn, camera.tilt)
    throw_shadow(scenery, placed, "right", lying=product.lying, opacity=0.5)
    scenery.paste(placed.image, (placed.x, placed.y), placed.image)
    seen = lighted(scenery, vignette=0.16, fall=0.1)
    if camera.soft:
        seen = softened(seen, camera.soft * scale)
    return grainy(seen, rng, 4.5)


def seen_aslant(placed: Placed, turn: float, tilt: float) -> Placed:
    """Return a placed product turned by `turn` degrees, its upper edge narrower by `tilt` of the width."""
    image = placed.image
    pad = round(max(image.size) * 0.04) + 2
    size = (image.width + 2 * pad, image.height + 2 * pad)
    angle = math.radians(turn)
    cos, sin = math.cos(angle), math.sin(angle)
    corners: list[float] = []
    for sx, sy in ((-1, -1), (-1, 1), (1, 1), (1, -1)):
        x, y = sx * size[0] / 2 * (1 - sy * tilt), sy * size[1] / 2
        corners += (image.width / 2 + x * cos - y * sin, image.height / 2 + x * sin + y * cos)
    bent = image.transform(size, Image.Transform.QUAD, corners, Image.Resampling.BILINEAR)
    # Without its empty margin: the shadow begins where the picture of the product ends.
    box = bent.getchannel("A").getbbox() or (0, 0, *size)
    return Placed(bent.crop(box), placed.x - pad + box[0], placed.y - pad + box[1])


def saved(photo: Image.Image, camera: Camera) -> tuple[bytes, str]:
    """Return a photo's file and its ending (`jpg`, `heic`); without a HEIC encoder here it is a JPEG."""
    if camera.saved == "heic" and libheif_info().get("HEIF"):
        # A photo's grain costs the encoder seconds and shows nothing.
        smooth = photo.filter(ImageFilter.GaussianBlur(0.7))
        file = io.BytesIO()
        from_pillow(smooth).save(file, quality=60, enc_params={"preset": "ultrafast"})
        return file.getvalue(), "heic"
    exif = Image.Exif()
    exif[_ORIENTATION] = _UPRIGHT
    profile = None
    if camera.saved == "rotated":
        photo = photo.transpose(Image.Transpose.ROTATE_90)
        exif[_ORIENTATION] = _TURN_RIGHT
    if camera.saved == "p3":
        profile = display_p3()
        wide = ImageCms.profileToProfile(
            photo, ImageCms.createProfile("sRGB"), ImageCms.ImageCmsProfile(io.BytesIO(profile))
        )
        photo = wide if wide is not None else photo
    file = io.BytesIO()
    photo.save(file, "JPEG", quality=90, exif=exif, icc_profile=profile)
    return file.getvalue(), "jpg"


def display_p3() -> bytes:
    """Return an ICC profile (version 2, matrix) of Display P3 with the sRGB curve's nearest gamma.

    Primaries: SMPTE EG 432-1 with D65, adapted to D50 by Bradford, as Apple's "Display P3" has them.
    """
    columns = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
    white = (0.96420, 1.0, 0.82491)

    def xyz(values: tuple[float, float, float]) -> bytes:
        return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(v * 65536)) for v in values)

    name = b"Display P3\0"
    text = b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + b"\0" * 78
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256))
    tags = [
        (b"desc", text),
        (b"cprt", b"text\0\0\0\0Public domain\0"),
        (b"wtpt", xyz(white)),
        *zip((b"rXYZ", b"gXYZ", b"bXYZ"), map(xyz, columns), strict=True),
        *((tag, curve) for tag in (b"rTRC", b"gTRC", b"bTRC")),
    ]
    table, body = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for tag, data in tags:
        table += tag + struct.pack(">II", start + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    head = struct.pack(">I4sI4s4s4s", start + len(body), b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    date = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    illuminant = b"".join(struct.pack(">i", round(v * 65536)) for v in white)
    head += date + b"acsp" + b"\0" * 28 + illuminant
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body
