"""Garbage collected while the keys rest.

Python's collector stops the event loop for 15 to 20 ms every few seconds, and for 2 ms twice a second, just
when much happens: a person sees a key that hangs. Between keys nobody sees it.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

_REST_SECONDS = 0.4
"""How long no key is pressed until the keys count as at rest."""

_MUCH = 10_000
"""Objects that were made and not let go of, from which collecting is worth it."""

_LONGEST_SECONDS = 20.0
"""After so long it is collected with keys pressed as well: a held key never rests."""


class Collector:
    """Takes over from Python's own collector until `close`."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._pressed_at = self._collected_at = clock()
        self._was_on = gc.isenabled()
        gc.disable()

    def pressed(self) -> None:
        """Note that a key was pressed."""
        self._pressed_at = self._clock()

    def look(self) -> bool:
        """Collect where it is worth it and the keys rest; tell whether that was done. Call it often."""
        now = self._clock()
        rests = now - self._pressed_at >= _REST_SECONDS
        overdue = now - self._collected_at >= _LONGEST_SECONDS
        if gc.get_count()[0] < _MUCH or not (rests or overdue):
            return False
        gc.collect()
        self._collected_at = self._clock()
        return True

    def close(self) -> None:
        """Let Python's collector go on."""
        if self._was_on:
            gc.enable()
