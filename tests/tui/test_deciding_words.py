from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.model import Candidate, Match, State, Verdict
from core.queue import QueueRow
from tui.deciding_words import called, nothing_next, outcome_of
from tui.i18n.catalogue import catalogue

NOW = datetime(2026, 11, 23, tzinfo=UTC)
SAY = catalogue("en")


def row(name: str, state: State = State.UNDECIDED) -> QueueRow:
    candidate = Candidate(name, (name,), Match(f"S-{name}"), 1, 1, "PNG", 1, NOW)
    return QueueRow(name, name, state, name, NOW, candidate)


A, B = row("a"), row("b")


def test_a_decision_says_how_many_are_left() -> None:
    said = outcome_of(SAY, A, Verdict.APPROVE, (row("a", State.APPROVED), B))
    assert said == SAY("desk-done-approve", name=called(SAY, A), left=1)


def test_a_decision_against_anothers_says_that_the_two_contest_it() -> None:
    said = outcome_of(SAY, A, Verdict.REJECT, (row("a", State.CONTESTED), B))
    assert said == SAY("desk-now-contested", name=called(SAY, A))


@pytest.mark.parametrize(
    ("rows", "selected", "reading", "why"),
    [
        ((), None, True, "desk-still-reading"),
        ((), None, False, "desk-empty"),
        ((A, B), A, False, "desk-filter-done"),
        ((A, row("b", State.APPROVED)), A, False, "desk-nothing-else"),
        ((row("a", State.APPROVED),), row("a", State.APPROVED), False, "desk-all-done"),
    ],
)
def test_where_nothing_follows_it_is_said_why(
    rows: tuple[QueueRow, ...], selected: QueueRow | None, reading: bool, why: str
) -> None:
    assert nothing_next(SAY, rows, selected, reading=reading) == SAY(why)
