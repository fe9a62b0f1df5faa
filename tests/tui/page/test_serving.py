from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from core.desk import Desk
from core.errors import NotAnImage
from core.model import Answer, Draft, LargeScreen, Proof
from core.queue import QueueRow
from core.workspace import Workspace
from tests.tui.page.test_watch import FAIR
from tui.i18n.catalogue import catalogue
from tui.page.errors import NothingToCompare, PictureGone, PortTaken
from tui.page.gather import gather
from tui.page.server import bind
from tui.page.serving import IDLE_SECONDS, Serving, answers_of

SAY = catalogue("en")
Draw = Callable[..., Path]


@pytest.fixture
def row(desk: Desk) -> QueueRow:
    return next(row for row in desk.queue() if row.sku == "A-1")


@pytest.fixture
def clock() -> list[float]:
    return [0.0]


@pytest.fixture
def serving(desk: Desk, row: QueueRow, clock: list[float]) -> Iterator[Serving]:
    served = Serving(desk, row, SAY, clock=lambda: clock[0])
    yield served
    served.close()


def look(serving: Serving, row: QueueRow, clock: list[float], seconds: int) -> None:
    """Report as the page would, without a browser."""
    watch = serving._watch
    if serving.status().why == "unopened":
        watch.opened(clock[0])
    pair = {"candidate": row.sha256, "source": row.source.sha256 if row.source else ""}
    for _ in range(seconds):
        clock[0] += 1
        assert watch.take(msgspec.structs.replace(FAIR, **pair), clock[0])


def test_the_page_gets_the_pictures_at_full_size_the_card_and_the_answers(desk: Desk, row: QueueRow) -> None:
    pair = gather(desk, row, SAY, {"product-unchanged": Answer.FAIL})
    assert (pair.source.width, pair.source.height) == (600, 800)
    assert (pair.source.embedded.width, pair.source.reduced) == (600, False)
    assert pair.listing is not None
    assert pair.listing.title == "Кеды"
    assert pair.category == "Shoes"
    assert [question.number for question in pair.questions] == list(range(1, len(pair.questions) + 1))
    assert [question.answer for question in pair.questions].count(Answer.FAIL) == 1


def test_a_picture_too_large_for_a_page_is_reduced_and_said_to_be(
    desk: Desk, row: QueueRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.page.gather.MOST_PIXELS", 100_000)
    pair = gather(desk, row, SAY, {})
    assert pair.source.reduced
    assert pair.source.embedded.width * pair.source.embedded.height <= 100_000
    assert pair.source.width == 600, "places are still told in true pixels"


def test_rotated_and_transparent_pictures_come_upright_with_their_alpha(
    desk: Desk, workspace: Workspace
) -> None:
    rotated = Image.effect_noise((80, 40), 90).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6
    rotated.save(workspace.sources / "B-2.jpg", exif=exif)
    Image.new("RGBA", (50, 60), (255, 0, 0, 90)).save(workspace.incoming / "B-2__main__exact-card.png")
    desk.taking_in.scan()
    newest = max((row for row in desk.queue() if row.sku == "B-2"), key=lambda row: row.arrived_at)
    pair = gather(desk, newest, SAY, {})
    assert (pair.source.embedded.width, pair.source.embedded.height) == (40, 80)
    assert pair.candidate.embedded.mime == "image/png"


def test_what_cannot_be_compared_is_refused(desk: Desk, row: QueueRow, workspace: Workspace) -> None:
    with pytest.raises(NothingToCompare):
        gather(desk, msgspec.structs.replace(row, source=None), SAY, {})
    (workspace.root / row.path).write_bytes(b"other bytes")
    with pytest.raises(NotAnImage):
        gather(desk, row, SAY, {})
    (workspace.root / row.path).unlink()
    with pytest.raises(PictureGone):
        gather(desk, row, SAY, {})


def test_a_look_is_recorded_once_it_counts_and_once_more_at_its_end(
    desk: Desk, row: QueueRow, serving: Serving, clock: list[float]
) -> None:
    assert not serving.keep(final=True)
    look(serving, row, clock, 5)
    assert serving.keep()
    assert not serving.keep()
    assert not serving.keep(final=True), "it did not go on"
    look(serving, row, clock, 7)
    assert not serving.keep()
    assert serving.keep(final=True)
    seconds = [seen.screen.seconds for seen in desk.find(row.id).large_looks]
    assert seconds == [5.0, 12.0]
    assert desk.gating.large_screen(
        desk.find(row.id), row.source.sha256 if row.source else ""
    ) == LargeScreen(1920, 1080, 1.0, 12.0, 80.0)


def test_it_is_over_when_the_pair_is_decided(desk: Desk, row: QueueRow, serving: Serving) -> None:
    assert serving.over(desk.row(row.sha256)) is None
    desk.deciding.reject(row.sha256, Draft(), ["shape"])
    assert serving.over(desk.row(row.sha256)) == "decided"


def test_it_is_over_when_the_source_is_replaced(
    desk: Desk, row: QueueRow, serving: Serving, workspace: Workspace, draw: Draw
) -> None:
    draw(workspace.sources / "A-1.jpg", 42, (600, 800))
    desk.taking_in.scan()
    assert serving.over(desk.row(row.sha256)) == "source-replaced"


def test_it_is_over_when_nobody_looks(
    desk: Desk, row: QueueRow, serving: Serving, clock: list[float]
) -> None:
    clock[0] = IDLE_SECONDS - 1
    look(serving, row, clock, 1)
    clock[0] += IDLE_SECONDS
    assert serving.over(desk.row(row.sha256)) is None
    clock[0] += 1
    assert serving.over(desk.row(row.sha256)) == "idle"


def test_the_settings_name_the_port_of_a_tunnel_that_always_stands(workspace: Workspace) -> None:
    sock = bind(0)
    port = sock.getsockname()[1]
    sock.close()
    workspace.config.write_text(f"[review]\nlarge_screen_port = {port}\n", "utf-8")
    desk = Desk.open(workspace, person="ana")
    desk.taking_in.scan()
    row = next(row for row in desk.queue() if row.source is not None)
    served = Serving(desk, row, SAY)
    assert served.port == port
    assert served.new_address().startswith(f"http://127.0.0.1:{port}/?t=")
    with pytest.raises(PortTaken):
        Serving(desk, row, SAY)
    served.close()
    desk.close()


def test_answers_in_progress_come_before_those_of_a_decision(desk: Desk, row: QueueRow) -> None:
    desk.deciding.reject(row.sha256, Draft(answers={"copy-matches": Answer.FAIL}), ["shape"])
    decided = desk.row(row.sha256)
    assert answers_of(decided, None) == {"copy-matches": Answer.FAIL}
    assert answers_of(decided, Draft(answers={"copy-matches": Answer.NA})) == {"copy-matches": Answer.NA}


def test_a_look_that_was_seen_goes_into_the_decision(
    desk: Desk, row: QueueRow, serving: Serving, clock: list[float]
) -> None:
    look(serving, row, clock, 9)
    serving.keep(final=True)
    decision = desk.deciding.reject(row.sha256, Draft(), ["shape"])
    assert decision.looked.large_screen is Proof.SEEN
    assert decision.looked.large == LargeScreen(1920, 1080, 1.0, 9.0, 80.0)


def test_a_pair_that_nothing_has_registered_is_laid_product_on_product(
    desk: Desk, workspace: Workspace
) -> None:
    photo = Image.new("RGB", (600, 800), (240, 240, 238))
    photo.paste((40, 60, 150), (200, 300, 400, 600))
    photo.save(workspace.sources / "B-2.jpg", quality=95)
    card = Image.new("RGB", (600, 600), "white")
    card.paste((40, 60, 150), (100, 60, 380, 480))
    card.save(workspace.incoming / "B-2__main__exact-card.png")
    desk.taking_in.scan()
    newest = max((row for row in desk.queue() if row.sku == "B-2"), key=lambda row: row.arrived_at)
    laid = gather(desk, newest, SAY, {}).source_to_candidate
    assert laid is not None
    (scale, _, right), (_, _, down), _ = laid
    assert (scale * 200 + right, scale * 300 + down) == pytest.approx((100, 60), abs=12)
    assert (scale * 400 + right, scale * 600 + down) == pytest.approx((380, 480), abs=12)
