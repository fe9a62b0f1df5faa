from __future__ import annotations

import threading
from pathlib import Path

import pytest

from core.errors import NotSaved
from core.following import Following
from core.news import News
from core.presence import Presence


def test_what_is_stopped_while_it_reads_begins_nothing_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []

    def refresh() -> None:
        following.stop()

    presence = Presence(tmp_path, name="studio.ana.1")
    monkeypatch.setattr(presence, "beat", lambda *_: begun.append("present"))
    following = Following(
        presence,
        person=lambda: "ana",
        refresh=refresh,
        watch=lambda: begun.append("watching"),
        tell=lambda _: None,
    )
    following.start()
    assert following._thread is not None
    following._thread.join(60)
    assert not following._thread.is_alive()
    assert begun == []


def test_what_goes_wrong_is_told_and_followed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.following._AFTER_FAILURE", 0.0)
    told: list[News] = []
    outcomes: list[Exception] = [NotSaved(path="decisions", why="full"), OSError("gone")]
    followed = threading.Event()

    def refresh() -> None:
        if outcomes:
            raise outcomes.pop(0)

    following = Following(
        Presence(tmp_path, name="studio.ana.2"),
        person=lambda: "ana",
        refresh=refresh,
        watch=followed.set,
        tell=told.append,
    )
    following.start()
    assert followed.wait(10)
    following.close()
    assert [type(news.failure) for news in told] == [NotSaved]
