"""Threads that let the screen go first."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress

_NICENESS = 5
"""A third of the processor time that the event loop gets where both want one core (sched(7))."""


def yielding() -> None:
    """Have the calling thread yield to the event loop, where niceness is a thread's own: on Linux.

    A key press is answered while two photos are decoded on two cores. Elsewhere it would slow the process.
    """
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
