"""Drills as their events tell them, what each came to, and who has passed one; pure.

A drill belongs to the person who began it; of several answers to one pair the first counts. It passes when
every pair is answered, enough defects were rejected and few honest pairs were; one whose seed the person
chose is practice. What would go wrong otherwise: a person who rejects everything catches everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from core.clock import parse_utc_or_epoch
from core.events import DrillAnswered, DrillBegun
from core.kept import Entry
from core.model import Verdict


@dataclass(frozen=True, slots=True)
class Answered:
    """One pair and what was said of it."""

    number: int
    kind: str
    """What was planted; `log` for a rejected picture of the record; empty: nothing."""
    severity: str
    expected: tuple[str, ...]
    verdict: Verdict
    reasons: tuple[str, ...]
    seconds: float

    @property
    def defect(self) -> bool:
        """Whether there was something to find."""
        return bool(self.kind)

    @property
    def right(self) -> bool:
        """Whether a defect was rejected, an honest pair not."""
        return (self.verdict is Verdict.REJECT) is self.defect

    @property
    def named(self) -> bool:
        """Whether it was rejected for what was there."""
        return self.defect and self.right and any(reason in self.expected for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Count:
    """How often something was right."""

    right: int = 0
    of: int = 0
    named: int = 0
    """Of the right ones: rejected for what was there."""

    @property
    def rate(self) -> float | None:
        """The share that was right; None: nothing was asked."""
        return self.right / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Score:
    """What answers came to."""

    defects: Count
    honest: Count
    """Pairs without a defect; `right` are those that were not rejected."""
    by_kind: Mapping[str, Count]
    by_severity: Mapping[str, Count]
    """Of planted defects; what the record rejected has no severity."""


@dataclass(frozen=True, slots=True)
class Drill:
    """One drill of one person."""

    id: str
    person: str
    begun_at: datetime
    size: int
    seed: int
    category: str
    """Empty means all."""
    chosen: bool
    """Whether the person chose the seed."""
    answers: tuple[Answered, ...] = ()
    """By number."""

    @property
    def complete(self) -> bool:
        """Whether every pair is answered."""
        return len(self.answers) >= self.size

    @property
    def score(self) -> Score:
        """What it came to so far."""
        return score_of(self.answers)


@dataclass(frozen=True, slots=True)
class DrillRules:
    """When a drill passes."""

    caught: float = 0.8
    """Share of the defects to be rejected."""
    false_alarms: float = 0.25
    """Share of the honest pairs that may be."""
    valid: timedelta = timedelta()
    """For how long it counts; zero: for good."""

    def passes(self, drill: Drill) -> bool:
        """Tell whether a drill passes."""
        score = drill.score
        caught, calm = score.defects.rate, score.honest.rate
        return (
            drill.complete
            and not drill.chosen
            and caught is not None
            and calm is not None
            and caught >= self.caught
            and 1 - calm <= self.false_alarms
        )

    def passed(self, drills: Iterable[Drill], person: str, category: str, now: datetime) -> bool:
        """Tell whether a person has passed a drill of a category that still counts."""
        return any(
            drill.person == person
            and drill.category == category
            and (not self.valid or now - drill.begun_at <= self.valid)
            and self.passes(drill)
            for drill in drills
        )


def drills_of(entries: Sequence[Entry]) -> tuple[Drill, ...]:
    """Fold the events about drills, which are in clock order; the oldest drill first."""
    drills: dict[str, Drill] = {}
    for entry in entries:
        event = entry.event
        if isinstance(event, DrillBegun) and event.drill not in drills:
            drills[event.drill] = Drill(
                id=event.drill,
                person=entry.person,
                begun_at=parse_utc_or_epoch(entry.at),
                size=event.size,
                seed=event.seed,
                category=event.category,
                chosen=event.chosen,
            )
    answers: dict[str, dict[int, Answered]] = {name: {} for name in drills}
    for entry in entries:
        event = entry.event
        if not isinstance(event, DrillAnswered) or event.drill not in drills:
            continue
        drill = drills[event.drill]
        if entry.person == drill.person and event.number < drill.size:
            answers[drill.id].setdefault(event.number, _answered(event))
    return tuple(
        replace(drill, answers=tuple(one for _, one in sorted(answers[drill.id].items())))
        for drill in drills.values()
    )


def score_of(answers: Iterable[Answered]) -> Score:
    """Count answers, by kind and by severity."""
    answers = tuple(answers)
    defects = [one for one in answers if one.defect]
    return Score(
        _count(defects),
        _count(one for one in answers if not one.defect),
        _counted(defects, lambda one: one.kind),
        _counted(defects, lambda one: one.severity),
    )


def _answered(event: DrillAnswered) -> Answered:
    return Answered(
        number=event.number,
        kind=event.kind,
        severity=event.severity,
        expected=event.expected,
        verdict=event.verdict,
        reasons=event.reasons,
        seconds=event.seconds,
    )


def _counted(answers: Sequence[Answered], of: Callable[[Answered], str]) -> Mapping[str, Count]:
    names = dict.fromkeys(of(one) for one in answers)
    return MappingProxyType(
        {name: _count(one for one in answers if of(one) == name) for name in names if name}
    )


def _count(answers: Iterable[Answered]) -> Count:
    answers = tuple(answers)
    return Count(sum(one.right for one in answers), len(answers), sum(one.named for one in answers))
