"""From a rule pack to what a picture is converted into; pure.

Only what can be met without changing what the picture shows is converted: its format, a side that is too
long, bytes, quality, transparency. A picture that is too small or of another shape stays so, and the rule
says it: nothing is enlarged, stretched or padded. Rules that only warn are met as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from checklists.packs import Formats, Limit, MaxBytes, MaxSide, MinQuality, Opaque, RulePack

WRITTEN: Final = ("JPEG", "PNG", "WEBP")
"""Formats that are written, the preferred one first."""

BEST_QUALITY: Final = 95
"""Of a JPEG or WebP; above it bytes grow and nothing can be seen (Pillow's documentation, "JPEG saving")."""

LEAST_QUALITY: Final = 75
"""Below it no quality is tried for the sake of bytes, even where no rule asks for a least one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a file."""

    formats: tuple[str, ...] = WRITTEN
    """At least one, the preferred one first."""
    max_side: int | None = None
    """Pixels of the longer side; None means that no limit is known."""
    max_bytes: int | None = None
    """None means that no limit is known."""
    least_quality: int = LEAST_QUALITY
    opaque: bool = False


def wanted_of(pack: RulePack, slot: str) -> Wanted:
    """Return what a marketplace asks of a picture of a slot."""
    rules = [rule for rule in pack.rules if slot in rule.slots]
    limits: list[Limit] = [rule.limit for rule in rules]
    blocking: list[Limit] = [rule.limit for rule in rules if rule.level == "block"]
    sides = [limit.pixels for limit in limits if isinstance(limit, MaxSide)]
    sizes = [limit.bytes for limit in limits if isinstance(limit, MaxBytes)]
    qualities = [limit.percent for limit in limits if isinstance(limit, MinQuality)]
    return Wanted(
        formats=_formats(limits) or _formats(blocking) or WRITTEN,
        max_side=min(sides, default=None),
        max_bytes=min(sizes, default=None),
        least_quality=min(max(qualities, default=LEAST_QUALITY), BEST_QUALITY),
        opaque=any(isinstance(limit, Opaque) for limit in limits),
    )


def _formats(limits: list[Limit]) -> tuple[str, ...]:
    """Return the formats that every rule takes."""
    named = [limit.names for limit in limits if isinstance(limit, Formats)]
    return tuple(name for name in WRITTEN if all(name in names for names in named))
