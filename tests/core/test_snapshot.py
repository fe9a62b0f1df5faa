from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import events as events_module
from core import model, snapshot
from core.events import (
    Assigned,
    BatchAdded,
    BatchOpened,
    CandidateArrived,
    Decided,
    Event,
    FileRefused,
    LargeScreenSeen,
    Postponed,
    RefusalSeen,
    ReportRow,
    Returned,
    Revoked,
    RulesChecked,
    SourceArrived,
    UnknownEvent,
)
from core.fold import Ledger
from core.history import History
from core.model import LargeScreen, Mode, Slot, Verdict
from core.snapshot import events_version, read_snapshot, snapshot_path, write_snapshot
from core.store.store import Pending, Store
from core.store.verify import verify_files

ROOT = Path(__file__).parents[2]
SHAS = ("a" * 64, "b" * 64, "c" * 64)


class Desks:
    """Several devices that write into one folder."""

    def __init__(self, root: Path, *, roll_at: int = 4 * 1024 * 1024) -> None:
        self.root = root
        self.folder = root / "decisions"
        self.cache = root / "cache"
        self.roll_at = roll_at
        self.path = snapshot_path(self.cache, self.folder)

    def store(self, device: str = "studio") -> Store:
        return Store(
            self.folder,
            device=device,
            user="ana",
            lock_folder=self.root / "state" / device,
            roll_at=self.roll_at,
        )

    def append(self, *events: Event, device: str = "studio") -> None:
        store = self.store(device)
        store.append([Pending("ana", event) for event in events])
        store.close()

    def history(self, *, snapshots: bool = True, slow_seconds: float = 1e9) -> History:
        cache = self.cache if snapshots else None
        return History(self.store(), lambda _: None, snapshots=cache, slow_seconds=slow_seconds)

    def keep(self) -> None:
        """Write a snapshot of what is there now."""
        history = self.history(slow_seconds=-1)
        history.follow()
        history.close()
        assert self.path.exists()

    def resumed(self) -> Ledger | None:
        return read_snapshot(self.path, self.store())

    def file(self) -> Path:
        return min(self.folder.glob("*.json"))


@pytest.fixture
def desks(tmp_path: Path) -> Desks:
    return Desks(tmp_path)


def arrived(sha: str = SHAS[0], path: str = "incoming/a.png", sku: str = "S-1") -> CandidateArrived:
    return CandidateArrived(path=path, sha256=sha, width=9, height=9, format="PNG", bytes=1, sku=sku)


def decided(sha: str = SHAS[0], verdict: Verdict = Verdict.APPROVE) -> Decided:
    return Decided(sha256=sha, verdict=verdict, sku="S-1", slot=Slot.MAIN, mode=Mode.EXACT_CARD)


def state(history: History) -> tuple[object, ...]:
    history.follow()
    with history.state() as ledger:
        return (
            dict(ledger.candidates),
            dict(ledger.sources),
            ledger.all_sources() and sorted(source.path for source in ledger.all_sources()),
            dict(ledger.refusals),
            ledger.of_process(),
            dict(ledger.unknown_kinds),
            sorted(ledger.of_marketplaces(), key=lambda entry: entry.id),
        )


def same_with_and_without(desks: Desks) -> bool:
    return state(desks.history()) == state(desks.history(snapshots=False))


def test_only_what_came_after_the_snapshot_is_read(desks: Desks) -> None:
    desks.append(arrived())
    desks.keep()
    desks.append(decided())
    store = desks.store()
    ledger = read_snapshot(desks.path, store)
    assert ledger is not None
    assert not ledger.candidates[SHAS[0]].heads
    assert [record.kind for record in store.poll()] == ["decided"]
    assert same_with_and_without(desks)


def test_a_store_that_goes_on_from_a_snapshot_appends_to_the_same_chain(desks: Desks) -> None:
    desks.append(arrived(), decided())
    desks.keep()
    history = desks.history()
    history.follow()
    history.record("ana", [Postponed(sha256=SHAS[0])])
    found = verify_files(desks.folder)
    assert (found.events, found.broken) == (3, ())
    assert same_with_and_without(desks)


def test_looks_on_the_large_screen_are_in_the_snapshot(desks: Desks) -> None:
    window = LargeScreen(width=1920, height=1080, scale=2.0, seconds=40.0, zoom=150.0)
    desks.append(arrived(), LargeScreenSeen(sha256=SHAS[0], source_sha256=SHAS[1], window=window))
    desks.keep()
    ledger = desks.resumed()
    assert ledger is not None
    (look,) = ledger.candidates[SHAS[0]].large_looks
    assert (look.person, look.source_sha256, look.screen.seconds) == ("ana", SHAS[1], 40.0)
    assert same_with_and_without(desks)


def test_what_waits_for_its_arrival_waits_in_the_snapshot_too(desks: Desks) -> None:
    desks.append(decided(), RefusalSeen(path="incoming/v.mp4", stamp="1-1"))
    desks.keep()
    assert desks.resumed() is not None
    desks.append(arrived(), FileRefused(path="incoming/v.mp4", code="video", stamp="1-1"), device="laptop")
    history = desks.history()
    history.follow()
    assert len(history.candidate(SHAS[0]).heads) == 1
    assert same_with_and_without(desks)


def test_numbers_beyond_64_bits_do_no_harm(desks: Desks) -> None:
    desks.append(
        CandidateArrived(
            path="incoming/a.png", sha256=SHAS[0], width=10**30, height=9, format="PNG", bytes=2**64
        )
    )
    desks.keep()
    assert desks.resumed() is not None
    assert same_with_and_without(desks)


def test_a_snapshot_of_another_device_is_not_used(desks: Desks) -> None:
    desks.append(arrived())
    desks.keep()
    assert read_snapshot(desks.path, desks.store("laptop")) is None


def test_a_file_that_is_gone_drops_the_snapshot(desks: Desks) -> None:
    desks.append(arrived())
    desks.append(decided(), device="laptop")
    desks.keep()
    desks.file().unlink()
    assert desks.resumed() is None
    assert same_with_and_without(desks)


def test_a_file_restored_to_an_older_state_drops_the_snapshot(desks: Desks) -> None:
    desks.append(arrived())
    older = desks.file().read_bytes()
    desks.append(decided())
    desks.keep()
    desks.file().write_bytes(older)
    assert desks.resumed() is None
    assert same_with_and_without(desks)


def test_a_file_replaced_by_the_same_bytes_keeps_the_snapshot(desks: Desks) -> None:
    desks.append(arrived())
    desks.keep()
    new = desks.root / "new"
    shutil.copy(desks.file(), new)
    new.replace(desks.file())
    assert desks.resumed() is not None


@pytest.mark.parametrize("rewrite", [True, False])
def test_a_file_of_another_programs_layout_is_known_by_its_bytes(desks: Desks, rewrite: bool) -> None:
    desks.append(arrived(), decided())
    text = desks.file().read_text()
    (desks.folder / "foreign.json").write_text(
        text.replace("\n", "\n\n ").replace('{"vitrina"', '{ "vitrina"')
    )
    desks.keep()
    if rewrite:
        (desks.folder / "foreign.json").write_text("{}")
    assert (desks.resumed() is None) is rewrite
    assert same_with_and_without(desks)


def test_a_byte_changed_before_the_snapshot_is_found_by_verify(desks: Desks) -> None:
    desks.append(arrived(sku="S-1"), decided())
    desks.keep()
    text = desks.file().read_bytes()
    desks.file().write_bytes(text.replace(b'"S-1"', b'"S-2"', 1))
    assert desks.resumed() is not None
    assert [broken.why for broken in verify_files(desks.folder).broken][:1] == ["changed"]


def test_a_snapshot_damaged_anywhere_is_as_none(desks: Desks) -> None:
    desks.append(arrived(), decided(), UnknownEvent(kind="future", version=1, data=b"{}"))
    desks.keep()
    whole = desks.path.read_bytes()
    for at in range(0, len(whole), 7):
        desks.path.write_bytes(whole[:at])
        assert desks.resumed() is None, at
        desks.path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert desks.resumed() is None, at
    desks.path.write_bytes(whole + b"\n")
    assert desks.resumed() is None
    desks.path.write_bytes(whole)
    assert desks.resumed() is not None


@pytest.mark.parametrize("foreign", [b"", b"\0" * 100, b"\xff" * 100, b"{}", b"\x00\x00\x00\x01\x80"])
def test_a_foreign_file_is_as_none(desks: Desks, foreign: bytes) -> None:
    desks.append(arrived())
    desks.path.parent.mkdir()
    desks.path.write_bytes(foreign)
    assert desks.resumed() is None
    assert same_with_and_without(desks)


def test_a_program_with_other_events_does_not_use_it(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    desks.append(arrived())
    desks.keep()
    monkeypatch.delitem(snapshot.KINDS, list(snapshot.KINDS)[-1])
    assert desks.resumed() is None
    monkeypatch.undo()
    assert desks.resumed() is not None


def test_a_program_that_folds_otherwise_does_not_use_it(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    desks.append(arrived())
    desks.keep()
    assert desks.resumed() is not None
    monkeypatch.setattr("core.standing.inspect.getsource", lambda module: f"# {module.__name__}")
    assert desks.resumed() is None


def test_a_program_whose_code_cannot_be_read_tells_its_events_by_their_shapes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unreadable(_: object) -> str:
        raise OSError

    whole = events_version()
    monkeypatch.setattr("core.standing.inspect.getsource", unreadable)
    shapes = events_version()
    assert shapes != whole
    other = msgspec.defstruct(
        "RulesChecked", [("pack", str)], bases=(Event,), namespace=vars_of(RulesChecked)
    )
    monkeypatch.setitem(snapshot.KINDS, RulesChecked.KIND, other)
    assert events_version() not in (shapes, whole)


def vars_of(kind: type[Event]) -> dict[str, object]:
    return {"KIND": kind.KIND, "ACCEPTS": kind.ACCEPTS}


def test_the_code_that_folds_has_the_shapes_of_all_events_in_it() -> None:
    _, shapes = msgspec.json.schema_components(snapshot.KINDS.values())
    found = [getattr(events_module, name, None) or getattr(model, name, None) for name in shapes]
    assert {getattr(one, "__module__", None) for one in found} == {events_module.__name__, model.__name__}


def test_the_events_version_is_the_same_in_each_run() -> None:
    code = "from core.snapshot import events_version; print(events_version())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == events_version()
    assert len(events_version()) == 64


def test_a_disk_that_will_not_have_it_does_no_harm(desks: Desks) -> None:
    desks.append(arrived())
    desks.cache.write_text("in the way")
    history = desks.history(slow_seconds=-1)
    history.follow()
    history.close()
    assert history.candidate(SHAS[0]).sha256 == SHAS[0]


def test_what_was_left_by_others_is_cleared_when_it_is_old(desks: Desks) -> None:
    desks.append(arrived())
    desks.cache.mkdir()
    old, recent = ("0.fold", "0.1.tmp"), ("1.fold", "1.1.tmp")
    for name in (*old, *recent):
        (desks.cache / name).write_bytes(b"")
    for name in old:
        os.utime(desks.cache / name, (0, 0))
    desks.keep()
    assert {path.name for path in desks.cache.iterdir()} == {*recent, desks.path.name}


def test_a_quick_fold_is_not_kept(desks: Desks) -> None:
    desks.append(arrived())
    history = desks.history(slow_seconds=1e9)
    history.follow()
    history.close()
    assert not desks.path.exists()


def test_nothing_is_marked_while_an_append_is_not_taken_in(desks: Desks) -> None:
    store = desks.store()
    store.append([Pending("ana", arrived())])
    assert store.mark() is None
    store.poll()
    assert store.mark() is not None


def test_many_things_are_more_than_one_frame(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "_PIECE", 2)
    desks.append(*(arrived(f"{number:064x}", f"incoming/{number}.png") for number in range(5)))
    store = desks.store()
    records = store.poll()
    marked = store.mark()
    assert marked is not None
    history = desks.history(snapshots=False)
    expected = state(history)
    with history.state() as ledger:
        assert write_snapshot(desks.path, *marked, ledger.parts())
    assert len(records) == 5
    assert state(desks.history()) == expected


# --- whatever happened, the state with a snapshot is the state without

events = st.one_of(
    st.builds(
        arrived,
        st.sampled_from(SHAS),
        st.sampled_from(["incoming/a.png", "incoming/b.png"]),
        st.sampled_from(["", "S-1"]),
    ),
    st.builds(decided, st.sampled_from(SHAS), st.sampled_from(Verdict)),
    st.builds(Postponed, sha256=st.sampled_from(SHAS)),
    st.builds(
        LargeScreenSeen,
        sha256=st.sampled_from(SHAS),
        source_sha256=st.sampled_from(SHAS),
        window=st.builds(LargeScreen, st.integers(1, 9999), st.integers(1, 9999), *[st.floats(0.5, 9)] * 3),
    ),
    st.just(BatchOpened(batch="b-1", category="shoes", size=5)),
    st.just(BatchAdded(batch="b-1", skus=("S-1", "S-2"))),
    st.builds(
        Returned,
        marketplace=st.just("ozon"),
        report=st.just("returns-list"),
        file=st.just("a.csv"),
        texts=st.just(("", "S-1")),
        rows=st.tuples(
            st.builds(
                ReportRow,
                external=st.sampled_from(["1", "2"]),
                day=st.just("2026-09-01"),
                seller=st.just(1),
                **dict.fromkeys(("platform", "reason", "status", "outcome", "units", "nth"), st.just(0)),
                **dict.fromkeys(("until", "order"), st.just("")),
            )
        ),
    ),
    st.builds(RulesChecked, marketplace=st.sampled_from(["ozon", "kaspi"]), pack=st.just("0123456789ab")),
    st.builds(Revoked, sha256=st.sampled_from(SHAS), decision=st.just("0" * 64)),
    st.builds(
        Assigned,
        sha256=st.sampled_from(SHAS),
        sku=st.sampled_from(["S-1", "S-2"]),
        slot=st.sampled_from(Slot),
        mode=st.just(Mode.LIFESTYLE),
        how=st.sampled_from(["person", "name"]),
    ),
    st.builds(
        SourceArrived,
        path=st.sampled_from(["sources/1.jpg", "sources/22.jpg"]),
        sha256=st.sampled_from(SHAS),
        sku=st.sampled_from(["", "S-1"]),
        width=st.just(9),
        height=st.just(9),
        format=st.just("JPEG"),
        bytes=st.just(1),
    ),
    st.builds(
        FileRefused,
        path=st.just("incoming/v.mp4"),
        code=st.just("video"),
        stamp=st.sampled_from(["1-1", "2-2"]),
    ),
    st.builds(RefusalSeen, path=st.just("incoming/v.mp4"), stamp=st.sampled_from(["1-1", "2-2"])),
    st.just(UnknownEvent(kind="future", version=9, data=b'{"x":1}')),
)
steps = st.one_of(
    st.tuples(
        st.just("append"), st.sampled_from(["studio", "laptop"]), st.lists(events, min_size=1, max_size=4)
    ),
    st.tuples(st.just("keep")),
    st.tuples(
        st.sampled_from(["copy", "drop", "restore", "cut", "foreign"]), st.randoms(use_true_random=False)
    ),
)


@pytest.fixture(scope="module")
def scratch() -> Iterator[Callable[[], Path]]:
    with tempfile.TemporaryDirectory() as folder:
        yield lambda: Path(tempfile.mkdtemp(dir=folder))


@settings(max_examples=100, deadline=None)
@given(st.lists(steps, max_size=8), st.sampled_from([700, 4096]))
def test_the_state_with_a_snapshot_is_the_state_without(
    scratch: Callable[[], Path], done: Sequence[tuple[str, ...]], roll_at: int
) -> None:
    desks = Desks(scratch(), roll_at=roll_at)
    saved: dict[Path, bytes] = {}
    for step in done:
        happens(desks, step, saved)
        assert same_with_and_without(desks)


def happens(desks: Desks, step: tuple[object, ...], saved: dict[Path, bytes]) -> None:
    match step:
        case ("append", str(device), list(batch)):
            desks.append(*batch, device=device)
        case ("keep",):
            desks.keep()
            for path in desks.folder.glob("*.json"):
                saved.setdefault(path, path.read_bytes())
        case (str(what), random.Random() as dice):
            files = sorted(desks.folder.glob("*.json"))
            if files:
                a_sync_tool(what, dice.choice(files), dice, saved)


def a_sync_tool(what: str, path: Path, dice: random.Random, saved: dict[Path, bytes]) -> None:
    if what == "copy":
        shutil.copy(path, path.with_name(f"{path.stem}.sync-conflict-20261123-081500-ABCDEFG.json"))
    elif what == "drop":
        path.unlink()
    elif what == "restore" and path in saved:
        path.write_bytes(saved[path])
    elif what == "cut":
        data = path.read_bytes()
        path.write_bytes(data[: dice.randrange(len(data) + 1)])
    elif what == "foreign":
        path.write_bytes(b" " + path.read_bytes())
