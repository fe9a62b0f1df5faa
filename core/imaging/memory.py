"""Memory of pictures given back to the system as soon as they are let go.

glibc raises the size from which on a block is a mapping of its own to that of the largest it has seen freed,
up to 32 MiB, and keeps what is smaller in an arena for each thread. Pictures of 12 MB and more, decoded in
half a dozen threads, then leave their holes in every arena: 312 MiB resident where 194 are held. With a fixed
size each picture is a mapping (mallopt(3), M_MMAP_THRESHOLD).
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

_MMAP_THRESHOLD: Final = -3
"""M_MMAP_THRESHOLD in glibc's malloc.h."""

_BYTES: Final = 1 << 20
"""Smaller than any picture that matters, larger than what is allocated all the time."""


def give_back_pictures() -> bool:
    """Set it for this process, once, before pictures are read; False where the C library is another one."""
    if not sys.platform.startswith("linux"):
        return False
    library = ctypes.CDLL(None)
    if not hasattr(library, "gnu_get_libc_version"):
        return False
    return bool(library.mallopt(_MMAP_THRESHOLD, _BYTES))
