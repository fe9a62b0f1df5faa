"""A workspace's evidence: real files, real workers, real store."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from core.desk import Desk
from core.errors import GateOpen, MaskUnusable
from core.evidence.outcome import Measured, Unmeasured
from core.evidence.standing import drifted
from core.imaging.mask import mask_from_png
from core.model import Answer, Draft, Looked, MaskOrigin, Proof
from core.news import News
from core.queue import QueueRow
from core.workspace import Workspace
from tests.core.evidence.drawn import product, true_mask

LOOKED = Looked(
    seconds=9, compare=Proof.SEEN, phone=Proof.SEEN, large_screen=Proof.DECLARED, colour=Proof.SEEN
)


@pytest.fixture
def shop(workspace: Workspace) -> Workspace:
    """One SKU whose candidate came out blue."""
    product(ground=236).save(workspace.sources / "S-1.png")
    product(hue=(60, 90, 180)).save(workspace.incoming / "S-1__main.png")
    return workspace


@pytest.fixture
def desk(shop: Workspace) -> Iterator[Desk]:
    opened = Desk.open(shop, person="ana")
    opened.taking_in.scan()
    yield opened
    opened.close()


def row_of(desk: Desk) -> QueueRow:
    return desk.queue()[0]


def measured(desk: Desk) -> object:
    """Have the first row's pair measured and return what came of it."""
    news = threading.Condition()

    def tell(_: News) -> None:
        with news:
            news.notify_all()

    stop = desk.subscribe(tell)
    desk.evidence.want(desk.queue(), row_of(desk).sha256)
    with news:
        assert news.wait_for(lambda: desk.evidence.of(row_of(desk)) is not None, 60)
    stop()
    return desk.evidence.of(row_of(desk))


def passed(desk: Desk, looked: Looked = LOOKED) -> Draft:
    items = desk.gating.asked(desk.find(row_of(desk).sha256)).items
    return Draft(answers={item.id: Answer.PASS for item in items}, looked=looked)


def test_a_pair_is_measured_with_the_confirmed_mask_and_anew_when_the_mask_changes(desk: Desk) -> None:
    desk.evidence.start()
    row = row_of(desk)
    assert row.source is not None
    desk.evidence.confirm(row.source, true_mask())
    first = measured(desk)
    assert isinstance(first, Measured)
    assert first.evidence.mask.origin == "confirmed"
    assert "colour" in first.evidence.flags
    wish = desk.evidence.wish_of(row)
    smaller = true_mask()
    smaller[:250] = False
    desk.evidence.confirm(row.source, smaller)
    assert desk.evidence.wish_of(row) != wish
    assert desk.evidence.of(row) is None, "what was measured with another mask does not count"


def test_a_pass_against_a_strong_finding_needs_a_close_look_and_is_recorded_as_such(desk: Desk) -> None:
    desk.evidence.start()
    row = row_of(desk)
    assert row.source is not None
    desk.evidence.confirm(row.source, true_mask())
    outcome = measured(desk)
    assert isinstance(outcome, Measured)
    assert drifted(outcome)
    with pytest.raises(GateOpen) as refused:
        desk.deciding.approve(row.sha256, passed(desk))
    assert "evidence-unseen" in [item.code for item in refused.value.gate]
    closer = Looked(
        **{name: getattr(LOOKED, name) for name in LOOKED.__struct_fields__} | {"detail": Proof.SEEN}
    )
    decision = desk.deciding.approve(row.sha256, passed(desk, closer))
    assert decision.weighed is not None
    assert decision.weighed.mask == "confirmed"
    assert decision.weighed.algorithm == outcome.evidence.algorithm
    assert decision.weighed.against
    assert set(decision.weighed.against) <= set(decision.answers)


def test_nothing_has_to_be_measured_to_decide(desk: Desk) -> None:
    row = row_of(desk)
    decision = desk.deciding.reject(row.sha256, Draft(), ["colour"])
    assert decision.weighed is None
    assert desk.evidence.look_up(row) is None


def test_what_one_session_measured_another_finds(desk: Desk, shop: Workspace) -> None:
    desk.evidence.start()
    outcome = measured(desk)
    other = Desk.open(shop, person="bek")
    try:
        assert other.evidence.of(row_of(other)) is None, "not without waiting for the disk"
        assert other.evidence.look_up(row_of(other)) == outcome
    finally:
        other.close()


def test_a_picture_that_no_worker_can_read_is_known_as_such(desk: Desk, shop: Workspace) -> None:
    Image.new("RGB", (40, 24), (9, 9, 9)).save(shop.incoming / "S-1__main.png")
    desk.taking_in.scan()
    desk.evidence.start()
    tiny = next(row for row in desk.queue() if row.candidate and row.candidate.width == 40)
    news = threading.Event()
    stop = desk.subscribe(lambda _: news.set())
    desk.evidence.want([tiny], tiny.sha256)
    while desk.evidence.of(tiny) is None:
        assert news.wait(60)
        news.clear()
    stop()
    found = desk.evidence.of(tiny)
    assert isinstance(found, Unmeasured)
    assert (found.file, found.refusal, found.final) == ("candidate", "too-small", True)


def test_a_studios_mask_is_taken_over_and_is_no_picture_of_its_own(desk: Desk, shop: Workspace) -> None:
    beside = shop.sources / "S-1.mask.png"
    Image.fromarray(true_mask()).save(beside)
    Image.fromarray(true_mask()).save(shop.incoming / "S-1__main.mask.png")
    before = len(desk.queue())
    desk.taking_in.scan()
    assert len(desk.queue()) == before
    source = row_of(desk).source
    assert source is not None
    found = desk.evidence.mask_of(source)
    assert found is not None
    assert found.origin is MaskOrigin.STUDIO
    mask = mask_from_png(found.png)
    assert mask is not None
    assert (mask == true_mask()).mean() > 0.999
    assert not desk.evidence.take_over(source), "once"


def test_a_persons_mask_stands_against_the_studios(desk: Desk, shop: Workspace) -> None:
    source = row_of(desk).source
    assert source is not None
    desk.evidence.confirm(source, true_mask())
    Image.fromarray(~true_mask()).save(shop.sources / "S-1.mask.png")
    assert not desk.evidence.take_over(source)
    found = desk.evidence.mask_of(source)
    assert found is not None
    assert (found.origin, found.person) == (MaskOrigin.CONFIRMED, "ana")


@pytest.mark.parametrize("spoil", [lambda mask: mask & False, lambda mask: mask | True])
def test_a_mask_that_says_nothing_is_not_recorded(desk: Desk, spoil: Callable[..., object]) -> None:
    source = row_of(desk).source
    assert source is not None
    with pytest.raises(MaskUnusable):
        desk.evidence.confirm(source, spoil(true_mask()))  # type: ignore[arg-type]
    assert desk.evidence.mask_of(source) is None


def test_a_mask_is_proposed_for_a_source_and_none_for_a_file_that_is_gone(
    desk: Desk, shop: Workspace
) -> None:
    row = row_of(desk)
    assert row.source is not None
    assert row.candidate is not None
    found = desk.evidence.propose(row.source, [row.candidate])
    assert found is not None
    assert mask_from_png(found.png) is not None
    (shop.root / row.source.path).unlink()
    assert desk.evidence.propose(row.source, [row.candidate]) is None


def test_the_tray_is_told_what_a_picture_may_show(desk: Desk, shop: Workspace, tmp_path: Path) -> None:
    product(hue=(178, 62, 52)).resize((240, 300)).save(shop.incoming / "IMG_1.jpg", quality=88)
    desk.taking_in.scan()
    stray = next(row.candidate for row in desk.queue() if row.candidate and not row.sku)
    assert stray is not None
    alike = desk.evidence.recognise(stray)
    assert desk.skus_of_sources()[alike[0].sha256] == "S-1"
