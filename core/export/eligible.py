"""Which packs may go to a marketplace, and why the others may not; pure.

A pack goes as a whole or not at all: every slot it needs is approved, nothing of it lapsed, undecided or of
another article, and each approval was made before its batch was closed. A closing counts only when every
audit was done by then, so what was approved later, or in no batch, has been in nobody's sample. What would go
wrong otherwise: a picture that slips past the second look because it was approved a minute after it.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from core.model import Decision, Listing, Say, State, Verdict
from core.process.batches import Closing
from core.process.packs import Pack, card_rows
from core.process.plants import is_plant
from core.queue import QueueRow


@dataclass(frozen=True, slots=True)
class CardPicture:
    """A picture that goes on a card."""

    row: QueueRow
    decision: Decision
    """The approval it goes by."""


@dataclass(frozen=True, slots=True)
class Card:
    """A pack that may go."""

    sku: str
    batch: str
    """Id of the closed batch that it was reviewed in."""
    pictures: tuple[CardPicture, ...]
    """The main one first."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A pack that does not go, and everything that stands in its way."""

    sku: str
    why: tuple[Say, ...]
    broken: bool = False
    """Whether it was due, and its files or the marketplace's rules kept it."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a pack's way depends on beside its pictures."""

    marketplace: str
    listing: Listing | None
    batch: str = ""
    """Id of the batch it was put into last; empty means none."""
    closing: Closing | None = None
    """That batch's closing; None while it is open or its audits are not done."""
    audited: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Picture to the decision that the batch's audit was of, where its SKU was in the sample."""
    plants: Container[str] = frozenset()
    """Hashes of the pictures with a planted defect."""


def eligible(pack: Pack, around: Around) -> Card | LeftOut:
    """Return the pack's card for a marketplace, or why it is left out."""
    elsewhere = _listed(around)
    if elsewhere:
        return LeftOut(pack.sku, (elsewhere,))
    pictures, late = _covered(pack, around)
    planted = [Say("lapse-planted") for row in card_rows(pack) if is_plant(row.sha256, around.plants)]
    why = (*_pack(pack), *_batch(around), *late, *planted)
    if why or not pictures:
        return LeftOut(pack.sku, why or (Say("pack-holds-empty"),))
    return Card(pack.sku, around.batch, pictures)


def _listed(around: Around) -> Say | None:
    """Return why a pack is not meant for the marketplace at all: then nothing else about it matters."""
    if around.listing is None:
        return Say("export-unlisted")
    if around.marketplace not in around.listing.marketplaces:
        return Say("export-elsewhere", {"marketplace": around.marketplace})
    return None


def _pack(pack: Pack) -> list[Say]:
    if pack.releasable:
        return []
    found = [Say(f"pack-holds-{pack.state}")]
    lapsed = sum(row.state is State.LAPSED for slot in pack.slots for row in slot.open)
    return [*found, Say("export-lapsed", {"count": lapsed})] if lapsed else found


def _batch(around: Around) -> list[Say]:
    if not around.batch:
        return [Say("export-no-batch")]
    if around.closing is None:
        return [Say("pack-holds-batch", {"batch": around.batch})]
    return []


def _covered(pack: Pack, around: Around) -> tuple[tuple[CardPicture, ...], list[Say]]:
    """Return the pictures with the approval that the batch's closing covers, and what it does not cover.

    An older approval stands again when the one that replaced it is taken back; the audit was of the newer.
    """
    if around.closing is None:
        return (), []
    pictures: list[CardPicture] = []
    late: list[Say] = []
    for row in card_rows(pack):
        heads = row.candidate.heads if row.candidate else ()
        audited = around.audited.get(row.sha256)
        made = [
            one
            for one in heads
            if one.verdict is Verdict.APPROVE
            and one.clock < around.closing.clock
            and audited in (None, one.id)
        ]
        if made:
            pictures.append(CardPicture(row, max(made, key=lambda one: (one.clock, one.id))))
        else:
            late.append(Say("export-after-batch", {"id": row.id}))
    return tuple(pictures), late
