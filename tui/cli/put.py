"""Writing a file that a person asked for, in one step and over nothing that they did not mean to replace."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from core.errors import WorkspaceUnwritable
from core.safe_name import path_to_text
from core.whole_file import write_whole
from tui.cli.errors import FileTaken


def put(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file whole or not at all, with `force` in place of another.

    Raises FileTaken, WorkspaceUnwritable.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if force:
            write_whole(path, data)
            return
        # Made only where nothing lies, whoever else is writing.
        try:
            file = path.open("xb")
        except FileExistsError as error:
            raise FileTaken(path=path_to_text(path)) from error
        with file, _removed_on_failure(path):
            file.write(data)
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        why = getattr(error, "strerror", None) or str(error)
        raise WorkspaceUnwritable(path=path_to_text(path), why=why) from error


@contextlib.contextmanager
def _removed_on_failure(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise
