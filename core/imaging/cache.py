"""Pictures as the screens need them, kept so that none is decoded twice: previews, working copies and parts.

A working copy has 1400 to 2800 pixels on the long edge, which is what fast decoding gives; a preview, made
when the file is inspected, half of that, which is what a pane of the desk shows. Both are in memory and,
written behind the reader's back, on the disk: outside the workspace, to be deleted at any time, named by
the hash of the bytes it was made from and the version of how. It is made only from bytes that have that hash:
it can be missing, never wrong. A copy that comes from the disk has been through JPEG once more (quality 90,
full colour resolution: invisible, and no figure is measured on it).
"""

from __future__ import annotations

import re
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from core.imaging.complete import require_complete
from core.imaging.decode import load_reduced, load_srgb_bytes
from core.imaging.folder import CacheFolder
from core.imaging.held import Held
from core.imaging.opening import CEILING_PIXELS
from core.imaging.sharpness import sharpness
from core.imaging.whole import Box, Whole, load_whole

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from PIL import Image

VERSION: Final = 2
"""Raised whenever the same bytes would give other pixels or another figure."""

EDGE: Final = 1400
"""Least pixels on the long edge of a working copy: more than a terminal of 200 columns has sextants."""

PREVIEW_EDGE: Final = EDGE // 2
"""The same of a preview: as many as the dots of a pane of the desk, and a fifth of the decoding."""

MEMORY_BYTES: Final = 256 * 1024 * 1024
"""Default memory for pictures: a quarter for working copies (five photos of 12 megapixels; the views hold
those of three pairs), a quarter for true pixels under the loupe (4 megapixels around it in each picture of a
pair, until another pair is turned to); the rest is taken by what is being decoded and written."""

_NAMES: Final = re.compile(r"[0-9a-f]{64}-v\d+(-\d+)?\.(jpg|png|json)")

_STRIPES: Final = 16

_UNWRITTEN: Final = 2
"""Copies that wait to be written to the disk; above it one is not written, which costs its decoding later."""


_QUIET_SECONDS: Final = 0.7
"""How long nothing is decoded until copies are written: writing one holds the interpreter for tens of
milliseconds, which a person who waits for the next picture would see."""


@dataclass(frozen=True, slots=True)
class _Copy:
    picture: Image.Image
    exact: bool
    """Whether it was made from the file, and has not been through JPEG once more."""


class _Figures(msgspec.Struct, frozen=True):
    sharpness: float


class PictureCache:
    """Working copies, parts and figures by content hash. Any thread may call it."""

    def __init__(self, folder: Path, budget_bytes: int, memory_bytes: int = MEMORY_BYTES) -> None:
        """`budget_bytes` bounds the folder, `memory_bytes` the pixels kept in memory."""
        self._folder = CacheFolder(folder, budget_bytes, _NAMES)
        self._copies: Held[str, _Copy] = Held(memory_bytes // 4)
        self._previews: Held[str, Image.Image] = Held(memory_bytes // 16)
        self._wholes: Held[str, Whole] = Held(memory_bytes // 4)
        self._most_pixels = memory_bytes // 64  # of one picture: two of them fit half of their quarter
        self._decoding_whole = threading.Lock()  # one after the other: all pixels of a photo are 48 MB
        # Two threads that want one picture decode it once; a few locks serve all keys.
        self._making = tuple(threading.Lock() for _ in range(_STRIPES))
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="working-copies")
        self._unwritten: set[Future[None]] = set()
        self._decoded_at = 0.0
        self._closing = threading.Event()

    def close(self) -> None:
        """Write what waits to be written, and let go of the thread."""
        self._closing.set()
        self._writer.shutdown(wait=True)

    def working_copy(self, path: Path, sha256: str, *, max_pixels: int) -> Image.Image:
        """Return the picture upright, sRGB, RGB or RGBA, its long edge `EDGE` to twice as many pixels.

        A picture that has fewer is given as it is. It is shared: nobody may change it. Raises NotAnImage; its
        refusal is `changed` when the file at `path` no longer has the hash `sha256` and there is no copy from
        when it had.
        """
        known = self._copies.get(sha256)
        if known is not None:
            return known.picture
        with self._lock_of(sha256):
            known = self._copies.get(sha256)
            if known is not None:
                return known.picture
            stored = self._stored(sha256, EDGE)
            if stored is None:
                return self._decoded(path, sha256, max_pixels)
            self._hold(sha256, _Copy(stored, exact=False))
            return stored

    def preview(self, sha256: str, least_edge: int) -> Image.Image | None:
        """Return the smallest copy at hand whose long edge has `least_edge` pixels, or all that there are.

        Upright, sRGB, RGB or RGBA, shared. None where only the file has them.
        """
        known = self._copies.get(sha256)
        if known is not None:
            return known.picture
        if least_edge > PREVIEW_EDGE:
            return None
        preview = self._previews.get(sha256) or self._stored(sha256, PREVIEW_EDGE)
        if preview is not None:
            self._previews.put(sha256, preview, preview.width * preview.height * 4)
        return preview

    def keep_preview(self, sha256: str, preview: Image.Image) -> None:
        """Write a preview (upright, sRGB, long edge `PREVIEW_EDGE` or more), unless it is there."""
        self._keep(sha256, PREVIEW_EDGE, _without_idle_alpha(preview))

    def region(self, path: Path, sha256: str, box: Box, *, max_pixels: int) -> Image.Image:
        """Return the true pixels of `box`, upright, sRGB, RGB or RGBA. `box` lies within the picture.

        The picture is decoded whole for it and kept, or so much of it around the box as the memory's budget
        allows: the next part beside it comes in a millisecond. Raises NotAnImage as `working_copy` does.
        """
        with self._lock_of(sha256):
            whole = self._wholes.get(sha256)
            if whole is None or not whole.holds(box):
                with self._decoding_whole:
                    self._copies.keep(lambda held: held == sha256)  # there has to be room for all pixels
                    whole = load_whole(path, max_pixels=max_pixels, sha256=sha256)
                    whole = whole.window(box, self._most_pixels)
                self._wholes.put(sha256, whole, whole.bytes)
        return whole.part(box)

    def keep_wholes(self, hashes: Collection[str]) -> None:
        """Let go of whole pictures but these: nobody looks at parts of the others now."""
        self._wholes.keep(lambda sha256: sha256 in hashes)

    def source_sharpness(self, path: Path, sha256: str, *, max_pixels: int = CEILING_PIXELS) -> float:
        """Return `sharpness` of the picture, measured once. Raises NotAnImage as `working_copy` does."""
        name = f"{sha256}-v{VERSION}.json"
        stored = self._folder.read(name)
        if stored is not None:
            with suppress(msgspec.MsgspecError, UnicodeDecodeError):
                figure = msgspec.json.decode(stored, type=_Figures).sharpness
                if 0 <= figure <= 1:
                    return figure
        with self._lock_of(sha256):
            # From the file itself: the figure must not depend on what happens to be cached.
            known = self._copies.get(sha256)
            exact = known is not None and known.exact
            picture = known.picture if known and exact else self._decoded(path, sha256, max_pixels)
        figure = sharpness(picture)
        self._folder.write(name, msgspec.json.encode(_Figures(figure)))
        return figure

    def _decoded(self, path: Path, sha256: str, max_pixels: int) -> Image.Image:
        """Return a working copy from the file, held, and written when there is time."""
        picture = load_reduced(path, max_pixels=max_pixels, least_edge=EDGE, sha256=sha256)
        picture = _without_idle_alpha(picture)
        self._decoded_at = time.monotonic()
        self._hold(sha256, _Copy(picture, exact=True))
        self._write_later(sha256, picture)
        return picture

    def _hold(self, sha256: str, copy: _Copy) -> None:
        self._copies.put(sha256, copy, copy.picture.width * copy.picture.height * 4)

    def _lock_of(self, sha256: str) -> threading.Lock:
        return self._making[hash(sha256) % _STRIPES]

    def _stored(self, sha256: str, edge: int) -> Image.Image | None:
        kinds: tuple[tuple[str, Literal["JPEG", "PNG"]], ...] = (("jpg", "JPEG"), ("png", "PNG"))
        for ending, kind in kinds:
            name = f"{sha256}-v{VERSION}-{edge}.{ending}"
            data = self._folder.read(name)
            if data is None:
                continue
            try:
                # Pillow alone takes a JPEG whose end was never written for a whole one.
                require_complete(BytesIO(data), kind, len(data))
                return load_srgb_bytes(data, kind)
            except Exception:  # noqa: BLE001 a damaged copy is made again, whatever is wrong with it
                self._folder.drop(name)
        return None

    def _write_later(self, sha256: str, picture: Image.Image) -> None:
        """Have a copy written when there is time: a person waits for the picture, nobody for this."""
        self._unwritten = {future for future in self._unwritten if not future.done()}
        if len(self._unwritten) < _UNWRITTEN:
            with suppress(RuntimeError):  # closed meanwhile
                self._unwritten.add(self._writer.submit(self._write, sha256, picture))

    def _write(self, sha256: str, picture: Image.Image) -> None:
        while (wait := self._decoded_at + _QUIET_SECONDS - time.monotonic()) > 0:
            if self._closing.wait(wait):
                break
        self._keep(sha256, EDGE, picture)
        if max(picture.size) >= 2 * PREVIEW_EDGE:
            self._keep(sha256, PREVIEW_EDGE, picture.reduce(max(picture.size) // PREVIEW_EDGE))

    def _keep(self, sha256: str, edge: int, picture: Image.Image) -> None:
        ending = "png" if picture.mode == "RGBA" else "jpg"
        name = f"{sha256}-v{VERSION}-{edge}.{ending}"
        if self._folder.has(name):
            return
        buffer = BytesIO()
        if picture.mode == "RGBA":
            picture.save(buffer, "PNG", compress_level=1)
        else:
            picture.save(buffer, "JPEG", quality=90, subsampling=0)
        self._folder.write(name, buffer.getvalue())


def _without_idle_alpha(picture: Image.Image) -> Image.Image:
    opaque = picture.mode == "RGBA" and picture.getchannel("A").getextrema() == (255, 255)
    return picture.convert("RGB") if opaque else picture
