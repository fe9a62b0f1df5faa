"""How long from a picture's last byte to its being taken in: 100 drops of four kinds.

Run by hand from the root of the project: `python bench/hotfolder_latency.py [--size PIXELS]`. The aim is
1 s at the 95th percentile, inspection included. Each kind is dropped as it happens in life: single files
one after another, the folder of 50 at once.
"""

from __future__ import annotations

import argparse
import io
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from core.errors import VitrinaError
from core.imaging.inspect import inspect
from core.intake.hotfolder import HotFolder

if TYPE_CHECKING:
    from core.intake.settle import Outcome

DEADLINE = 60.0
MAX_PIXELS = 100_000_000


def picture(size: int, number: int, form: str) -> bytes:
    """A noisy picture, so that decoding costs what a photo costs; the last byte ends the file."""
    noise = Image.effect_noise((size, size), 40 + number % 20).convert("RGB")
    data = io.BytesIO()
    noise.save(data, form, quality=90)
    return data.getvalue()


class Clock:
    """Notes when each file was closed and when its inspection returned."""

    def __init__(self) -> None:
        self.closed: dict[str, float] = {}
        self.taken: dict[str, float] = {}
        self.news = threading.Condition()

    def on_ready(self, path: Path) -> Outcome:
        try:
            inspect(path, max_pixels=MAX_PIXELS)
        except (OSError, VitrinaError):
            return "incomplete"
        with self.news:
            self.taken.setdefault(path.name, time.monotonic())
            self.news.notify_all()
        return "ready"

    def wait(self, count: int) -> None:
        with self.news:
            if not self.news.wait_for(lambda: len(self.taken) >= count, DEADLINE):
                sys.exit(f"only {len(self.taken)} of {count} files were taken in")

    def report(self, kind: str) -> None:
        times = sorted(self.taken[name] - at for name, at in self.closed.items() if name.startswith(kind))
        p95 = statistics.quantiles(times, n=20)[18]
        print(f"{kind:<8} {len(times):>4} {statistics.median(times):7.3f} {p95:7.3f} {times[-1]:7.3f}")


def drop_plain(clock: Clock, incoming: Path, name: str, data: bytes) -> None:
    (incoming / name).write_bytes(data)
    clock.closed[name] = time.monotonic()


def drop_slow(clock: Clock, incoming: Path, name: str, data: bytes) -> None:
    step = len(data) // 8 + 1
    with (incoming / name).open("wb", buffering=0) as file:
        for begin in range(0, len(data), step):
            file.write(data[begin : begin + step])
            time.sleep(0.05)
    clock.closed[name] = time.monotonic()


def drop_renamed(clock: Clock, incoming: Path, name: str, data: bytes) -> None:
    temporary = incoming / f"{name}.part"
    temporary.write_bytes(data)
    temporary.rename(incoming / name)
    clock.closed[name] = time.monotonic()


def drop_folder(clock: Clock, incoming: Path, outside: Path, files: dict[str, bytes]) -> None:
    outside.mkdir()
    for name, data in files.items():
        (outside / name).write_bytes(data)
    outside.rename(incoming / outside.name)
    clock.closed.update(dict.fromkeys(files, time.monotonic()))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=1024, help="side of the pictures in pixels")
    size = options.parse_args().size
    clock = Clock()
    singles = [picture(size, number, "PNG" if number % 2 else "JPEG") for number in range(50)]
    with tempfile.TemporaryDirectory() as place:
        incoming = Path(place) / "incoming"
        incoming.mkdir()
        folder = HotFolder([incoming], on_ready=clock.on_ready)
        folder.start()
        while folder.status().last_scan_at is None:
            time.sleep(0.01)
        drops = [drop_plain, drop_slow, drop_renamed]
        for number, data in enumerate(singles):
            drop = drops[number % 3]
            kind = drop.__name__.removeprefix("drop_")
            drop(clock, incoming, f"{kind}-{number}.png", data)
            time.sleep(0.1)
        clock.wait(50)
        files = {f"folder-{number}.png": data for number, data in enumerate(singles)}
        drop_folder(clock, incoming, Path(place) / "batch", files)
        clock.wait(100)
        folder.stop()
    print(f"{size} x {size} px, seconds from closed to inspected")
    print(f"{'kind':<8} {'n':>4} {'p50':>7} {'p95':>7} {'max':>7}")
    for kind in ("plain", "slow", "renamed", "folder", ""):
        clock.report(kind)


if __name__ == "__main__":
    main()
