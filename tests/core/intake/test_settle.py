from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.intake.settle import Outcome, Settling, Stamp, Via

if TYPE_CHECKING:
    from collections.abc import Callable

A = Stamp(1, 10, 100, 5)
B = Stamp(1, 10, 200, 6)
EMPTY = Stamp(1, 10, 0, 7)


def test_a_closed_file_is_due_after_a_quarter_second() -> None:
    settling = Settling()
    settling.noticed("p", A, 10.0, "closed")
    assert settling.next_due(10.0) == 10.25
    assert settling.due(10.24) == []
    assert settling.due(10.25) == [("p", A)]


@pytest.mark.parametrize(
    ("via", "age", "quiet"),
    [
        ("closed", 0.0, 0.25),
        ("moved", 0.0, 0.25),
        ("moved", 0.1, 0.15),
        ("moved", 60.0, 0.0),
        ("event", 0.0, 1.0),
        ("event", 0.4, 0.6),
        ("event", 60.0, 0.25),
        ("scan", 0.0, 1.0),
        ("scan", 60.0, 0.25),
    ],
)
def test_how_long_a_file_rests(via: Via, age: float, quiet: float) -> None:
    settling = Settling()
    settling.noticed("p", A, 10.0, via, age)
    assert settling.next_due(10.0) == pytest.approx(10.0 + quiet)


def test_a_distrusted_file_is_due_when_two_looks_agree() -> None:
    settling = Settling()
    settling.noticed("p", A, 10.0, "poll", 60.0)
    assert settling.next_due(10.0) is None
    settling.noticed("p", B, 11.0, "poll", 60.0)
    assert settling.due(11.0) == []
    settling.noticed("p", B, 12.0, "poll", 60.0)
    assert settling.due(12.0) == [("p", B)]


def test_a_change_starts_the_rest_anew() -> None:
    settling = Settling()
    settling.noticed("p", A, 10.0, "closed")
    settling.noticed("p", B, 10.2, "event")
    assert settling.due(11.1) == []
    assert settling.due(11.2) == [("p", B)]


def test_a_change_takes_back_a_path_that_is_due_but_not_handed_out() -> None:
    settling = Settling()
    settling.noticed("p", A, 10.0, "closed")
    assert settling.next_due(11.0) == 11.0
    settling.noticed("p", B, 11.0, "event")
    assert settling.due(11.5) == []


def test_closed_shortens_the_rest_and_later_events_never_lengthen_it() -> None:
    settling = Settling()
    settling.noticed("p", A, 10.0, "event")
    settling.noticed("p", A, 10.1, "closed")
    settling.noticed("p", A, 10.2, "event")
    settling.noticed("p", A, 10.3, "scan")
    assert settling.next_due(10.3) == pytest.approx(10.35)


def test_an_empty_file_waits_for_a_change() -> None:
    settling = Settling()
    settling.noticed("p", EMPTY, 10.0, "closed")
    settling.noticed("p", EMPTY, 12.0, "poll")
    assert settling.due(1e9) == []
    assert [waiting.size for waiting in settling.waiting()] == [0]
    settling.noticed("p", A, 1e9, "moved")
    assert settling.due(1e9 + 1) == [("p", A)]


def test_a_handed_out_path_is_not_handed_out_again() -> None:
    settling = Settling()
    settling.noticed("p", A, 10.0, "closed")
    assert settling.due(11.0) == [("p", A)]
    settling.noticed("p", A, 11.0, "closed")
    assert settling.due(100.0) == []


def test_incomplete_is_tried_again_with_growing_pauses() -> None:
    settling = Settling(retry_seconds=0.5, retry_max_seconds=30.0)
    settling.noticed("p", A, 0.0, "closed")
    now, pauses = 0.25, []
    for _ in range(9):
        assert settling.due(now) == [("p", A)]
        settling.checked("p", A, "incomplete", now)
        settling.noticed("p", A, now, "scan", 60.0)
        due_at = settling.next_due(now)
        assert due_at is not None
        pauses.append(due_at - now)
        now = due_at
    assert pauses == pytest.approx([0.5, 1, 2, 4, 8, 16, 30, 30, 30])
    assert [waiting.attempts for waiting in settling.waiting()] == [9]


@pytest.mark.parametrize(("via", "stamp"), [("closed", A), ("moved", A), ("scan", B), ("event", B)])
def test_incomplete_comes_back_at_once_when_something_happens(via: Via, stamp: Stamp) -> None:
    settling = Settling(retry_seconds=30.0)
    settling.noticed("p", A, 0.0, "closed")
    settling.due(1.0)
    settling.checked("p", A, "incomplete", 1.0)
    settling.noticed("p", stamp, 2.0, via)
    assert settling.due(3.0) == [("p", stamp)]


def test_what_was_found_is_about_the_bytes_that_were_inspected() -> None:
    settling = Settling()
    settling.noticed("p", A, 0.0, "closed")
    settling.due(1.0)
    settling.noticed("p", B, 1.1, "closed")
    settling.checked("p", A, "ready", 1.2)
    assert settling.is_at("p", B)
    assert settling.due(2.0) == [("p", B)]


@pytest.mark.parametrize("outcome", ["ready", "refused"])
def test_a_settled_stamp_is_remembered_until_it_changes_or_goes(outcome: Outcome) -> None:
    settling = Settling()
    settling.noticed("p", A, 0.0, "closed")
    settling.due(1.0)
    settling.checked("p", A, outcome, 1.0)
    settling.noticed("p", A, 2.0, "scan")
    assert settling.waiting() == ()
    assert settling.known() == {"p"}
    settling.noticed("p", B, 3.0, "scan")
    assert settling.due(4.0) == [("p", B)]
    settling.checked("p", B, outcome, 4.0)
    settling.gone("p")
    assert settling.known() == set()
    settling.noticed("p", B, 5.0, "moved")
    assert settling.due(6.0) == [("p", B)]


def test_waiting_says_since_when_and_how_often() -> None:
    settling = Settling()
    settling.noticed("p", A, 10.0, "closed")
    settling.noticed("p", B, 12.0, "event")
    (waiting,) = settling.waiting()
    assert (waiting.path, waiting.size, waiting.since, waiting.modified_ns) == (Path("p"), 200, 10.0, 6)


def test_revision_grows_with_each_change_of_what_waits() -> None:
    settling = Settling()
    steps: list[Callable[[], None]] = [
        lambda: settling.noticed("p", A, 0.0, "closed"),
        lambda: settling.noticed("p", B, 0.0, "closed"),
        lambda: settling.checked("p", B, "incomplete", 1.0),
        lambda: settling.gone("p"),
    ]
    revisions = [settling.revision]
    for step in steps:
        step()
        revisions.append(settling.revision)
    assert len(set(revisions)) == 5
    settling.gone("p")
    assert settling.revision == revisions[-1]


def test_the_newest_does_not_queue_behind_thousands() -> None:
    settling = Settling()
    for number in range(5000):
        settling.noticed(f"{number:04}", A, 0.0, "closed")
    settling.noticed("newest", A, 0.1, "closed")
    first = [path for path, _ in settling.due(10.0, limit=4)]
    assert "newest" in first
    assert "0000" in first
    rest = {path for path, _ in settling.due(10.0)}
    assert len(rest) == 4997


def test_a_few_come_in_the_order_they_settled() -> None:
    settling = Settling()
    for number in range(50):
        settling.noticed(f"{number:02}", A, number / 1000, "closed")
    handed = [settling.due(1.0, limit=1)[0][0] for _ in range(50)]
    assert handed == sorted(handed)


def test_stamp_of_a_real_file(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(b"1234")
    before = Stamp.of(os.lstat(file))
    assert (before.size, before.ino) == (4, file.stat().st_ino)
    assert Stamp.of(os.lstat(file), inode=False).ino == 0
    os.utime(file, ns=(1, 1))
    assert Stamp.of(os.lstat(file)) != before


_PATHS = st.sampled_from(["p", "q"])
_STAMPS = st.sampled_from([A, B, EMPTY])
_OUTCOMES = st.sampled_from(get_args(Outcome))
_OPERATIONS = st.one_of(
    st.tuples(st.just("notice"), _PATHS, _STAMPS, st.sampled_from(get_args(Via)), st.floats(0, 100)),
    st.tuples(st.just("gone"), _PATHS),
    st.tuples(st.just("wait"), st.floats(0, 40)),
    st.tuples(st.just("inspect"), _OUTCOMES),
    st.tuples(st.just("inspect"), _OUTCOMES, _STAMPS),
)


class Folder:
    """A settling, and beside it in plain dicts what must hold of it."""

    def __init__(self) -> None:
        self.settling = Settling()
        self.now = 0.0
        self.present: dict[str, Stamp] = {}
        self.settled: dict[str, Stamp] = {}

    def notice(self, path: str, stamp: Stamp, via: Via, age: float) -> None:
        self.present[path] = stamp
        if self.settled.get(path) != stamp:
            self.settled.pop(path, None)
        self.settling.noticed(path, stamp, self.now, via, age)

    def gone(self, path: str) -> None:
        self.present.pop(path, None)
        self.settled.pop(path, None)
        self.settling.gone(path)

    def wait(self, seconds: float) -> None:
        self.now += seconds

    def inspect(self, outcome: Outcome, change: Stamp | None = None) -> list[str]:
        handed = self.settling.due(self.now)
        for path, stamp in handed:
            assert self.present[path] == stamp
            assert self.settled.get(path) != stamp
            assert stamp.size > 0
            if change is not None:
                self.notice(path, change, "event", 0.0)
            self.settling.checked(path, stamp, outcome, self.now)
            if outcome != "incomplete" and self.present[path] == stamp:
                self.settled[path] = stamp
        return sorted(path for path, _ in handed)


@given(st.lists(_OPERATIONS, max_size=40))
def test_whatever_happens_nothing_comes_twice_and_nothing_is_lost(operations: list[tuple[Any, ...]]) -> None:
    folder = Folder()
    for name, *arguments in operations:
        getattr(folder, name)(*arguments)
    assert folder.settling.known() == set(folder.present)
    unsettled = [path for path, stamp in folder.present.items() if folder.settled.get(path) != stamp]
    assert {os.fspath(waiting.path) for waiting in folder.settling.waiting()} == set(unsettled)
    for path in unsettled:
        folder.notice(path, folder.present[path], "scan", 0.0)
    folder.wait(31.0)
    assert folder.inspect("ready") == sorted(path for path in unsettled if folder.present[path].size)
    folder.wait(31.0)
    assert folder.inspect("ready") == []
