from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.model import Candidate, Match, Slot, State
from core.queue import Progress, Queue, QueueRow, batch_progress, next_open, ordered, progress

START = datetime(2026, 11, 23, tzinfo=UTC)


def row(
    name: str,
    sku: str = "S-1",
    *,
    at: int = 0,
    slot: Slot = Slot.MAIN,
    state: State = State.UNDECIDED,
    later: int | None = None,
) -> QueueRow:
    arrived = START + timedelta(seconds=at)
    candidate = Candidate(
        sha256=name,
        paths=(name,),
        match=Match(sku, slot, attempt=1),
        width=1,
        height=1,
        format="PNG",
        bytes=1,
        arrived_at=arrived,
        postponed_at=None if later is None else START + timedelta(seconds=later),
    )
    return QueueRow(name, name, state, name, arrived, candidate)


def names(rows: tuple[QueueRow, ...]) -> list[str]:
    return [found.sha256 for found in rows]


def test_skus_stay_together_in_order_of_arrival_and_slots_in_theirs() -> None:
    rows = [
        row("b-main", "B", at=2),
        row("c-main", "C", at=1),
        row("z-detail", "Z", at=-90, slot=Slot.DETAIL),
        row("tray", "", at=-200, state=State.UNMATCHED),
        row("z-main", "Z", at=3),
    ]
    assert names(ordered(rows)) == ["z-main", "z-detail", "b-main", "c-main", "tray"]


@given(st.permutations(["a", "b", "c", "d"]), st.sampled_from(list(State)))
def test_deciding_moves_no_row(order: list[str], state: State) -> None:
    rows = [row(name, name[0], at=ord(name)) for name in order]
    if state in (State.WAITING, State.UNMATCHED):
        return
    decided = [replace(found, state=state) if found.sha256 == "b" else found for found in rows]
    assert names(ordered(rows)) == names(ordered(decided))


def test_next_goes_on_behind_the_present_one_and_around_the_end() -> None:
    rows = (row("a"), row("b", state=State.APPROVED), row("c"))
    assert next_open(rows, "a") == rows[2]
    assert next_open(rows, "c") == rows[0]


def test_what_was_put_off_comes_last_the_oldest_first() -> None:
    rows = (row("a", later=5), row("b", later=3), row("c"), row("d", state=State.REJECTED))
    assert next_open(rows, "d") == rows[2]
    assert next_open((rows[0], rows[1], rows[3]), "d") == rows[1]


def test_going_on_and_on_visits_everything_open_and_what_was_put_off_last() -> None:
    rows = (row("a", later=5), row("b"), row("c", later=3), row("d"))
    visited = ["b"]
    for _ in range(4):
        following = next_open(rows, visited[-1])
        assert following is not None
        visited.append(following.sha256)
    assert visited == ["b", "d", "c", "a", "b"]


def test_nothing_is_next_when_everything_else_is_decided() -> None:
    assert next_open((row("a"), row("b", state=State.APPROVED)), "a") is None
    assert next_open((), "") is None


def test_a_contested_candidate_is_still_open() -> None:
    rows = (row("a", state=State.APPROVED), row("b", state=State.CONTESTED))
    assert next_open(rows, "a") == rows[1]
    assert (progress(rows).done, progress(rows).all) == (1, 2)


def test_progress_leaves_out_what_nobody_can_decide_yet() -> None:
    rows = (row("a"), row("b", state=State.NO_SOURCE), row("c", "", state=State.UNMATCHED))
    assert (progress(rows).done, progress(rows).all) == (0, 1)


@given(
    st.lists(
        st.lists(
            st.tuples(
                st.sampled_from("abcdefghijklmnopqrstuvwxyz"),
                st.sampled_from(["", "S-1", "S-2", "S-3"]),
                st.integers(-200, 200),
                st.sampled_from([State.UNDECIDED, State.APPROVED]),
            ),
            max_size=30,
        ),
        max_size=12,
    )
)
def test_rows_that_change_one_by_one_stay_in_the_order_of_a_whole_sorting(
    changes: list[list[tuple[str, str, int, State]]],
) -> None:
    queue = Queue()
    known: dict[str, QueueRow] = {}
    for change in changes:
        rows = [row(name, sku, at=at, state=state) for name, sku, at, state in change]
        known.update({found.sha256: found for found in rows})
        queue.update(rows)
        assert queue.rows == ordered(known.values())
        for sku in ("S-1", "S-2", "S-3"):
            assert queue.of_sku(sku) == {name for name, found in known.items() if found.sku == sku}


def test_a_few_changes_among_many_rows_move_only_what_they_concern() -> None:
    rows = [row(f"{number:03d}", f"S-{number % 7}", at=number) for number in range(400)]
    queue = Queue()
    queue.update(rows)
    earlier = row("350", f"S-{350 % 7}", at=-3600)
    moved = row("003", "S-5", at=3)
    queue.update([earlier, moved])
    known = {found.sha256: found for found in rows} | {"350": earlier, "003": moved}
    assert queue.rows == ordered(known.values())
    assert queue.rows[0].sku == "S-0"
    before = queue.rows
    queue.update([moved])
    assert queue.rows is before


def test_a_batch_counts_the_skus_that_are_decided_whole() -> None:
    def in_batch(name: str, sku: str, state: State, batch: str = "b") -> QueueRow:
        return replace(row(name, sku), state=state, batch=batch)

    rows = [
        in_batch("a", "S-1", State.APPROVED),
        in_batch("b", "S-1", State.UNDECIDED),
        in_batch("c", "S-2", State.REJECTED),
        in_batch("d", "S-3", State.APPROVED, batch=""),
    ]
    assert batch_progress(rows) == {"b": Progress(1, 2)}


def test_what_is_due_first_comes_first_and_what_has_no_term_last() -> None:
    late = replace(row("late", "S-9"), due_at=START)
    later = replace(row("later", "S-8"), due_at=START + timedelta(hours=9))
    rows = [row("none", "S-1"), later, late]
    assert [one.sku for one in ordered(rows)] == ["S-9", "S-8", "S-1"]
