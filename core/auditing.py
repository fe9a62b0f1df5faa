"""Audits at the desk: who may take which second look, recording it, settling disagreements; `Desk.auditing`.

The first verdict is no part of what is shown before the second one is recorded. Methods that record return
when it is on the disk, and raise NotAllowed, NotSaved or what they name.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from core.clock import utc_now
from core.errors import AuditTooSoon, NoAudit, NothingToSettle
from core.events import AuditRecorded, AuditSettled, Event, Revoked
from core.history import Recording
from core.model import Draft, Verdict
from core.process.audits import Look, decided_by
from core.process.people import Act
from core.process_desk import ProcessDesk
from core.review import clean_note, reason_of


class Auditing:
    """What a person does about second looks."""

    def __init__(self, process: ProcessDesk, record: Recording) -> None:
        self._process = process
        self._record = record

    def looks(self, batch: str = "") -> tuple[Look, ...]:
        """Return the second looks that this person can take now, of all open batches or of one.

        Raises UnknownBatch.
        """
        return tuple(look for look in self._open_looks(batch) if self._ready_in(look) == timedelta())

    def check(self, sha256: str) -> tuple[str, Look]:
        """Return the second look at a candidate that this person may take, and its batch.

        Raises NotAllowed, NoAudit, AuditTooSoon.
        """
        self._process.check_may(Act.AUDIT)
        found = [
            (one.batch.id, look)
            for one in self._process.batches(closed=False)
            for look in one.looks
            if look.row.sha256 == sha256
        ]
        if not found:
            raise NoAudit(id=sha256[:12], why="not-sampled")
        batch, look = found[0]
        if look.audit is not None:
            raise NoAudit(id=sha256[:12], why="done")
        wait = self._ready_in(look)
        if wait is None:
            raise NoAudit(id=sha256[:12], why="own")
        if wait:
            raise AuditTooSoon(id=sha256[:12], hours=-(-wait // timedelta(hours=1)))
        return batch, look

    def record(self, sha256: str, verdict: Verdict, draft: Draft, reasons: Sequence[str]) -> Look:
        """Record a second look and return it, the first verdict beside it. Whoever calls has asked the gate.

        Raises as `check`.
        """
        batch, look = self.check(sha256)
        event = AuditRecorded(
            batch=batch,
            sha256=sha256,
            decision=look.decision.id,
            verdict=verdict,
            answers=dict(draft.answers),
            reasons=tuple(dict.fromkeys(reasons)),
            note=clean_note(draft.note),
            seconds=round(min(draft.looked.seconds, 1e6), 1),
        )
        self._record([event])
        return next(one for one in self._process.batch(batch).looks if one.row.sha256 == sha256)

    def settle(self, sha256: str, verdict: Verdict, note: str) -> Look:
        """Settle what a decision and its audit disagree about, with the reason.

        A third person may, and an owner; a single seller settles his own. Where the decision is overruled it
        is taken back, and the candidate is to be decided anew. Raises NoteMissing, NothingToSettle.
        """
        self._process.check_may(Act.SETTLE)
        said, person = reason_of(note), self._process.person
        for one in self._process.batches(closed=False):
            for look in one.unsettled:
                audit = look.audit
                if look.row.sha256 != sha256 or audit is None:
                    continue
                third = person not in (audit.person, look.decision.person)
                if not third and not self._process.people.owner(person):
                    continue
                events: list[Event] = [
                    AuditSettled(batch=one.batch.id, audit=audit.id, verdict=verdict, note=said)
                ]
                if verdict is not look.decision.verdict:
                    events.append(Revoked(sha256=sha256, decision=look.decision.id))
                self._record(events)
                return look
        raise NothingToSettle(id=sha256[:12])

    def _open_looks(self, batch: str) -> list[Look]:
        chosen = [self._process.batch(batch)] if batch else self._process.batches(closed=False)
        return [look for one in chosen for look in one.open_looks]

    def _ready_in(self, look: Look) -> timedelta | None:
        """Return how long this person still has to wait for a second look; None: never, it is their own."""
        if not decided_by(look.row, self._process.person):
            return timedelta()
        if self._process.people.team:
            return None
        ready = look.decision.at + timedelta(hours=self._process.config.audit.self_audit_hours)
        return max(timedelta(), ready - utc_now())
