"""The files behind candidates and sources: pictures, sharpness, and whether they are still the same.

Everything here waits for the disk.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import math
import stat
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image

from core.errors import VitrinaError
from core.imaging.cache import PictureCache
from core.imaging.colours import Colours, read_colours
from core.imaging.decode import load_srgb
from core.imaging.inspect import Inspected
from core.imaging.whole import Box
from core.model import Candidate, Source, State
from core.process.gate import Found
from core.queue import QueueRow
from core.workspace import Workspace

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ApprovedFiles:
    """What became of the files that were approved."""

    checked: int
    changed: tuple[QueueRow, ...]
    """Those that have other bytes now."""
    missing: tuple[QueueRow, ...]
    """Those that are gone or cannot be read."""


class Pictures:
    """Reads a workspace's pictures through the cache. Safe to use from several threads."""

    def __init__(self, workspace: Workspace, cache: PictureCache, *, max_pixels: int) -> None:
        self._workspace = workspace
        self._cache = cache
        self._max_pixels = max_pixels
        self._hashes: dict[Path, tuple[tuple[int, int], str]] = {}
        self._colours: dict[str, Colours] = {}

    def picture(self, shown: Candidate | Source) -> Image.Image | None:
        """Return a working copy, upright, sRGB, RGB or RGBA, shared; None where the file is gone.

        It has `core.imaging.cache.EDGE` to twice as many pixels on the long edge, or all that there are.
        Raises NotAnImage when the file is no longer what it was.
        """
        path = self._file_of(_paths(shown))
        if path is None:
            return None
        return self._cache.working_copy(path, shown.sha256, max_pixels=self._max_pixels)

    def preview(self, shown: Candidate | Source, *, least_edge: int) -> Image.Image | None:
        """Return the smallest copy at hand of `least_edge` pixels or more; None where the file is gone.

        The pixels are those of the long edge. Where none is at hand it is what `picture` gives. Raises
        NotAnImage as that does.
        """
        if any(_is_there(self._workspace.absolute(path)) for path in _paths(shown)):
            preview = self._cache.preview(shown.sha256, least_edge)
            if preview is not None:
                return preview
        return self.picture(shown)

    def keep_preview(self, found: Inspected) -> None:
        """Keep what an inspection decoded, so that the first look at it need not decode it again."""
        if found.preview is not None:
            self._cache.keep_preview(found.facts.sha256, found.preview)

    def region(self, shown: Candidate | Source, box: Box) -> Image.Image | None:
        """Return the true pixels of a part, upright, sRGB, RGB or RGBA; None where the file is gone.

        `box` is left, top, right and bottom in true pixels, within the picture. The first part of a picture
        takes as long as decoding all of it. Raises NotAnImage as `picture` does.
        """
        path = self._file_of(_paths(shown))
        if path is None:
            return None
        return self._cache.region(path, shown.sha256, box, max_pixels=self._max_pixels)

    def close_up(self, hashes: Collection[str]) -> None:
        """Hold all pixels of these pictures alone, as far as `region` has asked for them."""
        self._cache.keep_wholes(hashes)

    def close(self) -> None:
        """Finish what is being written."""
        self._cache.close()

    def full(self, shown: Candidate | Source, *, most_pixels: int) -> Image.Image | None:
        """Return the picture at its full size, upright, sRGB, RGB or RGBA; None where the file is gone.

        One of more than `most_pixels` is reduced to about that many, its proportions kept. Raises NotAnImage
        when the file is no longer what it was.
        """
        path = self._file_of(_paths(shown))
        if path is None:
            return None
        fit = None
        if shown.width * shown.height > most_pixels:
            scale = math.sqrt(most_pixels / (shown.width * shown.height))
            fit = (max(1, int(shown.width * scale)), max(1, int(shown.height * scale)))
        return load_srgb(path, max_pixels=self._max_pixels, fit=fit, sha256=shown.sha256)

    def path(self, candidate: Candidate) -> Path | None:
        """Return the newest place of a candidate's file that is still there."""
        return self._file_of(candidate.paths)

    def found(self, candidate: Candidate, source: Source | None) -> Found:
        """Return what the disk says now about a pair."""
        file = self.compare(candidate)
        if source is None:
            return Found(file=file)
        state = self.compare(source)
        sharpness = self._sharpness(source) if state == "same" else None
        return Found(file=file, source=state, source_sha256=source.sha256, source_sharpness=sharpness)

    def compare(self, shown: Candidate | Source) -> Literal["same", "changed", "missing"]:
        """Tell whether the newest place of a picture that is still there has the recorded bytes."""
        path = self._file_of(_paths(shown))
        if path is None:
            return "missing"
        try:
            return "same" if self._hash(path) == shown.sha256 else "changed"
        except OSError:
            return "missing"

    def approved(self, rows: Iterable[QueueRow]) -> ApprovedFiles:
        """Compare the file of every approved candidate with the bytes that were approved; reads them all."""
        found = [
            (row, self.compare(row.candidate))
            for row in rows
            if row.state is State.APPROVED and row.candidate
        ]
        return ApprovedFiles(
            checked=len(found),
            changed=tuple(row for row, how in found if how == "changed"),
            missing=tuple(row for row, how in found if how == "missing"),
        )

    def colours(self, candidate: Candidate) -> Colours | None:
        """Return how a candidate's file keeps its colours; None where it is gone or no longer the same."""
        known = self._colours.get(candidate.sha256)
        if known is None:
            path = self._file_of(candidate.paths)
            if path is None or self.compare(candidate) != "same":
                return None
            try:
                known = read_colours(path, max_pixels=self._max_pixels)
            except VitrinaError:
                return None
            self._colours[candidate.sha256] = known
        return known

    def _sharpness(self, source: Source) -> float | None:
        path = self._workspace.absolute(source.path)
        try:
            return self._cache.source_sharpness(path, source.sha256, max_pixels=self._max_pixels)
        except VitrinaError:
            logger.warning("sharpness of %r could not be measured", source.path)
            return None

    def _hash(self, path: Path) -> str:
        """Return a file's SHA-256, computed again only where size or modification time changed."""
        stat = path.stat()
        stamp = (stat.st_size, stat.st_mtime_ns)
        known = self._hashes.get(path)
        if known is None or known[0] != stamp:
            with path.open("rb") as file:
                known = (stamp, hashlib.file_digest(file, "sha256").hexdigest())
            self._hashes[path] = known
        return known[1]

    def _file_of(self, paths: Sequence[str]) -> Path | None:
        for text in reversed(paths):
            path = self._workspace.absolute(text)
            with contextlib.suppress(OSError):  # a name that this file system cannot have
                if path.is_file() and path.resolve().is_relative_to(self._workspace.root):
                    return path
        return None


def _is_there(path: Path) -> bool:
    """Tell whether a picture's file still has its name; it is not opened, so a link need not be followed."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def _paths(shown: Candidate | Source) -> tuple[str, ...]:
    return shown.paths if isinstance(shown, Candidate) else (shown.path,)
