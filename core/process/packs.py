"""The content pack of a SKU: main, detail, perhaps social pictures of one product, colour and kit; pure.

A pack is released as a whole. It is complete when every slot it needs has an approved picture, and mixed when
the approved pictures were compared with different sources or approved for different words: then they need not
show one and the same article.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.model import Bound, Slot, State
from core.process.listing_words import changed_fields
from core.process.plants import is_plant
from core.queue import QueueRow

PACK_SLOTS = (Slot.MAIN, Slot.DETAIL, Slot.SOCIAL)
"""Slots of the pack; ads are made from it and stand beside it."""


class PackState(StrEnum):
    """How far a pack is."""

    EMPTY = "empty"
    PARTIAL = "partial"
    COMPLETE = "complete"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class PackSlot:
    """One slot of a pack."""

    slot: Slot
    needed: bool
    approved: tuple[QueueRow, ...]
    open: tuple[QueueRow, ...]
    rejected: int
    """Attempts that were rejected."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What is there of a SKU's pack."""

    sku: str
    slots: tuple[PackSlot, ...]
    mixed: tuple[str, ...]
    """What approved pictures differ in: `source`, `title`, `colour`, `material`, `kit`."""

    @property
    def state(self) -> PackState:
        """How far the pack is."""
        if self.mixed:
            return PackState.MIXED
        if not any(slot.approved for slot in self.slots):
            return PackState.EMPTY
        return PackState.PARTIAL if self.missing else PackState.COMPLETE

    @property
    def missing(self) -> tuple[Slot, ...]:
        """Needed slots without an approved picture."""
        return tuple(slot.slot for slot in self.slots if slot.needed and not slot.approved)

    @property
    def releasable(self) -> bool:
        """Whether the pack can go as a whole: complete, one article, nothing in it undecided."""
        return self.state is PackState.COMPLETE and not any(slot.open for slot in self.slots)


def pack_of(sku: str, rows: Sequence[QueueRow], needed: Sequence[Slot], plants: Container[str] = ()) -> Pack:
    """Return the pack that a SKU's rows make up; `needed` are the slots without which it is not complete.

    `plants` are the hashes of pictures with a planted defect: none of them is ever in a pack.
    """
    rows = [row for row in rows if not is_plant(row.sha256, plants)]
    slots = tuple(_slot(slot, rows, slot in needed) for slot in PACK_SLOTS)
    return Pack(sku, slots, _mixed([row for slot in slots for row in slot.approved]))


def card_rows(pack: Pack) -> tuple[QueueRow, ...]:
    """Return the pictures that go on the pack's card, in their order.

    Of the main pictures the one that was approved last, and first of all; then every approved detail and
    social picture. The newest main is the one that ads are held against as well.
    """
    mains = [row for slot in pack.slots if slot.slot is Slot.MAIN for row in slot.approved]
    main = max(
        mains, key=lambda row: (row.candidate.decided if row.candidate else "", row.sha256), default=None
    )
    others = [row for slot in pack.slots if slot.slot is not Slot.MAIN for row in slot.approved]
    return (main, *others) if main is not None else tuple(others)


def _slot(slot: Slot, rows: Sequence[QueueRow], needed: bool) -> PackSlot:
    here = [row for row in rows if row.candidate is not None and row.candidate.match.slot is slot]
    return PackSlot(
        slot,
        needed,
        tuple(row for row in here if row.state is State.APPROVED),
        tuple(row for row in here if row.open),
        sum(row.state is State.REJECTED for row in here),
    )


def _mixed(approved: Sequence[QueueRow]) -> tuple[str, ...]:
    bounds: list[Bound] = [
        row.candidate.bound[-1] for row in approved if row.candidate and row.candidate.bound
    ]
    found = ["source"] if len({bound.source_sha256 for bound in bounds}) > 1 else []
    said = [bound.words for bound in bounds if bound.words is not None]
    different = {name for words in said for name in changed_fields(said[0], words)}
    return (*found, *(name for name in ("title", "colour", "material", "kit") if name in different))
