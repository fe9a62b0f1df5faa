"""Turning a blink when it is time: by itself, or when a key that was held is let go."""

from __future__ import annotations

import time
from collections.abc import Callable

from textual.timer import Timer

from core.model import View
from tui.views.pairs import PairViews


class Blinking:
    """Wakes up when the blink turns next. In any other view nothing turns."""

    def __init__(self, pairs: PairViews, set_timer: Callable[[float, Callable[[], None]], Timer]) -> None:
        self._pairs = pairs
        self._set_timer = set_timer
        self._timer: Timer | None = None

    @property
    def automatic(self) -> bool:
        """Whether it blinks by itself on the stage."""
        return self._shown and self._pairs.blink.automatic

    def press(self) -> None:
        """Take a press of the key."""
        if self._shown:
            self._pairs.press_blink(time.monotonic())
            self._wait()

    def toggle(self) -> None:
        """Begin to blink by itself, or stop."""
        if self._shown:
            self._pairs.blink = self._pairs.blink.toggled(time.monotonic())
            self._wait()

    def quicken(self, by: int) -> None:
        """Blink so many steps quicker, or slower below zero."""
        self._pairs.blink = self._pairs.blink.quicker(by)
        self._wait()

    @property
    def _shown(self) -> bool:
        return self._pairs.looking.view is View.BLINK

    def _wait(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        due = self._pairs.blink.due()
        if due is not None and self._shown:
            self._timer = self._set_timer(max(0.0, due - time.monotonic()), self._turn)

    def _turn(self) -> None:
        if self._shown:
            self._pairs.tick_blink(time.monotonic())
            self._wait()
