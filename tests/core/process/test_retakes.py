from __future__ import annotations

from typing import Any

from checklists.loader import load_checklists
from core.model import Mode, Slot, Verdict
from core.process.retakes import attempt_counts, earlier_reasons, reasons_first, rejected_before, reshoot

R = Verdict.REJECT


def test_a_new_attempt_knows_what_was_wrong_before(scene: Any) -> None:
    first, second = scene.arrive(attempt=1), scene.arrive(attempt=2)
    scene.decide(first, R, reasons=("label", "shape"))
    scene.decide(second, R, reasons=("halo", "label"))
    scene.decide(scene.arrive(slot=Slot.DETAIL), R, reasons=("kit",))
    third = scene.arrive(attempt=3)
    ledger = scene.ledger()
    before = rejected_before(ledger.candidates[third], ledger.of_sku("S-1"))
    assert [one.candidate.sha256 for one in before] == [second, first]
    assert earlier_reasons(before) == ("halo", "label", "shape")


def test_questions_about_earlier_reasons_come_first_and_groups_stay_together() -> None:
    items = load_checklists()[0]["shoes"].items_for("main")
    last = items[-1]
    ordered = reasons_first(items, [last.reason])
    assert ordered[0].reason == last.reason
    assert sorted(item.id for item in ordered) == sorted(item.id for item in items)
    groups = [item.group for item in ordered]
    assert all(groups.count(group) == len(_run(groups, group)) for group in set(groups))
    assert reasons_first(items, []) == tuple(items)


def _run(groups: list[str], group: str) -> list[str]:
    at = groups.index(group)
    end = next((n for n in range(at, len(groups)) if groups[n] != group), len(groups))
    return groups[at:end]


def test_after_so_many_failed_attempts_the_source_is_to_be_redone(scene: Any) -> None:
    for attempt in (1, 2, 3):
        assert reshoot(scene.rows(), 3) == ()
        scene.decide(scene.arrive(attempt=attempt), R, reasons=("shape",))
    assert reshoot(scene.rows(), 3) == (Slot.MAIN,)
    scene.decide(scene.arrive(attempt=4))
    assert reshoot(scene.rows(), 3) == ()


def test_attempts_are_counted_by_reason_and_mode(scene: Any) -> None:
    scene.decide(scene.arrive(mode=Mode.LIFESTYLE), R, reasons=("shape", "kit"))
    scene.decide(scene.arrive("S-2"), R, reasons=("shape",))
    scene.decide(scene.arrive("S-3"))
    counts = attempt_counts(scene.ledger().candidates.values())
    assert counts.by_reason == {"shape": 2, "kit": 1}
    assert counts.by_mode == {"lifestyle": 1, "exact-card": 1}
