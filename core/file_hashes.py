"""Whether a file still has the bytes that were recorded of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from core.workspace import Workspace


class FileHashes:
    """SHA-256 of files, computed again only where size or modification time changed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[Path, tuple[tuple[int, int], str]] = {}

    def compare(self, paths: Sequence[str], sha256: str) -> Literal["same", "changed", "missing"]:
        """Tell whether the newest of a picture's places that is still there has the recorded bytes."""
        path = file_of(self._workspace, paths)
        if path is None:
            return "missing"
        try:
            return "same" if self._hash(path) == sha256 else "changed"
        except OSError:
            return "missing"

    def _hash(self, path: Path) -> str:
        stat = path.stat()
        stamp = (stat.st_size, stat.st_mtime_ns)
        known = self._known.get(path)
        if known is None or known[0] != stamp:
            with path.open("rb") as file:
                known = (stamp, hashlib.file_digest(file, "sha256").hexdigest())
            self._known[path] = known
        return known[1]


def file_of(workspace: Workspace, paths: Sequence[str]) -> Path | None:
    """Return the newest of a picture's places at which there still is a regular file."""
    for text in reversed(paths):
        path = workspace.absolute(text)
        if path.is_file() and not path.is_symlink():
            return path
    return None
