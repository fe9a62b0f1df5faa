"""From events to state: the fold.

Events of several devices arrive in any order. Each candidate, source path and refused path keeps its own few
events (`core.kept`) and is folded from all of them, sorted by the logical clock, when it is first read after
one was added. So the result depends on which events there are and never on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from sys import intern
from types import MappingProxyType
from typing import NamedTuple

from core.clock import parse_utc_or_epoch
from core.decisions import Decisions
from core.events import (
    PROCESS_KINDS,
    Assigned,
    CandidateArrived,
    Decided,
    FileRefused,
    LargeScreenSeen,
    Postponed,
    RefusalSeen,
    Reported,
    ReportMapped,
    Revoked,
    RulesChecked,
    SourceArrived,
    SourceMasked,
    UnknownEvent,
)
from core.kept import DecidedBrief, Entry, Kept, Packed, Part, in_order, pack, unpack
from core.model import (
    Bound,
    Candidate,
    LargeLook,
    MaskOrigin,
    Match,
    Refusal,
    Source,
    SourceMask,
    State,
    Verdict,
    Words,
)
from core.sku_index import SkuIndex

__all__ = ["Changed", "Entry", "Ledger", "LedgerParts", "state_of"]

_OF_CANDIDATES = (CandidateArrived, Assigned, Decided, Revoked, Postponed, LargeScreenSeen)
_OF_REFUSALS = (FileRefused, RefusalSeen)
_OF_MARKETPLACES = (RulesChecked, Reported, ReportMapped)


@dataclass(frozen=True, slots=True)
class Changed:
    """What an `apply` touched."""

    candidates: frozenset[str] = frozenset()
    """SHA-256 of each candidate that may look different now."""
    sources: frozenset[str] = frozenset()
    """SKU of each source that was added or replaced."""
    refusals: bool = False
    masks: frozenset[str] = frozenset()
    """SHA-256 of each source photo whose mask was given or replaced."""
    process: bool = False
    """Whether batches, audits or what is allowed in a category may be other ones now."""
    marketplaces: bool = False

    def __bool__(self) -> bool:
        return any(
            (self.candidates, self.sources, self.refusals, self.masks, self.process, self.marketplaces)
        )


class LedgerParts(NamedTuple):
    """All that a ledger was given."""

    candidates: Part[Candidate]
    sources: Part[Source]
    refusals: Part[Refusal]
    masks: Part[SourceMask]
    process: dict[str, Packed]
    marketplaces: dict[str, Packed]
    """By id, one event each."""
    unknown_kinds: dict[str, int]


class Ledger:
    """The folded state. Not safe to use from several threads, reading included; the desk guards it.

    `parts` is what another ledger was given, and becomes this one's own.
    """

    def __init__(self, parts: LedgerParts | None = None) -> None:
        self._candidates = Kept(fold_candidate, parts.candidates if parts else None)
        self._sources = Kept(fold_source, parts.sources if parts else None)
        self._refusals = Kept(fold_refusal, parts.refusals if parts else None)
        self._masks = Kept(fold_mask, parts.masks if parts else None)
        self._process: dict[str, Packed] = parts.process if parts else {}
        self._marketplaces: dict[str, Packed] = parts.marketplaces if parts else {}
        self.unknown_kinds: dict[str, int] = parts.unknown_kinds if parts else {}
        """Events of a newer program that were passed over, counted by kind."""
        self._by_sku: Mapping[str, tuple[Source, ...]] | None = None
        self._skus = SkuIndex(self._candidates)

    def parts(self) -> LedgerParts:
        """Return all that this ledger was given, in dictionaries of their own."""
        return LedgerParts(
            self._candidates.part(),
            self._sources.part(),
            self._refusals.part(),
            self._masks.part(),
            dict(self._process),
            dict(self._marketplaces),
            dict(self.unknown_kinds),
        )

    @property
    def candidates(self) -> Mapping[str, Candidate]:
        """By SHA-256, in the order in which they became known here. Each is folded when it is first read."""
        return self._candidates

    @property
    def refusals(self) -> Mapping[str, Refusal]:
        """By path; the newest refusal of each."""
        return self._refusals

    @property
    def masks(self) -> Mapping[str, SourceMask]:
        """By the source photo's SHA-256: a person's newest, else the studio's newest."""
        return self._masks

    @property
    def sources(self) -> Mapping[str, tuple[Source, ...]]:
        """Sources by SKU; the first of each is the one that candidates are compared with."""
        if self._by_sku is None:
            self._by_sku = MappingProxyType(sources_by_sku(self._sources.values()))
        return self._by_sku

    def of_sku(self, sku: str) -> tuple[Candidate, ...]:
        """Return a SKU's candidates."""
        return self._skus.of(sku, self._candidates.all())

    def of_process(self) -> tuple[Entry, ...]:
        """Return every event about the process, in clock order; `core.process` folds them."""
        entries = [unpack(packed) for (packed,) in self._process.values()]
        return tuple(sorted(entries, key=lambda entry: (entry.order, entry.id)))

    def of_marketplaces(self) -> tuple[Entry, ...]:
        """Return every event about marketplaces, in no order; modules of their own fold them."""
        return tuple(unpack(packed) for (packed,) in self._marketplaces.values())

    def source_of(self, sku: str) -> Source | None:
        """Return the source that a SKU's candidates are compared with."""
        found = self.sources.get(sku)
        return found[0] if found else None

    def source_at(self, path: str) -> Source | None:
        """Return the source photo that was last seen at `path`."""
        return self._sources.get(path)

    def all_sources(self) -> tuple[Source, ...]:
        """Return every source photo, those of no known SKU too."""
        return tuple(self._sources.values())

    def fold_some(self, most: int) -> bool:
        """Fold at most `most` candidates that are still to be folded; return whether any is left.

        Reading folds too: this parts a long wait into short ones.
        """
        return self._candidates.fold_some(most) or self._skus.look_at_some(most, self._candidates.all())

    def apply(self, entries: Iterable[Entry]) -> Changed:
        """Add events, in any order, each once, and return what changed."""
        candidates: set[str] = set()
        sources: set[str] = set()
        masks: set[str] = set()
        refusals = process = marketplaces = False
        for entry in entries:
            event = entry.event
            if isinstance(event, _OF_CANDIDATES):
                opens = isinstance(event, CandidateArrived)
                self._candidates.add(event.sha256, pack(entry), opens=opens)
                candidates.add(event.sha256)
            elif isinstance(event, SourceArrived):
                before = self._sources.get(event.path)
                self._sources.add(event.path, pack(entry), opens=True)
                sources.update({event.sku, before.sku} if before else {event.sku})
            elif isinstance(event, _OF_REFUSALS):
                opens = isinstance(event, FileRefused)
                self._refusals.add(event.path, pack(entry), opens=opens)
                refusals = True
            elif isinstance(event, SourceMasked):
                self._masks.add(event.sha256, pack(entry), opens=True)
                masks.add(event.sha256)
            elif isinstance(event, PROCESS_KINDS):
                self._process[entry.id] = (pack(entry),)
                process = True
            elif isinstance(event, _OF_MARKETPLACES):
                self._marketplaces[entry.id] = (pack(entry),)
                marketplaces = True
            elif isinstance(event, UnknownEvent):
                self.unknown_kinds[event.kind] = self.unknown_kinds.get(event.kind, 0) + 1
        if sources:
            self._by_sku = None
        self._skus.note(candidates)
        return Changed(
            frozenset(candidates), frozenset(sources), refusals, frozenset(masks), process, marketplaces
        )


def state_of(candidate: Candidate, *, has_source: bool) -> State:
    """Return where a candidate stands."""
    if len(candidate.verdicts) > 1:
        return State.CONTESTED
    if candidate.verdicts:
        return State.APPROVED if Verdict.APPROVE in candidate.verdicts else State.REJECTED
    if not candidate.match.sku:
        return State.UNMATCHED
    return State.UNDECIDED if has_source else State.NO_SOURCE


def fold_candidate(sha256: str, packed: Packed) -> Candidate:
    """Return a candidate from its events. Raises ValueError without an arrival among them."""
    arrived: CandidateArrived | None = None
    arrived_at = ""
    paths: dict[str, None] = {}
    match: Match | None = None
    decided: dict[str, _Made] = {}
    revoked: dict[str, str] = {}
    looks: list[LargeLook] = []
    postponed_at = generator = ""
    for entry, data in in_order(packed):
        event = entry.event
        if isinstance(event, CandidateArrived):
            if arrived is None:
                arrived, arrived_at = event, entry.at
            paths.pop(event.path, None)
            paths[event.path] = None
            generator = generator or event.generator
            if match is None or not match.sku:
                match = _match(event)
        elif isinstance(event, DecidedBrief):
            decided[entry.id] = _Made(event, entry.order[0], data)
            postponed_at = ""
        elif isinstance(event, Assigned):
            if event.how == "person" or match is None or not match.sku:
                match = _match(event)
        elif isinstance(event, Revoked):
            revoked.setdefault(event.decision, entry.order[0])
        elif isinstance(event, Postponed):
            postponed_at = entry.at
        elif isinstance(event, LargeScreenSeen):
            looks.append(LargeLook(entry.person, event.source_sha256, event.window))
    if arrived is None or match is None:
        raise ValueError(sha256)
    heads = _heads(decided, revoked)
    return Candidate(
        sha256=sha256,
        paths=tuple(paths),
        match=match,
        width=arrived.width,
        height=arrived.height,
        format=intern(arrived.format),
        bytes=arrived.bytes,
        arrived_at=parse_utc_or_epoch(arrived_at),
        large_looks=tuple(looks),
        heads=Decisions(tuple(head.data for head in heads)) if heads else (),
        history=Decisions(tuple(one.data for one in decided.values())) if decided else (),
        verdicts=frozenset(head.brief.verdict for head in heads),
        decided=heads[-1].clock if heads else "",
        bound=tuple(_bound(head) for head in heads if head.brief.verdict is Verdict.APPROVE),
        postponed_at=parse_utc_or_epoch(postponed_at) if postponed_at else None,
        generator=intern(generator),
        revoked=tuple(key for key in decided if key in revoked) if revoked else (),
        revoked_at=tuple(revoked[key] for key in decided if key in revoked) if revoked else (),
    )


def fold_source(path: str, packed: Packed) -> Source:
    """Return the source photo at a path: the newest arrival there."""
    entry, _ = in_order(packed)[-1]
    event = entry.event
    if not isinstance(event, SourceArrived):
        raise TypeError(event)
    return Source(
        path=path,
        sha256=event.sha256,
        sku=event.sku,
        width=event.width,
        height=event.height,
        format=event.format,
        bytes=event.bytes,
        arrived_at=parse_utc_or_epoch(entry.at),
    )


def fold_mask(sha256: str, packed: Packed) -> SourceMask:
    """Return the mask of a source photo: the newest that a person confirmed, else the studio's newest."""
    found: SourceMask | None = None
    for entry, _ in in_order(packed):
        event = entry.event
        if not isinstance(event, SourceMasked):
            raise TypeError(event)
        confirmed = found is not None and found.origin is MaskOrigin.CONFIRMED
        if confirmed and event.origin is not MaskOrigin.CONFIRMED:
            continue
        at = parse_utc_or_epoch(entry.at)
        found = SourceMask(sha256, event.origin, event.mask, entry.person, at)
    if found is None:
        raise ValueError(sha256)
    return found


def fold_refusal(path: str, packed: Packed) -> Refusal:
    """Return the newest refusal at a path and whether a person has seen it.

    Raises ValueError without a refusal among the events.
    """
    refusal: Refusal | None = None
    seen: set[str] = set()
    for entry, _ in in_order(packed):
        event = entry.event
        if isinstance(event, FileRefused):
            refusal = Refusal(
                path=path,
                code=event.code,
                args=MappingProxyType(event.args),
                stamp=event.stamp,
                at=parse_utc_or_epoch(entry.at),
            )
        elif isinstance(event, RefusalSeen):
            seen.add(event.stamp)
    if refusal is None:
        raise ValueError(path)
    return replace(refusal, seen=True) if refusal.stamp in seen else refusal


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


class _Made(NamedTuple):
    """A decision, as far as the state of its candidate depends on it."""

    brief: DecidedBrief
    clock: str
    data: bytes


def _heads(decided: Mapping[str, _Made], revoked: Collection[str]) -> list[_Made]:
    """Return the decisions that are neither revoked nor settled by one that still stands."""
    gone = set(revoked)
    for key, one in decided.items():
        if one.brief.settles and key not in revoked:
            gone.update(one.brief.settles)
    return [one for key, one in decided.items() if key not in gone]


def _bound(head: _Made) -> Bound:
    brief, words = head.brief, head.brief.words
    if words is not None:  # most are the same as another decision's
        words = Words(intern(words.title), intern(words.colour), intern(words.material), intern(words.kit))
    return Bound(words, intern(brief.main_sha256), intern(brief.source_sha256))


def _match(event: CandidateArrived | Assigned) -> Match:
    return Match(
        sku=intern(event.sku),
        slot=event.slot,
        mode=event.mode,
        attempt=event.attempt,
        how=intern(event.how),
    )
