"""Writers that are killed in the middle of what they do, by the thousand; a process of its own, that forks.

    python -m tests.torture.kills FOLDER CYCLES WRITERS SEED

Every event has a name of its own, and a writer tells it over a pipe once it is acknowledged. After each kill
the store is opened by another process and must have every acknowledged event exactly once, chains without a
break, and files that stock JSON and TinyDB read. Prints what was done as JSON; ends with 1 at the first loss.
"""

from __future__ import annotations

import gc
import json
import os
import random
import select
import shutil
import signal
import sys
import time
from pathlib import Path

from tinydb import TinyDB

import core.store.store
from core.events import Postponed
from core.store.store import Pending, Store
from core.store.verify import verify_files

ROUNDS_IN_A_FOLDER = 20


def open_store(folder: Path, roll_at: int) -> Store:
    return Store(
        folder / "decisions", device="studio", user="ana", lock_folder=folder / "locks", roll_at=roll_at
    )


def write_until_killed(folder: Path, mark: str, roll_at: int, told: int, seed: int) -> None:
    dice = random.Random(seed)
    store = open_store(folder, roll_at)
    number = 0
    while True:
        names = [f"{mark}.{number + more}" for more in range(dice.choice((1, 1, 1, 2, 5)))]
        number += len(names)
        size = dice.choice((0, 0, 30, 500, 4000, 60_000 if dice.random() < 0.1 else 100))
        store.append([Pending("ana", Postponed(sha256=f"{name} {'x' * size}")) for name in names])
        os.write(told, "".join(f"{name}\n" for name in names).encode())


def start(folder: Path, mark: str, roll_at: int, seed: int) -> tuple[int, int]:
    """Fork a writer; return its process and the pipe on which it tells what was acknowledged."""
    reader, told = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            os.close(reader)
            write_until_killed(folder, mark, roll_at, told, seed)
        finally:
            os._exit(3)
    os.close(told)
    return pid, reader


def drain(reader: int) -> list[str]:
    parts = []
    while part := os.read(reader, 1 << 16):
        parts.append(part)
    os.close(reader)
    return b"".join(parts).decode().splitlines()


def names_of(store: Store) -> list[str]:
    return [json.loads(bytes(record.data))["sha256"].split(" ")[0] for record in store.poll()]


def check(folder: Path, roll_at: int, acknowledged: set[str], mark: str) -> int:
    """Open the store as the next session would; return how many torn tails it kept."""
    store = open_store(folder, roll_at)
    names = names_of(store)
    store.append([Pending("ana", Postponed(sha256=f"{mark}.end"))])
    names += names_of(store)
    acknowledged.add(f"{mark}.end")
    store.close()
    assert len(names) == len(set(names)), "an event is there twice"
    lost = acknowledged.difference(names)
    assert not lost, f"acknowledged and lost: {sorted(lost)[:5]}"
    decisions = folder / "decisions"
    broken = verify_files(decisions).broken
    assert not broken, f"broken links: {broken[:5]}"
    for path in decisions.glob("*.json"):
        events = json.loads(path.read_bytes())["events"]
        with TinyDB(path, access_mode="r") as db:
            assert len(db.table("events").all()) == len(events)
    return len(store.torn)


def main() -> int:
    folder, cycles, writers, seed = Path(sys.argv[1]), *map(int, sys.argv[2:])
    dice = random.Random(seed)
    core.store.store.LOCK_SECONDS = 60.0
    gc.freeze()
    told = {"cycles": 0, "acknowledged": 0, "torn": 0, "files": 0}
    acknowledged: set[str] = set()
    place = folder / "0"
    for cycle in range(cycles):
        if cycle % ROUNDS_IN_A_FOLDER == 0:
            told["files"] += len(list(place.glob("decisions/*.json")))
            shutil.rmtree(place, ignore_errors=True)
            place = folder / str(cycle)
            place.mkdir(parents=True)
            acknowledged = set()
            roll_at = dice.choice((2_000, 20_000, 4 * 1024 * 1024))
        running = [start(place, f"{cycle}.{who}", roll_at, dice.randrange(2**32)) for who in range(writers)]
        if cycle % 3:
            select.select([reader for _, reader in running], [], [], 10)  # opened, and acknowledged one
        time.sleep(dice.choice((0.0, dice.uniform(0, 0.001), dice.uniform(0, 0.004), dice.uniform(0, 0.02))))
        for pid, _ in dice.sample(running, len(running)):
            os.kill(pid, signal.SIGKILL)
            if writers > 1:
                time.sleep(dice.uniform(0, 0.004))
        for pid, _ in running:
            _, status = os.waitpid(pid, 0)
            assert os.WIFSIGNALED(status), f"a writer ended by itself: {status}"
        for _, reader in running:
            heard = drain(reader)
            told["acknowledged"] += len(heard)
            acknowledged.update(heard)
        told["torn"] += check(place, roll_at, acknowledged, str(cycle))
        told["cycles"] += 1
    shutil.rmtree(place)
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
