"""A picture file as upright 8-bit sRGB pixels, whatever it was stored as.

What is compared must be comparable: two photos of one product, one as Display P3 HEIC and one as sRGB PNG,
differ by 9 levels on average when the profile is ignored and 14 for Adobe RGB. Colour is converted after
scaling (0.5 levels of difference, a fifth of the time); alpha is kept, and never premultiplied in what is
handed out. What would go wrong otherwise: a colour "drift" that is only a profile, 16-bit pictures clipped
to white, dark fringes around cut-outs.
"""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Final, Literal

from PIL import Image, ImageFile

from core.errors import Incomplete, NotAnImage
from core.imaging.colour import to_srgb
from core.imaging.opening import open_picture, open_regular, orientation, picture_kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LANCZOS: Final = Image.Resampling.LANCZOS

_GAP: Final = 3.0
"""A JPEG is decoded at 1/2, 1/4 or 1/8 only while that is at least this many times the size asked for: then
the result is within 4 levels of a full decode even for noise (0.7 on average), in a third to a half of the
time."""

_REDUCING_GAP: Final = 3.0
"""Above it, whole-number averaging comes before Lanczos; Pillow calls 3 indistinguishable from without."""

_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF orientation to what makes a picture upright (Exif 2.32, tag 0x0112)."""

_CHECKER: Final = (255, 204)
"""Grey levels of the two squares of the checker."""


def load_srgb(
    path: Path, *, max_pixels: int, fit: tuple[int, int] | None = None, sha256: str | None = None
) -> Image.Image:
    """Return the picture upright, in 8-bit sRGB, mode RGB or RGBA (straight alpha), without metadata.

    `fit` is the largest width and height in pixels, upright; the proportions are kept and nothing is ever
    enlarged. `max_pixels` limits what is decoded. Of an animation it gives the first picture. With `sha256`
    the picture is given only if the file's bytes have that hash.

    Raises NotAnImage: the refusals of `core.imaging.inspect`, and `changed` for bytes of another hash.
    """
    with _checked(path, max_pixels, sha256) as image:
        return _srgb(image, fit)


def load_reduced(path: Path, *, max_pixels: int, least_edge: int, sha256: str | None = None) -> Image.Image:
    """Return the picture as `load_srgb` does, reduced by the largest whole number that keeps `least_edge`.

    So the long edge has `least_edge` to twice that many pixels, or all that there are. Whole numbers are what
    is fast: a JPEG is decoded at a half, a quarter or an eighth, others are averaged in squares. Of a picture
    that does not divide, the last row or column is an average of fewer pixels.
    """
    with _checked(path, max_pixels, sha256) as image:
        return _plain(reduced_srgb(image, least_edge), image)


def reduced_srgb(image: Image.Image, least_edge: int) -> Image.Image:
    """Return an opened picture as `load_reduced` does; it may be `image` itself, with its metadata.

    One whose pixels are there already is reduced from them.
    """
    if image.format in {"JPEG", "MPO"}:
        step = next(known for known in (8, 4, 2, 1) if known <= max(1, max(image.size) // least_edge))
        image.draft(None, (max(1, image.width // step), max(1, image.height // step)))
    image.load()
    factor = max(1, max(image.size) // least_edge)
    turn, profile = orientation(image), image.info.get("icc_profile")
    plain = _eight_bit(image)
    if factor > 1:
        plain = plain.reduce(factor)
    return to_srgb(upright(plain, turn), profile)


def load_stored(
    path: Path, *, max_pixels: int, sha256: str | None = None
) -> tuple[Image.Image, int, bytes | None]:
    """Return all pixels in 8 bits as they are stored, the EXIF orientation, and the ICC profile.

    What is shown of it has still to go through `upright` and `to_srgb`: for a part that is fast, for all of
    a photo it takes longer than decoding. Raises NotAnImage as `load_srgb` does.
    """
    with _checked(path, max_pixels, sha256) as image:
        image.load()
        return _plain(_eight_bit(image), image), orientation(image), image.info.get("icc_profile")


def upright(image: Image.Image, turn: int) -> Image.Image:
    """Return the picture as it is to be seen; `turn` is its EXIF orientation, 1 to 8."""
    return image.transpose(_UPRIGHT[turn]) if turn in _UPRIGHT else image


@contextmanager
def _checked(path: Path, max_pixels: int, sha256: str | None) -> Iterator[Image.Image]:
    """Give the picture, not decoded yet, of a file that has the hash and did not change meanwhile."""
    try:
        with open_regular(path) as opened:
            if sha256 is not None and opened.sha256() != sha256:
                raise NotAnImage("changed")
            kind = picture_kind(opened, path)
            with open_picture(opened, kind, max_pixels=max_pixels) as image:
                yield image
            if sha256 is not None and opened.changed():
                raise NotAnImage("changed")
    except Incomplete as error:
        raise NotAnImage("truncated", what="") from error


def _plain(picture: Image.Image, image: Image.Image) -> Image.Image:
    """Return `picture` without metadata, and never the opened file itself."""
    if picture is image:
        # What `copy` gives, over the same pixels: they are 12 MiB of a photo that is decoded at a half.
        picture = image._new(image.im)
    picture.info = {}
    return picture


def load_srgb_bytes(data: bytes, kind: Literal["JPEG", "PNG", "WEBP"]) -> Image.Image:
    """Return the picture in `data`, which this program wrote itself as upright sRGB, as RGB or RGBA.

    Raises whatever Pillow raises for bytes that are none.
    """
    with Image.open(BytesIO(data), formats=[kind]) as image:
        if isinstance(image, ImageFile.ImageFile):
            image.decodermaxblock = max(image.decodermaxblock, len(data))  # at once: `opening` says why
        return _srgb(image, None)


def averaged(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return `image` (RGB, RGBA, ...) at `size` pixels: means of what they cover, bicubic where it grows.

    Pillow premultiplies alpha for this and divides again after, so hidden colour does not bleed into edges.
    """
    shrinks = size[0] <= image.width and size[1] <= image.height
    return image.resize(size, Image.Resampling.BOX if shrinks else Image.Resampling.BICUBIC)


def on_background(
    image: Image.Image, background: Literal["white", "black", "checker"], square: int = 8
) -> Image.Image:
    """Return `image` (RGB or RGBA) over a background, as RGB. `square` is the checker's square in pixels."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    ground = (
        _checker(image.size, square) if background == "checker" else Image.new("L", image.size, background)
    )
    return Image.alpha_composite(ground.convert("RGBA"), image.convert("RGBA")).convert("RGB")


def _checker(size: tuple[int, int], square: int) -> Image.Image:
    width, height = size
    light, dark = (bytes([level]) * square for level in _CHECKER)
    pairs = width // (2 * square) + 1
    lines = ((light + dark) * pairs)[:width], ((dark + light) * pairs)[:width]
    rows = (lines[0] * square + lines[1] * square) * (height // (2 * square) + 1)
    return Image.frombytes("L", size, rows[: width * height])


def _srgb(image: Image.Image, fit: tuple[int, int] | None) -> Image.Image:
    stored = image.size
    box: tuple[float, float, float, float] | None = None
    if fit is not None and image.format in {"JPEG", "MPO"}:
        width, height = _fitted(stored, _turned(fit, orientation(image)))
        drafted = image.draft(None, (round(width * _GAP), round(height * _GAP)))
        box = drafted[1] if drafted else None
    image.load()
    if box is None:  # loading turns a TIFF upright, which changes its size
        stored = image.size
    turn = orientation(image)
    profile = image.info.get("icc_profile")
    plain = _eight_bit(image)
    if fit is not None:
        size = _fitted(stored, _turned(fit, turn))
        if size != plain.size:
            plain = plain.resize(size, _LANCZOS, box=box, reducing_gap=_REDUCING_GAP)
    return _plain(to_srgb(upright(plain, turn), profile), image)


def _turned(size: tuple[int, int], turn: int) -> tuple[int, int]:
    return (size[1], size[0]) if turn >= 5 else size


def _fitted(size: tuple[int, int], fit: tuple[int, int]) -> tuple[int, int]:
    scale = min(fit[0] / size[0], fit[1] / size[1], 1.0)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _eight_bit(image: Image.Image) -> Image.Image:
    """Return RGB, RGBA, L, LA, CMYK or LAB, 8 bits a channel, palette and key colour resolved.

    It is `image` itself where it is that already.
    """
    mode = image.mode
    if mode.startswith("I;16"):
        return _from_wide(image.convert("I"), (65535,))
    if mode in {"I", "F"}:
        return _from_wide(image, (65535, 2**31 - 1) if mode == "I" else (1, 255, 65535))
    if mode in {"LA", "CMYK", "LAB"}:
        return image
    grey = "L" if mode in {"1", "L", "La"} else "RGB"
    wanted = f"{grey}A" if image.has_transparency_data else grey
    return image if mode == wanted else image.convert(wanted)


def _from_wide(image: Image.Image, tops: tuple[int, ...]) -> Image.Image:
    """Scale 0..top to 0..255, rounded; `convert` alone would clip everything above 255 to white.

    White is the lowest of `tops` that no pixel exceeds: a file does not say how far its numbers go.
    """
    _, high = image.getextrema()
    brightest = high if isinstance(high, (int, float)) else 0
    scale = 255 / next((top for top in tops if brightest <= top), brightest)
    return image.point(lambda level: level * scale + 0.5).convert("L")
