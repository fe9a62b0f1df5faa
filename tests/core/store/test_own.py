"""Own events that a sync tool takes away come back; a copy of a workspace or a machine forks nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

import core.store.journal
from core.clock import LogicalClock
from core.errors import NotSaved, StoreNewer
from core.events import Postponed, decode_event
from core.store.layout import TAIL, Head, head_text, scan
from core.store.own_files import OwnFiles
from core.store.record import Record, line_of, seal
from core.store.store import Pending, Store
from core.store.verify import verify_files

Make = Callable[..., Store]


def event(name: str) -> Pending:
    return Pending("ana", Postponed(sha256=name))


def add(store: Store, names: str) -> None:
    for name in names:
        store.append([event(name)])


def names(store: Store) -> str:
    found = ""
    for record in store.poll():
        decoded = decode_event(record.kind, record.v, record.data)
        assert isinstance(decoded, Postponed)
        found += decoded.sha256
    return found


def codes(store: Store) -> list[str]:
    return [note.code for note in store.notes()]


def on_disk(folder: Path) -> set[str]:
    return {record.hash for path in folder.glob("*.json") for record in scan(path.read_bytes()).records}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "decisions"


@pytest.fixture
def first(folder: Path) -> Path:
    return folder / "studio.ana.0001.json"


def cut(path: Path) -> None:
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([*lines[:4], lines[4].rstrip(b",")]) + TAIL)


def replace_by_older(path: Path) -> None:
    older = path.with_name("older")
    shutil.copy(path, older)
    cut(older)
    older.replace(path)


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def zeros(path: Path) -> None:
    path.write_bytes(b"\0" * path.stat().st_size)


HARMS = [cut, replace_by_older, half, empty, zeros, Path.unlink]


@pytest.mark.parametrize("harm", HARMS)
def test_what_is_missing_at_opening_is_put_back_into_the_next_number(
    make_store: Make, folder: Path, first: Path, harm: Callable[[Path], None]
) -> None:
    store = make_store()
    add(store, "abcdef")
    records = {record.hash for record in store.poll()}
    store.close()
    harm(first)
    left = first.read_bytes() if first.exists() else b""
    again = make_store()
    assert sorted(names(again)) == list("abcdef")
    assert "restored" in codes(again)
    assert on_disk(folder) == records, "the same records, byte for byte"
    assert (first.read_bytes() if left else b"") == left, "the damaged file is left as it is"
    add(again, "g")
    third = make_store()
    assert sorted(names(third)) == list("abcdefg")
    assert "restored" not in codes(third), "once is enough"


@pytest.mark.parametrize("harm", HARMS)
def test_what_goes_missing_under_an_open_session_is_put_back_while_following(
    make_store: Make, folder: Path, first: Path, harm: Callable[[Path], None]
) -> None:
    store = make_store()
    add(store, "abcdef")
    before = {record.hash for record in store.poll()}
    harm(first)
    for _ in range(3):
        assert names(store) == ""
    assert on_disk(folder) == before
    assert [note.count for note in store.notes() if note.code == "restored"] != []
    add(store, "g")
    assert sorted(names(make_store())) == list("abcdefg")


@pytest.mark.parametrize("harm", HARMS)
def test_an_append_after_the_harm_puts_back_first_and_forks_nothing(
    make_store: Make, folder: Path, first: Path, harm: Callable[[Path], None]
) -> None:
    store, other = make_store(), make_store()
    add(store, "abcdef")
    names(other)
    harm(first)
    add(store, "g")
    add(other, "h")
    add(store, "i")
    fresh = make_store()
    assert sorted(names(fresh)) == list("abcdefghi")
    assert "forked" not in codes(fresh)
    assert {broken.why for broken in verify_files(folder).broken} <= {"torn", "unreadable"}


def test_a_file_that_comes_back_whole_doubles_nothing(make_store: Make, folder: Path, first: Path) -> None:
    store = make_store()
    add(store, "abcdef")
    whole = first.read_bytes()
    names(store)
    first.unlink()
    names(store)
    names(store)
    assert (folder / "studio.ana.0002.json").exists()
    first.write_bytes(whole)
    assert names(store) == ""
    add(store, "g")
    assert sorted(names(make_store())) == list("abcdefg")
    assert verify_files(folder).broken == ()


@pytest.mark.parametrize("polled", [False, True])
@pytest.mark.parametrize("harm", HARMS)
def test_what_goes_missing_before_it_was_read_back_is_put_back_while_following(
    make_store: Make, folder: Path, first: Path, harm: Callable[[Path], None], polled: bool
) -> None:
    store = make_store()
    add(store, "abc")
    if polled:
        names(store)
    before = {record.hash for record in store.append([event("d")])}
    harm(first)
    for _ in range(3):
        names(store)
    assert before <= on_disk(folder)
    assert len(on_disk(folder)) == 4


@pytest.mark.parametrize("append", [False, True])
@pytest.mark.parametrize("harm", HARMS)
def test_what_a_session_never_saw_of_another_is_put_back_by_it_and_not_forked(
    make_store: Make, folder: Path, first: Path, harm: Callable[[Path], None], append: bool
) -> None:
    idle, store = make_store(), make_store()
    names(idle)
    add(store, "abcdef")
    store.close()
    harm(first)
    if append:
        add(idle, "g")
    for _ in range(3):
        names(idle)
    assert sorted(names(make_store())) == sorted("abcdef" + "g" * append)
    assert len(on_disk(folder)) == 6 + append
    assert idle.device == "studio"


def test_an_open_session_does_not_go_on_behind_an_older_state_of_what_another_wrote(
    make_store: Make, folder: Path, first: Path
) -> None:
    one, two = make_store(), make_store()
    add(one, "abc")
    older = first.read_bytes()
    add(two, "d")
    first.write_bytes(older)
    add(one, "e")
    assert sorted(names(make_store())) == list("abcde")
    assert one.device == two.device == "studio"


def test_a_session_that_looked_before_another_appended_puts_nothing_back(
    make_store: Make, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking, store = make_store(), make_store()
    folder.mkdir()
    names(looking)
    add(store, "a")
    with monkeypatch.context() as patch:
        patch.setattr(looking._union, "take_in", lambda *_: None)
        seen = "".join(names(looking) for _ in range(3))
    assert seen + names(looking) == "a"
    assert codes(looking) == []
    assert len(list(folder.iterdir())) == 1


def test_a_file_that_is_absent_for_one_look_is_waited_for(
    make_store: Make, folder: Path, first: Path
) -> None:
    store = make_store()
    add(store, "ab")
    names(store)
    aside = first.rename(first.with_name("aside"))
    names(store)
    aside.rename(first)
    names(store)
    names(store)
    assert codes(store) == []
    assert len(list(folder.iterdir())) == 1


def test_a_file_set_back_to_its_beginning_is_left_as_any_other_older_state(
    make_store: Make, folder: Path, first: Path
) -> None:
    store = make_store()
    add(store, "ab")
    beginning = first.read_bytes().partition(b'{\n"1"')[0] + b"{" + TAIL
    for _ in range(3):
        first.with_name("older").write_bytes(beginning)
        first.with_name("older").replace(first)
        for _ in range(3):
            names(store)
    assert first.read_bytes() == beginning
    assert len(on_disk(folder)) == len(list(folder.iterdir())) == 2


def test_a_peers_file_is_never_written(make_store: Make, folder: Path, first: Path) -> None:
    laptop = make_store("laptop")
    add(laptop, "abcdef")
    store = make_store()
    add(store, "x")
    path = folder / "laptop.ana.0001.json"
    cut(path)
    left = path.read_bytes()
    names(store)
    names(store)
    add(store, "y")
    assert path.read_bytes() == left
    assert len(list(folder.iterdir())) == 2


def test_a_deleted_folder_is_made_again_with_what_was_ours(make_store: Make, folder: Path) -> None:
    store = make_store()
    add(store, "abc")
    store.close()
    shutil.rmtree(folder)
    folder.mkdir()
    assert sorted(names(make_store())) == list("abc")


def test_many_files_are_put_back_in_files_of_the_usual_size(make_store: Make, folder: Path) -> None:
    store = make_store(roll_at=3000)
    add(store, "abcdefghijklmnopqrstuvwxyz")
    for path in sorted(folder.iterdir())[2:]:
        path.unlink()
    again = make_store(roll_at=3000)
    assert sorted(names(again)) == list("abcdefghijklmnopqrstuvwxyz")
    assert verify_files(folder).broken == ()


def test_an_interrupted_putting_back_is_finished_by_the_next_session(
    make_store: Make, folder: Path, first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make_store()
    add(store, "abcdef")
    store.close()
    first.unlink()
    monkeypatch.setattr("core.store.own_files._PUT_BACK_AT_ONCE", 2)
    real, calls = os.fsync, []

    def full(fd: int) -> None:
        calls.append(fd)
        if len(calls) > 4:
            raise OSError(28, "No space left on device")
        real(fd)

    monkeypatch.setattr(os, "fsync", full)
    failing = make_store()
    names(failing)
    assert "not-restored" in codes(failing)
    with pytest.raises(NotSaved):
        add(failing, "x")
    monkeypatch.setattr(os, "fsync", real)
    add(failing, "x")
    assert sorted(names(failing)) == list("abcdefx"), "the same session goes on when the fault is gone"
    assert "not-restored" not in codes(failing)
    assert verify_files(folder).broken == ()


def test_a_journal_that_cannot_be_written_stops_no_append(
    make_store: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make_store()
    add(store, "a")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(core.store.journal.Journal, "add", full)
    add(store, "b")
    assert "journal-unwritable" in codes(store)
    monkeypatch.undo()
    names(store)
    add(store, "c")
    names(store)
    assert "journal-unwritable" not in codes(store)
    journal = next((tmp_path / "state" / "journal").glob("*/studio.ana.jsonl"))
    assert len(journal.read_bytes().splitlines()) == 3


def test_a_lost_journal_is_filled_up_from_the_files(make_store: Make, tmp_path: Path, first: Path) -> None:
    store = make_store()
    add(store, "abc")
    store.close()
    shutil.rmtree(tmp_path / "state")
    again = make_store()
    names(again)
    first.unlink()
    assert sorted(names(make_store())) == list("abc")


def test_a_journal_with_damaged_lines_gives_the_others(make_store: Make, tmp_path: Path, first: Path) -> None:
    store = make_store()
    add(store, "abc")
    store.close()
    journal = next((tmp_path / "state" / "journal").glob("*/studio.ana.jsonl"))
    text = journal.read_bytes().replace(b'"sha256":"b"', b'"sha256":"z"')
    journal.write_bytes(text + b"\0" * 40)
    first.unlink()
    again = make_store()
    assert sorted(names(again)) == list("ac")
    add(again, "d")
    assert sorted(names(make_store())) == list("acd")


def test_lines_taken_out_of_a_file_come_back_and_verify_still_names_the_place(
    make_store: Make, folder: Path, first: Path
) -> None:
    add(make_store(), "abcdefgh")
    lines = first.read_bytes().split(b"\n")
    first.write_bytes(b"\n".join([*lines[:3], *lines[4:6], *lines[7:]]))
    store = make_store()
    assert sorted(names(store)) == list("abcdefgh")
    add(store, "i")
    broken = verify_files(folder).broken
    assert {(found.file, found.line, found.why) for found in broken} == {
        (first.name, 4, "missing"),
        (first.name, 6, "missing"),
    }


# --- copies -----------------------------------------------------------------------------------------------


def shop(tmp_path: Path, name: str, **options: object) -> Store:
    (tmp_path / name).mkdir(exist_ok=True)
    return Store(
        tmp_path / name / "decisions",
        device="studio",
        user="ana",
        lock_folder=tmp_path / "state" / "locks",
        **options,  # type: ignore[arg-type]
    )


def test_a_copied_workspace_gets_a_name_of_its_own_and_is_told(tmp_path: Path) -> None:
    store = shop(tmp_path, "one")
    add(store, "ab")
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    copy = shop(tmp_path, "two")
    assert names(copy) == "ab"
    assert copy.device != "studio"
    assert [(note.code, note.file) for note in copy.notes()] == [
        ("copied", str((tmp_path / "one" / "decisions").resolve()))
    ]
    add(copy, "c")
    add(store, "d")
    again = shop(tmp_path, "two")
    names(again)
    assert again.device == copy.device
    assert codes(again) == []
    for path in (tmp_path / "two" / "decisions").iterdir():
        if path.name.startswith(copy.device):
            shutil.copy(path, tmp_path / "one" / "decisions")
    assert sorted(names(shop(tmp_path, "one"))) == list("abcd")
    assert verify_files(tmp_path / "one" / "decisions").broken == ()


def test_a_renamed_workspace_is_the_same(tmp_path: Path) -> None:
    add(shop(tmp_path, "one"), "ab")
    (tmp_path / "one").rename(tmp_path / "new")
    moved = shop(tmp_path, "new")
    names(moved)
    add(moved, "c")
    assert moved.device == "studio"
    assert codes(moved) == []
    (tmp_path / "new" / "decisions" / "studio.ana.0001.json").unlink()
    assert sorted(names(shop(tmp_path, "new"))) == list("abc")


def test_a_workspace_moved_to_another_disk_is_the_same(tmp_path: Path) -> None:
    add(shop(tmp_path, "one"), "ab")
    shutil.copytree(tmp_path / "one", tmp_path / "disk")
    shutil.rmtree(tmp_path / "one")
    moved = shop(tmp_path, "disk")
    assert names(moved) == "ab"
    add(moved, "c")
    assert moved.device == "studio"


def test_a_copy_opened_before_the_first_is_gone_and_back_forks_nothing(tmp_path: Path) -> None:
    add(shop(tmp_path, "stick"), "ab")
    shutil.copytree(tmp_path / "stick", tmp_path / "disk")
    away = (tmp_path / "stick").rename(tmp_path / "unplugged")
    disk = shop(tmp_path, "disk")
    names(disk)
    add(disk, "c")
    away.rename(tmp_path / "stick")
    stick = shop(tmp_path, "stick")
    names(stick)
    add(stick, "d")
    assert len({disk.device, stick.device}) == 2


def test_a_restored_backup_gets_back_what_was_decided_since(tmp_path: Path) -> None:
    store = shop(tmp_path, "one")
    add(store, "ab")
    shutil.copytree(tmp_path / "one", tmp_path / "backup")
    add(store, "cd")
    shutil.rmtree(tmp_path / "one")
    shutil.copytree(tmp_path / "backup", tmp_path / "one")
    again = shop(tmp_path, "one")
    assert sorted(names(again)) == list("abcd")
    assert again.device == "studio"


def test_a_new_workspace_in_an_old_place_is_not_given_the_old_ones_events(tmp_path: Path) -> None:
    add(shop(tmp_path, "demo"), "ab")
    (tmp_path / "demo").rename(tmp_path / "bin")
    shutil.rmtree(tmp_path / "bin")
    new = shop(tmp_path, "demo")
    (tmp_path / "demo" / "decisions").mkdir()
    assert names(new) == ""
    assert [(note.code, note.count) for note in new.notes()] == [("set-aside", 2)]
    add(new, "c")
    assert names(shop(tmp_path, "demo")) == "c"


def test_a_fork_is_kept_told_and_left(make_store: Make, folder: Path, tmp_path: Path) -> None:
    add(make_store(), "abc")
    elsewhere = Store(tmp_path / "far", device="studio", user="ana", lock_folder=tmp_path / "s2" / "locks")
    add(elsewhere, "xy")
    shutil.copy(tmp_path / "far" / "studio.ana.0001.json", folder / "studio.ana.0001 (1).json")
    store = make_store()
    assert sorted(names(store)) == list("abcxy")
    assert ("forked", "studio.ana.0001.json", 2) in [(n.code, n.file, n.count) for n in store.notes()]
    add(store, "d")
    assert store.device != "studio"
    assert sorted(names(make_store())) == list("abcdxy")
    assert make_store().append([event("e")])[0].device == store.device, "the new name is kept"


def test_a_fork_that_arrives_while_following_changes_the_name(
    make_store: Make, folder: Path, tmp_path: Path
) -> None:
    store = make_store()
    add(store, "abc")
    names(store)
    elsewhere = Store(tmp_path / "far", device="studio", user="ana", lock_folder=tmp_path / "s2" / "locks")
    add(elsewhere, "x")
    (tmp_path / "far" / "studio.ana.0001.json").replace(folder / "studio.ana.0001.json")
    names(store)
    assert store.append([event("d")])[0].device == store.device != "studio"
    assert sorted(names(make_store())) == list("abcdx")


def test_a_cloned_machine_is_told(make_store: Make) -> None:
    add(make_store("old"), "a")
    store = make_store("new", former=("old",))
    names(store)
    assert [(note.code, note.file) for note in store.notes()] == [("cloned", "old")]


# --- what git and others do to a file ----------------------------------------------------------------------


def merged(left: list[bytes], right: list[bytes], base: list[bytes]) -> dict[str, bytes]:
    marked = [*base, b"<<<<<<< HEAD", *left, b"=======", *right, b">>>>>>> theirs", b"}}", b""]
    union = [*base, *left, *right, b"}}", b""]
    mixed = [*base]
    for pair in zip(left, right, strict=True):
        mixed += pair
    return {
        "markers": b"\n".join(marked),
        "union": b"\n".join(union),
        "interleaved": b"\n".join([*mixed, b"}}", b""]),
        "doubled": b"\n".join([*base, *left, *left, b"}}", b""]),
    }


@pytest.mark.parametrize("how", ["markers", "union", "interleaved", "doubled"])
def test_a_merged_own_file_is_read_and_not_appended_to(
    make_store: Make, folder: Path, first: Path, how: str
) -> None:
    store = make_store()
    add(store, "abcd")
    store.close()
    lines = first.read_bytes().split(b"\n")
    images = merged(lines[4:6], lines[4:6], lines[:4])
    first.write_bytes(images[how])
    again = make_store()
    assert sorted(names(again)) == list("abcd")
    assert ("markers" if how == "markers" else "rewritten") in codes(again)
    add(again, "e")
    assert first.read_bytes() == images[how]
    assert sorted(names(make_store())) == list("abcde")


def test_a_merge_under_an_open_session_is_not_appended_to(make_store: Make, first: Path) -> None:
    store = make_store()
    add(store, "ab")
    text = first.read_bytes().removesuffix(TAIL)
    first.write_bytes(text + b"\n<<<<<<< HEAD\n=======\n>>>>>>> x" + TAIL)
    left = first.read_bytes()
    add(store, "c")
    assert first.read_bytes() == left
    assert sorted(names(make_store())) == list("abc")


def test_a_file_rewritten_by_tinydb_under_an_open_session_is_left_alone(
    make_store: Make, first: Path
) -> None:
    store = make_store()
    add(store, "ab")
    TinyDB(first).table("notes").insert({"by": "hand"})
    left = first.read_bytes()
    add(store, "c")
    assert first.read_bytes() == left
    store.poll()
    assert codes(store) == ["rewritten"]


# --- newer programs, clocks --------------------------------------------------------------------------------


def test_an_own_file_of_a_newer_format_is_refused_for_writing(make_store: Make, folder: Path) -> None:
    store = make_store()
    add(store, "a")
    newer = folder / "studio.ana.0002.json"
    newer.write_bytes(head_text(Head(format=2, device="studio", user="ana", file=2)) + TAIL)
    for writer in (store, make_store()):
        with pytest.raises(StoreNewer):
            add(writer, "b")
    assert names(make_store()) == "a"


def test_a_peers_newer_file_is_read_as_far_as_understood(make_store: Make, folder: Path) -> None:
    add(make_store("laptop"), "a")
    path = folder / "laptop.ana.0001.json"
    path.write_bytes(path.read_bytes().replace(b'"format":1', b'"format":9,"more":true', 1))
    store = make_store()
    assert names(store) == "a"
    assert [(note.code, note.file) for note in store.notes()] == [("newer", path.name)]
    add(store, "b")


NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def timed(make_store: Make, device: str, now: datetime) -> Store:
    clock = LogicalClock(lambda: int(now.timestamp() * 1000))
    return make_store(device, now=lambda: now, clock=clock)


@pytest.mark.parametrize(("minutes", "told"), [(9, []), (11, ["clock-ahead"])])
def test_an_event_of_a_device_whose_clock_is_ahead_is_told(
    make_store: Make, minutes: int, told: list[str]
) -> None:
    add(timed(make_store, "laptop", NOON + timedelta(minutes=minutes)), "a")
    store = timed(make_store, "studio", NOON)
    add(store, "b")
    assert names(store) == "ab", "what was seen before sorts before"
    assert codes(store) == told


def test_a_clock_that_fell_back_behind_our_own_event_is_told_and_order_stays(make_store: Make) -> None:
    add(timed(make_store, "studio", NOON), "a")
    store = timed(make_store, "studio", datetime(1970, 1, 2, tzinfo=UTC))
    add(store, "b")
    assert names(store) == "ab"
    assert [note.code for note in store.notes()] == ["clock-behind"]


@pytest.mark.parametrize("stamp", ["e677d21fdbff-0000", "ffffffffffff-ffff", "zzz", "", "-1-0", "0x1-2"])
def test_a_hostile_stamp_does_not_drag_the_clock(make_store: Make, folder: Path, stamp: str) -> None:
    record = Record(
        seq=10**15,
        device="laptop",
        user="eva",
        person="eva",
        at="9999-12-31T23:59:59.999Z",
        clock=stamp,
        kind="postponed",
        v=1,
        data=msgspec.Raw(b'{"sha256":"e"}'),
        prev="",
    )
    _, line = seal(record)
    folder.mkdir()
    head = head_text(Head(format=1, device="laptop", user="eva", file=1))
    (folder / "laptop.eva.0001.json").write_bytes(head + b"\n" + line + TAIL)
    store = timed(make_store, "studio", NOON)
    assert names(store) == "e"
    assert codes(store) == ["clock-ahead"]
    made = store.append([event("b")])[0]
    assert made.clock == f"{int(NOON.timestamp() * 1000):012x}-0000"


# --- any order of harm --------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(["append", "append", "poll", "reopen", "unlink", "older", "half", "empty"]),
        ),
        min_size=3,
        max_size=25,
    )
)
def test_nothing_acknowledged_is_ever_lost(
    tmp_path_factory: pytest.TempPathFactory, actions: list[str]
) -> None:
    base = tmp_path_factory.mktemp("any")

    def opened() -> Store:
        return Store(base / "d", device="studio", user="ana", lock_folder=base / "s" / "l")

    store, acknowledged, saved = opened(), [], []
    for number, action in enumerate(actions):
        files = sorted((base / "d").glob("*.json"))
        if action == "append":
            acknowledged.append(store.append([event(str(number))])[0].hash)
            saved = [(path, path.read_bytes()) for path in (base / "d").glob("*.json")]
        elif action == "poll":
            store.poll()
        elif action == "reopen":
            store.close()
            store = opened()
        elif files and action == "unlink":
            files[number % len(files)].unlink()
        elif files and action == "older":
            path, text = saved[number % len(saved)]
            path.with_suffix(".tmp").write_bytes(text)
            path.with_suffix(".tmp").replace(path)
        elif files and action in ("half", "empty"):
            (half if action == "half" else empty)(files[-1])
    store.close()
    last = opened()
    last.poll()
    last.append([event("end")])
    found = [record.hash for record in opened().poll()]
    assert len(found) == len(set(found)) == len(acknowledged) + 1
    assert set(acknowledged) < set(found)
    assert set(acknowledged) < on_disk(base / "d")
    assert last.device == "studio", "no fork"
    assert line_of(last.append([event("x")])[0]).startswith(f'"{len(acknowledged) + 2}": '.encode())


# --- crashes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("left", [b"", b'{"vitr', b"\0" * 40])
def test_a_file_whose_first_write_was_cut_is_mended_by_opening_it(
    make_store: Make, folder: Path, first: Path, left: bytes
) -> None:
    folder.mkdir()
    first.write_bytes(left)
    assert names(make_store()) == ""
    assert TinyDB(first, access_mode="r").table("events").all() == []


def test_a_torn_tail_is_mended_by_opening_it_and_kept(make_store: Make, folder: Path, first: Path) -> None:
    store = make_store()
    add(store, "ab")
    store.close()
    whole = first.read_bytes()
    first.write_bytes(whole.removesuffix(b"}}\n") + b'"3": {"seq":3,')
    again = make_store()
    assert names(again) == "ab"
    assert first.read_bytes() == whole
    assert [path.read_bytes() for path in folder.glob("*.torn-*")] == [b'\n"3": {"seq":3,']
    assert codes(again) == []


@pytest.mark.parametrize("whole", [True, False])
def test_what_another_session_left_unfinished_is_mended_while_following(
    make_store: Make, folder: Path, first: Path, tmp_path: Path, whole: bool
) -> None:
    store = make_store()
    add(store, "ab")
    assert names(store) == "ab"
    before = first.read_bytes()
    shutil.copytree(folder, tmp_path / "died")
    died = Store(tmp_path / "died", device="studio", user="ana", lock_folder=tmp_path / "d" / "locks")
    add(died, "c")
    after = (tmp_path / "died" / first.name).read_bytes()
    end = len(before) - len(TAIL)
    unjoined = after[:end] + b"\n" + after[end + 1 :]
    first.write_bytes(unjoined if whole else unjoined[:-40])
    assert "".join(names(store) for _ in range(3)) == ("c" if whole else "")
    assert first.read_bytes() == (after if whole else before)
    assert verify_files(folder).broken == ()


def test_what_cannot_be_mended_is_tried_once(
    make_store: Make, first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make_store()
    add(store, "ab")
    assert names(store) == "ab"
    tried = []

    def refuse(_: OwnFiles, number: int) -> None:
        tried.append(number)
        raise NotSaved(path=first.name, why="read-only")

    monkeypatch.setattr(OwnFiles, "mend", refuse)
    first.write_bytes(first.read_bytes().removesuffix(b"}}\n") + b'"3": {"seq":3,')
    for _ in range(5):
        assert names(store) == ""
    assert tried == [1]
    monkeypatch.undo()
    add(store, "c")
    assert names(store) == "c"


# --- names given up -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("reopened", [False, True])
def test_what_was_written_under_a_name_that_was_given_up_is_still_put_back(
    make_store: Make, folder: Path, first: Path, tmp_path: Path, reopened: bool
) -> None:
    store = make_store()
    add(store, "abc")
    names(store)
    elsewhere = Store(tmp_path / "far", device="studio", user="ana", lock_folder=tmp_path / "s2" / "locks")
    add(elsewhere, "xy")
    theirs = tmp_path / "far" / "studio.ana.0001.json"
    shutil.copy(theirs, folder / "studio.ana.0001 (1).json")
    names(store)
    add(store, "d")
    if reopened:
        store.close()
        store = make_store()
        names(store)
    shutil.copy(theirs, first.with_name("new"))
    first.with_name("new").replace(first)
    for _ in range(3):
        names(store)
    assert sorted(names(make_store("reader"))) == list("abcdxy")
    assert first.read_bytes() == theirs.read_bytes(), "the other one's file is left to it"
    kept = folder / f"studio.ana.0001-{store.device}.json"
    assert [record.seq for record in scan(kept.read_bytes()).records] == [1, 2, 3]
    assert codes(make_store()).count("restored") == 0, "once is enough"


def test_a_copy_with_nothing_but_others_events_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    bek = Store(tmp_path / "one" / "decisions", device="studio", user="bek", lock_folder=tmp_path / "b" / "l")
    add(bek, "a")
    names(shop(tmp_path, "one"))
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    copy = shop(tmp_path, "two")
    add(copy, "c")
    add(shop(tmp_path, "one"), "d")
    assert copy.device != "studio"
    assert codes(copy) == ["copied"]


def test_what_follows_an_event_that_a_crash_kept_from_the_journal_is_in_it_at_once(
    make_store: Make, first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    idle, store = make_store(), make_store()
    first.parent.mkdir()
    names(idle)
    with monkeypatch.context() as patch:
        patch.setattr(core.store.journal.Journal, "add", lambda *_: None)
        add(store, "a")
    store.close()
    first.write_bytes(first.read_bytes().replace(b'{\n"1"', b'{\n}1"'))
    add(idle, "b")
    first.unlink()
    assert sorted(names(make_store())) == list("ab")
