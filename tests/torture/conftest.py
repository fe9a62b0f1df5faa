"""Faults, kills and syncs by the thousand: `make torture`; no part of the ordinary test run.

`TORTURE` is the share of the full counts: 1 for all of them, 0.1 for a tenth.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

SHARE = float(os.environ.get("TORTURE") or 0)
collect_ignore_glob = [] if SHARE else ["test_*.py"]


@pytest.fixture
def times() -> Callable[[int], int]:
    """Return how many times something is done that is done `full` times in a full run."""
    return lambda full: max(1, round(full * SHARE))
