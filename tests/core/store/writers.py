"""Writers over real folders, each with a wall clock and a memory of its own, that can be killed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from core.clock import LogicalClock
from core.fold import Ledger
from core.store.record import Record
from core.store.store import Pending, Store
from tests.core.store import folding
from tests.torture.calls import intercepted

LOCK_UN = 8


class Killed(BaseException):
    """The process is gone: nothing may handle this as a failure."""


class Session:
    """One open store, and everything it has given."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.seen: set[str] = set()
        self.ledger = Ledger()

    def poll(self) -> None:
        records = self.store.poll()
        assert records == sorted(records, key=lambda record: record.order), "not in order"
        hashes = {record.hash for record in records}
        assert len(hashes) == len(records), "an event was given twice in one poll"
        assert self.seen.isdisjoint(hashes), "an event was given again"
        self.seen |= hashes
        folding.add(self.ledger, records)


class Writer:
    """A device and OS user on one replica, with two sessions that come and go."""

    def __init__(self, replica: Path, device: str, user: str, state: Path, wall: Callable[[], int]) -> None:
        self.replica = replica
        self.device = device
        self.user = user
        self.state = state
        self.ahead = 0
        """Milliseconds that the wall clock is wrong by."""
        self.roll_at = 1 << 22
        self._wall = wall
        self._sessions: dict[int, Session] = {}

    def session(self, which: int) -> Session:
        if which not in self._sessions:
            self._sessions[which] = Session(self._open())
        return self._sessions[which]

    @property
    def sessions(self) -> list[Session]:
        return list(self._sessions.values())

    def restart(self, which: int) -> None:
        session = self._sessions.pop(which, None)
        if session is not None:
            session.store.close()

    def stop(self) -> None:
        for which in list(self._sessions):
            self.restart(which)

    def append_and_die(
        self, which: int, pending: Sequence[Pending], *, call: int, half: bool
    ) -> tuple[list[Record] | None, str]:
        """Append in a session that dies in its system call number `call`; give the name of that call.

        Returns the records where the append was faster.
        """
        store = self.session(which).store
        died = ""

        def die(number: int, name: str, really: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
            nonlocal died
            if number < call or (name == "flock" and arguments[1] & LOCK_UN):
                return really(*arguments)  # a dead process's locks are let go by the kernel
            if number == call:
                died = name
                if half and name == "write":
                    really(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            raise Killed

        try:
            with intercepted(die):
                return store.append(pending), ""
        except Killed:
            return None, died
        finally:
            self.restart(which)

    def files(self) -> dict[Path, bytes]:
        """The files of this device and user, under all its names."""
        found = (self.replica / "decisions").glob(f"{self.device}*.{self.user}.*.json")
        return {path: path.read_bytes() for path in sorted(found)}

    def _open(self) -> Store:
        return Store(
            self.replica / "decisions",
            device=self.device,
            user=self.user,
            lock_folder=self.state / "locks",
            clock=LogicalClock(self._milliseconds),
            now=lambda: datetime.fromtimestamp(self._milliseconds() / 1000, UTC),
            roll_at=self.roll_at,
        )

    def _milliseconds(self) -> int:
        return self._wall() + self.ahead


def after_power_cut(before: bytes, written: bytes, cut: int, filler: bytes) -> bytes:
    """What is on the disk where only the first `cut` bytes of an unsynced write got there.

    Behind them `filler` stands, or what was there before where it is empty. Bytes that the write did not
    change stay.
    """
    image = bytearray(written)
    for at in range(min(cut, len(written)), len(written)):
        if at < len(before) and (not filler or before[at] == written[at]):
            image[at] = before[at]
        elif filler:
            image[at] = filler[at % len(filler)]
        else:
            return bytes(image[:at])
    return bytes(image)


def put(path: Path, data: bytes) -> None:
    """Replace a file as sync tools do: written beside it, then renamed over it."""
    new = path.with_name(f".syncthing.{path.name}.tmp")
    new.write_bytes(data)
    new.replace(path)
