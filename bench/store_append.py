"""Time of one durable append by history size, beside other ways to keep events in a file.

python bench/store_append.py [--sizes 100 10000 100000] [--appends 200]
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tinydb import TinyDB

from core.events import Postponed
from core.store.store import Pending, Store

EVENT = {"kind": "postponed", "data": {"sha256": "a" * 64}, "pad": "x" * 300}


def ours(folder: Path, size: int) -> Callable[[], None]:
    store = Store(folder / "d", device="bench", user="ana", lock_folder=folder / "l")
    pending = Pending("ana", Postponed(sha256="a" * 64))
    for _ in range(0, size, 1000):
        store.append([pending] * min(1000, size))
    return lambda: void(store.append([pending]))


def stock_tinydb(folder: Path, size: int) -> Callable[[], None]:
    path = folder / "stock.json"
    path.write_text(json.dumps({"events": {str(n): EVENT for n in range(1, size + 1)}}))
    table = TinyDB(path).table("events")
    table.insert(EVENT)
    return lambda: void(table.insert(EVENT))


def whole_file(folder: Path, size: int) -> Callable[[], None]:
    events = [EVENT] * size
    path = folder / "whole.json"

    def append() -> None:
        events.append(EVENT)
        with (folder / "new").open("w") as file:
            json.dump(events, file)
            file.flush()
            os.fsync(file.fileno())
        (folder / "new").replace(path)

    return append


def json_lines(folder: Path, size: int) -> Callable[[], None]:
    path = folder / "events.jsonl"
    path.write_text((json.dumps(EVENT) + "\n") * size)
    file = path.open("a")

    def append() -> None:
        file.write(json.dumps(EVENT) + "\n")
        file.flush()
        os.fsync(file.fileno())

    return append


def sqlite_wal(folder: Path, size: int) -> Callable[[], None]:
    db = sqlite3.connect(folder / "events.db", isolation_level=None)
    db.execute("pragma journal_mode = wal")
    db.execute("pragma synchronous = full")
    db.execute("create table events (id integer primary key, body text)")
    body = json.dumps(EVENT)
    db.execute("begin")
    db.executemany("insert into events (body) values (?)", [(body,)] * size)
    db.execute("commit")
    return lambda: void(db.execute("insert into events (body) values (?)", (body,)))


def only_fsync(folder: Path, size: int) -> Callable[[], None]:
    fd = os.open(folder / "raw", os.O_RDWR | os.O_CREAT)
    os.write(fd, b"x" * size)

    def append() -> None:
        os.write(fd, b"x" * 500)
        os.fsync(fd)

    return append


def void(_: object) -> None:
    return


WAYS = {
    "this store": ours,
    "stock TinyDB": stock_tinydb,
    "whole file, renamed": whole_file,
    "JSON Lines": json_lines,
    "SQLite WAL FULL": sqlite_wal,
    "500 bytes and fsync": only_fsync,
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 10_000, 100_000])
    parser.add_argument("--appends", type=int, default=200)
    parser.add_argument("--folder", type=Path, default=None, help="a folder on the disk to be measured")
    told = parser.parse_args()
    print(f"{'way':22} {'events':>9} {'median ms':>10} {'p95 ms':>9}")
    for size in told.sizes:
        for name, way in WAYS.items():
            with tempfile.TemporaryDirectory(dir=told.folder) as folder:
                append = way(Path(folder), size)
                slow = size > 20_000 and name in ("stock TinyDB", "whole file, renamed")
                times = []
                for _ in range(20 if slow else told.appends):
                    start = time.perf_counter()
                    append()
                    times.append((time.perf_counter() - start) * 1000)
            times.sort()
            p95 = times[int(len(times) * 0.95) - 1]
            print(f"{name:22} {size:>9} {statistics.median(times):>10.3f} {p95:>9.3f}", flush=True)


if __name__ == "__main__":
    main()
