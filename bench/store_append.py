"""Time of one durable append by history size, beside other ways to keep events in a file.

python bench/store_append.py [--sizes 100 10000 1000000] [--appends 200] [--folder DIR] [--patient]

All ways append in turns, one each a round, so that a busy disk or machine meets all of them alike. "the disk"
is what no way can be below: the same bytes at the end of a file, and `fsync`. "over" is the median less the
disk's; "CPU" the median of the thread's own processor time, which no waiting lengthens.
Ways that write the whole file anew are asked a few times only where the history is long, and at more than
200,000 events not at all without `--patient`: one insert takes a minute and gigabytes there.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tinydb import TinyDB

from core.events import Postponed
from core.store.disk import sync_folder
from core.store.layout import TAIL, Head, head_text
from core.store.store import ROLL_AT, Pending, Store

SHA = "a" * 64
HEADING = (
    f"{'way':26} {'events':>9} {'appends':>8} {'median ms':>10} {'p95 ms':>9} {'over ms':>9} {'CPU ms':>8}"
)
DISK = "the disk"


def line(seq: int, prev: str) -> tuple[bytes, str]:
    """Return one event as the store writes it, and its hash; faster than by way of a record."""
    body = (
        b'{"seq":%d,"device":"bench","user":"ana","person":"ana","at":"2026-11-23T08:00:00.000Z",'
        b'"clock":"%012x-0000","kind":"postponed","v":1,"data":{"sha256":"%s"},"prev":"%s"'
        % (seq, seq, SHA.encode(), prev.encode())
    )
    digest = hashlib.sha256(body + b"}").hexdigest()
    return b'"%d": %s,"hash":"%s"}' % (seq, body, digest.encode()), digest


EVENT: dict[str, Any] = json.loads(line(1, "f" * 64)[0].partition(b": ")[2])
TEXT = json.dumps(EVENT)


def write_history(folder: Path, size: int) -> None:
    """Write store files of `size` events, each rolled where the store rolls it."""
    folder.mkdir()
    seq, last, number = 0, "", 0
    while seq < size:
        number += 1
        head = head_text(Head(format=1, device="bench", user="ana", file=number, after=last))
        lines: list[bytes] = []
        length = len(head) + len(TAIL)
        while seq < size and length < ROLL_AT:
            seq += 1
            text, last = line(seq, last)
            lines.append(text)
            length += len(text) + 2
        path = folder / f"bench.ana.{number:04d}.json"
        path.write_bytes(head + b"\n" + b",\n".join(lines) + TAIL)


def ours(folder: Path, size: int) -> Callable[[], None]:
    write_history(folder / "d", size)
    store = Store(folder / "d", device="bench", user="ana", lock_folder=folder / "s" / "l")
    assert sum(len(records) for records in store.poll_files()) == size
    for _ in range(size // 5000 + 3):  # each fills the journal up from one more file
        store.poll()
    pending = [Pending("ana", Postponed(sha256=SHA))]
    return lambda: void(store.append(pending))


def stock_tinydb(folder: Path, size: int) -> Callable[[], None]:
    path = folder / "stock.json"
    with path.open("w") as file:
        file.write('{"events": {' + ", ".join(f'"{n}": {TEXT}' for n in range(1, size + 1)) + "}}")
    table = TinyDB(path).table("events")
    return lambda: void(table.insert(EVENT))


def whole_file(folder: Path, size: int) -> Callable[[], None]:
    events = [EVENT] * size
    path = folder / "whole.json"

    def append() -> None:
        events.append(EVENT)
        with (folder / "new").open("w") as file:
            file.write(json.dumps(events))
            file.flush()
            os.fsync(file.fileno())
        (folder / "new").replace(path)
        sync_folder(folder)

    return append


def json_lines(folder: Path, size: int) -> Callable[[], None]:
    path = folder / "events.jsonl"
    path.write_text((TEXT + "\n") * size)
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
    db.execute("begin")
    db.executemany("insert into events (body) values (?)", ((TEXT,) for _ in range(size)))
    db.execute("commit")
    return lambda: void(db.execute("insert into events (body) values (?)", (json.dumps(EVENT),)))


def only_fsync(folder: Path, size: int) -> Callable[[], None]:
    text = line(size + 1, "f" * 64)[0] + b",\n"
    fd = os.open(folder / "raw", os.O_RDWR | os.O_CREAT)
    os.write(fd, text * min(size, ROLL_AT // len(text)))

    def append() -> None:
        os.write(fd, text)
        os.fsync(fd)

    return append


def void(_: object) -> None:
    return


WAYS = {
    DISK: only_fsync,
    "this store": ours,
    "JSON Lines, fsync": json_lines,
    "SQLite WAL FULL": sqlite_wal,
    "whole file, renamed": whole_file,
    "stock TinyDB": stock_tinydb,
}
SLOW = {"whole file, renamed", "stock TinyDB"}


def times_of(way: str, size: int, appends: int, *, patient: bool) -> int:
    """Return how often a way is asked to append at a size."""
    if way not in SLOW or size <= 1000:
        return appends
    if size <= 20_000:
        return min(appends, 20)
    if size <= 200_000:
        return 3
    return 1 if patient else 0


def measure(folder: Path, size: int, appends: int, *, patient: bool) -> None:
    counts = {way: times_of(way, size, appends, patient=patient) for way in WAYS}
    began = time.perf_counter()
    append: dict[str, Callable[[], None]] = {}
    for way, make in WAYS.items():
        if counts[way]:
            (folder / str(len(append))).mkdir()
            append[way] = make(folder / str(len(append)), size)
            if way not in SLOW or size <= 1000:
                append[way]()  # opens what is opened once
    os.sync()  # or the measured syncs share the disk with the histories just made
    print(f"# {size} events, made in {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    taken: dict[str, list[float]] = {way: [] for way in append}
    worked: dict[str, list[float]] = {way: [] for way in append}
    for number in range(appends):
        for way, act in append.items():
            if number < counts[way]:
                start, busy = time.perf_counter(), time.thread_time()
                act()
                taken[way].append((time.perf_counter() - start) * 1000)
                worked[way].append((time.thread_time() - busy) * 1000)
    disk = statistics.median(taken[DISK])
    for way in WAYS:
        times = sorted(taken.get(way, ()))
        if not times:
            print(f"{way:26} {size:>9} {0:>8} {'-':>10} {'-':>9} {'-':>9} {'-':>8}")
            continue
        median, p95 = statistics.median(times), times[max(0, round(len(times) * 0.95) - 1)]
        print(
            f"{way:26} {size:>9} {len(times):>8} {median:>10.3f} {p95:>9.3f} {median - disk:>9.3f}"
            f" {statistics.median(worked[way]):>8.3f}"
        )
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 10_000, 1_000_000])
    parser.add_argument("--appends", type=int, default=200)
    parser.add_argument("--folder", type=Path, default=None, help="a folder on the disk to be measured")
    parser.add_argument("--patient", action="store_true", help="ask the slow ways at any size, once")
    told = parser.parse_args()
    print(HEADING)
    for size in told.sizes:
        with tempfile.TemporaryDirectory(dir=told.folder) as folder:
            measure(Path(folder), size, told.appends, patient=told.patient)


if __name__ == "__main__":
    main()
