"""The gate at the desk: what is asked about a candidate, and what still stands in the way; `Desk.gating`.

The rules are in `core.process`; here they meet the disk, what was measured and what this person has seen.
Nothing is recorded here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from checklists.model import GENERAL, Checklist, Item
from checklists.packs import CARD_SLOTS, RulePack
from core.evidence.desk import DeskEvidence
from core.evidence.standing import drifted
from core.history import History
from core.imaging.sharpness import SOFT_BELOW
from core.intake.arrivals import Arrivals
from core.model import Candidate, Draft, LargeScreen, Listing, Slot, State
from core.pictures import Pictures
from core.process.gate import Found, GateItem, GateRules, gate
from core.process.large_screen import credited, seen_by
from core.process.retakes import reasons_first
from core.process.rules import check_picture, packs_of
from core.process_desk import ProcessDesk
from core.queue import QueueRow
from core.rulebook import facts_of


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions for a candidate."""

    checklist: Checklist
    items: tuple[Item, ...]


class Gating:
    """Safe to use from several threads. `row` gives a picture's row, planted ones among them."""

    def __init__(
        self,
        process: ProcessDesk,
        history: History,
        evidence: DeskEvidence,
        pictures: Pictures,
        arrivals: Arrivals,
        *,
        row: Callable[[str], QueueRow],
        rows_of: Callable[[str], Iterable[QueueRow]],
        listings: Callable[[], Mapping[str, Listing]],
        checklists: Callable[[], Mapping[str, Checklist]],
        packs: Mapping[str, RulePack],
    ) -> None:
        """`rows_of` gives the rows of a SKU's candidates; `packs` are by marketplace."""
        self._process = process
        self._history = history
        self._evidence = evidence
        self._pictures = pictures
        self._arrivals = arrivals
        self._row = row
        self._rows_of = rows_of
        self._listings = listings
        self._checklists = checklists
        self._packs = packs

    def asked(self, candidate: Candidate) -> Asked:
        """Return the questions that a candidate's category asks for its slot.

        Those about what earlier attempts were rejected for come first.
        """
        category = self._process.category_of(candidate.match.sku)
        checklists = self._checklists()
        checklist = checklists.get(category) or checklists[GENERAL]
        items = checklist.items_for(candidate.match.slot)
        return Asked(checklist, reasons_first(items, self._process.earlier_reasons(candidate)))

    def found(self, candidate: Candidate) -> Found:
        """Return what the disk says now about a candidate's file and its source. Waits for the disk.

        Raises UnknownCandidate.
        """
        sku = candidate.match.sku
        listing = self._listings().get(sku)
        packs = packs_of(listing.marketplaces if listing else (), self._packs)
        with self._history.state() as ledger:
            source = ledger.source_of(sku) if sku else None
        found = self._pictures.found(candidate, source)
        if not packs:
            return found
        others = (row for row in self._rows_of(sku) if row.state is State.APPROVED)
        beside = [
            row.candidate.match.slot for row in others if row.candidate and row.sha256 != candidate.sha256
        ]
        approved = sum(slot in CARD_SLOTS for slot in beside)
        measured = self._evidence.look_up(self._row(candidate.sha256))
        facts = facts_of(candidate, self._pictures.colours(candidate), 1 + approved, measured)
        return replace(found, rules=check_picture(facts, packs))

    def left(self, candidate: Candidate, draft: Draft, found: Found | None = None) -> tuple[GateItem, ...]:
        """Return what still stands in the way of approval. Waits for the disk only without `found`.

        Raises UnknownCandidate.
        """
        named = ""
        if candidate.match.slot is Slot.AD:
            with self._history.state() as ledger:
                named = self._arrivals.named(candidate, ledger)
        return (*self._process.conditions(candidate, named), *self.left_to_look(candidate, draft, found))

    def left_to_look(
        self, candidate: Candidate, draft: Draft, found: Found | None = None
    ) -> tuple[GateItem, ...]:
        """Return what is left to look at and to answer, which is the gate of a second look.

        Waits for the disk and raises as `left`.
        """
        row = self._row(candidate.sha256)
        outcome = self._evidence.of(row) if found else self._evidence.look_up(row)
        found = replace(found or self.found(candidate), drifted=drifted(outcome))
        review = self._process.config.review
        rules = GateRules(
            min_look_seconds=review.min_look_seconds,
            large_screen_declared=review.large_screen_declared,
            source_soft_below=SOFT_BELOW if review.source_soft_below is None else review.source_soft_below,
        )
        draft = credited(draft, self.large_screen(candidate, found.source_sha256))
        return gate(candidate, self.asked(candidate).items, draft, found, rules)

    def large_screen(self, candidate: Candidate, source_sha256: str) -> LargeScreen | None:
        """Return the window in which this person saw the pair on the large-screen page; None: not yet."""
        needed = self._process.config.review.large_screen_seconds
        return seen_by(candidate.large_looks, self._process.person, source_sha256, needed)
