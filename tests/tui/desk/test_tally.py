from __future__ import annotations

from datetime import UTC, datetime, timedelta

from core.model import Candidate, Match, State
from core.queue import Progress, QueueRow
from tui.desk.tally import Tally

NOW = datetime(2026, 11, 23, tzinfo=UTC)
HOUR = timedelta(hours=1)


def row(state: State, *, due: timedelta | None = None, batch: str = "") -> QueueRow:
    candidate = Candidate("a", ("a",), Match("S-1"), 1, 1, "PNG", 1, NOW)
    due_at = None if due is None else NOW + due
    soon_at = None if due_at is None else due_at - 2 * HOUR
    return QueueRow("a", "a", state, "a", NOW, candidate, batch=batch, due_at=due_at, soon_at=soon_at)


def test_without_rows_there_is_nothing_to_count() -> None:
    assert Tally() == Tally.of(())
    assert Tally().progress == Progress(0, 0)


def test_only_open_rows_with_a_term_are_late_and_none_is_late_and_soon_late_at_once() -> None:
    tally = Tally.of(
        [
            row(State.UNDECIDED, due=-HOUR),
            row(State.LAPSED, due=HOUR),
            row(State.UNDECIDED, due=3 * HOUR),
            row(State.APPROVED, due=-HOUR),
            row(State.UNDECIDED),
        ]
    )
    assert (tally.late(NOW), tally.soon(NOW)) == (1, 1)
    assert (tally.late(NOW + 2 * HOUR), tally.soon(NOW + 2 * HOUR)) == (2, 1)


def test_what_cannot_be_compared_yet_lies_in_the_tray_and_counts_for_no_progress() -> None:
    states = (State.UNMATCHED, State.NO_SOURCE, State.WAITING, State.UNDECIDED, State.REJECTED)
    tally = Tally.of([row(state, batch="b") for state in states])
    assert tally.in_tray == 3
    assert tally.progress == Progress(1, 2)
    assert tally.batches == {"b": Progress(0, 1)}
