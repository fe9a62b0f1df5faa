from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from core.model import Candidate, Decision, Looked, Match, Verdict
from core.review import last_decision

AT = datetime(2026, 11, 23, tzinfo=UTC)


def decision(clock: int, person: str) -> Decision:
    return Decision(
        id=f"id{clock}",
        verdict=Verdict.APPROVE,
        person=person,
        device="studio",
        at=AT,
        clock=f"{clock:012x}-0000",
        answers={},
        reasons=(),
        note="",
        looked=Looked(),
        source_sha256="",
    )


def candidate(name: str, heads: list[Decision]) -> Candidate:
    heads.sort(key=lambda head: head.clock)
    newest = heads[-1].clock if heads else ""
    return Candidate(name, (name,), Match("S-1"), 1, 1, "PNG", 1, AT, heads=tuple(heads), decided=newest)


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["ana", "bek"]))))
def test_the_last_decision_of_a_person_is_the_newest_of_all(where: list[tuple[int, str]]) -> None:
    heads: dict[int, list[Decision]] = {}
    for clock, (place, person) in enumerate(where, start=1):
        heads.setdefault(place, []).append(decision(clock, person))
    candidates = [candidate(f"c{place}", found) for place, found in heads.items()]
    mine = [head for found in heads.values() for head in found if head.person == "ana"]
    found = last_decision(candidates, "ana")
    assert (found[1] if found else None) == max(mine, key=lambda head: head.clock, default=None)
    assert found is None or found[1] in found[0].heads
