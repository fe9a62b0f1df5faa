from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.model import Candidate, Match, Source, State, View
from core.queue import QueueRow
from tui.usable import usable_at_desk, usable_in_view

NOW = datetime(2026, 11, 23, tzinfo=UTC)
WAITING = QueueRow("wait-1", "", State.WAITING, "incoming/x.png", NOW)


def row(state: State = State.UNDECIDED, *, sku: str = "S-1", source: bool = True) -> QueueRow:
    candidate = Candidate("a", ("a",), Match(sku), 1, 1, "PNG", 1, NOW)
    photo = Source("s", "s", sku, 1, 1, "PNG", 1, NOW) if source else None
    return QueueRow("a", "a", state, "a", NOW, candidate, photo)


@pytest.mark.parametrize(
    ("action", "shown", "usable"),
    [
        ("approve", row(), True),
        ("approve", row(sku=""), False),
        ("phone", row(source=False), True),
        ("compare", row(source=False), False),
        ("finding", row(), True),
        ("heat", row(), True),
        ("heat", row(source=False), False),
        ("later", row(State.APPROVED), False),
        ("reassign", row(sku=""), True),
        ("reassign", WAITING, False),
        ("tray", WAITING, True),
    ],
)
def test_the_desks_keys_act_on_what_is_selected(action: str, shown: QueueRow, usable: bool) -> None:
    assert usable_at_desk(action, shown, auditing=False) is usable
    assert usable_at_desk(action, None, auditing=False) is (action == "tray")


@pytest.mark.parametrize("action", ["later", "undo", "reassign", "log", "metrics"])
def test_nothing_that_tells_the_first_verdict_is_at_hand_for_a_second_look(action: str) -> None:
    assert usable_at_desk(action, row(), auditing=False)
    assert not usable_at_desk(action, row(), auditing=True)


@pytest.mark.parametrize(
    ("action", "views"),
    [
        ("ground", {View.PHONE}),
        ("loupe", {view for view in View if view.pairs}),
        ("finding", {view for view in View if view.pairs}),
        ("approve", set(View)),
        ("mask", set(View)),
    ],
)
def test_a_view_has_the_keys_that_change_it(action: str, views: set[View]) -> None:
    assert {view for view in View if usable_in_view(action, row(), view, auditing=False)} == views


def test_what_was_decided_stays_while_a_second_look_is_taken_in_a_view() -> None:
    for action in ("later", "undo"):
        assert usable_in_view(action, row(), View.WIPE, auditing=False)
        assert not usable_in_view(action, row(), View.WIPE, auditing=True)
    assert usable_in_view("undo", None, View.WIPE, auditing=False)
    assert not usable_in_view("later", None, View.WIPE, auditing=False)
