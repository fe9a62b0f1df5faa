from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.events import BatchAdded, BatchClosed, BatchOpened, Revoked
from core.export.eligible import Around, Card, LeftOut, eligible
from core.model import Listing, Slot, Verdict
from core.process.batches import Closing
from core.process.packs import card_rows, pack_of
from tests.core.process.conftest import Scene

NEEDED = (Slot.MAIN, Slot.DETAIL)
LISTING = Listing("S-1", marketplaces=("ozon",))


def around(scene: Any, **changed: Any) -> Around:
    record = scene.record()
    batch = record.batch_of.get("S-1", "")
    inspected = scene.inspected()
    closing = inspected.closed.get(batch)
    looks = inspected.batches[batch].looks if closing else ()
    audited = {look.row.sha256: look.decision.id for look in looks}
    told = {"listing": LISTING, "batch": batch, "closing": closing, "audited": audited}
    return Around("ozon", **(told | changed))


def found(scene: Any, **changed: Any) -> Card | LeftOut:
    rows = [row for row in scene.rows() if row.sku == "S-1"]
    return eligible(pack_of("S-1", rows, NEEDED), around(scene, **changed))


def why(scene: Any, **changed: Any) -> list[str]:
    one = found(scene, **changed)
    return [what.id for what in one.why] if isinstance(one, LeftOut) else []


@pytest.fixture
def closed(scene: Any) -> Any:
    """One SKU with main, detail and social approved, its pilot audited and closed."""
    scene.event(BatchOpened(batch="b", category="shoes", size=5, pilot=True))
    scene.event(BatchAdded(batch="b", skus=("S-1",)))
    for slot in (Slot.MAIN, Slot.DETAIL, Slot.SOCIAL):
        sha = scene.arrive(slot=slot)
        scene.audit("b", sha, scene.decide(sha), Verdict.APPROVE)
    scene.event(BatchClosed(batch="b"))
    return scene


def test_a_whole_audited_pack_goes_main_first_with_its_approvals(closed: Any) -> None:
    card = found(closed)
    assert isinstance(card, Card)
    assert [one.row.candidate.match.slot for one in card.pictures if one.row.candidate] == [
        Slot.MAIN,
        Slot.DETAIL,
        Slot.SOCIAL,
    ]
    assert all(one.decision.verdict is Verdict.APPROVE for one in card.pictures)
    assert card.batch == "b"


def test_the_listing_has_to_name_the_marketplace(closed: Any) -> None:
    assert why(closed, listing=None) == ["export-unlisted"]
    assert why(closed, listing=Listing("S-1", marketplaces=("kaspi",))) == ["export-elsewhere"]


def test_what_was_reviewed_in_no_batch_or_in_an_open_one_stays(scene: Any) -> None:
    shas = [scene.arrive(slot=slot) for slot in NEEDED]
    for sha in shas:
        scene.decide(sha)
    assert why(scene) == ["export-no-batch"]
    scene.event(BatchOpened(batch="b", category="shoes", size=5, pilot=True))
    scene.event(BatchAdded(batch="b", skus=("S-1",)))
    assert why(scene) == ["pack-holds-batch"]
    scene.event(BatchClosed(batch="b"))
    assert why(scene) == ["pack-holds-batch"], "it was closed, but its audits were not done"


def test_what_was_approved_after_the_closing_was_in_no_sample(closed: Any) -> None:
    closed.decide(closed.arrive(slot=Slot.SOCIAL, attempt=2))
    assert why(closed) == ["export-after-batch"]


def test_a_decision_taken_back_an_open_picture_and_a_changed_word_hold_the_pack(closed: Any) -> None:
    extra = closed.arrive(slot=Slot.SOCIAL, attempt=2)
    assert why(closed) == [], "a picture without its source waits for nobody"
    rows = [row for row in closed.rows() if row.candidate.match.slot is Slot.MAIN]
    closed.event(Revoked(sha256=rows[0].sha256, decision=rows[0].candidate.heads[0].id))
    assert why(closed) == ["pack-holds-partial"]
    assert extra


def test_a_closing_does_not_count_where_what_was_audited_had_been_taken_back(scene: Any) -> None:
    shas = [scene.arrive(slot=slot) for slot in NEEDED]
    firsts = [scene.decide(sha) for sha in shas]
    scene.event(BatchOpened(batch="b", category="shoes", size=5, pilot=True))
    scene.event(BatchAdded(batch="b", skus=("S-1",)))
    seconds = [scene.decide(sha, settles=(first,)) for sha, first in zip(shas, firsts, strict=True)]
    for sha, second in zip(shas, seconds, strict=True):
        scene.audit("b", sha, second, Verdict.APPROVE)
    scene.event(Revoked(sha256=shas[0], decision=seconds[0]))
    scene.event(BatchClosed(batch="b"))  # by a device that does not know of it yet
    assert why(scene) == ["pack-holds-batch"]


def test_of_two_main_pictures_the_one_approved_last_goes(closed: Any) -> None:
    old = found(closed)
    assert isinstance(old, Card)
    newer = closed.arrive(attempt=2)
    closed.decide(newer)
    rows = [row for row in closed.rows() if row.sku == "S-1"]
    mains = [row for row in card_rows(pack_of("S-1", rows, NEEDED)) if row.candidate.match.slot is Slot.MAIN]
    assert [row.sha256 for row in mains] == [newer]
    assert why(closed) == ["export-after-batch"]


def test_a_planted_picture_never_goes_whatever_is_recorded_about_it(closed: Any) -> None:
    rows = [row for row in closed.rows() if row.sku == "S-1"]
    for row in rows:
        pack = pack_of("S-1", rows, NEEDED)
        left = eligible(pack, around(closed, plants=frozenset({row.sha256})))
        assert isinstance(left, LeftOut)
        assert [what.id for what in left.why] == ["lapse-planted"]


GOOD = ("open", "add", "approve", "audit", "close")
"""The story of a pack that goes."""


def woven(more: list[tuple[int, str]], without: int) -> list[str]:
    """Return the good story with further steps between its own, and perhaps without one of these."""
    steps = [step for at, step in enumerate(GOOD) if at != without]
    for at, step in more:
        steps.insert(at % (len(steps) + 1), step)
    return steps


STEPS = st.builds(
    woven,
    st.lists(
        st.tuples(st.integers(0, 20), st.sampled_from([*GOOD, "reject", "arrive", "revoke"])), max_size=5
    ),
    st.integers(0, 2 * len(GOOD)),
)


class Story:
    """Events of one SKU in any order, as several devices may leave them."""

    def __init__(self) -> None:
        self.scene = Scene()
        self.shas = [self.scene.arrive(slot=slot) for slot in NEEDED]
        self.decisions: dict[str, str] = {}
        self.opened = 0

    @property
    def batch(self) -> str:
        return f"b{self.opened}"

    def open(self) -> None:
        self.opened += 1
        self.scene.event(BatchOpened(batch=self.batch, category="shoes", size=5, pilot=True))

    def add(self) -> None:
        self.scene.event(BatchAdded(batch=self.batch, skus=("S-1",)))

    def close(self) -> None:
        self.scene.event(BatchClosed(batch=self.batch))

    def audit(self) -> None:
        for sha, decision in self.decisions.items():
            self.scene.audit(self.batch, sha, decision, Verdict.APPROVE)

    def approve(self) -> None:
        self._decide(Verdict.APPROVE)

    def reject(self) -> None:
        self._decide(Verdict.REJECT)

    def arrive(self) -> None:
        self.shas.append(self.scene.arrive(slot=Slot.DETAIL, attempt=len(self.shas)))

    def revoke(self) -> None:
        if self.decisions:
            sha, decision = self.decisions.popitem()
            self.scene.event(Revoked(sha256=sha, decision=decision))

    def _decide(self, verdict: Verdict) -> None:
        for sha in self.shas:
            settles = (self.decisions[sha],) if sha in self.decisions else ()
            self.decisions[sha] = self.scene.decide(sha, verdict, settles=settles)


@settings(deadline=None, max_examples=80)
@given(steps=STEPS)
def test_nothing_goes_that_was_not_approved_and_audited_before_its_batch_was_closed(steps: list[str]) -> None:
    story = Story()
    for step in steps:
        getattr(story, step)()
    card = found(story.scene)
    if isinstance(card, LeftOut):
        assert card.why
        return
    batch = story.scene.record().batches[card.batch]
    audited = {(audit.sha256, audit.decision) for audit in batch.audits}
    clocks = [closing.clock for closing in batch.closings]
    for picture in card.pictures:
        assert (picture.row.sha256, picture.decision.id) in audited
        assert any(picture.decision.clock < clock for clock in clocks)


def test_the_story_that_goes_is_among_them() -> None:
    story = Story()
    for step in GOOD:
        getattr(story, step)()
    assert isinstance(found(story.scene), Card)


def test_a_closing_alone_makes_no_card_of_an_empty_pack() -> None:
    closing = Closing("ana", datetime(2026, 11, 1, tzinfo=UTC), "~")
    empty = eligible(pack_of("S-1", (), NEEDED), Around("ozon", LISTING, "b", closing))
    assert isinstance(empty, LeftOut)
    assert [what.id for what in empty.why] == ["pack-holds-empty"]
