"""From "file closed in the hot folder" to "shown in the queue", with the whole application running.

    python bench/arrival.py [--drops 100]

The application runs headless at 120x40 over a workspace with ten SKUs. Single files are closed in place,
written slowly, or renamed into place; at the end a folder of 50 is moved in at once. A file counts as shown
when the queue pane was given its row. Pictures are 900 by 1200 pixels, PNG and JPEG in turn.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from PIL import Image, ImageFilter

from core.desk import Desk
from core.queue import QueueRow
from core.workspace import Workspace, create_workspace
from tui.app import VitrinaApp
from tui.i18n.catalogue import catalogue
from tui.widgets.queue_pane import QueuePane

SHOWN: dict[str, float] = {}


def note_rows(original: object) -> object:
    def show(self: QueuePane, rows: Sequence[QueueRow], **told: object) -> None:
        now = time.perf_counter()
        for row in rows:
            if row.sha256:
                SHOWN.setdefault(row.path.rpartition("/")[2], now)
        original(self, rows, **told)  # type: ignore[operator]

    return show


def picture(seed: int, kind: str) -> bytes:
    noise = random.Random(seed)
    small = Image.frombytes("RGB", (90, 120), noise.randbytes(90 * 120 * 3))
    large = small.resize((900, 1200), Image.Resampling.BICUBIC).filter(ImageFilter.SHARPEN)
    with tempfile.SpooledTemporaryFile() as file:
        large.save(file, kind)
        file.seek(0)
        return file.read()


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--drops", type=int, default=100)
    drops = parser.parse_args().drops
    QueuePane.show = note_rows(QueuePane.show)  # type: ignore[method-assign,assignment]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VITRINA_STATE_DIR"] = f"{folder}/state"
        os.environ["VITRINA_CACHE_DIR"] = f"{folder}/cache"
        workspace = create_workspace(Path(folder) / "shop")
        for sku in range(10):
            (workspace.sources / f"S-{sku}.jpg").write_bytes(picture(sku, "JPEG"))
        desk = Desk.open(workspace, person="bench")
        app = VitrinaApp(desk, catalogue("en"))
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause(2.0)
            closed = await drop_all(workspace, drops)
            deadline = time.perf_counter() + 30
            while len(SHOWN) < len(closed) and time.perf_counter() < deadline:
                await asyncio.sleep(0.05)
        desk.close()
        report(closed)


async def drop_all(workspace: Workspace, drops: int) -> dict[str, tuple[str, float]]:
    closed: dict[str, tuple[str, float]] = {}
    moved = drops // 2
    aside = workspace.root.parent / "aside"
    aside.mkdir()
    for number in range(moved):
        kind = ("PNG", "JPEG")[number % 2]
        name = f"S-{number % 10}__detail__a{number + 1}.{kind.lower()}"
        (aside / name).write_bytes(picture(5000 + number, kind))
    for number in range(drops - moved):
        way = ("closed in place", "written slowly", "renamed into place")[number % 3]
        kind = ("PNG", "JPEG")[number % 2]
        name = f"S-{number % 10}__main__a{number + 1}.{kind.lower()}"
        data = await asyncio.to_thread(picture, 100 + number, kind)
        target = workspace.incoming / name
        await asyncio.to_thread(write, target, data, way)
        closed[name] = (way, time.perf_counter())
        await asyncio.sleep(0.15)
    await asyncio.sleep(1.5)
    names = [path.name for path in aside.iterdir()]
    shutil.move(aside, workspace.incoming / "batch")
    now = time.perf_counter()
    closed |= dict.fromkeys(names, ("folder of 50 moved in", now))
    return closed


def write(target: Path, data: bytes, way: str) -> None:
    if way == "renamed into place":
        part = target.with_name(f"{target.name}.part")
        part.write_bytes(data)
        part.rename(target)
    elif way == "written slowly":
        with target.open("wb", buffering=0) as file:
            for start in range(0, len(data), len(data) // 8 + 1):
                file.write(data[start : start + len(data) // 8 + 1])
                time.sleep(0.05)
    else:
        target.write_bytes(data)


def report(closed: dict[str, tuple[str, float]]) -> None:
    print(f"{'way':24} {'files':>5} {'p50 s':>7} {'p95 s':>7} {'max s':>7}")
    ways = dict.fromkeys(way for way, _ in closed.values())
    for way in (*ways, "all"):
        times = sorted(
            SHOWN[name] - at for name, (kind, at) in closed.items() if way in (kind, "all") and name in SHOWN
        )
        if times:
            p95 = times[max(0, round(len(times) * 0.95) - 1)]
            print(f"{way:24} {len(times):>5} {statistics.median(times):>7.3f} {p95:>7.3f} {times[-1]:>7.3f}")
    missing = [name for name in closed if name not in SHOWN]
    print(f"not shown: {len(missing)}")


if __name__ == "__main__":
    asyncio.run(main())
