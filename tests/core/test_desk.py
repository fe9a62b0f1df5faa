from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs
from PIL import Image

from core.desk import Desk
from core.errors import (
    AmbiguousCandidate,
    GateOpen,
    NothingToUndo,
    NotReviewable,
    NotSaved,
    ReasonMissing,
    UnknownCandidate,
    UnknownItem,
    UnknownReason,
    UnknownSku,
)
from core.identity import Identity
from core.imaging import cache
from core.model import Answer, Draft, LargeScreen, Looked, Mode, Proof, Slot, State
from core.news import News
from core.pictures import ApprovedFiles
from core.returns.reports import Asked
from core.workspace import Workspace

Draw = Callable[[Path, int], Path]


@pytest.fixture
def desk(workspace: Workspace) -> Iterator[Desk]:
    opened = Desk.open(workspace, person="ana")
    opened.taking_in.scan()
    yield opened
    opened.close()


@pytest.fixture
def sha(desk: Desk, workspace: Workspace, draw_picture: Draw) -> str:
    draw_picture(workspace.incoming / "S-1__main.png", 2)
    desk.taking_in.scan()
    return desk.queue()[0].sha256


def finished(desk: Desk, sha: str) -> Draft:
    seen = Proof.SEEN
    looked = Looked(
        seconds=9, compare=seen, phone=seen, large_screen=Proof.DECLARED, colour=seen, detail=seen
    )
    items = desk.gating.asked(desk.find(sha)).items
    return Draft(answers={item.id: Answer.PASS for item in items}, looked=looked)


def other_person(workspace: Workspace, name: str = "bek", device: str = "laptop") -> Desk:
    return Desk.open(workspace, person=name, identity=Identity(device, name, name))


def test_a_candidate_is_queued_against_its_source(desk: Desk, sha: str) -> None:
    row = desk.row(sha)
    assert (row.sku, row.state) == ("S-1", State.UNDECIDED)
    assert row.source is not None
    assert row.source.path == "sources/S-1.png"
    assert row.listing is not None
    assert desk.gating.asked(desk.find(sha)).checklist.id == "shoes"


def test_what_a_sidecar_names_as_the_generator_is_kept(
    desk: Desk, workspace: Workspace, draw_picture: Draw
) -> None:
    path = draw_picture(workspace.incoming / "S-1__detail.png", 9)
    path.with_suffix(".json").write_text('{"sku": "S-1", "generator": "Studio 3"}', "utf-8")
    desk.taking_in.scan()
    assert {row.candidate.generator for row in desk.queue() if row.candidate} == {"Studio 3"}


def test_a_finished_review_is_approved_and_there_after_reopening(
    desk: Desk, sha: str, workspace: Workspace
) -> None:
    decision = desk.deciding.approve(sha, finished(desk, sha))
    assert decision.person == "ana"
    again = Desk.open(workspace, person="eva")
    assert again.row(sha).state is State.APPROVED
    assert again.find(sha).heads == (decision,)


def test_a_desk_that_is_still_unread_shows_the_same_queue_once_it_has_read(
    desk: Desk, sha: str, workspace: Workspace
) -> None:
    desk.deciding.reject(sha, Draft(), ["shape"])
    unread = Desk.open_unread(workspace, person="ana")
    assert unread.reading() is not None
    assert unread.queue() == ()
    read = threading.Event()
    unread.subscribe(lambda _: read.set() if unread.reading() is None else None)
    unread.start()
    try:
        assert read.wait(10)
        assert unread.queue() == desk.queue()
    finally:
        unread.close()


def test_what_is_decided_before_the_history_is_read_waits_for_it(
    desk: Desk, sha: str, workspace: Workspace
) -> None:
    decision = desk.deciding.approve(sha, finished(desk, sha))
    unread = Desk.open_unread(workspace, person="ana")
    assert unread.deciding.undo().decision == decision
    unread = Desk.open_unread(workspace, person="ana")
    assert unread.deciding.reject(sha, Draft(), ["kit"]).reasons == ("kit",)
    assert unread.reading() is None


def test_an_unfinished_review_is_refused_with_what_is_left(desk: Desk, sha: str) -> None:
    with pytest.raises(GateOpen) as refused:
        desk.deciding.approve(sha, Draft())
    assert "compare-not-opened" in {item.code for item in refused.value.gate}
    assert desk.row(sha).state is State.UNDECIDED


def test_a_file_changed_under_the_review_is_not_approved(
    desk: Desk, sha: str, workspace: Workspace, draw_picture: Draw
) -> None:
    draft = finished(desk, sha)
    draw_picture(workspace.incoming / "S-1__main.png", 99)
    with pytest.raises(GateOpen) as refused:
        desk.deciding.approve(sha, draft)
    assert [item.code for item in refused.value.gate] == ["file-changed"]
    (workspace.incoming / "S-1__main.png").unlink()
    with pytest.raises(GateOpen) as refused:
        desk.deciding.approve(sha, draft)
    assert [item.code for item in refused.value.gate] == ["file-missing"]


def test_a_rejection_needs_a_reason_of_the_closed_list(desk: Desk, sha: str) -> None:
    with pytest.raises(ReasonMissing):
        desk.deciding.reject(sha, Draft(), [])
    with pytest.raises(UnknownReason):
        desk.deciding.reject(sha, Draft(), ["ugly"])
    assert desk.deciding.reject(sha, Draft(note="  heel\ud800 "), ["shape", "shape"]).reasons == ("shape",)
    assert desk.find(sha).heads[0].note == "heel?"


def test_an_answer_to_a_question_that_is_not_asked_is_refused(desk: Desk, sha: str) -> None:
    with pytest.raises(UnknownItem):
        desk.deciding.reject(sha, Draft(answers={"horsepower": Answer.PASS}), ["shape"])


def test_the_next_candidate_after_a_rejection_is_the_next_attempt(
    desk: Desk, sha: str, workspace: Workspace, draw_picture: Draw
) -> None:
    desk.deciding.reject(sha, Draft(), ["shape"])
    draw_picture(workspace.incoming / "S-1.png", 3)
    desk.taking_in.scan()
    newest = max(desk.queue(), key=lambda row: row.arrived_at)
    assert newest.candidate is not None
    assert newest.candidate.match.attempt == 2


def test_undo_takes_back_ones_own_decisions_from_the_last_on(
    desk: Desk, sha: str, workspace: Workspace
) -> None:
    desk.deciding.reject(sha, Draft(), ["shape"])
    desk.deciding.reject(sha, Draft(), ["kit"])
    other = other_person(workspace)
    with pytest.raises(NothingToUndo):
        other.deciding.undo()
    assert desk.deciding.undo().candidate.heads[0].reasons == ("shape",)
    assert desk.deciding.undo().candidate.heads == ()
    with pytest.raises(NothingToUndo):
        desk.deciding.undo()
    assert len(desk.find(sha).history) == 2


def test_two_people_who_differ_are_both_kept_until_one_settles_it(
    desk: Desk, sha: str, workspace: Workspace
) -> None:
    other = other_person(workspace)
    desk.deciding.approve(sha, finished(desk, sha))
    other.deciding.reject(sha, Draft(), ["kit"])
    desk.refresh()
    assert desk.row(sha).state is State.CONTESTED
    assert {head.person for head in desk.find(sha).heads} == {"ana", "bek"}
    desk.deciding.reject(sha, Draft(), ["kit"])
    other.refresh()
    assert other.row(sha).state is State.REJECTED
    assert len(other.find(sha).history) == 3


def test_what_matches_nothing_waits_to_be_assigned(
    desk: Desk, workspace: Workspace, draw_picture: Draw
) -> None:
    draw_picture(workspace.incoming / "IMG_2044.png", 5)
    desk.taking_in.scan()
    row = desk.queue()[0]
    assert row.state is State.UNMATCHED
    with pytest.raises(NotReviewable):
        desk.deciding.reject(row.sha256, Draft(), ["kit"])
    with pytest.raises(UnknownSku):
        desk.deciding.assign(row.sha256, "NO-SUCH", Slot.MAIN, Mode.LIFESTYLE)
    desk.deciding.assign(row.sha256, "S-1", Slot.DETAIL, Mode.LIFESTYLE)
    assert desk.row(row.sha256).state is State.UNDECIDED
    desk.deciding.reject(row.sha256, Draft(), ["kit"])
    with pytest.raises(NotReviewable):
        desk.deciding.assign(row.sha256, "S-1", Slot.MAIN, Mode.LIFESTYLE)


def test_a_new_row_in_the_listings_finds_its_candidate_in_the_tray(
    desk: Desk, workspace: Workspace, draw_picture: Draw
) -> None:
    draw_picture(workspace.incoming / "N-7__main.png", 6)
    desk.taking_in.scan()
    assert desk.queue()[0].state is State.UNMATCHED
    workspace.listings.write_text("sku,title,category\nS-1,Кеды,shoes\nN-7,Сумка,apparel\n", "utf-8")
    desk.refresh()
    assert desk.queue()[0].state is State.NO_SOURCE
    draw_picture(workspace.sources / "N-7.png", 7)
    desk.taking_in.scan()
    assert desk.queue()[0].state is State.UNDECIDED


def test_a_broken_listing_leaves_the_old_one_in_use_and_is_told(desk: Desk, workspace: Workspace) -> None:
    told: list[News] = []
    desk.subscribe(told.append)
    workspace.listings.write_bytes(b"\0\1\2 nothing like a table \xff\xfe")
    desk.refresh()
    assert any(news.failure is not None for news in told) or desk.listings.now.problems
    assert "S-1" in desk.skus()


def test_the_same_bytes_twice_are_one_candidate(desk: Desk, sha: str, workspace: Workspace) -> None:
    shutil.copy(workspace.incoming / "S-1__main.png", workspace.incoming / "S-1__detail.png")
    desk.taking_in.scan()
    assert len(desk.queue()) == 1
    assert len(desk.find(sha).paths) == 2


def test_scanning_again_records_nothing_new(desk: Desk, sha: str, workspace: Workspace) -> None:
    (workspace.incoming / "clip.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + b"\0" * 64)
    desk.taking_in.scan()
    before = [path.read_bytes() for path in workspace.decisions.iterdir()]
    desk.taking_in.scan()
    assert [path.read_bytes() for path in workspace.decisions.iterdir()] == before
    assert [refusal.code for refusal in desk.refusals()] == ["video"]
    desk.mark_seen(desk.refusals())
    assert desk.refusals() == ()


def test_candidates_are_found_by_the_beginning_of_their_id(desk: Desk, sha: str) -> None:
    assert desk.find(sha[:6].upper()).sha256 == sha
    for prefix in ("zz", ""):
        with pytest.raises(UnknownCandidate):
            desk.find(prefix)


def test_an_ambiguous_id_is_refused(desk: Desk, workspace: Workspace, draw_picture: Draw) -> None:
    for number in range(20, 40):
        draw_picture(workspace.incoming / f"S-1__a{number}.png", number)
    desk.taking_in.scan()
    digits = [row.sha256[0] for row in desk.queue()]
    twice = next(digit for digit in digits if digits.count(digit) > 1)
    with pytest.raises(AmbiguousCandidate):
        desk.find(twice)


def test_a_decision_that_cannot_be_saved_is_an_error_and_changes_nothing(
    desk: Desk, sha: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(NotSaved, match="No space left"):
        desk.deciding.reject(sha, Draft(), ["kit"])
    monkeypatch.undo()
    assert desk.row(sha).state is State.UNDECIDED
    desk.deciding.reject(sha, Draft(), ["kit"])
    assert desk.row(sha).state is State.REJECTED


def test_approved_files_that_changed_are_found(
    desk: Desk, sha: str, workspace: Workspace, draw_picture: Draw
) -> None:
    desk.deciding.approve(sha, finished(desk, sha))
    assert desk.pictures.approved(desk.queue()) == ApprovedFiles(checked=1, changed=(), missing=())
    draw_picture(workspace.incoming / "S-1__main.png", 98)
    assert [row.sha256 for row in desk.pictures.approved(desk.queue()).changed] == [sha]
    (workspace.incoming / "S-1__main.png").unlink()
    found = desk.pictures.approved(desk.queue())
    assert (found.checked, found.changed, [row.sha256 for row in found.missing]) == (1, (), [sha])


def wait_for(condition: Callable[[], bool], seconds: float = 5.0) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def test_a_running_desk_sees_new_files_and_other_sessions(
    desk: Desk, sha: str, workspace: Workspace, draw_picture: Draw
) -> None:
    heard = threading.Event()
    desk.subscribe(lambda news: heard.set() if news.ledger else None)
    desk.start()
    draw_picture(workspace.incoming / "S-1__ad.png", 50)
    assert wait_for(lambda: len(desk.queue()) == 2)
    assert heard.wait(1)
    other = other_person(workspace)
    other.following.claim(sha)
    other.start()
    other.deciding.reject(sha, Draft(), ["kit"])
    assert wait_for(lambda: desk.row(sha).state is State.REJECTED, 1.0)
    assert wait_for(lambda: [(o.person, o.sha256) for o in desk.following.others()] == [("bek", sha)], 2.0)
    other.close()
    assert wait_for(lambda: desk.following.others() == (), 2.0)


def test_the_desk_changes_no_file_of_the_seller(desk: Desk, sha: str, workspace: Workspace) -> None:
    files = [path for folder in (workspace.sources, workspace.incoming) for path in folder.rglob("*")]
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in [*files, workspace.listings]}
    desk.deciding.approve(sha, finished(desk, sha))
    desk.deciding.undo()
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before} == before


def test_a_look_on_the_large_screen_page_opens_the_gate_of_who_looked_at_that_source(
    desk: Desk, sha: str, workspace: Workspace, draw_picture: Draw
) -> None:
    draft = finished(desk, sha)
    undone = replace(draft, looked=structs.replace(draft.looked, large_screen=Proof.NOT))
    source = desk.row(sha).source
    assert source is not None
    screen = LargeScreen(width=1920, height=1080, scale=2.0, seconds=41.3, zoom=100.0)
    other = other_person(workspace)
    other.deciding.saw_large_screen(sha, source.sha256, screen)
    desk.refresh()
    assert [item.code for item in desk.gating.left(desk.find(sha), undone)] == ["large-screen"]

    desk.deciding.saw_large_screen(sha, source.sha256, screen)
    assert desk.gating.left(desk.find(sha), undone) == ()
    decision = desk.deciding.approve(sha, undone)
    assert decision.looked.large_screen is Proof.SEEN
    assert decision.looked.large == screen
    again = Desk.open(workspace, person="eva")
    assert again.find(sha).heads == (decision,)

    desk.deciding.undo(sha)
    draw_picture(workspace.sources / "S-1.png", 77)
    desk.taking_in.scan()
    assert "large-screen" in [item.code for item in desk.gating.left(desk.find(sha), undone)]


def test_a_picture_is_handed_out_at_full_size_or_reduced_to_what_is_asked(desk: Desk, sha: str) -> None:
    candidate = desk.find(sha)
    full = desk.pictures.full(candidate, most_pixels=candidate.width * candidate.height)
    assert full is not None
    assert full.size == (candidate.width, candidate.height)
    small = desk.pictures.full(candidate, most_pixels=1000)
    assert small is not None
    assert 800 < small.width * small.height <= 1000


def test_the_pictures_of_a_card_are_counted_with_those_approved_before(
    desk: Desk, sha: str, workspace: Workspace, draw_picture: Draw
) -> None:
    workspace.listings.write_text("sku,category,marketplaces\nS-1,shoes,souk\n", "utf-8")
    (workspace.checklists / "marketplaces").mkdir()
    (workspace.checklists / "marketplaces" / "souk.toml").write_text(ONE_PICTURE, "utf-8")
    draw_picture(workspace.incoming / "S-1__detail.png", 3)
    again = Desk.open(workspace, person="ana")
    again.taking_in.scan()
    detail = next(row.sha256 for row in again.queue() if row.sha256 != sha)
    assert again.gating.found(again.find(detail)).rules == ()
    again.deciding.approve(sha, finished(again, sha))
    (finding,) = again.gating.found(again.find(detail)).rules
    assert (finding.level, finding.says.args["found"]) == ("block", "2")
    assert again.gating.found(again.find(sha)).rules == (), "an approved picture is not counted beside itself"
    again.close()


ONE_PICTURE = """schema = 1
id = "souk"
help = "https://souk.example"
collected = 2026-11-01
review_by = 2027-01-01
review_days = 30
ai = "not-found"
name = { en = "Souk", ru = "Базар", kk = "Базар" }
[[source]]
id = "page"
url = "https://souk.example"
kind = "official"
seen = 2026-11-01
[[rule]]
id = "one"
check = "max-count"
pictures = 1
level = "block"
confidence = "A"
sources = ["page"]
"""


def test_two_people_who_import_the_same_report_count_it_once(
    desk: Desk, workspace: Workspace, tmp_path: Path
) -> None:
    report = tmp_path / "returns.csv"
    report.write_text("sku,id,date,reason\nS-1,1,2026-09-01,брак\nS-1,2,2026-09-02,цвет\n", "utf-8")
    asked = Asked(marketplace="ozon")
    other = other_person(workspace)
    plans = [(one, one.reports.plan("returns", report, asked)) for one in (desk, other)]
    for one, found in plans:
        assert found.added == 2
        one.reports.take(found, asked)
    again = Desk.open(workspace, person="eva")
    rows = again.reports.rows().values()
    assert sorted(row.external for row in rows) == ["1", "2"]
    reasons = again.reports.reasons("ozon", "returns")
    assert {reasons.meant(row.reason).code for row in rows} == {"defect", "wrong-colour"}
    for one in (other, again):
        one.close()


def test_what_was_taken_in_is_shown_without_decoding_its_file_again(
    desk: Desk, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workspace.incoming / "S-1__main.jpg"
    Image.effect_noise((1500, 1100), 40).convert("RGB").save(path)
    desk.taking_in.scan()
    monkeypatch.setattr(cache, "load_reduced", lambda *_, **__: pytest.fail("decoded"))
    candidate = desk.find(desk.queue()[0].sha256)
    shown = desk.pictures.preview(candidate, least_edge=400)
    assert shown is not None
    assert shown.size == (750, 550)
    path.unlink()
    assert desk.pictures.preview(candidate, least_edge=400) is None
