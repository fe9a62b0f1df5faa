"""A month of work by three people, told day by day, against a tally that is kept apart."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from core.auditing import Auditing
from core.batching import Batching
from core.config import Config
from core.errors import AuditTooSoon, BatchNotReady, CategoryStopped, NoAudit, NotAllowed, NothingToSettle
from core.events import CandidateArrived, Decided, Event, Revoked
from core.fold import Changed
from core.history import History
from core.intake.listings import Listings
from core.live_queue import LiveQueue
from core.model import Draft, Listing, Mode, Slot, State, Verdict
from core.process.inspection import Mode as Inspection
from core.process.lapses import Lapse
from core.process.listing_words import words_of
from core.process.people import Role
from core.process.sla import Stage
from core.process_config import AuditSection, BatchesSection, PersonSection, PilotsSection
from core.process_desk import ProcessDesk
from core.queue import QueueRow
from core.store.store import Store

A, R = Verdict.APPROVE, Verdict.REJECT
TEAM = {
    "ana": PersonSection(roles=(Role.REVIEWER,)),
    "bek": PersonSection(roles=(Role.AUDITOR, Role.REVIEWER, Role.STUDIO), folders=("bek",)),
    "eva": PersonSection(roles=(Role.OWNER,)),
}


@dataclass
class Shop:
    """A store on the disk and the process over it, without a picture."""

    root: Path
    config: Config
    person: str = "ana"
    listings: dict[str, Listing] = field(default_factory=dict)

    def __post_init__(self) -> None:
        store = Store(self.root / "decisions", device="studio", user="all", lock_folder=self.root / "locks")
        self.history = History(store, self._changed)
        self.process = ProcessDesk(
            self.history,
            self.config,
            rows=self.rows,
            listings=lambda: Listings(rows=self.listings),
            person=lambda: self.person,
        )
        self.queue = LiveQueue(
            self.history.state, lambda: Listings(rows=self.listings), self.process.row_rules
        )
        self.batching = Batching(
            self.process,
            self.record,
            rows=self.rows,
            categories=lambda: ("shoes", "home", "toys", "food"),
            skus=lambda: tuple(self.listings),
        )
        self.auditing = Auditing(self.process, self.record)
        self.history.follow()

    def _changed(self, changed: Changed) -> None:
        self.process.note(changed)
        self.queue.note(changed)

    def rows(self) -> tuple[QueueRow, ...]:
        return self.queue.rows()

    def record(self, events: Sequence[Event]) -> list[str]:
        return [record.hash for record in self.history.record(self.person, events)]

    def row(self, sha: str) -> QueueRow:
        return next(row for row in self.rows() if row.sha256 == sha)

    def list_skus(self, category: str, count: int) -> list[str]:
        """List SKUs of a category with a main and a detail picture each."""
        begin = len(self.listings)
        skus = [f"{category}-{number}" for number in range(begin, begin + count)]
        for sku in skus:
            self.listings[sku] = Listing(sku, title=f"Title {sku}", category=category, colour="white")
        self.queue.note_listings()
        self.process.note(Changed())
        self.record([self.arrival(sku, slot) for sku in skus for slot in (Slot.MAIN, Slot.DETAIL)])
        return skus

    @staticmethod
    def arrival(sku: str, slot: Slot, attempt: int = 1, folder: str = "new") -> CandidateArrived:
        return CandidateArrived(
            path=f"incoming/{folder}/{sku}__{slot}__a{attempt}.png",
            sha256=hashlib.sha256(f"{sku}{slot}{attempt}{folder}".encode()).hexdigest(),
            width=9,
            height=9,
            format="PNG",
            bytes=1,
            sku=sku,
            slot=slot,
            mode=Mode.EXACT_CARD,
            attempt=attempt,
        )

    def decide(self, shas: Sequence[str], verdict: Verdict = A) -> None:
        """Decide as the person who sits here, past the same conditions as at the desk."""
        events: list[Event] = []
        for sha in shas:
            row = self.row(sha)
            assert row.candidate is not None
            if verdict is A:
                assert self.process.conditions(row.candidate, "") == ()
            events.append(
                Decided(
                    sha256=sha,
                    verdict=verdict,
                    sku=row.sku,
                    slot=row.candidate.match.slot,
                    mode=row.candidate.match.mode,
                    reasons=("shape",) if verdict is R else (),
                    words=words_of(self.listings.get(row.sku)) if verdict is A else None,
                    main_sha256=self.process.main_of(row.sku) if row.candidate.match.slot is Slot.AD else "",
                    settles=tuple(head.id for head in row.candidate.heads),
                )
            )
        self.record(events)

    def of(self, sku: str, slot: Slot = Slot.MAIN, attempt: int = 1) -> str:
        return self.arrival(sku, slot, attempt).sha256


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    config = Config(
        people=TEAM,
        batches=BatchesSection(size=10, tightened_size=6),
        audit=AuditSection(most_disagreements=0, few=10),
        pilots=PilotsSection(size=3),
    )
    made = Shop(tmp_path, config)
    yield made
    made.history.close()


@dataclass
class Tally:
    """What the story says happened, counted as it is told."""

    pairs: Counter[tuple[Verdict, Verdict]] = field(default_factory=Counter)
    batches: int = 0
    skus: int = 0


def work_off(shop: Shop, tally: Tally, skus: Sequence[str], *, every: int, wrong: Sequence[str] = ()) -> str:
    """Open a batch, decide it, audit what has to be audited, settle, close; `wrong` are approved in error."""
    shop.person = "ana"
    made = shop.batching.open(shop.listings[skus[0]].category, skus)
    (batch,) = made.batches
    shas = [shop.of(sku, slot) for sku in skus for slot in (Slot.MAIN, Slot.DETAIL)]
    shop.decide(shas)
    with pytest.raises(BatchNotReady):
        shop.batching.close(batch)
    expected = [sku for at, sku in enumerate(skus, start=1) if at % every == 0]
    assert shop.process.batch(batch).sampled == tuple(expected)
    with pytest.raises(NotAllowed):  # ana is no auditor
        shop.auditing.record(shop.of(expected[0]), A, Draft(), ())
    shop.person = "bek"
    assert {look.sku for look in shop.auditing.looks(batch)} == set(expected)
    for sku in expected:
        for slot in (Slot.MAIN, Slot.DETAIL):
            verdict = R if sku in wrong and slot is Slot.MAIN else A
            shop.auditing.record(shop.of(sku, slot), verdict, Draft(), ("shape",) if verdict is R else ())
            tally.pairs[A, verdict] += 1
    for sku in wrong:
        with pytest.raises(NothingToSettle):  # bek is the second, not a third
            shop.auditing.settle(shop.of(sku), R, "buttons")
        shop.person = "eva"
        shop.auditing.settle(shop.of(sku), R, "one button is missing")
        assert shop.row(shop.of(sku)).state is State.NO_SOURCE, "taken back, to be decided anew"
        shop.decide([shop.of(sku)], R)
        shop.person = "bek"
    shop.person = "ana"
    closed = shop.batching.close(batch)
    assert (closed.disagreements, len(closed.open_looks)) == (len(wrong), 0)
    tally.batches += 1
    tally.skus += len(skus)
    return batch


def test_a_month_adds_up(shop: Shop) -> None:
    tally = Tally()
    # First week: every category begins with a pilot; that of toys fails once.
    for category in ("shoes", "home", "food"):
        work_off(shop, tally, shop.list_skus(category, 3), every=1)
    first = shop.list_skus("toys", 3)
    work_off(shop, tally, first, every=1, wrong=first[:1])
    assert not shop.process.category("toys").piloted
    many = shop.list_skus("toys", 5)
    made = shop.batching.open("toys", many)
    assert (len(made.added), made.left_over) == (3, tuple(many[3:])), "a pilot again, and it takes three"
    shop.person = "eva"
    shop.decide([shop.of(sku, slot) for sku in made.added for slot in (Slot.MAIN, Slot.DETAIL)])
    with pytest.raises(NoAudit):  # eva decided
        shop.auditing.record(shop.of(made.added[0]), A, Draft(), ())
    shop.person = "bek"
    for sku in made.added:
        for slot in (Slot.MAIN, Slot.DETAIL):
            shop.auditing.record(shop.of(sku, slot), A, Draft(), ())
            tally.pairs[A, A] += 1
    shop.person = "ana"
    shop.batching.close(made.batches[0])
    tally.batches, tally.skus = tally.batches + 1, tally.skus + 3
    assert {name: shop.process.category(name).piloted for name in shop.process.categories()} == dict.fromkeys(
        ("food", "home", "shoes", "toys"), True
    )
    # Second week: full batches; shoes go wrong twice and are stopped.
    work_off(shop, tally, shop.list_skus("home", 10), every=5)
    bad = shop.list_skus("shoes", 10)
    work_off(shop, tally, bad, every=5, wrong=bad[4:5])
    assert shop.process.category("shoes").mode is Inspection.TIGHTENED
    bad = shop.list_skus("shoes", 6)
    work_off(shop, tally, bad, every=3, wrong=bad[2:3])
    assert shop.process.category("shoes").mode is Inspection.STOPPED
    more = shop.list_skus("shoes", 6)
    with pytest.raises(CategoryStopped):
        shop.batching.open("shoes", more)
    with pytest.raises(NotAllowed):
        shop.batching.reopen("shoes", "please")
    shop.person = "eva"
    shop.batching.reopen("shoes", "the studio changed its prompt")
    # Third week: on under tightened inspection, and the rest of toys.
    work_off(shop, tally, more, every=3)
    assert shop.process.category("shoes").clean == 1
    work_off(shop, tally, shop.list_skus("food", 10), every=5)
    work_off(shop, tally, shop.list_skus("toys", 10), every=5)
    work_off(shop, tally, shop.list_skus("home", 5), every=5)
    # What the program says against what the story told.
    found = shop.process.agreement()[""]
    assert tally.batches == 12
    assert found.pairs == sum(tally.pairs.values())
    assert (found.both_approve, found.approve_reject) == (tally.pairs[A, A], tally.pairs[A, R])
    assert found.raw == pytest.approx(tally.pairs[A, A] / found.pairs)
    inspected = shop.process.inspected()
    assert len(inspected.closed) == tally.batches
    assert sum(len(one.batch.skus) for one in inspected.batches.values()) == tally.skus
    assert sum(one.disagreements for one in inspected.batches.values()) == tally.pairs[A, R] == 3
    states = Counter(row.state for row in shop.rows())
    assert states[State.REJECTED] == 3
    assert states[State.APPROVED] == 2 * tally.skus - 3
    assert states[State.NO_SOURCE] == 2 * (len(shop.listings) - tally.skus)
    stages = Counter(card.stage for card in shop.process.board())
    assert stages[Stage.CABINET] == tally.skus - 3
    attempts = shop.process.attempts()
    assert attempts.by_reason == {"shape": 3}
    # And the same from the disk alone.
    again = Shop(shop.root, shop.config, listings=shop.listings)
    assert again.process.inspected() == inspected
    assert again.process.agreement() == shop.process.agreement()


def test_ads_and_copy_follow_the_main_picture_and_the_words(shop: Shop) -> None:
    (sku,) = shop.list_skus("shoes", 1)
    ads = [shop.arrival(sku, Slot.AD, attempt) for attempt in (1, 2)]
    shop.record(ads)
    candidate = shop.row(ads[0].sha256).candidate
    assert candidate is not None
    assert [item.code for item in shop.process.conditions(candidate, "")] == ["ad-no-main"]
    shop.decide([shop.of(sku), shop.of(sku, Slot.DETAIL)])
    shop.decide([ad.sha256 for ad in ads])
    assert [ad.stands for ad in shop.process.ads()] == [True, True]
    newer = shop.arrival(sku, Slot.MAIN, 2)
    shop.record([newer])
    shop.decide([newer.sha256])
    assert [(ad.row.lapsed, ad.take_down) for ad in shop.process.ads()] == [
        ((Lapse.MAIN_REPLACED,), True)
    ] * 2
    shop.decide([ads[0].sha256])
    assert [ad.take_down for ad in shop.process.ads()] == [False, True]
    main = shop.row(newer.sha256).candidate
    assert main is not None
    shop.record([Revoked(sha256=main.sha256, decision=main.heads[0].id)])
    assert [ad.take_down for ad in shop.process.ads()] == [True, False], "the first main counts again"
    shop.decide([newer.sha256])
    shop.listings[sku] = Listing(sku, title=f"Title {sku}", category="shoes", colour="black")
    shop.queue.note_listings()
    shop.process.note(Changed())
    lapsed = [row.lapsed for row in shop.rows() if row.state is State.LAPSED]
    assert (Lapse.COPY,) in lapsed
    assert len(lapsed) == 5


def test_who_made_a_picture_and_a_paused_batch_stand_in_the_way(shop: Shop) -> None:
    (sku,) = shop.list_skus("shoes", 1)
    own = shop.arrival(sku, Slot.SOCIAL, folder="bek")
    shop.record([own])
    batch = shop.batching.open("shoes", [sku]).batches[0]
    shop.batching.pause(batch, "wrong kit in the box")
    shop.person = "bek"
    candidate = shop.row(own.sha256).candidate
    assert candidate is not None
    assert [item.code for item in shop.process.conditions(candidate, "")] == ["own-picture", "batch-paused"]
    shop.person = "eva"
    shop.batching.resume(batch)
    assert shop.process.conditions(candidate, "") == ()
    shop.batching.hand_over(batch, "bek")
    assert shop.process.batch(batch).batch.person == "bek"
    with pytest.raises(NotAllowed):
        shop.batching.hand_over(batch, "nobody")


def test_a_single_seller_audits_himself_and_it_is_said(tmp_path: Path) -> None:
    config = Config(audit=AuditSection(self_audit_hours=0), pilots=PilotsSection(required=False))
    shop = Shop(tmp_path, config, person="own")
    skus = shop.list_skus("home", 5)
    batch = shop.batching.open("home", skus).batches[0]
    shop.decide([shop.of(sku, slot) for sku in skus for slot in (Slot.MAIN, Slot.DETAIL)])
    assert [look.sku for look in shop.auditing.looks()] == [skus[4]] * 2
    for slot in (Slot.MAIN, Slot.DETAIL):
        assert shop.auditing.record(shop.of(skus[4], slot), A, Draft(), ()).self_audit
    closed = shop.batching.close(batch)
    assert (closed.self_audits, closed.batch.solo) == (2, True)
    figures = shop.process.agreement()
    assert (figures[""].pairs, figures["self"].pairs) == (0, 2), "never counted as a second person"


def test_the_second_self_look_waits_for_its_time(tmp_path: Path) -> None:
    shop = Shop(tmp_path, Config(pilots=PilotsSection(required=False)), person="own")
    (sku,) = shop.list_skus("home", 1)
    shop.batching.open("home", [sku])
    shop.decide([shop.of(sku), shop.of(sku, Slot.DETAIL)])
    assert shop.auditing.looks() == ()
    with pytest.raises(AuditTooSoon) as refused:
        shop.auditing.record(shop.of(sku), A, Draft(), ())
    assert refused.value.args_["hours"] == 12


def test_the_thirty_first_sku_goes_to_the_next_batch(tmp_path: Path) -> None:
    config = Config(batches=BatchesSection(size=30), pilots=PilotsSection(required=False))
    shop = Shop(tmp_path, config)
    skus = shop.list_skus("home", 31)
    made = shop.batching.open("home", skus)
    assert [len(shop.process.batch(name).batch.skus) for name in made.batches] == [30, 1]
    later = shop.list_skus("home", 40)
    more = shop.batching.add(made.batches[1], later)
    assert [len(shop.process.batch(name).batch.skus) for name in more.batches] == [30, 11]
