from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.events import DrillAnswered, DrillBegun, Event
from core.kept import Entry
from core.model import Verdict
from core.process.batches import recorded
from core.training.drills import Drill, DrillRules

A, R = Verdict.APPROVE, Verdict.REJECT
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def entry(number: int, event: Event, person: str = "ana") -> Entry:
    at = f"2026-11-24T10:{number // 60:02d}:{number % 60:02d}.000Z"
    return Entry(
        (f"{number:012x}-0000", "studio", person, number), f"{number:064x}", person, "studio", at, event
    )


def answered(
    number: int, kind: str, verdict: Verdict, reasons: tuple[str, ...] = (), **more: str
) -> DrillAnswered:
    expected = ("colour",) if kind else ()
    return DrillAnswered(
        drill="d",
        number=number,
        sha256="a",
        kind=kind,
        expected=expected,
        verdict=verdict,
        reasons=reasons,
        **more,
    )


def drill(events: list[Event], *, chosen: bool = False, person: str = "ana") -> Drill:
    begun = DrillBegun(drill="d", seed=1, size=len(events), category="shoes", chosen=chosen)
    entries = [entry(0, begun), *(entry(n, event, person) for n, event in enumerate(events, start=1))]
    random.Random(3).shuffle(entries)
    (found,) = recorded(entries).drills
    return found


def test_what_was_found_named_and_let_through_is_counted() -> None:
    found = drill(
        [
            answered(0, "hue", R, ("colour",), severity="subtle"),
            answered(1, "hue", R, ("shape",), severity="gross"),
            answered(2, "warp", A, severity="gross"),
            answered(3, "log", R, ("colour",)),
            answered(4, "", A),
            answered(5, "", R, ("shape",)),
        ]
    )
    score = found.score
    assert (score.defects.right, score.defects.of, score.defects.named) == (3, 4, 2)
    assert (score.honest.right, score.honest.of) == (1, 2)
    assert {kind: (one.right, one.of) for kind, one in score.by_kind.items()} == {
        "hue": (2, 2),
        "warp": (0, 1),
        "log": (1, 1),
    }
    assert {name: (one.right, one.of) for name, one in score.by_severity.items()} == {
        "subtle": (1, 1),
        "gross": (1, 2),
    }


def test_the_first_answer_counts_and_only_ones_own() -> None:
    twice = drill([answered(0, "hue", A), answered(0, "hue", R)])
    assert [one.verdict for one in twice.answers] == [A]
    assert drill([answered(0, "hue", R)], person="bek").answers == ()


@pytest.mark.parametrize(
    ("events", "passes"),
    [
        ([answered(0, "hue", R), answered(1, "", A)], True),
        ([answered(0, "hue", R), answered(1, "", R)], False),
        ([answered(0, "hue", A), answered(1, "", A)], False),
        ([answered(0, "hue", R), answered(0, "hue", R)], False),
    ],
    ids=["seen", "rejects everything", "lets everything through", "not finished"],
)
def test_a_drill_passes_by_seeing(events: list[Event], passes: bool) -> None:
    assert DrillRules().passes(drill(events)) is passes


@given(st.lists(st.sampled_from(["", "hue"]), min_size=2, max_size=30), st.sampled_from(list(Verdict)))
def test_one_answer_to_everything_never_passes(kinds: list[str], verdict: Verdict) -> None:
    assert not DrillRules().passes(drill([answered(n, kind, verdict) for n, kind in enumerate(kinds)]))


def test_who_has_passed_is_told_by_person_category_and_age() -> None:
    good = drill([answered(0, "hue", R), answered(1, "", A)])
    practice = drill([answered(0, "hue", R), answered(1, "", A)], chosen=True)
    rules = DrillRules(valid=timedelta(days=30))
    assert rules.passed([good], "ana", "shoes", NOW)
    assert not rules.passed([practice], "ana", "shoes", NOW)
    assert not rules.passed([good], "bek", "shoes", NOW)
    assert not rules.passed([good], "ana", "home", NOW)
    assert not rules.passed([good], "ana", "shoes", NOW + timedelta(days=31))
    assert DrillRules().passed([good], "ana", "shoes", NOW + timedelta(days=3000))
