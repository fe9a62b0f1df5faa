from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.drift.calibration import calibration, scaled
from core.drift.measures.registry import BUILT_IN
from core.drift.result import KINDS


def test_every_kind_has_a_rule_and_a_measure() -> None:
    known = calibration()
    for rules in (known.trusted, known.proposed):
        assert set(rules.kinds) == set(KINDS)
        assert set(rules.names) <= set(KINDS)
    assert {measure.KIND for measure in BUILT_IN} == set(KINDS)


def test_the_file_says_what_it_was_fitted_on() -> None:
    data = calibration().data
    assert data["pairs"]
    assert data["subjects"]


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6), st.floats(-10, 10), st.floats(1e-3, 10))
def test_more_of_a_figure_never_scores_less(value: float, more: float, middle: float, spread: float) -> None:
    assert scaled(value + more, middle, spread) >= scaled(value, middle, spread)


def test_no_rule_lowers_a_score_for_more_drift() -> None:
    for rules in (calibration().trusted, calibration().proposed):
        assert all(term.weight >= 0 for rule in rules.kinds.values() for term in rule.terms)
