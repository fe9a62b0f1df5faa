"""From "file closed in the hot folder" to "shown in the queue", with the whole application running.

    python bench/arrival.py [--drops 100] [--large]

The application runs headless at 120x40 over a workspace with ten SKUs. Single files are closed in place,
written slowly, or renamed into place; at the end a folder of 50 is moved in at once. A file counts as shown
when the queue pane was given its row. Pictures are 900 by 1200 pixels, PNG and JPEG in turn.

`--large` drops photos of 12 megapixels, one at a time, in four formats, and tells apart how long a file
settles (no change for a moment) and how long it takes from there to the queue, by decoding and hashing.
Grain makes HEIC slow: as large as a phone's file is, and as large as the others' quality makes it.
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
from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from PIL import Image, ImageFilter
from pillow_heif import register_heif_opener
from render_photos import CAMERA, enlarged, photos
from session import another as commented

from core.desk import Desk
from core.intake.settle import Outcome
from core.queue import QueueRow
from core.taking_in import TakingIn
from core.workspace import Workspace, create_workspace
from tui.app import VitrinaApp
from tui.i18n.catalogue import catalogue
from tui.widgets.queue_pane import QueuePane

SHOWN: dict[str, float] = {}
SETTLED: dict[str, float] = {}


def note_rows(original: object) -> object:
    def show(self: QueuePane, rows: Sequence[QueueRow], **told: object) -> None:
        now = time.perf_counter()
        for row in rows:
            if row.sha256:
                SHOWN.setdefault(row.path.rpartition("/")[2], now)
        original(self, rows, **told)  # type: ignore[operator]

    return show


def note_settled(original: Callable[[TakingIn, Path], Outcome]) -> Callable[[TakingIn, Path], Outcome]:
    def take_in(self: TakingIn, path: Path) -> Outcome:
        SETTLED[path.name] = time.perf_counter()
        return original(self, path)

    return take_in


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
    parser.add_argument("--large", action="store_true")
    args = parser.parse_args()
    TakingIn.take_in = note_settled(TakingIn.take_in)  # type: ignore[method-assign]
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
            if args.large:
                await drop_large(workspace, args.drops // 4)
                desk.close()
                return
            closed = await drop_all(workspace, args.drops)
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


async def drop_large(workspace: Workspace, drops: int) -> None:
    """Drop photos of 12 megapixels, each as soon as the one before is shown, and print what they took."""
    register_heif_opener()
    photo = enlarged(photos(None, 1)[0], CAMERA, 1)
    print("| 12 MP | kB | settling ms p50 / p95 | settled to shown ms p50 / p95 |\n| --- | --- | --- | --- |")
    kinds = (("JPEG", 85), ("PNG", 0), ("WEBP", 85), ("HEIF", 50), ("HEIF", 85))
    for first, (kind, quality) in zip(count(1, 100), kinds, strict=False):
        file = BytesIO()
        await asyncio.to_thread(photo.save, file, kind, quality=quality)
        settling, taking = [], []
        for number in range(drops):
            name = f"S-{number % 10}__main__a{first + number}.{kind.lower()}"
            target = workspace.incoming / name
            await asyncio.to_thread(target.write_bytes, another(file.getvalue(), kind, number))
            closed = time.perf_counter()
            while name not in SHOWN and time.perf_counter() < closed + 30:
                await asyncio.sleep(0.002)
            settling.append(SETTLED[name] - closed)
            taking.append(SHOWN[name] - SETTLED[name])
            await asyncio.sleep(0.5)
        print(f"| {kind} | {file.tell() // 1000:,} | {spread(settling)} | {spread(taking)} |", flush=True)


def another(data: bytes, kind: str, number: int) -> bytes:
    """Return other bytes of the same picture."""
    if kind in ("JPEG", "PNG"):
        return commented(data, number)
    if kind == "HEIF":  # a box that readers skip
        return data + (16).to_bytes(4, "big") + b"skip" + number.to_bytes(8, "big")
    chunk = b"VTRN" + (8).to_bytes(4, "little") + number.to_bytes(8, "big")
    return b"RIFF" + (len(data) - 8 + len(chunk)).to_bytes(4, "little") + data[8:] + chunk


def spread(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    return f"{ordered[len(ordered) // 2] * 1000:.0f} / {ordered[int(len(ordered) * 0.95)] * 1000:.0f}"


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
