from __future__ import annotations

from pathlib import Path

import pytest

from core.evidence.request import MeasurePair
from tests.core.evidence.drawn import file_of, product


@pytest.fixture
def pair(tmp_path: Path) -> MeasurePair:
    """A source and a candidate whose colour has drifted far."""
    product(ground=236).save(tmp_path / "source.png")
    product(hue=(60, 90, 180)).save(tmp_path / "candidate.png")
    return MeasurePair(
        source=file_of(tmp_path / "source.png"),
        candidate=file_of(tmp_path / "candidate.png"),
        mode="exact-card",
        max_pixels=10_000_000,
    )
