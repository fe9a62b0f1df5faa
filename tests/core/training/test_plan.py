from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from core.training.defects.registry import KINDS
from core.training.plan import plan

GOOD = st.lists(st.text("abc123", min_size=1, max_size=6), min_size=1, max_size=12, unique=True)
REJECTED = st.dictionaries(st.text("xyz", min_size=1, max_size=5), st.just(("shape",)), max_size=6)


@given(GOOD, REJECTED, st.integers(0, 2**53), st.integers(1, 100))
def test_a_drill_follows_from_its_seed_and_is_never_all_of_one_sort(
    good: list[str], rejected: dict[str, tuple[str, ...]], seed: int, size: int
) -> None:
    tasks = plan(good, rejected, seed=seed, size=size)
    assert tasks == plan(good[::-1], dict(reversed(rejected.items())), seed=seed, size=size)
    assert len(tasks) == size
    honest = [task for task in tasks if task.recipe is None and not task.reasons]
    assert honest
    if size >= 5:
        assert 0.3 * size <= len(honest) <= 0.5 * size
        assert any(task.recipe for task in tasks)
    assert {task.sha256 for task in tasks} <= {*good, *rejected}


def test_every_kind_and_severity_has_its_turn_and_the_log_its_share() -> None:
    tasks = plan([str(n) for n in range(40)], {"r1": ("kit",), "r2": ("label",)}, seed=5, size=50)
    recipes = [task.recipe for task in tasks if task.recipe]
    assert Counter(recipe.kind for recipe in recipes).keys() == KINDS.keys()
    assert max(Counter(recipes).values()) <= 2
    assert {task.sha256: task.reasons for task in tasks if task.sha256 in ("r1", "r2")} == {
        "r1": ("kit",),
        "r2": ("label",),
    }


def test_another_seed_is_another_drill() -> None:
    good = [str(n) for n in range(30)]
    assert plan(good, {}, seed=1, size=20) != plan(good, {}, seed=2, size=20)
