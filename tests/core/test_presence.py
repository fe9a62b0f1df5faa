from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from core.presence import GONE_SECONDS, OtherSession, Presence


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pair(tmp_path: Path, clock: Clock) -> Iterator[tuple[Presence, Presence]]:
    one, two = (Presence(tmp_path / "shop", name=name, now=clock) for name in ("one", "two"))
    yield one, two
    one.leave()
    two.leave()


def test_two_sessions_see_each_other_and_what_is_open(pair: tuple[Presence, Presence]) -> None:
    one, two = pair
    one.beat("ana", "aa")
    two.beat("bek", "bb")
    assert one.others() == (OtherSession("bek", "bb"),)
    assert two.others() == (OtherSession("ana", "aa"),)
    two.beat("bek", "cc")
    assert one.others() == (OtherSession("bek", "cc"),)


def test_a_session_that_left_or_died_is_gone(pair: tuple[Presence, Presence], clock: Clock) -> None:
    one, two = pair
    two.beat("bek", "bb")
    two.leave()
    assert one.others() == ()
    two.beat("bek", "dd")
    clock.now += GONE_SECONDS + 1
    assert one.others() == ()
    two.beat("bek", "dd")
    assert one.others() == (OtherSession("bek", "dd"),)


def test_the_last_to_leave_takes_the_folder_away(pair: tuple[Presence, Presence]) -> None:
    one, two = pair
    one.beat("ana", "aa")
    two.beat("bek", "bb")
    two.leave()
    assert one._folder.is_dir()
    one.leave()
    assert not one._folder.exists()
    two.beat("bek", "cc")
    assert one.others() == (OtherSession("bek", "cc"),)


def test_a_beat_that_meets_the_folder_gone_is_not_lost(
    pair: tuple[Presence, Presence], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = pair
    one.beat("ana", "aa")
    opened = os.open

    def after_one_has_left(path: Path, flags: int, mode: int = 0o777) -> int:
        monkeypatch.setattr(os, "open", opened)
        one.leave()
        assert not path.parent.exists()
        return opened(path, flags, mode)

    monkeypatch.setattr(os, "open", after_one_has_left)
    two.beat("bek", "bb")
    assert os.open is opened
    assert one.others() == (OtherSession("bek", "bb"),)


def test_workspaces_are_kept_apart(tmp_path: Path, clock: Clock) -> None:
    here, there = (Presence(tmp_path / name, name="x", now=clock) for name in ("here", "there"))
    there.beat("bek", "bb")
    assert here.others() == ()
    there.leave()


def test_nonsense_in_the_shared_folder_is_passed_over(
    pair: tuple[Presence, Presence], tmp_path: Path
) -> None:
    one, two = pair
    two.beat("bek", "bb")
    folder = one._folder
    (folder / "garbage.json").write_bytes(b"\xff{")
    (folder / "long.json").write_bytes(msgspec.json.encode({"person": "x" * 9000, "sha256": "", "at": 1e6}))
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.json")
    (tmp_path / "true.json").write_bytes(msgspec.json.encode({"person": "eve", "sha256": "", "at": 1e6}))
    (folder / "link.json").symlink_to(tmp_path / "true.json")
    try:
        assert one.others() == (OtherSession("bek", "bb"),)
    finally:
        for name in ("garbage", "long", "pipe", "link"):
            (folder / f"{name}.json").unlink(missing_ok=True)
