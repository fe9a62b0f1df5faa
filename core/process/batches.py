"""Batches as their events tell them: what is in each, who has it, whether it is paused; pure.

Events of several devices are folded together, in clock order, so that the result is the same everywhere. A
batch takes as many SKUs as it was opened for, those put in first, and never more than 30; a SKU is in one
open batch at a time. What came too late or too much is passed over and stays free for another batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from core.clock import parse_utc_or_epoch
from core.events import (
    AuditRecorded,
    AuditSettled,
    BatchAdded,
    BatchClosed,
    BatchHandedOver,
    BatchOpened,
    BatchPaused,
    BatchResumed,
    CategoryReopened,
    LifestyleAllowed,
)
from core.kept import Entry
from core.model import Verdict
from core.process.plants import Plant, plants_of
from core.training.drills import Drill, drills_of

MOST_SKUS = 30
"""SKUs of a batch at most, whatever was asked for."""


_OF_ONE = (BatchPaused, BatchResumed, BatchHandedOver, BatchClosed, AuditRecorded)


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a disagreement between a decision and its audit was settled."""

    id: str
    verdict: Verdict
    person: str
    at: datetime
    clock: str
    note: str


@dataclass(frozen=True, slots=True)
class Audit:
    """A second look."""

    id: str
    sha256: str
    decision: str
    """Id of the decision that was audited."""
    verdict: Verdict
    person: str
    at: datetime
    clock: str
    reasons: tuple[str, ...]
    note: str
    settlements: tuple[Settlement, ...] = ()
    """Oldest first; who may settle is not decided here."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch, as recorded."""

    id: str
    category: str
    size: int
    """SKUs that it takes."""
    pilot: bool
    pick: str
    sample: str
    seed: str
    most_disagreements: int
    solo: bool
    """Whether self-audits count."""
    opened_at: datetime
    opened_by: str
    opened_clock: str
    person: str
    """Who has it now."""
    skus: tuple[str, ...] = ()
    """In the order in which they were put in."""
    paused: bool = False
    closings: tuple[Closing, ...] = ()
    """Each time somebody closed it; which of them counts depends on the audits."""
    audits: tuple[Audit, ...] = ()

    @property
    def room(self) -> int:
        """How many SKUs it still takes."""
        return max(0, self.size - len(self.skus))


@dataclass(frozen=True, slots=True)
class Closing:
    """A closing, at its time."""

    person: str
    at: datetime
    clock: str


@dataclass(frozen=True, slots=True)
class Reopening:
    """An owner's word that a stopped category goes on."""

    category: str
    person: str
    at: datetime
    clock: str
    note: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """All that is recorded about the process."""

    batches: Mapping[str, Batch] = field(default_factory=lambda: MappingProxyType({}))
    """By id, in the order in which they were opened."""
    reopenings: tuple[Reopening, ...] = ()
    lifestyle: frozenset[str] = frozenset()
    """Categories in which lifestyle main pictures are allowed."""
    batch_of: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """SKU to the id of the batch that it was put into last."""
    plants: Mapping[str, Plant] = field(default_factory=lambda: MappingProxyType({}))
    """Pictures with a planted defect, by their hash."""
    drills: tuple[Drill, ...] = ()
    """Of everybody, the oldest first."""


def recorded(entries: Iterable[Entry]) -> Recorded:
    """Fold the events about the process; the order in which they are given does not matter.

    Events about a batch that nobody opened are passed over until its opening is there.
    """
    ordered = sorted(entries, key=lambda entry: (entry.order, entry.id))
    batches = _opened(ordered)
    batch_of: dict[str, str] = {}
    free_again: set[str] = set()
    settlements: dict[str, list[Settlement]] = {}
    reopenings: list[Reopening] = []
    lifestyle: dict[str, bool] = {}
    for entry in ordered:
        event = entry.event
        if isinstance(event, CategoryReopened):
            at = parse_utc_or_epoch(entry.at)
            reopenings.append(Reopening(event.category, entry.person, at, entry.order[0], event.note))
        elif isinstance(event, LifestyleAllowed):
            lifestyle[event.category] = event.allowed
        elif isinstance(event, AuditSettled):
            settlements.setdefault(event.audit, []).append(_settlement(entry, event))
        elif isinstance(event, BatchAdded) and event.batch in batches:
            batch = batches[event.batch]
            batches[batch.id] = _added(batch, event, batch_of, free_again)
        elif isinstance(event, _OF_ONE) and event.batch in batches:
            batches[event.batch] = _changed(batches[event.batch], entry)
            if isinstance(event, BatchClosed):
                free_again.add(event.batch)
    settled = {
        batch.id: replace(
            batch,
            audits=tuple(
                replace(audit, settlements=tuple(settlements.get(audit.id, ()))) for audit in batch.audits
            ),
        )
        for batch in batches.values()
    }
    allowed = frozenset(category for category, yes in lifestyle.items() if yes)
    return Recorded(
        MappingProxyType(settled),
        tuple(reopenings),
        allowed,
        MappingProxyType(batch_of),
        plants_of(ordered),
        drills_of(ordered),
    )


def _opened(ordered: Iterable[Entry]) -> dict[str, Batch]:
    """Return every batch as it was opened; of two openings with one id the first counts."""
    batches: dict[str, Batch] = {}
    for entry in ordered:
        event = entry.event
        if isinstance(event, BatchOpened) and event.batch not in batches:
            batches[event.batch] = Batch(
                id=event.batch,
                category=event.category,
                size=min(event.size, MOST_SKUS),
                pilot=event.pilot,
                pick=event.pick,
                sample=event.sample,
                seed=event.seed,
                most_disagreements=event.most_disagreements,
                solo=event.solo,
                opened_at=parse_utc_or_epoch(entry.at),
                opened_by=entry.person,
                opened_clock=entry.order[0],
                person=entry.person,
            )
    return batches


def _added(batch: Batch, event: BatchAdded, batch_of: dict[str, str], free_again: set[str]) -> Batch:
    if batch.id in free_again:
        return batch
    skus = list(batch.skus)
    for sku in dict.fromkeys(event.skus):
        held = batch_of.get(sku)
        taken = held is not None and held not in free_again
        if sku and not taken and sku not in skus and len(skus) < batch.size:
            skus.append(sku)
            batch_of[sku] = batch.id
    return replace(batch, skus=tuple(skus))


def _changed(batch: Batch, entry: Entry) -> Batch:
    event, at, clock = entry.event, parse_utc_or_epoch(entry.at), entry.order[0]
    if isinstance(event, BatchPaused | BatchResumed):
        return replace(batch, paused=isinstance(event, BatchPaused))
    if isinstance(event, BatchHandedOver):
        return replace(batch, person=event.to)
    if isinstance(event, BatchClosed):
        return replace(batch, paused=False, closings=(*batch.closings, Closing(entry.person, at, clock)))
    if isinstance(event, AuditRecorded):
        audit = Audit(
            id=entry.id,
            sha256=event.sha256,
            decision=event.decision,
            verdict=event.verdict,
            person=entry.person,
            at=at,
            clock=clock,
            reasons=event.reasons,
            note=event.note,
        )
        return replace(batch, audits=(*batch.audits, audit))
    return batch


def _settlement(entry: Entry, event: AuditSettled) -> Settlement:
    at = parse_utc_or_epoch(entry.at)
    return Settlement(entry.id, event.verdict, entry.person, at, entry.order[0], event.note)
