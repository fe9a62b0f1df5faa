"""A file that is written in one step: whoever reads it meanwhile sees the old one or the new one."""

from __future__ import annotations

import secrets
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, in place of another one too. Raises OSError, and ValueError for a name with a NUL in it.

    Its folder has to be there. Not synced: for what can be made again.
    """
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        new.write_bytes(data)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
