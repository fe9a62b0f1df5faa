"""Time and memory of opening and folding a history, with and without the snapshot, each in a fresh process.

python bench/fold.py [--sizes 100000 1000000] [--folder DIR]

"open" is `History.follow` on a new store: every event is there, checked and folded. "queue" is the first
reading of the whole queue after that, in order; "again" the same after one more decision. Peak memory is the
process's own, in MiB.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from core.events import CandidateArrived, Decided, SourceArrived
from core.fold import Changed
from core.history import History
from core.intake.listings import Listings
from core.live_queue import LiveQueue
from core.model import Answer, Looked, Mode, Proof, Slot, Verdict
from core.store.store import Pending, Store


def make(folder: Path, events: int) -> None:
    """Half arrivals, half decisions as a person makes them, a source for every hundredth event."""
    dice = random.Random(7)
    store = open_store(folder)
    batch: list[Pending] = []
    for number in range(events // 2):
        sku = f"S-{number // 50}"
        sha = hashlib.sha256(str(number).encode()).hexdigest()
        if number % 50 == 0:
            path = f"sources/{sku}.jpg"
            source = SourceArrived(
                path=path, sha256=sha[::-1], sku=sku, width=3000, height=4000, format="JPEG", bytes=9
            )
            batch.append(Pending("ana", source))
        arrived = CandidateArrived(
            path=f"incoming/{sku}_main_{number}.png",
            sha256=sha,
            width=1200,
            height=1600,
            format="PNG",
            bytes=dice.randrange(10**6),
            sku=sku,
            how="name",
        )
        decided = Decided(
            sha256=sha,
            verdict=dice.choice((Verdict.APPROVE, Verdict.REJECT)),
            sku=sku,
            slot=Slot.MAIN,
            mode=Mode.EXACT_CARD,
            answers={f"item-{item}": dice.choice(tuple(Answer)) for item in range(8)},
            looked=Looked(
                seconds=round(dice.uniform(3, 60), 2),
                compare=Proof.SEEN,
                columns=120,
                rows=40,
                renderer="half-blocks",
            ),
            source_sha256=sha[::-1],
        )
        batch += (Pending("ana", arrived), Pending("ana", decided))
        if len(batch) >= 2000:
            store.append(batch)
            batch = []
    store.append(batch)
    store.close()


def open_store(folder: Path) -> Store:
    return Store(folder / "decisions", device="bench", user="ana", lock_folder=folder / "locks")


def measure(folder: Path, snapshots: Path | None) -> dict[str, float]:
    """Open, fold and order once, in this process."""
    began = time.perf_counter()
    noted: list[Changed] = []
    history = History(open_store(folder), noted.append, snapshots=snapshots)
    history.follow()
    opened = time.perf_counter()
    listings = Listings()
    queue = LiveQueue(history.state, lambda: listings)
    for changed in noted:
        queue.note(changed)
    rows = queue.rows()
    ordered = time.perf_counter()
    queue.note(Changed(frozenset([rows[len(rows) // 2].sha256])))
    queue.rows()
    again = time.perf_counter()
    history.close()
    return {
        "open s": opened - began,
        "queue s": ordered - opened,
        "again ms": 1000 * (again - ordered),
        "MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "rows": len(rows),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000])
    parser.add_argument("--folder", type=Path, help="keep the stores here for the next run")
    parser.add_argument("--measure", type=Path, nargs="+", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        folder, *snapshots = asked.measure
        print(json.dumps(measure(folder, snapshots[0] if snapshots else None)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        for size in asked.sizes:
            folder = (asked.folder or Path(temporary)) / str(size)
            if not folder.exists():
                make(folder, size)
            cache = Path(temporary) / f"cache-{size}"
            runs = {
                "no snapshot": [folder],
                "snapshot being written": [folder, cache],
                "from the snapshot": [folder, cache],
            }
            for name, arguments in runs.items():
                done = subprocess.run(
                    [sys.executable, __file__, "--measure", *map(str, arguments)],
                    check=True,
                    stdout=subprocess.PIPE,
                )
                figures = json.loads(done.stdout)
                print(f"{size:>9} {name:<24}", *(f"{key} {value:.2f}" for key, value in figures.items()))


if __name__ == "__main__":
    main()
