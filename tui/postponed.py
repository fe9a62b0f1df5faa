"""Something that is done a while after it was last asked for, so that what a key asks for comes first."""

from __future__ import annotations

from collections.abc import Callable

from textual.timer import Timer

SENT_SECONDS = 0.03
"""Until a frame has gone to the terminal: what follows a key in the same moment takes the processor from it,
and makes it 1.5 ms later (`bench/RENDER.md`)."""


class Postponed:
    """One thing to do; asking again begins the wait anew."""

    def __init__(
        self,
        set_timer: Callable[[float, Callable[[], object]], Timer],
        seconds: float,
        do: Callable[[], object],
    ) -> None:
        self._set_timer = set_timer
        self._seconds = seconds
        self._do = do
        self._timer: Timer | None = None

    def ask(self) -> None:
        """Have it done when nobody has asked for `seconds`."""
        self.drop()
        self._timer = self._set_timer(self._seconds, self._do)

    def drop(self) -> None:
        """Have it left."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
