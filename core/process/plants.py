"""Pictures with a planted defect, mixed blind into a batch: who found them, what they never are; pure.

A planted picture is told by the hash of its bytes. Nothing that has it is a product's picture: it is no
candidate of its own, no approval of it counts, and whoever releases pictures asks `is_plant` first.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from core.clock import parse_utc_or_epoch
from core.events import PlantAnswered, PlantMade
from core.kept import Entry
from core.model import Verdict


@dataclass(frozen=True, slots=True)
class PlantAnswer:
    """What a person said of it, not knowing."""

    person: str
    at: datetime
    verdict: Verdict
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plant:
    """One planted picture."""

    sha256: str
    batch: str
    base: str
    """Hash of the candidate in whose place it is shown."""
    path: str
    """Relative to the workspace."""
    width: int
    height: int
    format: str
    bytes: int
    kind: str
    severity: str
    expected: tuple[str, ...]
    """Reasons that name what was planted."""
    place: tuple[int, int, int, int]
    """x, y, width and height in its pixels."""
    answer: PlantAnswer | None = None
    """The first answer; None: nobody has seen it yet."""

    @property
    def caught(self) -> bool:
        """Whether it was rejected."""
        return self.answer is not None and self.answer.verdict is Verdict.REJECT

    @property
    def named(self) -> bool:
        """Whether it was rejected for what was planted."""
        return (
            self.caught and self.answer is not None and any(r in self.expected for r in self.answer.reasons)
        )


@dataclass(frozen=True, slots=True)
class Caught:
    """How many planted pictures a person rejected."""

    caught: int = 0
    of: int = 0
    named: int = 0
    """Of the caught ones: for what was planted."""


def is_plant(sha256: str, plants: Container[str]) -> bool:
    """Tell whether a picture is a planted one; `plants` are the hashes of all (`Recorded.plants`).

    Such a picture is never uploaded, exported or counted, whatever is recorded about it.
    """
    return sha256 in plants


def plants_of(entries: Sequence[Entry]) -> Mapping[str, Plant]:
    """Fold the events about planted pictures, which are in clock order; by hash."""
    plants: dict[str, Plant] = {}
    for entry in entries:
        event = entry.event
        if isinstance(event, PlantMade) and event.sha256 not in plants:
            plants[event.sha256] = _plant(event)
    for entry in entries:
        event = entry.event
        if isinstance(event, PlantAnswered) and event.sha256 in plants:
            plant = plants[event.sha256]
            if plant.answer is None:
                at = parse_utc_or_epoch(entry.at)
                answer = PlantAnswer(entry.person, at, event.verdict, event.reasons)
                plants[plant.sha256] = replace(plant, answer=answer)
    return MappingProxyType(plants)


def caught_by(plants: Iterable[Plant]) -> Mapping[str, Caught]:
    """Count by person how many of the planted pictures they were shown they rejected."""
    found: dict[str, Caught] = {}
    for plant in plants:
        if plant.answer is not None:
            before = found.get(plant.answer.person, Caught())
            found[plant.answer.person] = Caught(
                before.caught + plant.caught, before.of + 1, before.named + plant.named
            )
    return MappingProxyType(found)


def _plant(event: PlantMade) -> Plant:
    return Plant(
        sha256=event.sha256,
        batch=event.batch,
        base=event.base,
        path=event.path,
        width=event.width,
        height=event.height,
        format=event.format,
        bytes=event.bytes,
        kind=event.kind,
        severity=event.severity,
        expected=event.expected,
        place=event.place,
    )
