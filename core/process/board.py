"""Where every SKU stands, since when, until when, what is missing and who has it; pure.

A stage is never recorded: it follows from the source, the candidates, the pack and what came back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from core.model import Listing, Say, Slot, Source, State
from core.process.packs import Pack, card_rows, pack_of
from core.process.retakes import reshoot
from core.process.sla import Stage, Term, Terms
from core.process.uploads import Upload, left_to_upload, standing_uploads
from core.queue import QueueRow


@dataclass(frozen=True, slots=True)
class SkuFacts:
    """All that is known about one SKU."""

    sku: str
    rows: tuple[QueueRow, ...] = ()
    source: Source | None = None
    listing: Listing | None = None
    category: str = "general"
    batch: str = ""
    """Id of the batch it is in; empty means none."""
    person: str = ""
    """Who has that batch."""
    uploads: Mapping[str, Upload] = field(default_factory=lambda: MappingProxyType({}))
    """What went to each marketplace last."""


@dataclass(frozen=True, slots=True)
class Card:
    """One SKU on the board."""

    facts: SkuFacts
    stage: Stage
    since: datetime | None
    """When it came to this stage; None where that is not known."""
    term: Term | None
    pack: Pack
    missing: tuple[Say, ...]
    """What it waits for."""

    @property
    def sku(self) -> str:
        """The SKU."""
        return self.facts.sku

    def lateness(self, now: datetime) -> str:
        """Return `late`, `soon`, `in-time`, or empty without a term."""
        return self.term.lateness(now) if self.term else ""


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """Which cards are wanted; an empty field wants all."""

    category: str = ""
    marketplace: str = ""
    batch: str = ""
    person: str = ""
    late: bool = False

    def only(self, what: str, value: str) -> BoardFilter:
        """Return the filter with `category`, `marketplace`, `batch` or `person` set."""
        told = {name: getattr(self, name) for name in ("category", "marketplace", "batch", "person")}
        return BoardFilter(**(told | {what: value}), late=self.late)

    def takes(self, card: Card, now: datetime) -> bool:
        """Tell whether a card is wanted."""
        facts = card.facts
        markets = facts.listing.marketplaces if facts.listing else ()
        return (
            self.category in ("", facts.category)
            and (not self.marketplace or self.marketplace in markets)
            and self.batch in ("", facts.batch)
            and self.person in ("", facts.person)
            and (not self.late or card.lateness(now) == "late")
        )


def card_of(facts: SkuFacts, needed: Sequence[Slot], terms: Terms, max_attempts: int) -> Card:
    """Return a SKU's card."""
    pack = pack_of(facts.sku, facts.rows, needed)
    stage, since = _stage(facts, pack)
    term = terms.term(stage, facts.category, since) if since else None
    return Card(facts, stage, since, term, pack, _missing(facts, stage, pack, max_attempts))


def _stage(facts: SkuFacts, pack: Pack) -> tuple[Stage, datetime | None]:
    """Return where a SKU stands and since when."""
    waiting = [row for row in facts.rows if row.open]
    if waiting:
        arrived = [row.arrived_at for row in waiting if row.state is not State.LAPSED]
        return Stage.QA, min(arrived, default=None)
    approved_at = _last_decided(facts, State.APPROVED)
    if pack.releasable:
        uploads = _standing(facts, pack)
        if not _to_upload(facts, uploads):
            return Stage.POST_MODERATION, max(upload.at for upload in uploads.values())
        return Stage.CABINET, approved_at
    if facts.source is None:
        return Stage.SOURCE, None
    rejected_at = _last_decided(facts, State.REJECTED)
    return Stage.STUDIO, max(facts.source.arrived_at, rejected_at or facts.source.arrived_at)


def _standing(facts: SkuFacts, pack: Pack) -> Mapping[str, Upload]:
    return standing_uploads(facts.uploads, [row.sha256 for row in card_rows(pack)])


def _to_upload(facts: SkuFacts, standing: Mapping[str, Upload]) -> tuple[str, ...]:
    """Return the marketplaces that do not have the approved pictures yet; empty where all of them do."""
    return left_to_upload(standing, facts.listing.marketplaces if facts.listing else ())


def _last_decided(facts: SkuFacts, state: State) -> datetime | None:
    times = [
        row.candidate.heads[-1].at
        for row in facts.rows
        if row.candidate is not None and row.state is state and row.candidate.heads
    ]
    return max(times, default=None)


def _missing(facts: SkuFacts, stage: Stage, pack: Pack, max_attempts: int) -> tuple[Say, ...]:
    if stage is Stage.SOURCE:
        return (Say("missing-source"),)
    found = [Say("missing-reshoot", {"slot": slot.value}) for slot in reshoot(facts.rows, max_attempts)]
    if pack.mixed:
        found.append(Say("missing-mixed", {"what": ", ".join(pack.mixed)}))
    waiting = sum(row.open and row.state is not State.LAPSED for row in facts.rows)
    lapsed = sum(row.state is State.LAPSED for row in facts.rows)
    if waiting:
        found.append(Say("missing-decisions", {"count": waiting}))
    if lapsed:
        found.append(Say("missing-lapsed", {"count": lapsed}))
    open_slots = {slot.slot for slot in pack.slots if slot.open}
    found += [Say("missing-slot", {"slot": slot.value}) for slot in pack.missing if slot not in open_slots]
    if stage is Stage.CABINET:
        left = _to_upload(facts, _standing(facts, pack))
        found.append(Say("missing-upload", {"where": ", ".join(left)}))
    return tuple(found)
