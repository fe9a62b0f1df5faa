from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import Verdict
from core.process.agreement import Agreement, agreement

A, R = Verdict.APPROVE, Verdict.REJECT


def test_figures_of_a_table_computed_by_hand() -> None:
    found = agreement([(A, A)] * 40 + [(R, R)] * 45 + [(A, R)] * 9 + [(R, A)] * 6, few=30)
    assert (found.pairs, found.disagreements) == (100, 15)
    assert found.raw == pytest.approx(0.85)
    assert found.on_rejects == pytest.approx(90 / 105)
    # chance for AC1: 2 * 0.525 * 0.475; for kappa: 0.51 * 0.54 + 0.49 * 0.46
    assert found.ac1 == pytest.approx((0.85 - 0.49875) / (1 - 0.49875))
    assert found.kappa == pytest.approx((0.85 - 0.5008) / (1 - 0.5008))


def test_where_rejections_are_rare_kappa_is_near_zero_and_ac1_is_not() -> None:
    found = agreement([(A, A)] * 118 + [(A, R)] * 5 + [(R, A)] * 2, few=30)
    assert found.raw is not None
    assert found.raw > 0.94
    assert found.kappa is not None
    assert found.kappa < 0
    assert found.ac1 is not None
    assert found.ac1 > 0.93
    assert found.on_rejects == 0


def test_below_the_stated_number_there_are_counts_and_no_rates() -> None:
    found = agreement([(A, A)] * 29, few=30)
    assert found.too_few
    assert (found.raw, found.on_rejects, found.ac1, found.kappa) == (None, None, None, None)
    assert agreement([], few=0).too_few


def test_two_who_always_approve_agree_and_have_no_kappa() -> None:
    found = agreement([(A, A)] * 30, few=30)
    assert (found.raw, found.ac1, found.kappa, found.on_rejects) == (1, 1, None, None)


@given(*(st.integers(0, 50) for _ in range(4)))
def test_rates_stay_within_their_bounds(both: int, none: int, more: int, less: int) -> None:
    found = Agreement(both, none, more, less)
    for rate, low in ((found.raw, 0), (found.on_rejects, 0), (found.ac1, -1), (found.kappa, -1)):
        assert rate is None or low - 1e-9 <= rate <= 1 + 1e-9
