from __future__ import annotations

from core.desk import Desk
from core.pictures import ApprovedFiles
from core.workspace import Workspace
from tests.core.conftest import Draw, finished


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


def test_a_picture_is_handed_out_at_full_size_or_reduced_to_what_is_asked(desk: Desk, sha: str) -> None:
    candidate = desk.find(sha)
    full = desk.pictures.full(candidate, most_pixels=candidate.width * candidate.height)
    assert full is not None
    assert full.size == (candidate.width, candidate.height)
    small = desk.pictures.full(candidate, most_pixels=1000)
    assert small is not None
    assert 800 < small.width * small.height <= 1000
