from __future__ import annotations

import shutil

import pytest
from PIL import Image

from core.desk import Desk
from core.imaging import cache
from core.model import Draft, State
from core.news import News
from core.workspace import Workspace
from tests.core.conftest import Draw


def test_what_a_sidecar_names_as_the_generator_is_kept(
    desk: Desk, workspace: Workspace, draw_picture: Draw
) -> None:
    path = draw_picture(workspace.incoming / "S-1__detail.png", 9)
    path.with_suffix(".json").write_text('{"sku": "S-1", "generator": "Studio 3"}', "utf-8")
    desk.taking_in.scan()
    assert {row.candidate.generator for row in desk.queue() if row.candidate} == {"Studio 3"}


def test_the_next_candidate_after_a_rejection_is_the_next_attempt(
    desk: Desk, sha: str, workspace: Workspace, draw_picture: Draw
) -> None:
    desk.deciding.reject(sha, Draft(), ["shape"])
    draw_picture(workspace.incoming / "S-1.png", 3)
    desk.taking_in.scan()
    newest = max(desk.queue(), key=lambda row: row.arrived_at)
    assert newest.candidate is not None
    assert newest.candidate.match.attempt == 2


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
