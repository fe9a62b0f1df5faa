"""How files are opened that somebody else may have put there, or put something else in the place of."""

from __future__ import annotations

import os
from typing import Final

READ: Final = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
"""Flags of `os.open`: no link is followed, and a pipe that took a file's place is not waited for."""
