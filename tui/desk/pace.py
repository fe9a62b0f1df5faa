"""When to redraw for news: at once, or, when that was done a moment ago, once for a whole burst.

Time is passed in, in seconds.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Pace:
    """Remembers when it was done last, and whether it is to be done."""

    least: float
    """Least time between two of them."""
    _due: bool = False
    _done_at: float = 0.0

    def wait(self, now: float) -> float | None:
        """Return how long what came `now` is to wait, zero for not at all; None where others wait already."""
        if self._due:
            return None
        self._due = True
        return max(0.0, self._done_at + self.least - now)

    def done(self, now: float) -> None:
        """Note that it is done: what comes from `now` on is news again."""
        self._due = False
        self._done_at = now
