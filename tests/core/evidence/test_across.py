from __future__ import annotations

import pytest

from core.drift.result import Evidence, MaskTrust, Picture, Product, Registration
from core.evidence.across import Apart, colours_apart
from core.evidence.outcome import Measured, Outcome, Unmeasured


def shifted(by: float | None) -> Outcome:
    return Measured(
        Evidence(
            algorithm="1",
            source=Picture(),
            candidate=Picture(),
            mode="exact-card",
            mask=MaskTrust("confirmed", 1.0),
            registration=Registration(True, 1.0),
            product=Product(),
            scores={},
            flags=(),
            unmeasured=(),
            findings=(),
            figures={} if by is None else {"colour.median": by},
        )
    )


@pytest.mark.parametrize(
    ("main", "detail", "social", "apart"),
    [
        (1.0, 2.0, 1.5, None),
        (1.0, 2.0, 6.5, Apart("main", "social", 5.5)),
        (9.0, 9.5, 9.0, None),
        (None, 8.0, 1.0, Apart("detail", "social", 7.0)),
        (None, None, 9.0, None),
    ],
    ids=["alike", "one off", "all shifted alike", "one not measured", "nothing to compare"],
)
def test_slots_that_differ_are_named(
    main: float | None, detail: float | None, social: float | None, apart: Apart | None
) -> None:
    assert (
        colours_apart({"main": shifted(main), "detail": shifted(detail), "social": shifted(social)}) == apart
    )


def test_a_pair_that_was_not_measured_says_nothing() -> None:
    assert colours_apart({"main": shifted(9.0), "detail": Unmeasured(why="slow"), "social": None}) is None
