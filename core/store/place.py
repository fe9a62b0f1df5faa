"""Where a store's folder lies, and whether it is the one that was there before or a copy of it.

A folder is known by its inode and time of birth, by its path and the folder around it, and by the events in
it. A rename keeps the first, a remount or a restored backup the others. A copy has the events of a place
that is still there. What would go wrong otherwise: one writer's chain continued in two folders, which a sync
tool then brings together.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import secrets
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

How = Literal["known", "new", "copied", "replaced"]
"""`replaced`: another workspace has been made where a known one was."""

_NAME = "place.json"


class Looks(msgspec.Struct, frozen=True):
    """What a folder is known by. Times in nanoseconds, 0 where the file system does not tell."""

    path: str
    dev: int
    ino: int
    born: int
    parent_ino: int
    parent_born: int

    def same_folder(self, other: Looks) -> bool:
        """Tell whether this is the very folder, wherever it lies now."""
        born = self.born == other.born if self.born and other.born else self.dev == other.dev
        return self.ino == other.ino and born

    def same_parent(self, other: Looks) -> bool:
        """Tell whether both lie at one path in the very same folder."""
        born = self.parent_born == other.parent_born
        return self.path == other.path and self.parent_ino == other.parent_ino and born


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A workspace's store as remembered in the state folder."""

    key: str
    """Name of the folder that holds its journals."""
    looks: Looks
    names: dict[str, str] = {}
    """The device name used here, for each `<device>.<user>` whose own name is not."""
    former: dict[str, tuple[str, ...]] = {}
    """For each `<device>.<user>` the names it gave up here as somebody else wrote under them too."""
    met: str = ""
    """Hash of some event that was found here, whoever's; empty while there was none."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a folder was taken for."""

    how: How
    place: Place | None
    """The place itself where `known`; the one it is a copy of, or the one that was there before."""


def look(folder: Path) -> Looks | None:
    """Return what `folder` is known by; None when it is not there."""
    try:
        path = folder.resolve()
        here, around = path.stat(), path.parent.stat()
    except OSError:
        return None
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    born, parent_born = _born(path, here), _born(path.parent, around)
    return Looks(text, here.st_dev, here.st_ino, born, around.st_ino, parent_born)


def recognise(here: Looks, places: Sequence[Place], shares: Callable[[Place], bool]) -> Recognised:
    """Return what the folder that looks like `here` is.

    `shares` tells whether events remembered of a place are in the folder.
    """
    for place in places:
        if place.looks.same_folder(here):
            there = _alive(place, here)
            return Recognised("copied" if there else "known", place)
    for place in places:
        if place.looks.path == here.path:
            again = place.looks.same_parent(here) or shares(place)
            return Recognised("known" if again else "replaced", place)
    shared = [place for place in places if shares(place)]
    for place in shared:
        if _alive(place, here):
            return Recognised("copied", place)
    return Recognised("known", shared[0]) if shared else Recognised("new", None)


def read_places(folder: Path) -> list[Place]:
    """Return every place remembered under `folder`, by key. Raises OSError but for what is not there."""
    found: list[Place] = []
    with contextlib.suppress(FileNotFoundError):
        for path in sorted(folder.iterdir()):
            place = read_place(path)
            if place is not None:
                found.append(place)
    return found


def read_place(folder: Path) -> Place | None:
    """Return the place remembered in one folder; None for none or a damaged one. Raises OSError."""
    try:
        return msgspec.json.decode((folder / _NAME).read_bytes(), type=Place)
    except (FileNotFoundError, NotADirectoryError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def save_place(folder: Path, place: Place) -> None:
    """Remember a place in its folder under `folder`. Raises OSError."""
    own = folder / place.key
    own.mkdir(parents=True, exist_ok=True)
    new = own / f"{_NAME}.{secrets.token_hex(4)}"
    new.write_bytes(msgspec.json.encode(place))
    new.replace(own / _NAME)


def new_key() -> str:
    """Return a key for a place that was not known."""
    return secrets.token_hex(8)


def _alive(place: Place, here: Looks) -> bool:
    """Tell whether the place is still where it was, and is another folder than `here`."""
    if place.looks.path == here.path:
        return False
    there = look(Path(place.looks.path))
    if there is None or (there.dev, there.ino) == (here.dev, here.ino):
        return False
    return there.same_folder(place.looks) or there.same_parent(place.looks)


def _born(path: Path, stat: os.stat_result) -> int:
    """Return when the folder was made: inode numbers are used again, so one alone does not tell."""
    if sys.platform == "win32":
        return stat.st_ctime_ns
    seconds = getattr(stat, "st_birthtime", None)
    if seconds is not None:
        return int(seconds * 1_000_000_000)
    return _statx_born(path) if sys.platform == "linux" else 0


def _statx_born(path: Path) -> int:
    """Ask Linux, which Python's `stat` does not: statx(2), `stx_btime` at byte 0x50, mask STATX_BTIME."""
    buffer = (ctypes.c_ubyte * 256)()
    try:
        failed = ctypes.CDLL(None).statx(-100, os.fsencode(path), 0, 0x800, buffer)
    except (AttributeError, OSError):
        return 0
    answer = bytes(buffer)
    if failed or not int.from_bytes(answer[:4], sys.byteorder) & 0x800:
        return 0
    seconds = int.from_bytes(answer[0x50:0x58], sys.byteorder, signed=True)
    return seconds * 1_000_000_000 + int.from_bytes(answer[0x58:0x5C], sys.byteorder)
