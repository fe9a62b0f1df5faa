"""A folder that appears whole or not at all.

Everything is written into a hidden sibling, synced, and renamed in one step. Whatever ends that earlier, an
error, a key press or a power cut, leaves no folder of the final name; the sibling of a process that was
killed is taken away by the next export of the same user on the same device. What would go wrong otherwise:
half of a card in the cabinet, uploaded from a folder that looked finished.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import secrets
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from filelock import Timeout

from core.errors import ExportBusy, ExportTaken, NotWritten
from core.safe_name import path_to_text
from core.store.disk import sync_file, sync_folder
from core.store.lock import make_lock

_OWNER = re.compile(r"[^A-Za-z0-9_-]+")


class FolderDraft:
    """A folder in the making. Files are on the disk when `finish` returns."""

    def __init__(self, out: Path, draft: Path) -> None:
        self._out = out
        self._draft = draft
        self._sums: dict[str, str] = {}
        self._folders: set[Path] = {draft}

    def write(self, name: str, data: bytes) -> None:
        """Write a new file; `name` is relative with `/` between the parts. Raises OSError."""
        path = self._draft / PurePosixPath(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._folders.add(path.parent)
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            sync_file(file.fileno())
        self._sums[name] = hashlib.sha256(data).hexdigest()

    def drop(self, name: str) -> None:
        """Take a written file away again, and its folder where that is empty then. Raises OSError."""
        path = self._draft / PurePosixPath(name)
        path.unlink()
        del self._sums[name]
        if path.parent != self._draft and not any(path.parent.iterdir()):
            path.parent.rmdir()
            self._folders.discard(path.parent)

    def finish(self, name: str, *, loose: Collection[str] = ()) -> tuple[Path, bool]:
        """Give the folder its name; return its path, and whether it was not there yet.

        A folder of that name that holds the very same files stays; `loose` ones may be others in it.
        Raises ExportTaken for any other, OSError.
        """
        final = self._out / name
        if final.exists():
            there = _sums(final)
            same = there | {name: self._sums[name] for name in loose if name in there}
            if same != self._sums:
                raise ExportTaken(path=path_to_text(final))
            return final, False
        for folder in sorted(self._folders, reverse=True):
            sync_folder(folder)
        self._draft.rename(final)
        sync_folder(self._out)
        return final, True


@contextmanager
def whole_folder(out: Path, *, owner: str, locks: Path) -> Iterator[FolderDraft]:
    """Give a folder to be written into `out`, which is made where it is not there.

    `owner` names the device and the user. Raises ExportBusy while another export of theirs writes there, and
    NotWritten for whatever the disk refuses.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        locks.mkdir(parents=True, exist_ok=True)
        place = hashlib.sha256(str(out.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        lock = make_lock(locks / f"export-{place}.lock", seconds=0)
        lock.acquire()
    except Timeout as error:
        raise ExportBusy(path=path_to_text(out)) from error
    except OSError as error:
        raise NotWritten(path=path_to_text(out), why=error.strerror or str(error)) from error
    prefix = f".export-{_OWNER.sub('_', owner)}-"
    try:
        for left in out.glob(f"{prefix}*.partial"):
            shutil.rmtree(left)
        draft = out / f"{prefix}{secrets.token_hex(4)}.partial"
        draft.mkdir()
        try:
            yield FolderDraft(out, draft)
        finally:
            with contextlib.suppress(FileNotFoundError):
                shutil.rmtree(draft)
    except OSError as error:
        raise NotWritten(path=path_to_text(out), why=error.strerror or str(error)) from error
    finally:
        lock.release()


def _sums(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder, by its path with `/` between the parts."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_dir():
            with path.open("rb") as file:
                name = path.relative_to(folder).as_posix()
                found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found
