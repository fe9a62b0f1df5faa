"""From events to state: the fold.

Events of several devices arrive in any order. Each candidate, source path and refused path keeps its own few
events sorted by the logical clock and is folded anew when one of them is added, so the result depends on
which events there are and never on the order in which they came.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import NamedTuple

from core.clock import parse_utc
from core.events import (
    Assigned,
    CandidateArrived,
    Decided,
    Event,
    FileRefused,
    Postponed,
    RefusalSeen,
    Revoked,
    SourceArrived,
    UnknownEvent,
)
from core.model import Candidate, Decision, Looked, Match, Refusal, Source, State


class Entry(NamedTuple):
    """One event with what the fold needs of its envelope."""

    order: tuple[str, str, str, int]
    """Sorts events of all devices the same way everywhere."""
    id: str
    person: str
    device: str
    at: str
    event: Event


@dataclass(frozen=True, slots=True)
class Changed:
    """What an `apply` touched."""

    candidates: frozenset[str] = frozenset()
    """SHA-256 of each candidate that may look different now."""
    sources: bool = False
    refusals: bool = False

    def __bool__(self) -> bool:
        return bool(self.candidates) or self.sources or self.refusals


@dataclass(slots=True)
class Ledger:
    """The folded state. Not safe to use from several threads; the desk guards it."""

    candidates: dict[str, Candidate] = field(default_factory=dict)
    """By SHA-256, in the order in which they became known here."""
    refusals: dict[str, Refusal] = field(default_factory=dict)
    """By path; the newest refusal of each."""
    unknown_kinds: dict[str, int] = field(default_factory=dict)
    """Events of a newer program that were passed over, counted by kind."""
    _candidate_events: dict[str, list[Entry]] = field(default_factory=dict)
    _source_events: dict[str, list[Entry]] = field(default_factory=dict)
    _refusal_events: dict[str, list[Entry]] = field(default_factory=dict)
    _sources: dict[str, Source] = field(default_factory=dict)
    _by_sku: dict[str, tuple[Source, ...]] = field(default_factory=dict)

    @property
    def sources(self) -> Mapping[str, tuple[Source, ...]]:
        """Sources by SKU; the first of each is the one that candidates are compared with."""
        return MappingProxyType(self._by_sku)

    def source_of(self, sku: str) -> Source | None:
        """Return the source that a SKU's candidates are compared with."""
        found = self._by_sku.get(sku)
        return found[0] if found else None

    def source_at(self, path: str) -> Source | None:
        """Return the source photo that was last seen at `path`."""
        return self._sources.get(path)

    def all_sources(self) -> tuple[Source, ...]:
        """Return every source photo, those of no known SKU too."""
        return tuple(self._sources.values())

    def apply(self, entries: Iterable[Entry]) -> Changed:
        """Add events, in any order, and return what changed."""
        candidates: set[str] = set()
        sources: set[str] = set()
        refusals: set[str] = set()
        for entry in entries:
            match entry.event:
                case SourceArrived(path=path):
                    _keep(self._source_events, path, entry, sources)
                case FileRefused(path=path) | RefusalSeen(path=path):
                    _keep(self._refusal_events, path, entry, refusals)
                case UnknownEvent(kind=kind):
                    self.unknown_kinds[kind] = self.unknown_kinds.get(kind, 0) + 1
                case (
                    CandidateArrived(sha256=sha)
                    | Assigned(sha256=sha)
                    | Decided(sha256=sha)
                    | Revoked(sha256=sha)
                    | Postponed(sha256=sha)
                ):
                    _keep(self._candidate_events, sha, entry, candidates)
        for sha in candidates:
            folded = fold_candidate(sha, self._candidate_events[sha])
            if folded is not None:
                self.candidates[sha] = folded
        for path in refusals:
            refusal = fold_refusal(self._refusal_events[path])
            if refusal is not None:
                self.refusals[path] = refusal
        for path in sources:
            self._sources[path] = fold_source(self._source_events[path])
        if sources:
            self._by_sku = sources_by_sku(self._sources.values())
        return Changed(frozenset(candidates), bool(sources), bool(refusals))


def state_of(candidate: Candidate, *, has_source: bool) -> State:
    """Return where a candidate stands."""
    verdicts = {decision.verdict for decision in candidate.heads}
    if len(verdicts) > 1:
        return State.CONTESTED
    if verdicts:
        return State.APPROVED if "approve" in verdicts else State.REJECTED
    if not candidate.match.sku:
        return State.UNMATCHED
    return State.UNDECIDED if has_source else State.NO_SOURCE


def fold_candidate(sha256: str, entries: Sequence[Entry]) -> Candidate | None:
    """Return a candidate from its events in clock order; None until its arrival is known."""
    arrived: CandidateArrived | None = None
    arrived_at = _EPOCH
    paths: dict[str, None] = {}
    match = Match(sku="")
    decisions: dict[str, tuple[Decision, tuple[str, ...]]] = {}
    revoked: set[str] = set()
    postponed_at: datetime | None = None
    for entry in entries:
        event = entry.event
        if isinstance(event, CandidateArrived):
            if arrived is None:
                arrived, arrived_at = event, _time(entry)
            paths.pop(event.path, None)
            paths[event.path] = None
            if not match.sku:
                match = _match(event)
        elif isinstance(event, Assigned):
            if event.how == "person" or not match.sku:
                match = _match(event)
        elif isinstance(event, Decided):
            decisions[entry.id] = (_decision(entry, event), event.settles)
            postponed_at = None
        elif isinstance(event, Revoked):
            revoked.add(event.decision)
        elif isinstance(event, Postponed):
            postponed_at = _time(entry)
    if arrived is None:
        return None
    settled = {old for key, (_, olds) in decisions.items() if key not in revoked for old in olds}
    history = tuple(decision for decision, _ in decisions.values())
    return Candidate(
        sha256=sha256,
        paths=tuple(paths),
        match=match,
        width=arrived.width,
        height=arrived.height,
        format=arrived.format,
        bytes=arrived.bytes,
        arrived_at=arrived_at,
        heads=tuple(d for d in history if d.id not in revoked and d.id not in settled),
        history=history,
        postponed_at=postponed_at,
    )


def fold_source(entries: Sequence[Entry]) -> Source:
    """Return the source photo at a path: the newest arrival there."""
    entry = entries[-1]
    event = entry.event
    if not isinstance(event, SourceArrived):
        raise TypeError(event)
    return Source(
        path=event.path,
        sha256=event.sha256,
        sku=event.sku,
        width=event.width,
        height=event.height,
        format=event.format,
        bytes=event.bytes,
        arrived_at=_time(entry),
    )


def fold_refusal(entries: Sequence[Entry]) -> Refusal | None:
    """Return the newest refusal at a path and whether a person has seen it."""
    refusal: Refusal | None = None
    seen: set[str] = set()
    for entry in entries:
        event = entry.event
        if isinstance(event, FileRefused):
            refusal = Refusal(
                path=event.path,
                code=event.code,
                args=MappingProxyType(dict(event.args)),
                stamp=event.stamp,
                at=_time(entry),
            )
        elif isinstance(event, RefusalSeen):
            seen.add(event.stamp)
    return replace(refusal, seen=refusal.stamp in seen) if refusal else None


def sources_by_sku(sources: Iterable[Source]) -> dict[str, tuple[Source, ...]]:
    """Group sources by SKU. The first of a SKU is the one with the shortest, then first, path."""
    grouped: dict[str, list[Source]] = {}
    for source in sources:
        if source.sku:
            grouped.setdefault(source.sku, []).append(source)
    return {
        sku: tuple(sorted(found, key=lambda source: (len(source.path), source.path)))
        for sku, found in grouped.items()
    }


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _time(entry: Entry) -> datetime:
    try:
        return parse_utc(entry.at)
    except ValueError:
        return _EPOCH


def _keep(events: dict[str, list[Entry]], key: str, entry: Entry, touched: set[str]) -> None:
    insort(events.setdefault(key, []), entry, key=lambda kept: kept.order)
    touched.add(key)


def _match(event: CandidateArrived | Assigned) -> Match:
    return Match(sku=event.sku, slot=event.slot, mode=event.mode, attempt=event.attempt, how=event.how)


def _decision(entry: Entry, event: Decided) -> Decision:
    looked = event.looked
    return Decision(
        id=entry.id,
        verdict=event.verdict,
        person=entry.person,
        device=entry.device,
        at=_time(entry),
        clock=entry.order[0],
        answers=MappingProxyType(dict(event.answers)),
        reasons=event.reasons,
        note=event.note,
        looked=Looked(
            seconds=looked.seconds,
            compare=looked.compare,
            phone=looked.phone,
            large_screen=looked.large_screen,
            source_sharp=looked.source_sharp,
            columns=looked.columns,
            rows=looked.rows,
            renderer=looked.renderer,
        ),
        source_sha256=event.source_sha256,
    )
