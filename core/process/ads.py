"""Ads: pictures made from a SKU's pack, which stand only beside its approved main picture; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.model import Slot, State, Verdict
from core.queue import QueueRow


@dataclass(frozen=True, slots=True)
class Ad:
    """One ad and what is to be done about it."""

    row: QueueRow
    main: QueueRow | None
    """The SKU's approved main picture now."""
    take_down: bool
    """It was approved once and does not count now: wherever it runs, it has to be taken down."""

    @property
    def stands(self) -> bool:
        """Whether it may run: approved, and beside the main picture it was approved with."""
        return self.row.state is State.APPROVED and self.main is not None


def ads_of(rows: Iterable[QueueRow]) -> tuple[Ad, ...]:
    """Return every ad among the rows, in their order."""
    rows = tuple(rows)
    mains: dict[str, QueueRow] = {}
    for row in rows:
        candidate = row.candidate
        if candidate is not None and candidate.match.slot is Slot.MAIN and row.state is State.APPROVED:
            known = mains.get(row.sku)
            if known is None or _newer(row, known):
                mains[row.sku] = row
    return tuple(
        Ad(row, mains.get(row.sku), row.state is not State.APPROVED and _ever_approved(row))
        for row in rows
        if row.candidate is not None and row.candidate.match.slot is Slot.AD
    )


def _newer(row: QueueRow, than: QueueRow) -> bool:
    return _decided(row) > _decided(than)


def _decided(row: QueueRow) -> tuple[str, str]:
    return (row.candidate.decided if row.candidate else "", row.sha256)


def _ever_approved(row: QueueRow) -> bool:
    history = row.candidate.history if row.candidate else ()
    return any(decision.verdict is Verdict.APPROVE for decision in history)
