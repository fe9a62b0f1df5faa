"""Deciding at the desk: approving, rejecting, second looks, taking back, assigning; what `Desk.deciding` is.

Every method that records returns when it is on the disk, and raises NotSaved or what it names. What is
decided before the history has been read waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checklists.model import Reason
from core.auditing import Auditing
from core.errors import GateOpen, NothingToUndo, NotReviewable, UnknownSku
from core.events import Assigned, Event, LargeScreenSeen, Postponed, Revoked
from core.evidence.desk import DeskEvidence
from core.evidence.standing import weighed
from core.gating import Gating
from core.history import History
from core.intake.arrivals import Arrivals, next_attempt
from core.model import Candidate, Decision, Draft, LargeLook, LargeScreen, Mode, Slot, Verdict
from core.planting import Planting
from core.process.audits import Look
from core.process.large_screen import credited
from core.process.listing_words import words_of
from core.process.people import Act
from core.process_desk import ProcessDesk
from core.queue import QueueRow
from core.retaking import Retaking
from core.review import check_answers, check_reasons, decided, last_decision
from core.store.record import Record


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo took back."""

    candidate: Candidate
    """As it is now."""
    decision: Decision
    """The one that was revoked."""


class Deciding:
    """What a person does about one candidate. `row` gives its row in the queue."""

    def __init__(
        self,
        process: ProcessDesk,
        record: Callable[[Sequence[Event]], Sequence[Record]],
        history: History,
        *,
        gating: Gating,
        auditing: Auditing,
        planting: Planting,
        retaking: Retaking,
        evidence: DeskEvidence,
        arrivals: Arrivals,
        row: Callable[[str], QueueRow],
        reasons: Sequence[Reason],
    ) -> None:
        """`reasons` is the closed list that a rejection chooses from."""
        self._process = process
        self._record = record
        self._history = history
        self._gating = gating
        self._auditing = auditing
        self._planting = planting
        self._retaking = retaking
        self._evidence = evidence
        self._arrivals = arrivals
        self._row = row
        self._reasons = tuple(reason.code for reason in reasons)

    def approve(self, sha256: str, draft: Draft) -> Decision:
        """Record an approval.

        Raises UnknownCandidate, GateOpen with what is left, NotReviewable, UnknownItem, NotSaved.
        """
        self._history.whole()
        candidate = self._history.candidate(sha256)
        open_ = self._gating.left(candidate, draft)
        if open_:
            raise GateOpen(open_)
        return self._decide(candidate, Verdict.APPROVE, draft, ())

    def reject(self, sha256: str, draft: Draft, reasons: Sequence[str]) -> Decision:
        """Record a rejection.

        Raises UnknownCandidate, NotAllowed, DrillNeeded, ReasonMissing, UnknownReason, NotReviewable,
        UnknownItem, NotSaved.
        """
        self._history.whole()
        candidate = self._history.candidate(sha256)
        self._process.check_may_decide(candidate.match.sku)
        check_reasons(reasons, self._reasons)
        decision = self._decide(candidate, Verdict.REJECT, draft, reasons)
        self._note_retake(candidate, decision, standing=True)
        return decision

    def audit(self, sha256: str, verdict: Verdict, draft: Draft, reasons: Sequence[str] = ()) -> Look:
        """Record a second look at a decided candidate; the same gate holds for an approving one.

        Raises UnknownCandidate, GateOpen, ReasonMissing, UnknownReason, UnknownItem, NotAllowed, NoAudit,
        AuditTooSoon, NotSaved.
        """
        self._history.whole()
        candidate = self._history.candidate(sha256)
        self._auditing.check(sha256)
        check_answers(draft.answers, self._gating.asked(candidate).items)
        if verdict is Verdict.REJECT:
            check_reasons(reasons, self._reasons)
        elif open_ := self._gating.left_to_look(candidate, draft):
            raise GateOpen(open_)
        return self._auditing.record(sha256, verdict, draft, reasons)

    def undo(self, sha256: str = "") -> Undone:
        """Revoke the last decision on a candidate, or without one the last that this person made.

        Raises UnknownCandidate, NothingToUndo, NotAllowed, NotSaved.
        """
        self._history.whole()
        self._process.check_may(Act.DECIDE)
        if sha256:
            candidate = self._history.candidate(sha256)
            head = max(candidate.heads, key=lambda head: head.clock, default=None)
            found = (candidate, head) if head else None
        else:
            with self._history.state() as ledger:
                candidates = list(ledger.candidates.values())
            found = last_decision(candidates, self._process.person)
        if found is None:
            raise NothingToUndo
        candidate, head = found
        self._record([Revoked(sha256=candidate.sha256, decision=head.id)])
        if head.verdict is Verdict.REJECT:
            self._note_retake(candidate, head, standing=False)
        return Undone(self._history.candidate(candidate.sha256), head)

    def postpone(self, sha256: str) -> None:
        """Put a candidate off to the end of the queue. Raises UnknownCandidate, NotSaved."""
        self._history.whole()
        candidate = self._history.candidate(self._planting.base_of(sha256))
        self._record([Postponed(sha256=candidate.sha256)])

    def saw_large_screen(self, sha256: str, source_sha256: str, screen: LargeScreen) -> None:
        """Record that this person has looked at a pair on the large-screen page.

        Raises UnknownCandidate, NotSaved.
        """
        look = LargeLook(self._process.person, source_sha256, screen)
        if self._planting.saw_large_screen(sha256, look):
            return
        candidate = self._history.candidate(sha256)
        event = LargeScreenSeen(sha256=candidate.sha256, source_sha256=source_sha256, window=screen)
        self._record([event])

    def assign(self, sha256: str, sku: str, slot: Slot, mode: Mode) -> Candidate:
        """Say which SKU, slot and mode a candidate shows.

        Raises UnknownCandidate, UnknownSku, NotReviewable for one that is decided, NotSaved.
        """
        self._history.whole()
        sha256 = self._planting.base_of(sha256)
        candidate = self._history.candidate(sha256)
        if candidate.heads:
            raise NotReviewable(id=candidate.id, state=self._row(sha256).state)
        with self._history.state() as ledger:
            if not self._arrivals.knows(sku, ledger):
                raise UnknownSku(sku=sku)
            attempt = next_attempt(ledger, sku, slot)
        self._record([Assigned(sha256=sha256, sku=sku, slot=slot, mode=mode, attempt=attempt)])
        return self._history.candidate(sha256)

    def _decide(
        self, candidate: Candidate, verdict: Verdict, draft: Draft, reasons: Sequence[str]
    ) -> Decision:
        row = self._row(candidate.sha256)
        if row.candidate is None or not row.candidate.match.sku:
            raise NotReviewable(id=row.id, state=row.state)
        asked = self._gating.asked(row.candidate)
        check_answers(draft.answers, asked.items)
        source_sha256 = row.source.sha256 if row.source else ""
        draft = credited(draft, self._gating.large_screen(row.candidate, source_sha256))
        event = decided(
            row.candidate,
            verdict,
            draft,
            person=self._process.person,
            state=row.state,
            source=row.source,
            checklist=asked.checklist,
            reasons=reasons,
            weighed=weighed(self._evidence.look_up(row), asked.items, draft),
            words=words_of(row.listing),
            main_sha256=self._process.main_of(row.sku) if row.candidate.match.slot is Slot.AD else "",
        )
        record = self._record([event])[0]
        return next(d for d in self._history.candidate(row.sha256).history if d.id == record.hash)

    def _note_retake(self, candidate: Candidate, decision: Decision, *, standing: bool) -> None:
        if self._process.config.retakes.notes:
            self._retaking.note(self._row(candidate.sha256), decision, standing=standing)
