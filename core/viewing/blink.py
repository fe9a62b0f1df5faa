"""Which of two pictures a blink shows: tapped, held, or by itself. Time is passed in, in seconds.

A terminal tells of presses and never of releases, and a held key is many presses. So presses closer together
than a hand can tap are one hold: the other picture stays while they come, and goes when they end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

HELD_GAP = 0.09
"""Presses this close are a key that is held: keyboards repeat every 30 to 60 ms, and a finger taps at most
about ten times a second."""

RELEASED_AFTER = 0.18
"""A hold has ended when no press came for so long."""

PERIODS = (0.17, 0.25, 0.4, 0.65, 1.0, 1.6)
"""Seconds that each picture stays while blinking by itself. None is faster than three pairs a second: more
flashes than that of a large area can harm (WCAG 2.2, 2.3.1)."""


@dataclass(frozen=True, slots=True)
class Blink:
    """What is shown, and what makes it change."""

    other: bool = False
    """Whether the second picture is shown."""
    automatic: bool = False
    speed: int = 2
    """Place in `PERIODS`."""
    _pressed_at: float = -1e9
    _held: bool = False
    _turned_at: float = 0.0

    @property
    def period(self) -> float:
        """Seconds that each picture stays."""
        return PERIODS[self.speed]

    def pressed(self, now: float) -> Blink:
        """Return the blink after a press: a tap turns to the other picture, a hold keeps it there.

        A keyboard waits before it repeats, so the first repeat looks like a tap and turns back. The second
        one, close behind, tells that it was none: what the hold had turned to is shown again.
        """
        if now - self._pressed_at >= HELD_GAP:
            return replace(self, other=not self.other, automatic=False, _pressed_at=now, _held=False)
        other = self.other if self._held else not self.other
        return replace(self, other=other, automatic=False, _pressed_at=now, _held=True)

    def ticked(self, now: float) -> Blink:
        """Return the blink as time alone changes it."""
        due = self.due()
        if due is None or now < due:
            return self
        return replace(self, other=not self.other, _held=False, _turned_at=now)

    def due(self) -> float | None:
        """Return when `ticked` will next change something; None when only a press can."""
        if self._held:
            return self._pressed_at + RELEASED_AFTER
        return self._turned_at + self.period if self.automatic else None

    def toggled(self, now: float) -> Blink:
        """Return the blink with blinking by itself switched on or off."""
        return replace(self, automatic=not self.automatic, _turned_at=now, _held=False)

    def quicker(self, steps: int) -> Blink:
        """Return the blink so many steps quicker, or slower below zero."""
        return replace(self, speed=min(max(self.speed - steps, 0), len(PERIODS) - 1))
