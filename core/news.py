"""What the desk tells those who listen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from core.errors import VitrinaError
from core.fold import Changed


@dataclass(frozen=True, slots=True)
class News:
    """What changed since the last news."""

    ledger: Changed = field(default_factory=Changed)
    hot_folder: bool = False
    sessions: bool = False
    listings: bool = False
    evidence: bool = False
    """A pair was measured."""
    failure: VitrinaError | None = None
    """Something a person has to know that no key press of theirs has caused."""


Listener = Callable[[News], None]
"""Is called in whichever thread the news come from, and must return at once."""
