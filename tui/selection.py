"""What the queue shows and which row is selected: pure state, no widgets.

The selection is a picture's hash. It stays where it is whatever arrives, changes or is filtered away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.queue import QueueRow, next_open


@dataclass(slots=True)
class Selection:
    """The rows of the queue, those that fit the filter, and the selected one."""

    haystack: Callable[[QueueRow], str]
    """The text of a row that the filter looks through."""
    rows: tuple[QueueRow, ...] = ()
    shown: tuple[QueueRow, ...] = ()
    filter: str = ""
    sha256: str = ""
    """Of the selected candidate; empty means that none is."""

    @property
    def row(self) -> QueueRow | None:
        """The selected row."""
        return next((row for row in self.rows if row.sha256 and row.sha256 == self.sha256), None)

    def take(self, rows: Sequence[QueueRow]) -> None:
        """Use new rows."""
        self.rows = tuple(rows)
        wanted = self.filter.casefold()
        self.shown = tuple(r for r in self.rows if not wanted or wanted in self.haystack(r).casefold())

    def narrow(self, text: str) -> None:
        """Show only rows that hold `text`."""
        self.filter = text
        self.take(self.rows)

    def first(self) -> str:
        """Return the hash to begin with: the first open row, else the first at all, else nothing."""
        row = next_open(self.rows, "") or next((row for row in self.shown if row.sha256), None)
        return row.sha256 if row else ""

    def step(self, by: int) -> str:
        """Return the hash of the row `by` steps on among those shown, stopping at the ends."""
        hashes = [row.sha256 for row in self.shown if row.sha256]
        if not hashes:
            return self.sha256
        if self.sha256 not in hashes:
            return hashes[0]
        at = hashes.index(self.sha256) + by
        return hashes[max(0, min(len(hashes) - 1, at))]

    def following(self) -> QueueRow | None:
        """Return the next open row of those shown."""
        return next_open(self.shown, self.sha256)

    def of_sku(self, sku: str) -> str:
        """Return the hash of a SKU's first open row, else its first; empty where it has none."""
        rows = [row for row in self.rows if row.sku == sku]
        row = next((row for row in rows if row.open), rows[0] if rows else None)
        return row.sha256 if row else ""

    def around(self, ahead: int) -> list[QueueRow]:
        """Return the rows whose pictures are likely to be wanted next, likeliest first."""
        row = self.row
        if row is None:
            return []
        at = self.rows.index(row)
        behind = [other for other in self.rows[:at] if other.sha256]
        return [*[other for other in self.rows[at + 1 :] if other.sha256][:ahead], *behind[-1:]]
