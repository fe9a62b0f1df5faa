from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from core.demo.build import DemoPictures, build_demo

SMALL = 0.25


@dataclass(frozen=True)
class Demo:
    root: Path
    made: DemoPictures
    progress: list[tuple[int, int]]
    scale: float


def build(root: Path) -> Demo:
    (root / "sources").mkdir(parents=True)
    (root / "incoming").mkdir()
    told: list[tuple[int, int]] = []
    made = build_demo(
        root / "sources",
        root / "incoming",
        root / "listings.csv",
        progress=lambda done, total: told.append((done, total)),
        scale=SMALL,
    )
    return Demo(root, made, told, SMALL)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return build(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def demo_again(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return build(tmp_path_factory.mktemp("again"))
