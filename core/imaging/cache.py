"""Working copies of pictures, kept on this machine so that no picture is decoded twice.

The folder lies outside the workspace and everything in it can be deleted at any time. A copy is named by the
hash of the bytes it was made from and the version of how, and made only from bytes that have that hash: it
can be missing, never wrong. A failure of the cache (full disk, no permission, damaged file) costs time and
nothing else. The pixels are the same from the first time on: what is handed out was always read back from
what is stored, so figures measured on a copy do not depend on what was cached.
"""

from __future__ import annotations

import os
import re
import tempfile
import threading
import time
from collections import OrderedDict
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

import msgspec
from PIL import Image

from core.errors import Incomplete, NotAnImage
from core.imaging.complete import require_complete
from core.imaging.decode import load_srgb, load_srgb_bytes
from core.imaging.opening import CEILING_PIXELS, open_regular
from core.imaging.sharpness import sharpness

VERSION: Final = 1
"""Raised whenever the same bytes would give other pixels or another figure."""

MEMORY_BYTES: Final = 192 * 1024 * 1024
"""Default size of the cache in memory: some 25 pictures of 1600 px."""

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_OURS: Final = re.compile(r"[0-9a-f]{64}-v\d+(-\d+)?\.(jpg|png|json)")
_TEMPORARY: Final = ".vitrina-"
_STALE_SECONDS: Final = 3600
"""A temporary file of this age was left by a session that died."""

_STRIPES: Final = 16


class _Figures(msgspec.Struct, frozen=True):
    sharpness: float


class PictureCache:
    """Working copies and figures by content hash, on disk and in memory. Any thread may call it."""

    def __init__(self, folder: Path, budget_bytes: int, memory_bytes: int = MEMORY_BYTES) -> None:
        """`budget_bytes` bounds the folder, `memory_bytes` the pixels kept in memory."""
        self._folder = folder
        self._budget = budget_bytes
        self._memory = _Memory(memory_bytes)
        # Two threads that want one picture decode it once; a few locks serve all keys.
        self._making = tuple(threading.Lock() for _ in range(_STRIPES))
        self._sweeping = threading.Lock()

    def working_copy(self, path: Path, sha256: str, *, max_pixels: int, edge: int = 1600) -> Image.Image:
        """Return the picture upright, sRGB, RGB or RGBA, at most `edge` pixels on the long edge.

        Opaque pictures have been through JPEG (quality 90, full colour resolution), others are exact. The
        caller owns the picture. Raises NotAnImage; its refusal is `changed` when the file at `path` no longer
        has the hash `sha256` and there is no copy from when it had.
        """
        key = (sha256, edge)
        picture = self._memory.get(key)
        if picture is None:
            with self._making[hash(key) % _STRIPES]:
                picture = self._memory.get(key) or self._stored(sha256, edge)
                if picture is None:
                    picture = self._made(path, sha256, max_pixels, edge)
                self._memory.put(key, picture)
        return picture.copy()

    def source_sharpness(self, path: Path, sha256: str, *, max_pixels: int = CEILING_PIXELS) -> float:
        """Return `sharpness` of the picture's working copy. Raises NotAnImage as `working_copy` does."""
        name = f"{sha256}-v{VERSION}.json"
        stored = self._read(name)
        if stored is not None:
            with suppress(msgspec.MsgspecError, UnicodeDecodeError):
                figure = msgspec.json.decode(stored, type=_Figures).sharpness
                if 0 <= figure <= 1:
                    return figure
        figure = sharpness(self.working_copy(path, sha256, max_pixels=max_pixels))
        self._write(name, msgspec.json.encode(_Figures(figure)))
        return figure

    def _stored(self, sha256: str, edge: int) -> Image.Image | None:
        kinds: tuple[tuple[str, Literal["JPEG", "PNG"]], ...] = (("jpg", "JPEG"), ("png", "PNG"))
        for ending, kind in kinds:
            name = f"{sha256}-v{VERSION}-{edge}.{ending}"
            data = self._read(name)
            if data is None:
                continue
            try:
                # Pillow alone takes a JPEG whose end was never written for a whole one.
                require_complete(BytesIO(data), kind, len(data))
                return load_srgb_bytes(data, kind)
            except Exception:  # noqa: BLE001 a damaged copy is made again, whatever is wrong with it
                with suppress(OSError):
                    (self._folder / name).unlink()
        return None

    def _made(self, path: Path, sha256: str, max_pixels: int, edge: int) -> Image.Image:
        picture = load_srgb(path, max_pixels=max_pixels, fit=(edge, edge), sha256=sha256)
        if picture.mode == "RGBA" and picture.getchannel("A").getextrema() == (255, 255):
            picture = picture.convert("RGB")
        buffer = BytesIO()
        if picture.mode == "RGBA":
            picture.save(buffer, "PNG", compress_level=1)
            ending = "png"
        else:
            picture.save(buffer, "JPEG", quality=90, subsampling=0)
            picture = load_srgb_bytes(buffer.getvalue(), "JPEG")
            ending = "jpg"
        self._write(f"{sha256}-v{VERSION}-{edge}.{ending}", buffer.getvalue())
        return picture

    def _read(self, name: str) -> bytes | None:
        if not _OURS.fullmatch(name):  # a hash from a hostile file must not become a path
            return None
        path = self._folder / name
        try:
            with open_regular(path) as opened:
                data = opened.file.read()
            os.utime(path)  # the time of last use, by which the oldest is found
        except (NotAnImage, Incomplete, OSError):
            return None
        return data

    def _write(self, name: str, data: bytes) -> None:
        if not _OURS.fullmatch(name) or len(data) > self._budget:
            return
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor, temporary = tempfile.mkstemp(prefix=_TEMPORARY, dir=self._folder)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(data)
                Path(temporary).replace(self._folder / name)
            except OSError:
                with suppress(OSError):
                    Path(temporary).unlink()
                raise
        self._sweep(keep=name)

    def _sweep(self, keep: str) -> None:
        """Delete what was used longest ago until the folder is within its budget."""
        with self._sweeping, suppress(OSError):
            found: list[tuple[int, int, str]] = []
            with os.scandir(self._folder) as entries:
                for entry in entries:
                    stale = entry.name.startswith(_TEMPORARY)
                    if not stale and not _OURS.fullmatch(entry.name):
                        continue
                    with suppress(OSError):  # another session may sweep too
                        state = entry.stat(follow_symlinks=False)
                        if not stale:
                            found.append((state.st_mtime_ns, state.st_size, entry.name))
                        elif time.time() - state.st_mtime > _STALE_SECONDS:
                            Path(entry.path).unlink()
            total = sum(size for _, size, _ in found)
            for _, size, name in sorted(found):
                if total <= self._budget:
                    return
                if name != keep:
                    with suppress(OSError):
                        (self._folder / name).unlink()
                    total -= size


class _Memory:
    """The pictures used last, within a number of bytes. Thread safe."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held = 0
        self._pictures: OrderedDict[tuple[str, int], Image.Image] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[str, int]) -> Image.Image | None:
        with self._lock:
            picture = self._pictures.get(key)
            if picture is not None:
                self._pictures.move_to_end(key)
            return picture

    def put(self, key: tuple[str, int], picture: Image.Image) -> None:
        with self._lock:
            before = self._pictures.pop(key, None)
            if before is not None:
                self._held -= _bytes(before)
            self._pictures[key] = picture
            self._held += _bytes(picture)
            while self._held > self._limit:
                _, oldest = self._pictures.popitem(last=False)
                self._held -= _bytes(oldest)


def _bytes(picture: Image.Image) -> int:
    """Memory of an RGB or RGBA picture: Pillow takes four bytes for either."""
    return picture.width * picture.height * 4
