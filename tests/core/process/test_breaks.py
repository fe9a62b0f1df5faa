from __future__ import annotations

from datetime import UTC, datetime, timedelta

from core.process.breaks import BreakRules, pause_due

START = datetime(2026, 11, 24, 9, tzinfo=UTC)


def every(seconds: int, count: int) -> list[tuple[datetime, str]]:
    return [(START + timedelta(seconds=seconds * at), f"S-{at}") for at in range(count)]


def test_a_pause_is_due_after_so_many_skus() -> None:
    decided = every(10, 25)
    assert pause_due(decided, decided[-1][0], BreakRules())
    assert not pause_due(decided[:-1], decided[-2][0], BreakRules())
    same = [(at, "S-1") for at, _ in decided]
    assert not pause_due(same, same[-1][0], BreakRules())


def test_a_pause_is_due_after_so_many_minutes_at_a_stretch() -> None:
    decided = every(200, 9)
    assert pause_due(decided, START + timedelta(minutes=28), BreakRules(after_skus=0))
    assert not pause_due(decided, START + timedelta(minutes=24), BreakRules(after_skus=0))


def test_five_minutes_without_a_decision_are_a_pause() -> None:
    decided = every(10, 24)
    later = [(decided[-1][0] + timedelta(minutes=5, seconds=at), f"T-{at}") for at in range(3)]
    assert not pause_due([*decided, *later], later[-1][0], BreakRules())
    assert not pause_due(decided, decided[-1][0] + timedelta(hours=1), BreakRules())


def test_nothing_is_suggested_where_the_settings_say_so() -> None:
    decided = every(10, 100)
    assert not pause_due(decided, decided[-1][0], BreakRules(0, 0))
