"""One line of the doctor's report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from core.model import Say

Level = Literal["ok", "warn", "bad"]
Fact = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Check:
    """What one question found. The catalogue message of `says` has in `todo` what to do about it."""

    id: str
    level: Level
    says: Say
    facts: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))
    """The same as figures, for `--json`."""


def check(id_: str, level: Level, message: str, **facts: str | int | float) -> Check:
    """Return a check whose sentence is `doctor-<message>`, with the facts as its variables."""
    return Check(id_, level, Say(f"doctor-{message}", facts), facts)
