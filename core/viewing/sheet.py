"""Where the pictures of a contact sheet stand: as large as they can be, in reading order."""

from __future__ import annotations

from math import ceil


def grid(count: int, width: int, height: int, *, aspect: float = 1.0, beside: int = 0) -> tuple[int, int]:
    """Return the columns and rows of a sheet in which `count` tiles are largest.

    `width` and `height` are of the whole sheet, in cells; a cell is twice as high as wide. `aspect` is width
    over height of what a tile shows, `beside` the rows that each tile needs beside its picture. A tie goes to
    fewer rows.
    """
    best, found = -1.0, (1, max(1, count))
    for columns in range(1, max(1, count) + 1):
        rows = ceil(max(1, count) / columns)
        across = width / columns
        down = max(0.0, height / rows - beside) * 2
        size = min(across, down * aspect)
        if size > best + 1e-9 or (size > best - 1e-9 and rows < found[1]):
            best, found = size, (columns, rows)
    return found
