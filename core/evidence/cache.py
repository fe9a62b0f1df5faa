"""Outcomes on the disk, in the user's cache folder: made again whenever they are missing.

An entry is named by everything that could change its figures: both pictures, the mask, the mode, the version
of the measuring. So it can be missing or stale-free, never wrong; `CacheFolder` bounds the folder.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.evidence.outcome import Outcome, decode_outcome, encode
from core.imaging.folder import CacheFolder

if TYPE_CHECKING:
    from pathlib import Path

BUDGET: Final = 256 * 1024 * 1024
"""Bytes of the folder: an outcome takes 3 to 8 kB, so some forty thousand pairs."""

_VERSION: Final = 2
"""Of what an entry looks like."""
_NAMES: Final = re.compile(r"[0-9a-f]{64}-e\d+\.json")
"""Of any version: those of another one are swept when their time has come."""


class EvidenceCache:
    """Outcomes by `Wish.key`. Any thread may call it."""

    def __init__(self, folder: Path, budget_bytes: int = BUDGET) -> None:
        self._folder = CacheFolder(folder, budget_bytes, _NAMES)

    def get(self, key: str) -> Outcome | None:
        """Return an outcome; None where there is none that can be read."""
        name = f"{key}-e{_VERSION}.json"
        data = self._folder.read(name)
        if data is None:
            return None
        found = decode_outcome(data)
        if found is None:
            self._folder.drop(name)
        return found

    def put(self, key: str, outcome: Outcome) -> None:
        """Keep an outcome; where that cannot be done it is measured again another time."""
        self._folder.write(f"{key}-e{_VERSION}.json", encode(outcome))
