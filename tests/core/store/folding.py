"""What a store's events come to: the fold, in a form that can be compared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from core.events import decode_event
from core.fold import Entry, Ledger
from core.store.record import Record


def add(ledger: Ledger, records: Iterable[Record]) -> None:
    ledger.apply(
        Entry(
            order=record.order,
            id=record.hash,
            person=record.person,
            device=record.device,
            at=record.at,
            event=decode_event(record.kind, record.v, record.data),
        )
        for record in records
    )


def state(ledger: Ledger) -> dict[str, Any]:
    return {
        "candidates": dict(ledger.candidates),
        "sources": {source.path: source for source in ledger.all_sources()},
        "refusals": dict(ledger.refusals),
        "unknown": ledger.unknown_kinds,
    }


def fold(records: Iterable[Record]) -> dict[str, Any]:
    ledger = Ledger()
    add(ledger, records)
    return state(ledger)
