from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from core.model import Candidate, Match
from core.sku_index import SkuIndex

AT = datetime(2026, 11, 24, tzinfo=UTC)
steps = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["", "S-1", "S-2"])), max_size=20)


def candidate(sha256: str, sku: str) -> Candidate:
    return Candidate(sha256, ("incoming/x.png",), Match(sku), 9, 9, "PNG", 1, AT)


@given(steps, st.sets(st.integers(0, 19)), st.integers(0, 3))
def test_it_knows_a_skus_candidates_however_they_were_moved(
    moves: list[tuple[str, str]], asked: set[int], some: int
) -> None:
    candidates: dict[str, Candidate] = {}
    index = SkuIndex()
    for number, (sha256, sku) in enumerate(moves):
        candidates[sha256] = candidate(sha256, sku)
        index.note([sha256])
        index.look_at_some(some, candidates)
        if number in asked:
            for wanted in ("", "S-1", "S-2"):
                expected = {one.sha256 for one in candidates.values() if one.match.sku == wanted}
                assert {one.sha256 for one in index.of(wanted, candidates)} == expected


def test_what_is_not_there_yet_is_passed_over() -> None:
    index = SkuIndex(["a", "b"])
    assert index.of("S-1", {"a": candidate("a", "S-1")}) == (candidate("a", "S-1"),)
    assert not index.look_at_some(9, {})
