"""The environment of a process that only measures; it has to be there before the process starts."""

from __future__ import annotations

from typing import Final

_KEPT_BYTES: Final = 128 * 1024 * 1024
_LARGEST_BYTES: Final = 32 * 1024 * 1024
"""More is refused by the C library."""

MEASURING: Final = {
    # The processors are shared with whoever reviews. Threads of a linear algebra library that wait for their
    # part of a small matrix do it by spinning: half as much again for a pair.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OPENCV_FOR_THREADS_NUM": "1",
    # Each map is some megabytes, which the GNU C library would fetch from the system and give back each time.
    "MALLOC_MMAP_THRESHOLD_": str(_LARGEST_BYTES),
    "MALLOC_TRIM_THRESHOLD_": str(_KEPT_BYTES),
}
