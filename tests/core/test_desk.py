from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from core.desk import Desk
from core.errors import (
    AmbiguousCandidate,
    UnknownCandidate,
)
from core.model import Draft, State
from core.returns.reports import Asked
from core.workspace import Workspace
from tests.core.conftest import Draw, finished, other_person


def test_a_candidate_is_queued_against_its_source(desk: Desk, sha: str) -> None:
    row = desk.row(sha)
    assert (row.sku, row.state) == ("S-1", State.UNDECIDED)
    assert row.source is not None
    assert row.source.path == "sources/S-1.png"
    assert row.listing is not None
    assert desk.gating.asked(desk.find(sha)).checklist.id == "shoes"


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
