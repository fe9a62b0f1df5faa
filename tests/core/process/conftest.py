from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import pytest

from core.events import (
    AuditRecorded,
    AuditSettled,
    BatchAdded,
    BatchClosed,
    BatchOpened,
    CandidateArrived,
    Decided,
    Event,
)
from core.fold import Entry, Ledger
from core.intake.listings import Listings
from core.live_queue import RowRules, row_of
from core.model import Listing, Mode, Slot, Verdict, Words
from core.process.batches import Recorded, recorded
from core.process.inspection import Inspected, inspected
from core.process.lapses import LapseRules
from core.process.people import People
from core.queue import QueueRow, ordered


@dataclass
class Scene:
    """A record that is written down event by event, and what follows from it."""

    people: People = field(default_factory=People)
    rows_of_listings: dict[str, Listing] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    def event(self, event: Event, person: str = "ana") -> str:
        at = len(self.entries) + 1
        id_ = hashlib.sha256(str(at).encode()).hexdigest()
        stamp = f"2026-11-{1 + at // 1440 % 28:02d}T{at // 60 % 24:02d}:{at % 60:02d}:00.000Z"
        self.entries.append(
            Entry((f"{at:012x}-0000", "studio", person, at), id_, person, "studio", stamp, event)
        )
        return id_

    def arrive(
        self,
        sku: str = "S-1",
        slot: Slot = Slot.MAIN,
        mode: Mode = Mode.EXACT_CARD,
        *,
        attempt: int = 1,
        path: str = "incoming/x.png",
    ) -> str:
        sha = hashlib.sha256(f"{sku}{slot}{len(self.entries)}".encode()).hexdigest()
        self.event(
            CandidateArrived(
                path=path,
                sha256=sha,
                width=9,
                height=9,
                format="PNG",
                bytes=1,
                sku=sku,
                slot=slot,
                mode=mode,
                attempt=attempt,
            )
        )
        return sha

    def decide(
        self,
        sha: str,
        verdict: Verdict = Verdict.APPROVE,
        person: str = "ana",
        *,
        main: str = "",
        words: Words | None = None,
        source: str = "",
        settles: tuple[str, ...] = (),
        reasons: tuple[str, ...] = (),
    ) -> str:
        return self.event(
            Decided(
                sha256=sha,
                verdict=verdict,
                sku="",
                slot=Slot.MAIN,
                mode=Mode.EXACT_CARD,
                main_sha256=main,
                words=words,
                source_sha256=source,
                settles=settles,
                reasons=reasons,
            ),
            person,
        )

    def batch(
        self,
        name: str,
        skus: int,
        *,
        prefix: str = "",
        pilot: bool = False,
        solo: bool = False,
        limit: int = 0,
    ) -> list[str]:
        """Open a batch of so many SKUs with a candidate each, and return the candidates' hashes."""
        names = [f"{prefix or name}-{number}" for number in range(skus)]
        shas = [self.arrive(sku) for sku in names]
        self.event(
            BatchOpened(
                batch=name, category="shoes", size=30, pilot=pilot, solo=solo, most_disagreements=limit
            )
        )
        self.event(BatchAdded(batch=name, skus=tuple(names)))
        return shas

    def audit(self, batch: str, sha: str, decision: str, verdict: Verdict, person: str = "bek") -> str:
        return self.event(AuditRecorded(batch=batch, sha256=sha, decision=decision, verdict=verdict), person)

    def reviewed(self, name: str, skus: int, *, wrong: int = 0, every: int = 5, pilot: bool = False) -> None:
        """Run a whole batch: all approved, audits done, the first `wrong` of them disagreeing and settled."""
        shas = self.batch(name, skus, pilot=pilot)
        made = [self.decide(sha) for sha in shas]
        for number, at in enumerate(range(every - 1, skus, every)):
            bad = number < wrong
            audit = self.audit(name, shas[at], made[at], Verdict.REJECT if bad else Verdict.APPROVE)
            if bad:
                self.event(AuditSettled(batch=name, audit=audit, verdict=Verdict.REJECT, note="seen"), "own")
                self.decide(shas[at], Verdict.REJECT, settles=(made[at],))
        self.event(BatchClosed(batch=name))

    def ledger(self) -> Ledger:
        ledger = Ledger()
        ledger.apply(self.entries)
        return ledger

    def rows(self) -> tuple[QueueRow, ...]:
        ledger, listings = self.ledger(), Listings(rows=self.rows_of_listings)
        record = recorded(ledger.of_process())
        rules = RowRules(LapseRules(self.people, record.lifestyle), batch_of=record.batch_of)
        return ordered(row_of(one, ledger, listings, rules) for one in ledger.candidates.values())

    def record(self) -> Recorded:
        return recorded(self.ledger().of_process())

    def inspected(self) -> Inspected:
        by_sku: dict[str, list[QueueRow]] = {}
        for row in self.rows():
            by_sku.setdefault(row.sku, []).append(row)
        return inspected(self.record(), lambda sku: by_sku.get(sku, ()))


@pytest.fixture
def scene() -> Scene:
    return Scene()
