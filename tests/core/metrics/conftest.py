from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checklists.loader import load_reasons
from checklists.model import Checklist
from checklists.packs_loader import load_feedback, load_packs
from core.config import Config
from core.events import BatchAdded, BatchOpened, CandidateArrived, Decided, Event, Revoked
from core.fold import Changed
from core.history import History
from core.intake.listings import Listings
from core.live_queue import LiveQueue
from core.metrics_desk import MetricsDesk
from core.model import Answer, Listing, Mode, Slot, Verdict, Weighed
from core.process_desk import ProcessDesk
from core.returns.joined import Skus
from core.returns.reports import Asked, Reports
from core.store.store import Store


@dataclass
class Shop:
    """A store on the disk with metrics over it, without a picture; `today` is the day it is."""

    root: Path
    config: Config = field(default_factory=Config)
    person: str = "ana"
    today: str = "2026-07-01"
    listings: dict[str, Listing] = field(default_factory=dict)
    checklists: dict[str, Checklist] = field(default_factory=dict)

    def __post_init__(self) -> None:
        store = Store(
            self.root / "decisions",
            device="studio",
            user="all",
            lock_folder=self.root / "locks",
            now=lambda: datetime.fromisoformat(f"{self.today}T12:00:00").replace(tzinfo=UTC),
        )
        self.history = History(store, self._changed)
        self.process = ProcessDesk(
            self.history,
            self.config,
            rows=lambda: self.queue.rows(),  # noqa: PLW0108 the queue is made of the process
            listings=self._listings,
            person=lambda: self.person,
        )
        self.queue = LiveQueue(self.history.state, self._listings, self.process.row_rules)
        self.packs = load_packs()[0]
        self.reports = Reports(self._entries, self.record, self.packs, load_feedback())
        self.metrics = MetricsDesk(
            self.history,
            self.process,
            self.reports,
            self.config,
            load_reasons(),
            skus=lambda: Skus(self.listings, self.packs.values()),
            checklists=self.root / "checklists",
            on_raised=self.checklists.update,
            record=self.record,
        )
        self.history.follow()

    def _listings(self) -> Listings:
        return Listings(rows=self.listings)

    def _changed(self, changed: Changed) -> None:
        self.process.note(changed)
        self.queue.note(changed)

    def _entries(self) -> Sequence[object]:
        with self.history.state() as ledger:
            return ledger.of_marketplaces()

    def record(self, events: Sequence[Event]) -> list[str]:
        return [one.hash for one in self.history.record(self.person, events)]

    def list(self, sku: str, category: str = "jewelry") -> None:
        self.listings[sku] = Listing(sku, category=category)
        self.queue.note_listings()
        self.process.note(Changed())

    def arrive(
        self,
        sku: str,
        slot: Slot = Slot.MAIN,
        mode: Mode = Mode.EXACT_CARD,
        *,
        attempt: int = 1,
        generator: str = "",
    ) -> str:
        sha = hashlib.sha256(f"{sku}{slot}{mode}{attempt}".encode()).hexdigest()
        self.record(
            [
                CandidateArrived(
                    path=f"incoming/{sku}__{slot}__{mode}__a{attempt}.png",
                    sha256=sha,
                    width=9,
                    height=9,
                    format="PNG",
                    bytes=1,
                    sku=sku,
                    slot=slot,
                    mode=mode,
                    attempt=attempt,
                    generator=generator,
                )
            ]
        )
        return sha

    def decide(
        self,
        sha: str,
        verdict: Verdict = Verdict.APPROVE,
        *reasons: str,
        answers: dict[str, Answer] | None = None,
        weighed: Weighed | None = None,
        note: str = "",
    ) -> str:
        candidate = self.history.candidate(sha)
        event = Decided(
            sha256=sha,
            verdict=verdict,
            sku=candidate.match.sku,
            slot=candidate.match.slot,
            mode=candidate.match.mode,
            reasons=reasons,
            answers=answers or {},
            weighed=weighed,
            note=note,
            settles=tuple(head.id for head in candidate.heads),
        )
        return self.record([event])[0]

    def undo(self, sha: str, decision: str) -> None:
        self.record([Revoked(sha256=sha, decision=decision)])

    def batch(self, name: str, category: str, *skus: str) -> None:
        self.record([BatchOpened(batch=name, category=category, size=30), BatchAdded(batch=name, skus=skus)])

    def take(self, kind: str, marketplace: str, header: str, lines: Sequence[str]) -> None:
        """Import a table of this program's own form."""
        path = self.root / f"{kind}.csv"
        path.write_text("\n".join([header, *lines]) + "\n", "utf-8")
        asked = Asked(marketplace)
        found = self.reports.plan(kind, path, asked)  # type: ignore[arg-type]
        assert found.problems == ()
        self.reports.take(found, asked)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop(tmp_path)
    yield made
    made.history.close()
