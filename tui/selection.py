"""What the queue shows and which row is selected: pure state, no widgets.

The selection is a picture's hash. It stays where it is whatever arrives, changes or is filtered away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice

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

    _at: dict[str, int] = field(default_factory=dict)
    """Place of each hash in `rows`."""
    _steps: list[str] = field(default_factory=list)
    """Hashes of the rows shown, those that can be selected."""
    _begun_with: str = ""
    """Of the candidate it began with, as long as another one may turn out to be the first."""

    @property
    def row(self) -> QueueRow | None:
        """The selected row."""
        at = self._at.get(self.sha256)
        return None if at is None else self.rows[at]

    def take(self, rows: Sequence[QueueRow]) -> None:
        """Use new rows."""
        self.rows = tuple(rows)
        self._at = {row.sha256: at for at, row in enumerate(self.rows) if row.sha256}
        wanted = self.filter.casefold()
        if wanted:
            self.shown = tuple(row for row in self.rows if wanted in self.haystack(row).casefold())
        else:
            self.shown = self.rows
        self._steps = [row.sha256 for row in self.shown if row.sha256]

    def narrow(self, text: str) -> None:
        """Show only rows that hold `text`."""
        self.filter = text
        self.take(self.rows)

    def first(self) -> str:
        """Return the hash to begin with: the first open row, else the first at all, else nothing."""
        row = next_open(self.rows, "") or next((row for row in self.shown if row.sha256), None)
        return row.sha256 if row else ""

    def begin(self, *, settled: bool) -> str:
        """Return the hash to begin with; it is to be asked for anew unless all rows have come: `settled`."""
        first = self.first()
        self._begun_with = "" if settled else first
        return first

    @property
    def beginning(self) -> bool:
        """Whether nobody has moved on from where it began."""
        return self.row is None or self.sha256 == self._begun_with

    def step(self, by: int) -> str:
        """Return the hash of the row `by` steps on among those shown, stopping at the ends."""
        if not self._steps:
            return self.sha256
        try:
            at = self._steps.index(self.sha256) + by
        except ValueError:
            return self._steps[0]
        return self._steps[max(0, min(len(self._steps) - 1, at))]

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
        at = self._at.get(self.sha256)
        if at is None:
            return []
        behind = (other for other in islice(self.rows, at + 1, None) if other.sha256)
        before = (self.rows[index] for index in range(at - 1, -1, -1) if self.rows[index].sha256)
        return [*islice(behind, ahead), *islice(before, 1)]
