"""Plots of one line: a share with its interval, or a bar, in so many cells; pure text.

A row of a table is its own plot: shares under one another on one scale can be compared by eye, and their
figures stand beside them. Any terminal draws these characters, and they can be copied out.
"""

from __future__ import annotations

from tui.metrics.story import Mark

_EIGHTHS = " ▏▎▍▌▋▊▉"


def strip(mark: Mark | None, width: int) -> str:
    """Return a mark in `width` cells: `──●────` for a share with its interval, `████▌` for a bar."""
    if mark is None or width < 1:
        return " " * max(0, width)
    if mark.low is None or mark.high is None:
        return _bar(mark.share, width)
    low, middle, high = (_cell(value, width) for value in (mark.low, mark.share, mark.high))
    cells = ["─" if low <= at <= high else " " for at in range(width)]
    cells[middle] = "●"
    return "".join(cells)


def _bar(share: float, width: int) -> str:
    whole, rest = divmod(round(max(0.0, min(1.0, share)) * width * 8), 8)
    bar = "█" * whole + (_EIGHTHS[rest] if rest else "")
    return bar.ljust(width)


def _cell(value: float, width: int) -> int:
    return min(width - 1, max(0, int(value * width)))
