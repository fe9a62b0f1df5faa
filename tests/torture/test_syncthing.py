"""Two machines kept in step by real Syncthing daemons, one of them killed again and again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.clock import LogicalClock
from core.events import CandidateArrived, Decided, Event, Postponed
from core.model import Mode, Slot, Verdict
from core.store.store import Pending, Store
from core.store.verify import verify_files
from tests.core.store import folding
from tests.torture import syncthing

SECONDS = 24
"""How long both sides write in a full run."""
A_SECOND = 20
WRONG = timedelta(hours=-26)


class Side(threading.Thread):
    """A session on one of the two machines that appends until it is told to stop."""

    def __init__(self, folder: Path, device: str, state: Path, ahead: timedelta) -> None:
        super().__init__(name=device)
        self.folder = folder
        self.written: list[str] = []
        self.failed: BaseException | None = None
        self.enough = threading.Event()
        self._name = device
        self._state = state
        self._ahead = ahead
        self.seen: list[str] = []
        self.store = self.open()

    def open(self) -> Store:
        def now() -> datetime:
            return datetime.now(UTC) + self._ahead

        return Store(
            self.folder,
            device=self._name,
            user="ana",
            lock_folder=self._state / "locks",
            clock=LogicalClock(lambda: int(now().timestamp() * 1000)),
            now=now,
            roll_at=50_000,
        )

    def run(self) -> None:
        try:
            number = 0
            while not self.enough.wait(1 / A_SECOND):
                number += 1
                records = self.store.append([Pending("ana", self._event(number))])
                self.written += [record.hash for record in records]
                self.seen += [record.hash for record in self.store.poll()]
        except BaseException as error:  # noqa: BLE001 told by the test, which fails
            self.failed = error

    def catch_up(self, events: int) -> bool:
        """Poll until that many events were seen."""
        self.seen += [record.hash for record in self.store.poll()]
        return len(self.seen) >= events

    def _event(self, number: int) -> Event:
        sha = "abcdefghij"[number % 10]
        if number <= 10:
            path = f"incoming/{sha}.png"
            return CandidateArrived(path=path, sha256=sha, width=1, height=1, format="PNG", bytes=1)
        if number % 5 == 0:
            return Postponed(sha256=sha)
        verdict = Verdict.APPROVE if self._name == "studio" else Verdict.REJECT
        return Decided(
            sha256=sha,
            verdict=verdict,
            sku="S-1",
            slot=Slot.MAIN,
            mode=Mode.LIFESTYLE,
            note=f"{self._name} {number}",
        )


def test_both_machines_see_everything(tmp_path: Path, times: Callable[[int], int]) -> None:
    kills = times(6)
    try:
        with syncthing.pair(tmp_path) as (one, two):
            studio = Side(one.folder / "decisions", "studio", tmp_path / "studio", timedelta())
            laptop = Side(two.folder / "decisions", "laptop", tmp_path / "laptop", WRONG)
            sides = (studio, laptop)
            for side in sides:
                side.start()
            for kill in range(kills):
                time.sleep(SECONDS / 6 / 2)
                victim = (one, two)[kill % 2]
                victim.kill()
                time.sleep(SECONDS / 6 / 2)
                victim.start()
            for side in sides:
                side.enough.set()
                side.join()
                assert side.failed is None, side.failed
            written = {digest for side in sides for digest in side.written}
            begun = time.monotonic()
            one.scan()
            arrived = syncthing.until(lambda: all(side.catch_up(len(written)) for side in sides))
            waited = time.monotonic() - begun
            missing = [len(written.difference(side.seen)) for side in sides]
            assert arrived, f"missing after {waited:.0f} s: {missing}\n{one.log()}"
    except syncthing.NoSyncthing as error:
        pytest.skip(str(error))
    assert "clock-ahead" in {note.code for note in laptop.store.notes()}, "the wrong clock is not noticed"
    for side in sides:
        assert len(side.seen) == len(set(side.seen)) == len(written)
        side.store.close()
        broken = verify_files(side.folder).broken
        assert not broken, broken
    fresh = [side.open().poll() for side in sides]
    orders = [[record.hash for record in records] for records in fresh]
    assert set(orders[0]) == written
    assert orders[0] == orders[1]
    assert folding.fold(fresh[0]) == folding.fold(fresh[1])
    copies = len(list(tmp_path.glob("*/workspace/decisions/*sync-conflict*")))
    print(
        f"Syncthing {syncthing.version()}: {len(studio.written)} and {len(laptop.written)} events, "
        f"{kills} kills, 0 missing, {copies} conflict copies, all there {waited:.1f} s after the last"
    )
