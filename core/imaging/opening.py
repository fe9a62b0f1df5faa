"""The one door between files and Pillow.

Only regular files are opened, never a link, pipe or device; only the eight formats of `sniff.PICTURES` are
ever decoded; the pixel limit is asked before a decoder takes memory; whatever a decoder throws at a hostile
file leaves here as NotAnImage. `LOAD_TRUNCATED_IMAGES` stays off: with it Pillow shows half a picture as a
whole one.

Importing this module sets up two things for the whole process: the HEIF decoder, without thumbnails (a small
picture that need not show what the large one shows must never stand in for it), and where warnings go.
"""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import stat
import threading
import warnings
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageFile, UnidentifiedImageError
from pillow_heif import register_heif_opener

from core.errors import Incomplete, NotAnImage
from core.hostile_file import READ
from core.imaging.complete import claimed_size
from core.imaging.sniff import HEAD_BYTES, PICTURE_ENDINGS, PICTURES, sniff

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader
    from pathlib import Path

register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)

# Pillow warns about odd metadata in ways that would be printed into the middle of a screen. Filters are set
# here once because `warnings.catch_warnings` is not safe with threads.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")
warnings.simplefilter("error", Image.DecompressionBombWarning)
logging.getLogger("PIL").addHandler(logging.NullHandler())  # or its errors go to stderr where none is set up

MAX_BYTES: Final = 512 * 1024 * 1024
"""Largest file that is read, in bytes."""

CEILING_PIXELS: Final = 89_478_485
"""Pillow's own limit (`MAX_IMAGE_PIXELS`), above which it warns: no setting goes beyond it."""

_AT_ONCE: Final = 32 * 1024 * 1024
"""Bytes of a file that its decoder is given in one piece. Between Pillow's usual 64 kB it waits each time for
the interpreter, of which a busy screen makes a quarter of a second for a photo of 12 megapixels."""

_ORIENTATION: Final = 0x0112

_HEAVY: Final = frozenset({"WEBP", "AVIF", "HEIF"})
"""Formats whose decoders take several times the picture's memory: 190 MB for a WebP of 12 megapixels."""

_one_heavy = threading.RLock()
"""Held while one of them is open: the memory is the process's, so whoever decodes takes turns."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A regular file, open for reading, and what it was when it was opened."""

    file: BufferedReader
    stat: os.stat_result

    @property
    def size(self) -> int:
        """Bytes, when it was opened."""
        return self.stat.st_size

    def head(self) -> bytes:
        """Return the first bytes, for `sniff`."""
        self.file.seek(0)
        return self.file.read(HEAD_BYTES)

    def sha256(self) -> str:
        """Return the SHA-256 of the file's bytes, 64 lower-case hex digits."""
        self.file.seek(0)
        return hashlib.file_digest(self.file, "sha256").hexdigest()

    def changed(self) -> bool:
        """Return whether size or modification time are no longer what they were when it was opened."""
        now = os.fstat(self.file.fileno())
        return (now.st_size, now.st_mtime_ns) != (self.stat.st_size, self.stat.st_mtime_ns)


@contextmanager
def open_regular(path: Path) -> Iterator[Opened]:
    """Open a regular file for reading.

    Raises NotAnImage: `symlink`, `unsupported` (a folder, pipe, device or socket), `unreadable`, `empty`,
    `too-large-file`. An input error while the file is used inside the `with` is `unreadable` too.
    """
    try:
        before = _looked_at(path)
        descriptor = os.open(path, READ)
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            _require_regular(found.st_mode)
            if (found.st_dev, found.st_ino) != (before.st_dev, before.st_ino):
                raise Incomplete(size=found.st_size, expected=0, why="growing")
            if not found.st_size:
                raise NotAnImage("empty")
            if found.st_size > MAX_BYTES:
                raise NotAnImage("too-large-file", bytes=found.st_size, limit=MAX_BYTES)
            yield Opened(file, found)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise NotAnImage("symlink") from error
        raise NotAnImage("unreadable", why=error.strerror or type(error).__name__) from error


def _looked_at(path: Path) -> os.stat_result:
    try:
        found = os.lstat(path)
    except ValueError as error:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL)) from error  # a NUL in the path
    _require_regular(found.st_mode)
    return found


def _require_regular(mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    if stat.S_ISLNK(mode):
        raise NotAnImage("symlink")
    kinds = ((stat.S_ISDIR, "folder"), (stat.S_ISFIFO, "pipe"), (stat.S_ISSOCK, "socket"))
    raise NotAnImage("unsupported", what=next((what for test, what in kinds if test(mode)), "device"))


def picture_kind(opened: Opened, path: Path) -> str:
    """Return which of `sniff.PICTURES` a file is by its content; the path only words the refusal.

    Raises NotAnImage (`video`, `fake`, `unsupported`), or Incomplete for a file that has no content yet.
    """
    head = opened.head()
    kind = sniff(head)
    if kind in PICTURES:
        return kind
    if "partial" in {kind, sniff(head.rstrip(b"\0"))} or kind == "zeros":
        raise Incomplete(size=opened.size, expected=0, why="zeros" if head.endswith(b"\0") else "cut")
    ending = path.suffix[1:].lower()
    if ending in PICTURE_ENDINGS:
        raise NotAnImage("fake", ext=ending, what=kind)
    if kind == "video":
        raise NotAnImage("video")
    raise NotAnImage("unsupported", what=kind)


@contextmanager
def open_picture(opened: Opened, kind: str, *, max_pixels: int) -> Iterator[Image.Image]:
    """Give the picture, not decoded yet, after its size was found to be within `max_pixels`.

    Raises NotAnImage: `bomb`, or `truncated` and `unsupported` when the decoder does not accept the file.
    What goes wrong with decoding inside the `with` is NotAnImage (`truncated`) as well. WebP, AVIF and HEIF
    are decoded one at a time in this process: another one waits.
    """
    limit = min(max_pixels, CEILING_PIXELS)
    _require_small(claimed_size(kind, opened.head()), limit)
    opened.file.seek(0)
    with _one_heavy if kind in _HEAVY else nullcontext(), decoding(kind):
        try:
            image = Image.open(opened.file, formats=[kind])
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            width, height = _size_of_bomb(opened, kind)
            raise NotAnImage("bomb", width=width, height=height, limit=limit) from error
        except UnidentifiedImageError as error:
            refusal = "unsupported" if kind in {"TIFF", "BMP"} else "truncated"
            raise NotAnImage(refusal, what=kind) from error
        with image:
            _require_small(image.size, limit)
            _require_small(_tile_of(image), limit)
            if isinstance(image, ImageFile.ImageFile):
                image.decodermaxblock = max(image.decodermaxblock, min(opened.size, _AT_ONCE))
            yield image


@contextmanager
def decoding(kind: str) -> Iterator[None]:
    """Turn whatever a decoder raises into NotAnImage; input errors of the system go through."""
    try:
        yield
    except (NotAnImage, Incomplete):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        # Decoders raise about everything for a hostile file: SyntaxError, IndexError, KeyError, zlib.error,
        # struct.error, AssertionError, RecursionError, MemoryError, ...
        raise NotAnImage("truncated", what=kind) from error


def orientation(image: Image.Image) -> int:
    """Return the EXIF orientation, 1 to 8; 1 where there is none or it cannot be read."""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 metadata is as hostile as pixels, and never a reason to refuse a picture
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _require_small(size: tuple[int, int] | None, limit: int) -> None:
    if size is not None and size[0] * size[1] > limit:
        raise NotAnImage("bomb", width=size[0], height=size[1], limit=limit)


def _tile_of(image: Image.Image) -> tuple[int, int] | None:
    """Return the tile of a TIFF: one far larger than its picture takes memory just the same."""
    tags: dict[int, object] = getattr(image, "tag_v2", {})
    width, height = tags.get(322), tags.get(323)
    return (width, height) if isinstance(width, int) and isinstance(height, int) else None


def _size_of_bomb(opened: Opened, kind: str) -> tuple[int, int]:
    """Return the size a header claims; Pillow's error has only the product. (0, 0) if it is not to be had."""
    opened.file.seek(0)
    try:
        with Image.OPEN[kind][0](opened.file, "") as image:
            return image.size
    except Exception:  # noqa: BLE001 the file is refused already; the figures are for the message only
        return (0, 0)
