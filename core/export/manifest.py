"""What an export holds, as records and as the two files that say so; pure.

`manifest.json` has the true SKU codes and is the export's identity: its hash names the folder and is
recorded. `manifest.csv` is the same for people; a cell that a spreadsheet would take for a formula has an
apostrophe before it there. Neither holds the time of the export or who made it, so that the same approvals
and rules give the same bytes; the event says both.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checklists.packs import RulePack
from core.clock import format_utc
from core.export.convert import Made
from core.export.eligible import Card, CardPicture
from core.process.rules import RuleFinding
from core.spreadsheet import table

SCHEMA = 1

COLUMNS = (
    *("sku", "number", "file", "slot", "mode", "width", "height", "format", "bytes", "quality", "changes"),
    *("sha256", "approved_sha256", "source_sha256", "decision", "approved_by", "approved_at", "batch"),
    *("warnings", "marketplace", "rule_pack"),
)


@dataclass(frozen=True, slots=True)
class Shipped:
    """One exported picture."""

    picture: CardPicture
    file: str
    """Relative to the folder, `/` between the parts."""
    made: Made
    warnings: tuple[RuleFinding, ...]
    """Rules that it breaks and that only warn."""


@dataclass(frozen=True, slots=True)
class ShippedCard:
    """One exported pack."""

    card: Card
    pictures: tuple[Shipped, ...]
    """The main one first."""


@dataclass(frozen=True, slots=True)
class Shipment:
    """One export."""

    pack: RulePack
    cards: tuple[ShippedCard, ...]
    """By SKU."""
    disclaimer: Mapping[str, str]
    """By language: all of them, so that the manifest does not depend on who exports."""

    @property
    def files(self) -> int:
        """How many pictures there are."""
        return sum(len(card.pictures) for card in self.cards)


def manifest_id(manifest: str) -> str:
    """Return the identity of an export: the SHA-256 of its `manifest.json`."""
    return hashlib.sha256(manifest.encode()).hexdigest()


def manifest_json(shipment: Shipment) -> str:
    """Return `manifest.json`."""
    pack = shipment.pack
    document = {
        "schema": SCHEMA,
        "marketplace": pack.id,
        "rule_pack": {
            "version": pack.version,
            "collected": pack.collected.isoformat(),
            "review_by": pack.review_by.isoformat(),
        },
        "disclaimer": dict(sorted(shipment.disclaimer.items())),
        "cards": [
            {
                "sku": one.card.sku,
                "batch": one.card.batch,
                "pictures": [_values(number, shipped) for number, shipped in enumerate(one.pictures, 1)],
            }
            for one in shipment.cards
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def manifest_csv(shipment: Shipment) -> str:
    """Return `manifest.csv`."""
    return table(COLUMNS, _rows(shipment))


def _values(number: int, shipped: Shipped) -> dict[str, object]:
    row, made, decision = shipped.picture.row, shipped.made, shipped.picture.decision
    match = row.candidate.match if row.candidate else None
    return {
        "number": number,
        "file": shipped.file,
        "slot": match.slot.value if match else "",
        "mode": match.mode.value if match else "",
        "width": made.width,
        "height": made.height,
        "format": made.format,
        "bytes": made.bytes,
        "quality": made.quality,
        "changes": list(made.changes),
        "sha256": made.sha256,
        "approved_sha256": row.sha256,
        "source_sha256": decision.source_sha256,
        "decision": decision.id,
        "approved_by": decision.person,
        "approved_at": format_utc(decision.at),
        "warnings": [
            {
                "rule": found.rule.id,
                "confidence": found.rule.confidence,
                "needed": found.says.args.get("needed", ""),
                "found": found.says.args.get("found", ""),
            }
            for found in shipped.warnings
        ],
    }


def _rows(shipment: Shipment) -> Iterator[list[str]]:
    for one in shipment.cards:
        for number, shipped in enumerate(one.pictures, 1):
            values = _values(number, shipped)
            values |= {
                "sku": one.card.sku,
                "batch": one.card.batch,
                "changes": ", ".join(shipped.made.changes),
                "warnings": ", ".join(found.rule.id for found in shipped.warnings),
                "marketplace": shipment.pack.id,
                "rule_pack": shipment.pack.version,
                "quality": shipped.made.quality or "",
            }
            yield [str(values[column]) for column in COLUMNS]
