"""Try a compressed TIFF in a process of its own.

libtiff writes what it finds wrong to the standard error stream of the process, past Python: in the middle of
a Textual screen, which is drawn through the same stream. So a compressed TIFF is first decoded where nobody
looks; only one that decodes without a complaint is decoded here. It costs about a fifth of a second.
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from io import BufferedReader

_SECONDS: Final = 60.0
"""A TIFF within the pixel limit takes a few seconds at most; a prepared one may take for ever."""

_CHILD: Final = "import sys; from PIL import Image; Image.open(sys.stdin.buffer, formats=['TIFF']).load()"


def decodes_quietly(file: BufferedReader) -> bool:
    """Return whether the open TIFF `file` decodes; it is read from its beginning, its position is lost."""
    file.seek(0)
    try:
        done = subprocess.run(  # noqa: S603 a fixed command; the file is only its input
            [sys.executable, "-I", "-c", _CHILD],
            stdin=file,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
