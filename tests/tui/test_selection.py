from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.model import Candidate, Match, State
from core.queue import QueueRow
from tui.selection import Selection

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def row(name: str, sku: str, state: State = State.UNDECIDED) -> QueueRow:
    candidate = Candidate(name, (name,), Match(sku), 1, 1, "PNG", 1, NOW)
    return QueueRow(name, name, state, name, NOW, candidate)


ROWS = (row("a", "S-1", State.APPROVED), row("b", "S-2"), row("c", "S-2"), row("d", "T-3"))
WAITING = QueueRow("wait-1", "", State.WAITING, "incoming/x.png", NOW)


@pytest.fixture
def selection() -> Selection:
    made = Selection(lambda row: row.sku)
    made.take((*ROWS, WAITING))
    made.sha256 = "b"
    return made


def test_it_begins_with_the_first_open_row(selection: Selection) -> None:
    assert selection.first() == "b"
    assert Selection(lambda _: "").first() == ""


def test_steps_stop_at_the_ends_and_pass_over_files_that_still_arrive(selection: Selection) -> None:
    assert [selection.step(by) for by in (-9, -1, 0, 1, 9)] == ["a", "a", "b", "c", "d"]


def test_the_selection_stays_when_rows_arrive_or_are_filtered_away(selection: Selection) -> None:
    selection.take((row("0", "A-0"), *ROWS))
    assert selection.row == ROWS[1]
    selection.narrow("t-")
    assert [shown.sha256 for shown in selection.shown] == ["d"]
    assert selection.row == ROWS[1]
    assert selection.step(0) == "d"


def test_next_stays_within_what_the_filter_shows(selection: Selection) -> None:
    selection.narrow("T-3")
    following = selection.following()
    assert following is not None
    assert following.sha256 == "d"
    selection.sha256 = "d"
    assert selection.following() is None


def test_a_sku_is_found_at_its_first_open_row(selection: Selection) -> None:
    assert [selection.of_sku(sku) for sku in ("S-1", "S-2", "none")] == ["a", "b", ""]


def test_the_pictures_made_ahead_are_the_next_ones_and_the_one_before(selection: Selection) -> None:
    assert [other.sha256 for other in selection.around(2)] == ["c", "d", "a"]
