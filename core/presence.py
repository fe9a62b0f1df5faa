"""Who else sits at this workspace on this machine, and which candidate they have open: soft claims.

Each session keeps one small file in a folder of the machine's temporary space, outside of the synced tree. A
claim stops nobody from deciding; it only shows. Files are hints from other people's accounts: small, read
without following links, and dropped when they are old or make no sense.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from core.hostile_file import READ

BEAT_SECONDS = 5.0
"""How often a session says that it is still there."""

GONE_SECONDS = 20.0
"""A session not heard of for so long is gone."""

_MAX_BYTES = 4096


@dataclass(frozen=True, slots=True)
class OtherSession:
    """Another session on this workspace."""

    person: str
    sha256: str
    """The candidate it has open; empty means none."""


class _Beat(msgspec.Struct, frozen=True):
    person: str
    sha256: str
    at: float


class Presence:
    """Our own beat and the others'. Every failure means "nobody is seen", never an error."""

    def __init__(self, root: Path, *, name: str, now: Callable[[], float] = time.time) -> None:
        """`name` tells sessions apart: device, user and process."""
        base = Path("/tmp") if sys.platform != "win32" else Path(tempfile.gettempdir())  # noqa: S108 shared on purpose
        key = hashlib.sha256(str(root).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self._folder = base / f"vitrina-desk-{key}"
        self._path = self._folder / f"{name}.json"
        self._now = now
        self._written = _Beat("", "", 0.0)

    def beat(self, person: str, sha256: str) -> None:
        """Say who sits here and what is open; writes only when it is news or the last beat is old."""
        now = self._now()
        last = self._written
        if (last.person, last.sha256) == (person, sha256) and now - last.at < BEAT_SECONDS:
            return
        self._written = _Beat(person, sha256, now)
        with contextlib.suppress(OSError):
            try:
                self._write()
            except FileNotFoundError:  # the last session to leave took the folder away in between
                self._write()

    def others(self) -> tuple[OtherSession, ...]:
        """Return the other live sessions, by person."""
        now = self._now()
        found: list[OtherSession] = []
        with contextlib.suppress(OSError):
            for path in self._folder.glob("*.json"):
                if path == self._path:
                    continue
                beat = _read(path)
                if beat is not None and abs(now - beat.at) < GONE_SECONDS:
                    found.append(OtherSession(beat.person[:80], beat.sha256))
        return tuple(sorted(found, key=lambda other: (other.person, other.sha256)))

    def leave(self) -> None:
        """Take this session's file away, and the folder with the last one."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
            self._folder.rmdir()  # refused as long as somebody else's file is in it

    def _write(self) -> None:
        with contextlib.suppress(FileExistsError):
            self._folder.mkdir()
            self._folder.chmod(0o1777)  # everybody may add a file, nobody may remove another's
        new = self._path.with_suffix(".new")
        new.unlink(missing_ok=True)
        fd = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        with os.fdopen(fd, "wb") as file:
            file.write(msgspec.json.encode(self._written))
        new.replace(self._path)


def _read(path: Path) -> _Beat | None:
    try:
        fd = os.open(path, READ)
        with os.fdopen(fd, "rb") as file:
            if not stat.S_ISREG(os.fstat(fd).st_mode):
                return None
            return msgspec.json.decode(file.read(_MAX_BYTES), type=_Beat)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
