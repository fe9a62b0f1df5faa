"""What sync tools and git make of two versions of a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

CONFLICT_NAMES: list[Callable[[str], str]] = [
    lambda stem: f"{stem}.sync-conflict-20261123-101500-ABCDEFG.json",
    lambda stem: f"{stem} (eva's conflicted copy 2026-11-23).json",
    lambda stem: f"{stem} (конфликтующая копия с компьютера studio).json",
    lambda stem: f"{stem}-DESKTOP-ABC.json",
    lambda stem: f"{stem} (1).json",
    lambda stem: f"{stem} 2.json",
]
"""How Syncthing, Dropbox (in two languages), OneDrive, Google Drive and iCloud name a second copy."""


def merged(base: bytes, ours: bytes, theirs: bytes, *, markers: bool) -> bytes:
    """Return git's three-way merge of files that differ in one stretch of lines.

    Without `markers` as under `merge=union`: our lines, then theirs.
    """
    if base == ours or ours == theirs:
        return theirs
    if base == theirs:
        return ours
    versions = [text.split(b"\n") for text in (base, ours, theirs)]
    head = _alike(versions)
    tail = _alike([lines[head:][::-1] for lines in versions])
    left, right = (lines[head : len(lines) - tail] for lines in versions[1:])
    marked = [b"<<<<<<< HEAD", *left, b"=======", *right, b">>>>>>> theirs"]
    stretch = marked if markers else [*left, *right]
    return b"\n".join([*versions[1][:head], *stretch, *versions[1][len(versions[1]) - tail :]])


def _alike(versions: Sequence[Sequence[bytes]]) -> int:
    count = 0
    for lines in zip(*versions, strict=False):
        if len(set(lines)) > 1:
            break
        count += 1
    return count
