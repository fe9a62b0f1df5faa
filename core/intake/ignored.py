"""Names in a watched folder that are never a picture of their own.

Browsers, copiers and sync tools write under a temporary name and rename at the end; the rename brings the
final name, so the temporary one is passed over. What would go wrong otherwise: half a file is looked at,
and the seller sees it twice. Copies which a sync tool left after a conflict (`*.sync-conflict-*`,
`* (conflicted copy *)*`) are real pictures and are not ignored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import PurePath

_ENDINGS = (
    ".part",  # Firefox, KDE, lftp
    ".partial",  # Safari, rclone
    ".crdownload",  # Chrome, Edge, Yandex
    ".opdownload",  # Opera
    ".download",  # Safari, a folder
    ".filepart",  # WinSCP
    ".aria2",
    ".tmp",
    "~",
)

_BEGINNINGS = (
    ".",  # hidden, rsync's `.name.XXXXXX`, Syncthing's `.syncthing.*.tmp`, `.~tmp~`, `.DS_Store`
    "~$",  # lock files of office programs
    "~syncthing~",
)

_NAMES = frozenset(
    {
        "thumbs.db",
        "ehthumbs.db",
        "desktop.ini",
        "icon\r",
        "@eadir",
        "#recycle",
        "__macosx",
        "$recycle.bin",
        "system volume information",
        "lost+found",
    }
)


def is_ignored(relative: PurePath) -> bool:
    """Whether the file `relative` (to its watched folder) is passed over.

    True when any part is hidden, temporary or kept by an operating system, and for the companions of a
    picture: the sidecar `NAME.json` and the mask `NAME.mask.png` (any ending). Letter case does not matter.
    """
    return any(map(is_ignored_name, relative.parts)) or is_companion(relative.name)


def is_ignored_name(name: str) -> bool:
    """Whether one part of a path, the name of a file or a folder, is hidden, temporary or a system's own."""
    folded = name.casefold()
    return folded.startswith(_BEGINNINGS) or folded.endswith(_ENDINGS) or folded in _NAMES


def is_companion(name: str) -> bool:
    """Whether a file name is that of a sidecar or a mask, which belong to a picture beside them."""
    parts = name.casefold().rsplit(".", 2)
    return parts[1:][-1:] == ["json"] or parts[1:-1] == ["mask"]
