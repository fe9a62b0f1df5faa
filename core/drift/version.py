"""Which measuring it is: what a cache of its results is keyed by. Loads nothing heavy."""

from __future__ import annotations

from typing import Final

from core.drift.calibration import calibration

VERSION: Final = "8"
"""Raised whenever the same pixels would give other figures."""


def algorithm() -> str:
    """Return the version of measuring and calibration together, for caches."""
    return f"{VERSION}.{calibration().version}"
