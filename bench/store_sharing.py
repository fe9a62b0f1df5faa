"""How soon a session on the same machine sees what another one recorded, and what an append costs meanwhile.

    python bench/store_sharing.py [--sessions 2 8] [--seconds 20]

Each session is a process of its own with a user of its own among three. It records an event every 0.2 to
0.8 s and follows the others as the desk does. Seen means folded: the time runs from before the append to
after the fold in the other process, so the append is part of it.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import sys
import tempfile
import time
from multiprocessing.synchronize import Barrier
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from core.events import Postponed
from core.fold import Changed
from core.following import FOLLOW_SECONDS
from core.history import History
from core.store.record import Record
from core.store.store import Pending, Store

USERS = ["ana", "bek", "eva"]


class Watched(Store):
    """A store that remembers who it gave."""

    given: list[str]

    def poll(self) -> list[Record]:
        records = super().poll()
        self.given += [record.person for record in records]
        return records


def session(folder: Path, mark: int, seconds: float, begin: Barrier) -> None:
    user = USERS[mark % len(USERS)]
    store = Watched(folder / "d", device="bench", user=user, lock_folder=folder / user / "locks")
    store.given = []
    history = History(store, nothing)
    history.follow()
    dice = random.Random(mark)
    appends: list[float] = []
    seen: list[float] = []
    begin.wait()
    end = time.monotonic() + seconds
    following, recording = time.monotonic(), time.monotonic() + dice.uniform(0.2, 0.8)
    while (now := time.monotonic()) < end:
        if now >= recording:
            store.append([Pending(f"{mark} {time.monotonic()}", Postponed(sha256="a"))])
            appends.append(time.monotonic() - now)
            recording = now + dice.uniform(0.2, 0.8)
        if now >= following:
            store.given = []
            history.follow()
            at = time.monotonic()
            for who, begun in (name.split() for name in store.given):
                if int(who) != mark:
                    seen.append(at - float(begun))
            following = at + FOLLOW_SECONDS
        time.sleep(max(min(following, recording) - time.monotonic(), 0))
    (folder / f"{mark}.json").write_text(json.dumps([appends, seen]))


def nothing(_: Changed) -> None:
    return


def part(times: list[float], share: float) -> float:
    return sorted(times)[min(int(len(times) * share), len(times) - 1)] * 1000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, nargs="+", default=[2, 8])
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--folder", type=Path, default=None, help="a folder on the disk to be measured")
    told = parser.parse_args()
    print(f"followed every {FOLLOW_SECONDS * 1000:.0f} ms")
    print(f"{'':>8} {'':>7} {'seen after, ms':>32} {'append, ms':>17}")
    print(
        f"{'sessions':>8} {'events':>7} {'times':>7} {'p50':>7} {'p95':>8} {'max':>7} {'p50':>9} {'p95':>7}"
    )
    context = multiprocessing.get_context("spawn")
    for count in told.sessions:
        with tempfile.TemporaryDirectory(dir=told.folder) as folder:
            begin = context.Barrier(count)
            sessions = [
                context.Process(target=session, args=(Path(folder), mark, told.seconds, begin))
                for mark in range(count)
            ]
            for one in sessions:
                one.start()
            for one in sessions:
                one.join()
            parts = [json.loads((Path(folder) / f"{mark}.json").read_text()) for mark in range(count)]
        appends = [took for one, _ in parts for took in one]
        seen = [took for _, one in parts for took in one]
        print(
            f"{count:>8} {len(appends):>7} {len(seen):>7} {part(seen, 0.5):>7.0f} {part(seen, 0.95):>8.0f} "
            f"{max(seen) * 1000:>7.0f} {part(appends, 0.5):>9.2f} {part(appends, 0.95):>7.2f}"
        )


if __name__ == "__main__":
    main()
