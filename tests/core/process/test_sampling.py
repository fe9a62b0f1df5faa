from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.process.sampling import FirstDecided, SampleRules, iso_sample_size, sample


def decided(count: int) -> list[FirstDecided]:
    return [
        FirstDecided(f"S-{at}", hashlib.sha256(str(at).encode()).hexdigest()) for at in range(1, count + 1)
    ]


@pytest.mark.parametrize(
    ("count", "whole", "expected"),
    [
        (4, False, []),
        (5, False, ["S-5"]),
        (12, False, ["S-5", "S-10"]),
        (25, True, ["S-5", "S-10", "S-15", "S-20", "S-25"]),
        (3, True, ["S-3"]),
        (3, False, []),
        (0, True, []),
    ],
)
def test_every_fifth_is_audited_and_a_small_batch_at_least_once(
    count: int, whole: bool, expected: list[str]
) -> None:
    assert sample(decided(count), SampleRules(), whole=whole) == tuple(expected)


def test_tightened_inspection_audits_every_third_and_a_pilot_everything() -> None:
    assert sample(decided(7), SampleRules(tightened=True), whole=False) == ("S-3", "S-6")
    assert sample(decided(3), SampleRules(everything=True), whole=False) == ("S-1", "S-2", "S-3")


def test_a_random_draw_can_be_computed_again_from_the_record() -> None:
    made = decided(10)
    rules = SampleRules(pick="random", seed="c0ffee")
    expected = []
    for number in (0, 1):
        group = made[number * 5 : number * 5 + 5]
        text = "\n".join(["c0ffee", str(number), *(one.decision for one in group)])
        drawn = int(hashlib.sha256(text.encode()).hexdigest(), 16) % 5
        expected.append(group[drawn].sku)
    assert sample(made, rules, whole=True) == tuple(expected)


def test_a_draw_depends_on_decisions_that_are_not_made_yet() -> None:
    drawn = set()
    for last in range(40):
        made = [*decided(4), FirstDecided("S-5", hashlib.sha256(bytes([last])).hexdigest())]
        drawn.update(sample(made, SampleRules(pick="random", seed="1"), whole=False))
    assert drawn == {f"S-{at}" for at in range(1, 6)}


@pytest.mark.parametrize(
    ("lot", "size"), [(1, 1), (2, 2), (8, 2), (9, 3), (15, 3), (16, 5), (25, 5), (26, 8), (30, 8), (50, 8)]
)
def test_the_sizes_of_iso_2859_1_level_ii(lot: int, size: int) -> None:
    assert iso_sample_size(lot) == size
    for pick in ("fifth", "random"):
        rules = SampleRules(pick=pick, sample="iso2859", seed="5")
        found = sample(decided(lot), rules, whole=True)
        assert len(found) == len(set(found)) == size
        assert sample(decided(lot), rules, whole=False) == ()


@given(st.integers(1, 30), st.sampled_from(["fifth", "random"]), st.booleans())
def test_what_is_sampled_stays_sampled_as_the_batch_goes_on(count: int, pick: str, tightened: bool) -> None:
    rules = SampleRules(pick=pick, seed="9", tightened=tightened)
    made = decided(count)
    sampled: set[str] = set()
    for so_far in range(count + 1):
        now = set(sample(made[:so_far], rules, whole=False))
        assert sampled <= now
        sampled = now
    assert sampled <= set(sample(made, rules, whole=True))
    assert sample(made, rules, whole=True)
