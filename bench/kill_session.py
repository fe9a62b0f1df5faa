"""Kill a scripted review session at random moments, again and again; no acknowledged decision may be lost.

    python bench/kill_session.py [--times 100]

Each round opens the same workspace, decides and undoes as fast as it can, prints what was acknowledged, and
is killed with SIGKILL. Afterwards everything acknowledged must be there, the chain whole and every file
readable by stock JSON and TinyDB, without any repair by hand.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from PIL import Image
from tinydb import TinyDB

from core.desk import Desk
from core.model import Draft
from core.store.verify import verify_files
from core.workspace import create_workspace, open_workspace

CANDIDATES = 12


def session(root: Path) -> None:
    """Decide and undo until killed; a line is printed only when the desk has acknowledged."""
    desk = Desk.open(open_workspace(root), person="ana")
    rows = [row for row in desk.queue() if row.sha256]
    turn = 0
    while True:
        row = rows[turn % len(rows)]
        decision = desk.deciding.reject(row.sha256, Draft(note="x" * (turn % 5) * 200), ["colour"])
        print(decision.id, flush=True)
        if turn % 3 == 2:
            desk.deciding.undo(row.sha256)
            print(f"undone {decision.id}", flush=True)
        turn += 1


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--session", type=Path, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.session:
        session(told.session)
    with tempfile.TemporaryDirectory() as folder:
        return torture(Path(folder), told.times)


def torture(folder: Path, times: int) -> int:
    os.environ["VITRINA_STATE_DIR"] = str(folder / "state")
    os.environ["VITRINA_CACHE_DIR"] = str(folder / "cache")
    workspace = create_workspace(folder / "shop")
    Image.new("RGB", (64, 64), "white").save(workspace.sources / "S.png")
    for number in range(CANDIDATES):
        Image.new("RGB", (64, 64), (number * 9, 0, 0)).save(
            workspace.incoming / f"S__main__a{number + 1}.png"
        )
    desk = Desk.open(workspace, person="ana")
    desk.taking_in.scan()
    desk.close()
    acknowledged: list[str] = []
    for _ in range(times):
        acknowledged += killed_round(workspace.root)
    desk = Desk.open(open_workspace(workspace.root), person="ana")
    history = {
        decision.id: row for row in desk.queue() if row.candidate for decision in row.candidate.history
    }
    standing = {head.id for row in desk.queue() if row.candidate for head in row.candidate.heads}
    lost = [line for line in acknowledged if line.removeprefix("undone ") not in history]
    back = [line for line in acknowledged if line.startswith("undone ") and line.split()[1] in standing]
    desk.deciding.reject(desk.queue()[0].sha256, Draft(), ["colour"])
    verified = verify_files(workspace.decisions)
    events = 0
    for path in workspace.decisions.glob("*.json"):
        json.loads(path.read_bytes())
        events += len(TinyDB(path, access_mode="r").table("events").all())
    torn = len(list(workspace.decisions.glob("*.torn-*")))
    print(f"killed {times} times: {len(acknowledged)} acknowledged, {len(lost)} lost, {len(back)} undos lost")
    print(f"{events} events, {len(verified.broken)} broken links, {torn} torn tails kept")
    return int(bool(lost or back or verified.broken))


def killed_round(root: Path) -> list[str]:
    process = subprocess.Popen(
        [sys.executable, __file__, "--session", str(root)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    lines: list[str] = []
    reader = threading.Thread(target=lambda: lines.extend(process.stdout or ()), daemon=True)
    reader.start()
    deadline = time.monotonic() + 20
    while not lines and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(random.uniform(0, 0.25))
    process.kill()
    process.wait()
    reader.join(5)
    return [line.strip() for line in lines if line.endswith("\n")]


if __name__ == "__main__":
    sys.exit(main())
