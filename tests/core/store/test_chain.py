from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from core.store.chain import Chain

events = st.lists(
    st.tuples(st.integers(1, 12) | st.integers(10**6, 10**7), st.sampled_from("abcdefgh")), max_size=20
)


@given(st.permutations(range(1, 30)))
def test_the_order_of_arrival_does_not_matter(order: list[int]) -> None:
    chain = Chain()
    assert all(chain.add(seq, f"h{seq}") for seq in order)
    assert (chain.seq, chain.hash, chain.whole, chain.forks) == (29, "h29", True, {})


def test_a_gap_and_a_fork_are_known() -> None:
    chain = Chain()
    assert chain.add(1, "a")
    assert chain.add(3, "c")
    assert not chain.whole
    assert not chain.add(3, "x")
    assert chain.forks == {3: "x"}
    assert chain.add(2, "b")
    assert chain.whole


def test_an_absurd_number_costs_nothing_and_is_not_the_last() -> None:
    chain = Chain()
    for seq in (1, 10**18, -4, 0):
        chain.add(seq, f"h{seq}")
    assert (chain.seq, chain.hash) == (1, "h1")
    assert not chain.add(10**18, "other")


def test_a_run_is_taken_in_at_once_only_behind_the_last_one() -> None:
    chain = Chain()
    assert chain.extend(1, ["a", "b"])
    assert not chain.extend(4, ["d"])
    assert not chain.extend(2, ["b"])
    assert chain.extend(3, ["c"])
    assert (chain.seq, chain.hash, chain.whole) == (3, "c", True)


@given(events, events, st.randoms())
def test_a_resumed_chain_goes_on_as_the_one_that_was_marked(
    before: list[tuple[int, str]], after: list[tuple[int, str]], dice: random.Random
) -> None:
    chain = Chain()
    for seq, digest in before:
        chain.add(seq, f"{digest}-{seq}")
    read = list(dict.fromkeys(f"{digest}-{seq}" for seq, digest in before))
    dice.shuffle(read)
    again = Chain.resumed(chain.mark({digest: place for place, digest in enumerate(read)}), read)
    for seq, digest in after:
        assert again.add(seq, f"{digest}-{seq}") == chain.add(seq, f"{digest}-{seq}")
    assert (again.seq, again.hash, again.whole, again.forks) == (
        chain.seq,
        chain.hash,
        chain.whole,
        chain.forks,
    )
