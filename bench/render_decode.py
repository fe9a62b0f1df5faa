"""From a file to a frame, cold; thumbnails beside vipsthumbnail; true-pixel parts; memory over many items.

Cold means that nothing is cached by this program; the system has the file in memory, as after its arrival.
Every picture is a drawn (or given) photo enlarged to a camera's size, with grain.

python bench/render_decode.py [--photos FOLDER] [--items 1000] [--count 12]
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from PIL import Image
from render_photos import CAMERA, LARGE, enlarged, photos

from core.imaging.cache import PictureCache
from core.imaging.memory import give_back_pictures
from tui.app import VitrinaApp  # what a session has loaded, for the memory's sake
from tui.render.fitting import fitted_cells, placeholder, samples_of
from tui.render.mode import Depth, Mode
from tui.render.rendering import Rendering

MOST = 80_000_000
CELLS = (120, 60)
RENDERING = Rendering(Mode.HALF, Depth.TRUE)
FINE = Rendering(Mode.SEXTANT, Depth.TRUE)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--photos", type=Path)
    parser.add_argument("--items", type=int, default=1000)
    parser.add_argument("--count", type=int, default=12)
    args = parser.parse_args()
    assert VitrinaApp
    drawn = photos(args.photos, 6)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        twelve = [enlarged(photo, CAMERA, seed) for seed, photo in enumerate(drawn)]
        print("| from file to frame, cold | files kB | ms p50 | ms p95 | placeholder ms |")
        print("| --- | --- | --- | --- | --- |")
        cold(folder, "12 MP JPEG", saved(folder, twelve, "jpg", quality=92), args.count)
        cold(folder, "12 MP JPEG, sextants", saved(folder, twelve, "jpg", quality=92), args.count, FINE)
        cold(folder, "12 MP WebP", saved(folder, twelve[:2], "webp", quality=85, method=0), 4)
        cold(folder, "12 MP HEIC", saved(folder, twelve[:2], "heic", quality=80), 4)
        large = enlarged(drawn[0], LARGE, 9)
        cold(folder, "24 MP JPEG", saved(folder, [large], "jpg", quality=92), 8)
        cold(folder, "24 MP PNG", saved(folder, [large], "png", compress_level=6), 8)
        del large
        stored(folder, saved(folder, twelve[:1], "jpg", quality=92)[0])
        regions(folder, saved(folder, twelve[:1], "jpg", quality=92)[0])
        thumbnails(folder, saved(folder, twelve[:1], "jpg", quality=92)[0])
        # In a process of its own, which has not held large pictures before.
        command = [sys.executable, __file__, "--memory", str(folder), str(args.items)]
        subprocess.run(command, check=True)


def saved(folder: Path, pictures: list[Image.Image], ending: str, **options: object) -> list[Path]:
    paths = []
    for number, picture in enumerate(pictures):
        path = folder / f"{number}-{picture.width}.{ending}"
        if not path.exists():
            picture.save(
                path, {"jpg": "JPEG", "webp": "WEBP", "heic": "HEIF", "png": "PNG"}[ending], **options
            )
        paths.append(path)
    return paths


def frame_of(cache: PictureCache, path: Path, sha256: str, rendering: Rendering) -> None:
    image = cache.working_copy(path, sha256, max_pixels=MOST)
    columns, rows = fitted_cells(*image.size, *CELLS, 2.0)
    rendering.paint(samples_of(image, columns, rows, rendering), fine=True).ready()


def cold(folder: Path, name: str, paths: list[Path], count: int, rendering: Rendering = RENDERING) -> None:
    times, shapes = [], []
    for number in range(count):
        path = paths[number % len(paths)]
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        cache = PictureCache(folder / f"none-{name}-{number}", 0)
        began = time.perf_counter()
        placeholder(*fitted_cells(*CAMERA, *CELLS, 2.0), rendering)
        shapes.append((time.perf_counter() - began) * 1000)
        began = time.perf_counter()
        frame_of(cache, path, sha256, rendering)
        times.append((time.perf_counter() - began) * 1000)
        cache.close()
    size = statistics.mean(path.stat().st_size for path in paths) / 1000
    print(f"| {name} | {size:,.0f} | {middle(times)} | {high(times)} | {middle(shapes)} |", flush=True)


def stored(folder: Path, path: Path) -> None:
    """Print what the next session takes, which finds the working copy on the disk."""
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    first = PictureCache(folder / "kept", 1 << 30)
    first.working_copy(path, sha256, max_pixels=MOST)
    first.close()
    times = timed(lambda: frame_of(PictureCache(folder / "kept", 1 << 30), path, sha256, RENDERING), 10)
    print(f"| 12 MP, from the cache on disk | | {middle(times)} | {high(times)} | |")


def regions(folder: Path, path: Path) -> None:
    """Print what the loupe takes: its first part of a picture, and the next one beside it."""
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()

    def first() -> None:
        PictureCache(folder / "none", 0).region(path, sha256, (1000, 1000, 1240, 1180), max_pixels=MOST)

    cache = PictureCache(folder / "none", 0)
    cache.region(path, sha256, (0, 0, 240, 180), max_pixels=MOST)
    print("\n| a part of 240 x 180 true pixels of 12 MP | ms p50 | ms p95 |\n| --- | --- | --- |")
    for name, times in (
        ("the first", timed(first, 8)),
        (
            "the next one",
            timed(lambda: cache.region(path, sha256, (1000, 1000, 1240, 1180), max_pixels=MOST), 30),
        ),
    ):
        print(f"| {name} | {middle(times)} | {high(times)} |")


def thumbnails(folder: Path, path: Path) -> None:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()

    def ours() -> None:
        image = PictureCache(folder / "none", 0).working_copy(path, sha256, max_pixels=MOST)
        image.resize((512, 384), Image.Resampling.BOX)

    print("\n| 12 MP JPEG to 512 px | ms p50 | ms p95 |\n| --- | --- | --- |")
    times = timed(ours, 10)
    print(f"| ours: hash checked, working copy kept | {middle(times)} | {high(times)} |")
    if shutil.which("vipsthumbnail"):
        command = ["vipsthumbnail", str(path), "--size", "512x", "-o", str(folder / "t.ppm")]
        times = timed(lambda: subprocess.run(command, check=True), 10)
        print(f"| vipsthumbnail, a process each | {middle(times)} | {high(times)} |")


def memory(folder: Path, items: int) -> None:
    """Show many pictures one after the other, two at a time, and print how much the process holds."""
    give_back_pictures()
    photos = sorted(folder.glob("*-4000.jpg"))
    print(f"\n| items of 12 MP seen | resident MiB |\n| --- | --- |\n| 0 | {resident():.0f} |")
    cache = PictureCache(folder / "pictures", 512 << 20)
    highest, began = 0.0, time.perf_counter()

    def seen(number: int) -> None:
        # Bytes behind a JPEG's end change its hash and nothing else.
        content = photos[number % len(photos)].read_bytes() + number.to_bytes(8, "big")
        path = folder / f"item-{number % 8}.jpg"
        path.write_bytes(content)
        frame_of(cache, path, hashlib.sha256(content).hexdigest(), RENDERING)

    with ThreadPoolExecutor(2) as pool:
        for number in range(0, items, 2):
            list(pool.map(seen, (number, number + 1)))
            highest = max(highest, resident())
            if (number + 2) % max(2, items // 10) == 0:
                print(f"| {number + 2} | {resident():.0f} |", flush=True)
    cache.close()
    print(f"| highest | {highest:.0f} |")
    print(f"\n{(time.perf_counter() - began) * 1000 / items:.0f} ms an item, two at a time")


def resident() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def timed(act: Callable[[], object], count: int) -> list[float]:
    times = []
    for _ in range(count):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return times


def middle(times: list[float]) -> str:
    return f"{statistics.median(times):.1f}"


def high(times: list[float]) -> str:
    return f"{sorted(times)[int(len(times) * 0.95)]:.1f}"


if __name__ == "__main__":
    if "--memory" in sys.argv:
        memory(Path(sys.argv[-2]), int(sys.argv[-1]))
    else:
        main()
