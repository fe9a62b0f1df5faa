from __future__ import annotations

import ctypes
import errno
import logging
import os
import shutil
import threading
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from watchdog.observers import inotify_c

from core.intake import sweep, watch
from core.intake.hotfolder import HotFolder, HotFolderStatus
from core.intake.settle import Settling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from core.intake.settle import Outcome

DEADLINE = 5.0
WHOLE = b"whole picture"
PART = WHOLE[:5]


class Desk:
    """Stands where the desk will: inspects, remembers, and lets a test wait for what it should see."""

    def __init__(self, *roots: Path, **options: Any) -> None:
        self.news = threading.Condition()
        self.inspected: Counter[Path] = Counter()
        self.taken: list[Path] = []
        self.broken: set[Path] = set()
        self.folder = HotFolder(
            roots,
            on_ready=self._inspect,
            on_change=self._changed,
            settling=Settling(settle_seconds=0.05, rest_seconds=0.15, retry_seconds=0.05),
            **{"scan_seconds": 600.0, **options},
        )

    def _inspect(self, path: Path) -> Outcome:
        with self.news:
            self.inspected[path] += 1
            self.news.notify_all()
            if path in self.broken:
                raise MemoryError
            if path.read_bytes() == PART:
                return "incomplete"
            self.taken.append(path)
            return "ready"

    def _changed(self) -> None:
        with self.news:
            self.news.notify_all()

    def wait_for(self, truth: Callable[[], object]) -> None:
        with self.news:
            deadline = time.monotonic() + DEADLINE
            while not truth():
                # A walk that found no news tells nobody: look again by oneself as well.
                self.news.wait(0.02)
                assert time.monotonic() < deadline, (self.taken, self.inspected, self.folder.status())

    def wait_for_taken(self, *paths: Path) -> None:
        self.wait_for(lambda: set(paths) <= set(self.taken))

    @property
    def status(self) -> HotFolderStatus:
        return self.folder.status()


@pytest.fixture
def open_desk() -> Iterator[Callable[..., Desk]]:
    desks: list[Desk] = []

    def open_(*roots: Path, **options: Any) -> Desk:
        desk = Desk(*roots, **options)
        desks.append(desk)
        desk.folder.start()
        desk.wait_for(lambda: desk.status.last_scan_at)
        return desk

    yield open_
    for desk in desks:
        desk.folder.stop()


@pytest.fixture
def incoming(tmp_path: Path) -> Path:
    folder = tmp_path / "incoming"
    folder.mkdir()
    return folder


@pytest.fixture
def deaf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Events get lost on their way, as after an overflow of the kernel's queue."""
    monkeypatch.setattr(watch._Handler, "dispatch", lambda self, event: None)
    monkeypatch.setattr(sweep, "GAP_SECONDS", 0.05)


def test_files_there_at_the_start_and_files_dropped_later(
    incoming: Path, open_desk: Callable[..., Desk]
) -> None:
    (incoming / "first.png").write_bytes(WHOLE)
    desk = open_desk(incoming)
    assert (desk.status.mode, desk.status.why) == ("native", "ok")
    (incoming / "second.png").write_bytes(WHOLE)
    desk.wait_for_taken(incoming / "first.png", incoming / "second.png")
    desk.wait_for(lambda: desk.status.waiting == ())
    assert set(desk.inspected.values()) == {1}


@pytest.mark.parametrize("cut", [False, True], ids=["slow-writer", "cut-upload"])
def test_half_a_file_waits_until_it_is_whole(
    incoming: Path, open_desk: Callable[..., Desk], *, cut: bool
) -> None:
    desk = open_desk(incoming)
    file = incoming / "a.png"
    writer = file.open("wb", buffering=0)
    writer.write(PART)
    if cut:
        writer.close()
    desk.wait_for(lambda: [(w.path, w.attempts > 1) for w in desk.status.waiting] == [(file, True)])
    assert desk.taken == []
    if cut:
        writer = file.open("ab", buffering=0)
    writer.write(WHOLE[len(PART) :])
    writer.close()
    desk.wait_for_taken(file)
    desk.wait_for(lambda: desk.status.waiting == ())
    assert set(desk.taken) == {file}


def test_a_rename_into_place_brings_the_final_name_only(
    incoming: Path, open_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    desk = open_desk(incoming)
    (incoming / "a.png.part").write_bytes(WHOLE)
    (incoming / "a.png.part").rename(incoming / "a.png")
    (tmp_path / "b.png").write_bytes(WHOLE)
    (tmp_path / "b.png").rename(incoming / "b.png")
    desk.wait_for_taken(incoming / "a.png", incoming / "b.png")
    (incoming / "a.png").rename(incoming / "c.png")
    desk.wait_for_taken(incoming / "c.png")
    assert set(desk.inspected) == {incoming / "a.png", incoming / "b.png", incoming / "c.png"}


def test_a_folder_moved_in_and_one_copied_in(
    incoming: Path, open_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    batch = tmp_path / "batch"
    (batch / "deeper").mkdir(parents=True)
    for number in range(25):
        (batch / f"{number}.png").write_bytes(WHOLE)
        (batch / "deeper" / f"{number}.png").write_bytes(WHOLE)
    desk = open_desk(incoming)
    shutil.copytree(batch, incoming / "copied", copy_function=shutil.copyfile)
    batch.rename(incoming / "moved")
    (incoming / "moved" / "late.png").write_bytes(WHOLE)
    desk.wait_for(lambda: len(set(desk.taken)) == 101)
    assert set(desk.inspected.values()) == {1}


def test_a_root_deleted_and_made_again(incoming: Path, open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(incoming)
    shutil.rmtree(incoming)
    incoming.mkdir()
    (incoming / "a.png").write_bytes(WHOLE)
    desk.wait_for_taken(incoming / "a.png")
    (incoming / "b.png").write_bytes(WHOLE)
    desk.wait_for_taken(incoming / "b.png")


def test_missing_roots_are_waited_for(incoming: Path, open_desk: Callable[..., Desk], tmp_path: Path) -> None:
    late = tmp_path / "late"
    desk = open_desk(incoming, late)
    assert desk.status.why == "root-missing"
    (incoming / "a.png").write_bytes(WHOLE)
    desk.wait_for_taken(incoming / "a.png")
    late.mkdir()
    (late / "b.png").write_bytes(WHOLE)
    desk.wait_for_taken(late / "b.png")
    desk.wait_for(lambda: desk.status.why == "ok")


def test_polling_finds_changes_and_forgets_what_is_gone(
    incoming: Path, open_desk: Callable[..., Desk]
) -> None:
    desk = open_desk(incoming, mode="polling", poll_seconds=0.02)
    assert (desk.status.mode, desk.status.why) == ("polling", "polling-asked")
    whole, torn = incoming / "a.png", incoming / "torn.png"
    whole.write_bytes(WHOLE)
    torn.write_bytes(PART)
    desk.wait_for_taken(whole)
    desk.wait_for(lambda: [w.path for w in desk.status.waiting] == [torn])
    whole.write_bytes(WHOLE + b", changed")
    torn.unlink()
    desk.wait_for(lambda: desk.taken == [whole, whole])
    desk.wait_for(lambda: desk.status.waiting == ())


def test_a_burst_of_500_files_each_once(incoming: Path, open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(incoming)
    for number in range(500):
        (incoming / f"{number}.png").write_bytes(WHOLE)
    desk.wait_for(lambda: len(set(desk.taken)) == 500)
    assert set(desk.inspected.values()) == {1}


@pytest.mark.parametrize("mode", ["native", "polling"])
def test_hostile_names(incoming: Path, open_desk: Callable[..., Desk], mode: str) -> None:
    desk = open_desk(incoming, mode=mode, poll_seconds=0.02)
    names = [
        b"[/].png",
        b"[red]x.png",
        b"\x1b[31m.png",
        b"new\nline.png",
        b"bad\xff\xfe.png",
        "\u202egnp.png".encode(),
    ]
    (incoming / "[").mkdir()
    for name in names:
        (incoming / os.fsdecode(name)).write_bytes(WHOLE)
    desk.wait_for(lambda: {os.fsencode(path.relative_to(incoming)) for path in desk.taken} == set(names))


def test_changed_bytes_under_an_old_name_come_again(incoming: Path, open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(incoming)
    file = incoming / "a.png"
    file.write_bytes(WHOLE)
    desk.wait_for_taken(file)
    file.write_bytes(WHOLE + b", changed")
    desk.wait_for(lambda: desk.taken == [file, file])


def test_links_pipes_and_ignored_names_are_never_handed_over(
    incoming: Path, open_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    (tmp_path / "outside.png").write_bytes(WHOLE)
    desk = open_desk(incoming)
    (incoming / "link.png").symlink_to(tmp_path / "outside.png")
    os.mkfifo(incoming / "pipe.png")
    (incoming / "@eaDir").mkdir()
    (incoming / "@eaDir" / "thumb.png").write_bytes(WHOLE)
    (incoming / "a.json").write_bytes(WHOLE)
    (incoming / "a.png").write_bytes(WHOLE)
    desk.wait_for_taken(incoming / "a.png")
    desk.folder.scan_now()
    desk.wait_for(lambda: desk.status.files_seen == 1)
    assert set(desk.inspected) == {incoming / "a.png"}
    assert desk.status.waiting == ()


def test_a_root_that_is_a_link_gives_paths_as_they_were_given(
    incoming: Path, open_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    link = tmp_path / "link"
    link.symlink_to(incoming)
    desk = open_desk(link)
    (incoming / "a.png").write_bytes(WHOLE)
    desk.wait_for_taken(link / "a.png")


def test_an_inspection_that_fails_is_tried_again_and_stops_nothing(
    incoming: Path, open_desk: Callable[..., Desk]
) -> None:
    desk = open_desk(incoming)
    bad, good = incoming / "bad.png", incoming / "good.png"
    desk.broken.add(bad)
    bad.write_bytes(WHOLE)
    desk.wait_for(lambda: desk.inspected[bad] > 1)
    good.write_bytes(WHOLE)
    desk.wait_for_taken(good)
    assert desk.status.failures > 0
    assert [w.path for w in desk.status.waiting] == [bad]
    desk.broken.clear()
    desk.wait_for_taken(bad)


@pytest.mark.usefixtures("deaf")
def test_lost_events_are_made_good_by_the_next_walk(incoming: Path, open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(incoming, scan_seconds=0.2)
    (incoming / "a.png").write_bytes(WHOLE)
    desk.wait_for_taken(incoming / "a.png")


@pytest.mark.usefixtures("deaf")
def test_an_overflow_warning_brings_a_walk(incoming: Path, open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(incoming)
    (incoming / "a.png").write_bytes(WHOLE)
    logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed")
    desk.wait_for_taken(incoming / "a.png")


@pytest.mark.usefixtures("deaf")
def test_waking_from_sleep_brings_a_walk(
    incoming: Path, open_desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(incoming)
    (incoming / "a.png").write_bytes(WHOLE)
    wall = time.time
    monkeypatch.setattr(time, "time", lambda: wall() + 3600)
    desk.wait_for_taken(incoming / "a.png")


@pytest.mark.parametrize(("limit", "why"), [(3, "watch-limit"), (0, "watch-failed")])
def test_without_enough_watches_folders_are_walked(
    incoming: Path,
    open_desk: Callable[..., Desk],
    monkeypatch: pytest.MonkeyPatch,
    limit: int,
    why: str,
) -> None:
    watched: set[bytes] = set()
    add_watch = inotify_c.inotify_add_watch

    def limited(fd: int, path: bytes, mask: int) -> int:
        if len(watched | {path}) > limit:
            ctypes.set_errno(errno.ENOSPC)
            return -1
        watched.add(path)
        return int(add_watch(fd, path, mask))

    monkeypatch.setattr(inotify_c, "inotify_add_watch", limited)
    for number in range(5):
        (incoming / str(number)).mkdir()
    desk = open_desk(incoming, scan_seconds=0.1)
    desk.wait_for(lambda: (desk.status.mode, desk.status.why) == ("polling", why))
    for number in range(5):
        (incoming / str(number) / "a.png").write_bytes(WHOLE)
    desk.wait_for(lambda: len(set(desk.taken)) == 5)


def test_a_worker_that_stumbles_goes_on(
    incoming: Path, open_desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(incoming)
    stumbles = iter([OSError(errno.EIO, "disk")])

    def changed() -> None:
        for error in stumbles:
            raise error

    monkeypatch.setattr(desk.folder, "_on_change", changed)
    (incoming / "a.png").write_bytes(WHOLE)
    desk.wait_for_taken(incoming / "a.png")
    desk.wait_for(lambda: desk.status.failures == 1)


def test_stop_ends_all_threads_and_listening(incoming: Path) -> None:
    threads, ears = set(threading.enumerate()), list(logging.getLogger("watchdog").handlers)
    desk = Desk(incoming)
    desk.folder.start()
    desk.wait_for(lambda: desk.status.last_scan_at)
    begun_at = time.monotonic()
    desk.folder.stop()
    assert time.monotonic() - begun_at < 2.0
    assert set(threading.enumerate()) <= threads
    assert logging.getLogger("watchdog").handlers == ears
    desk.folder.stop()
