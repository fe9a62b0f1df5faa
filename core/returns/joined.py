"""From a row of a report to the SKU it is about and the pictures that buyers saw; pure.

A row may know the marketplace's own id alone: a column of the listings says which SKU that is. Which picture
was live is told by the last upload that a person recorded for the marketplace; where there is none, by the
approvals: of each slot the newest one of that day. What was approved and taken back without a later decision
does not count there; nobody can say whether it was ever uploaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC

from checklists.feedback import fold_words
from checklists.packs import RulePack
from core.model import Candidate, Decision, Listing, Slot, Verdict
from core.process.uploads import Upload
from core.returns.known import Row


@dataclass(frozen=True, slots=True)
class Live:
    """A picture that was on the card."""

    candidate: Candidate
    decision: Decision
    """The approval, with its answers and what was looked at."""


class Skus:
    """Which SKU a row is about."""

    def __init__(self, listings: Mapping[str, Listing], packs: Iterable[RulePack]) -> None:
        self._listed = frozenset(listings)
        self._by_id: dict[tuple[str, str], str] = {}
        for pack in packs:
            columns = {fold_words(column) for column in pack.id_columns}
            for listing in listings.values():
                for header, cell in listing.extra.items():
                    if cell and fold_words(header) in columns:
                        self._by_id.setdefault((pack.id, cell), listing.sku)

    def of(self, row: Row) -> str:
        """Return the SKU; empty where only an id is known that no listing has."""
        if row.seller in self._listed:
            return row.seller
        return self._by_id.get((row.marketplace, row.platform), row.seller)

    def lists(self, sku: str) -> bool:
        """Tell whether a SKU is in the listings."""
        return sku in self._listed


def live_on(candidates: Iterable[Candidate], day: str, uploads: Sequence[Upload] = ()) -> Mapping[Slot, Live]:
    """Return the pictures of one SKU that were live on `day` (`2026-11-23`); without a day those of now.

    `uploads` are those of this SKU to the marketplace, oldest first; where none was made by then, the
    approvals tell.
    """
    made = [one for one in uploads if not day or _day(one) <= day]
    if made:
        return _uploaded(candidates, made[-1])
    live: dict[Slot, Live] = {}
    for candidate in candidates:
        decision = _approval(candidate, day)
        if decision is None:
            continue
        other = live.get(candidate.match.slot)
        if other is None or decision.clock > other.decision.clock:
            live[candidate.match.slot] = Live(candidate, decision)
    return {slot: live[slot] for slot in Slot if slot in live}


def _uploaded(candidates: Iterable[Candidate], upload: Upload) -> Mapping[Slot, Live]:
    """Return the pictures of an upload, each with the newest approval before it; the first one of a slot."""
    known = {candidate.sha256: candidate for candidate in candidates}
    live: dict[Slot, Live] = {}
    for candidate in (known[sha256] for sha256 in upload.pictures if sha256 in known):
        approvals = [
            one for one in candidate.history if one.verdict is Verdict.APPROVE and one.at <= upload.at
        ]
        if approvals:
            live.setdefault(candidate.match.slot, Live(candidate, approvals[-1]))
    return {slot: live[slot] for slot in Slot if slot in live}


def _approval(candidate: Candidate, day: str) -> Decision | None:
    """Return the approval of a candidate that held at the end of a day."""
    before = [one for one in candidate.history if not day or _day(one) <= day]
    if not before or before[-1].verdict is not Verdict.APPROVE:
        return None
    last = before[-1]
    stands = any(head.id == last.id for head in candidate.heads)
    return last if stands or len(before) < len(candidate.history) else None


def _day(made: Decision | Upload) -> str:
    return made.at.astimezone(UTC).date().isoformat()
