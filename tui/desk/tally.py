"""What is counted over the rows of the queue: how far the review is, what waits, what is late. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.model import State
from core.queue import Progress, QueueRow, batch_progress, progress

IN_TRAY = (State.UNMATCHED, State.NO_SOURCE, State.WAITING)
"""States in which a picture lies in the tray: nothing can be compared yet."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counted once for rows that are taken; only what is late depends on the time."""

    progress: Progress = field(default_factory=lambda: progress(()))
    batches: Mapping[str, Progress] = field(default_factory=dict)
    in_tray: int = 0
    with_term: tuple[QueueRow, ...] = ()
    """Open rows that are to be decided until some time."""

    @classmethod
    def of(cls, rows: Sequence[QueueRow]) -> Tally:
        """Return what there is to count in `rows`."""
        return cls(
            progress=progress(rows),
            batches=batch_progress(rows),
            in_tray=sum(row.state in IN_TRAY for row in rows),
            with_term=tuple(row for row in rows if row.open and row.due_at is not None),
        )

    def late(self, now: datetime) -> int:
        """Return how many are past their time."""
        return _past((row.due_at for row in self.with_term), now)

    def soon(self, now: datetime) -> int:
        """Return how many are soon late, and not late yet."""
        return _past((row.soon_at for row in self.with_term), now) - self.late(now)


def _past(times: Iterable[datetime | None], now: datetime) -> int:
    return sum(at is not None and at < now for at in times)
