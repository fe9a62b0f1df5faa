from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.intake.sweep import GAP_SECONDS, Sweeps, Swept

if TYPE_CHECKING:
    import os
    from pathlib import Path

    from core.intake.settle import Via


class Harness:
    def __init__(self, *roots: Path) -> None:
        self.now = 100.0
        self.found: list[tuple[str, str]] = []
        self.ends: list[Swept] = []
        self.cost = 0.0
        self.sweeps = Sweeps(
            [str(root) for root in roots], found=self._found, swept=self.ends.append, clock=lambda: self.now
        )
        self.sweeps.interval = 15.0

    def _found(self, path: str, _stat: os.stat_result, via: Via) -> None:
        self.now += self.cost
        self.found.append((path.rpartition("/")[2], via))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ["a.png", "sub/b.png"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def test_the_first_walk_is_due_at_once_and_the_next_after_the_interval(folder: Path) -> None:
    harness = Harness(folder)
    assert harness.sweeps.next_at() <= harness.now
    harness.sweeps.step(1.0)
    assert harness.found == [("a.png", "scan"), ("b.png", "scan")]
    assert [len(end.seen) for end in harness.ends] == [2]
    assert harness.sweeps.next_at() == harness.now + 15.0
    harness.sweeps.step(1.0)
    assert len(harness.ends) == 1


def test_asking_keeps_a_pause_unless_at_once(folder: Path) -> None:
    harness = Harness(folder)
    harness.sweeps.step(1.0)
    for _ in range(100):
        harness.sweeps.ask()
    assert harness.sweeps.next_at() == harness.now + GAP_SECONDS
    harness.sweeps.ask(at_once=True)
    assert harness.sweeps.next_at() == harness.now


def test_a_walk_goes_on_in_slices_and_asking_meanwhile_brings_another(folder: Path) -> None:
    harness = Harness(folder)
    harness.cost = 0.01
    harness.sweeps.step(0.005)
    assert harness.found == [("a.png", "scan")]
    assert not harness.ends
    harness.sweeps.ask()
    harness.sweeps.step(0.005)
    harness.sweeps.step(0.005)
    assert len(harness.ends) == 1
    assert harness.sweeps.next_at() == pytest.approx(harness.now + GAP_SECONDS)


def test_a_long_walk_is_not_repeated_soon(folder: Path) -> None:
    harness = Harness(folder)
    harness.cost = 0.5
    harness.sweeps.step(10.0)
    assert harness.sweeps.next_at() == pytest.approx(harness.now + 20.0)


def test_a_new_folder_goes_before_everything_else(folder: Path) -> None:
    harness = Harness(folder)
    harness.sweeps.ask_folder(str(folder / "sub"), 1, "moved")
    harness.sweeps.step(1.0)
    assert harness.found[0] == ("b.png", "moved")
    assert len(harness.found) == 3


def test_the_way_of_noticing_can_be_set(folder: Path) -> None:
    harness = Harness(folder, folder / "missing")
    harness.sweeps.via = "poll"
    harness.sweeps.step(1.0)
    assert {via for _, via in harness.found} == {"poll"}
