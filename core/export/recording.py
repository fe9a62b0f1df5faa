"""What is recorded of an export and of an upload; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from core.events import MAX_CARDS, Exported, ExportedCard, ExportedPicture, Uploaded, UploadedCard
from core.export.manifest import Shipment

T = TypeVar("T")


def exported(shipment: Shipment, id_: str) -> Iterator[Exported]:
    """Return the events that record an export; `id_` is the hash of its manifest."""
    cards = [
        ExportedCard(
            one.card.sku,
            tuple(
                ExportedPicture(two.picture.row.sha256, two.picture.decision.id, two.made.sha256)
                for two in one.pictures
            ),
        )
        for one in shipment.cards
    ]
    for some in _pieces(cards):
        yield Exported(
            marketplace=shipment.pack.id, export=id_, pack=shipment.pack.version, cards=tuple(some)
        )


def uploaded(marketplace: str, cards: Sequence[UploadedCard]) -> Iterator[Uploaded]:
    """Return the events that record an upload."""
    for some in _pieces(cards):
        yield Uploaded(marketplace=marketplace, cards=tuple(some))


def _pieces(cards: Sequence[T]) -> Iterator[Sequence[T]]:
    for at in range(0, len(cards), MAX_CARDS):
        yield cards[at : at + MAX_CARDS]
