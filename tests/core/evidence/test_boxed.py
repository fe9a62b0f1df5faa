from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.drift.result import (
    Evidence,
    Finding,
    MaskTrust,
    Picture,
    Product,
    Registration,
)
from core.evidence.boxed import boxed, boxed_for
from core.evidence.outcome import Measured, Unmeasured
from core.model import Say
from core.viewing.geometry import Box

TWICE = ((2.0, 0.0, 10.0), (0.0, 2.0, 0.0), (0.0, 0.0, 1.0))


@pytest.fixture
def evidence() -> Evidence:
    def finding(kind: str, score: float, box: tuple[int, int, int, int]) -> Finding:
        return Finding(kind, score, 1.0, "", box, Say(f"drift-{kind}"))

    return Evidence(
        algorithm="1",
        source=Picture(),
        candidate=Picture(),
        mode="exact-card",
        mask=MaskTrust("confirmed", 1.0),
        registration=Registration(True, 1.0, TWICE),
        product=Product(),
        scores={},
        flags=("shape",),
        unmeasured=(),
        findings=(
            finding("shape", 0.9, (30, 20, 40, 60)),
            finding("colour", 0.5, (10, 0, 20, 20)),
            finding("mask-unsure", 0.4, (0, 0, 9, 9)),
        ),
    )


def test_a_finding_has_its_place_in_both_pictures(evidence: Evidence) -> None:
    found = boxed(Measured(evidence))
    assert [one.finding.kind for one in found] == ["shape", "colour"]
    assert found[0].candidate == Box(30, 20, 70, 80)
    assert found[0].source == Box(10, 10, 30, 40)
    assert [one.sure for one in found] == [True, False], "only the shape is past its threshold"
    loose = replace(evidence, registration=Registration(False, 0.0))
    assert [one.source for one in boxed(Measured(loose))] == [None, None]


@pytest.mark.parametrize(
    ("reasons", "kinds"), [(("colour",), ["colour"]), (("label",), ["shape"]), ((), ["shape"])]
)
def test_what_a_picture_was_rejected_for_comes_before_what_is_strong(
    evidence: Evidence, reasons: Any, kinds: list[str]
) -> None:
    assert [one.finding.kind for one in boxed_for(Measured(evidence), reasons)] == kinds


def test_a_pair_that_was_not_measured_has_no_place() -> None:
    assert boxed(None) == boxed_for(Unmeasured(why="slow"), ("shape",)) == ()
