"""What was exported and uploaded, as the events tell it; pure.

An upload is a person's word about one export: which SKU, which marketplace, which approved pictures. It
counts for a SKU as long as those are still the pictures that would go on its card; a picture that was
approved anew has to be uploaded anew, on every marketplace that the listing names. What would go wrong
otherwise: a moderation clock that runs for pictures which nobody has sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import TypeVar

from core.clock import parse_utc_or_epoch
from core.events import Exported, ExportedPicture, Uploaded
from core.kept import Entry

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Export:
    """One SKU in one export."""

    export: str
    """Hash of the export's manifest."""
    pack: str
    """Version of the rule pack it was made by."""
    pictures: tuple[ExportedPicture, ...]
    """The main one first."""
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Upload:
    """One SKU in one marketplace's cabinet."""

    export: str
    """Hash of the manifest of the export that was uploaded."""
    pictures: tuple[str, ...]
    """SHA-256 of the approved originals."""
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Sent:
    """The last export and upload of every SKU."""

    exports: Mapping[str, Mapping[str, Export]] = field(default_factory=lambda: MappingProxyType({}))
    """By SKU and marketplace."""
    uploads: Mapping[str, Mapping[str, Upload]] = field(default_factory=lambda: MappingProxyType({}))
    """By SKU and marketplace."""
    history: Mapping[str, Mapping[str, tuple[Upload, ...]]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """Every upload by SKU and marketplace, oldest first."""
    runs: frozenset[tuple[str, str]] = frozenset()
    """Marketplace and manifest hash of every export that is recorded."""


def sent(entries: Iterable[Entry]) -> Sent:
    """Fold the events about exports and uploads; the order in which they are given does not matter."""
    exports: dict[str, dict[str, Export]] = {}
    history: dict[str, dict[str, tuple[Upload, ...]]] = {}
    runs: set[tuple[str, str]] = set()
    for entry in sorted(entries, key=lambda entry: (entry.order, entry.id)):
        event, at = entry.event, parse_utc_or_epoch(entry.at)
        if isinstance(event, Exported):
            runs.add((event.marketplace, event.export))
            for made in event.cards:
                found = Export(event.export, event.pack, made.pictures, entry.person, at)
                exports.setdefault(made.sku, {})[event.marketplace] = found
        elif isinstance(event, Uploaded):
            for card in event.cards:
                done = Upload(card.export, card.pictures, entry.person, at)
                mine = history.setdefault(card.sku, {})
                mine[event.marketplace] = (*mine.get(event.marketplace, ()), done)
    uploads = {sku: {name: made[-1] for name, made in mine.items()} for sku, mine in history.items()}
    return Sent(_frozen(exports), _frozen(uploads), _frozen(history), frozenset(runs))


def standing_uploads(uploads: Mapping[str, Upload], pictures: Sequence[str]) -> Mapping[str, Upload]:
    """Return the uploads, by marketplace, that hold exactly these approved pictures (SHA-256)."""
    return {name: one for name, one in uploads.items() if set(one.pictures) == set(pictures)}


def left_to_upload(standing: Mapping[str, Upload], marketplaces: Sequence[str]) -> tuple[str, ...]:
    """Return the marketplaces of a listing that have no standing upload yet.

    A SKU whose listing names none is done with one upload anywhere; until then the answer is `-`.
    """
    if not marketplaces:
        return () if standing else ("-",)
    return tuple(name for name in marketplaces if name not in standing)


def _frozen(found: Mapping[str, dict[str, _T]]) -> Mapping[str, Mapping[str, _T]]:
    return MappingProxyType({sku: MappingProxyType(one) for sku, one in found.items()})
