from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from core.desk import Desk
from core.errors import (
    GateOpen,
    NothingToUndo,
    NotReviewable,
    NotSaved,
    ReasonMissing,
    UnknownItem,
    UnknownReason,
    UnknownSku,
)
from core.model import Answer, Draft, LargeScreen, Mode, Proof, Slot, State
from core.workspace import Workspace
from tests.core.conftest import Draw, finished, other_person


def test_a_finished_review_is_approved_and_there_after_reopening(
    desk: Desk, sha: str, workspace: Workspace
) -> None:
    decision = desk.deciding.approve(sha, finished(desk, sha))
    assert decision.person == "ana"
    again = Desk.open(workspace, person="eva")
    assert again.row(sha).state is State.APPROVED
    assert again.find(sha).heads == (decision,)


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
