"""A session of the real program over many photos of 12 megapixels, on a real pseudo-terminal.

`--cold`: an item further on than what is made ahead, as it was taken in and with the cache on the disk gone,
and a pair of 24 MP PNG. `--keys`: fifty presses within a second (reject, reason, confirm, over and over),
then what the store says was rejected for which reason. `--memory`: a thousand items looked at one after the
other, and what the process holds. Without any of them, all. Memory is the session's own process; pairs are
measured in others, which end when they rest.

python bench/session.py [--photos FOLDER] [--items 1000] [--size 120x60] [--cold] [--keys] [--memory]
"""

from __future__ import annotations

import argparse
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from datetime import datetime
from io import BytesIO
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from PIL import Image
from render_photos import CAMERA, LARGE, enlarged, photos
from render_terminal import Program

VITRINA = Path(sys.executable).with_name("vitrina")
PICTURES = 50_000
"""Bytes that a pair of pictures has at least, and its placeholder has not."""

HALF_BLOCK = "▀".encode()
"""What pictures are drawn with, and nothing else."""

REASONS = (("s", "shape"), ("c", "colour"), ("p", "pattern"))
"""Letters of the reasons' prompt and the codes that the store has for them."""


def jpeg(picture: Image.Image, quality: int = 85) -> bytes:
    file = BytesIO()
    picture.save(file, "JPEG", quality=quality)
    return file.getvalue()


def another(data: bytes, number: int) -> bytes:
    """Return a JPEG or PNG with a comment of its own near the beginning: other bytes, the same picture."""
    if data.startswith(b"\xff\xd8"):
        return data[:2] + b"\xff\xfe\x00\x0a" + number.to_bytes(8, "big") + data[2:]
    chunk = b"tEXtNumber\x00%08d" % number
    framed = (len(chunk) - 4).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
    return data[:33] + framed + data[33:]  # behind the signature and the header


def workspace(root: Path, sources: list[bytes], candidates: list[bytes], items: int) -> None:
    """Fill a workspace: each item a SKU with its own source and its own candidate."""
    subprocess.run([VITRINA, "init", root], check=True, capture_output=True)
    lines = ["sku,title,category"]
    for number, source, candidate in zip(range(items), cycle(sources), cycle(candidates), strict=False):
        sku = f"B-{number:04}"
        lines.append(f"{sku},Bench {number},general")
        for place, data in ((f"sources/{sku}", source), (f"incoming/{sku}__main", candidate)):
            ending = "jpg" if data.startswith(b"\xff\xd8") else "png"
            (root / f"{place}.{ending}").write_bytes(another(data, number))
    (root / "listings.csv").write_text("\n".join(lines) + "\n", "utf-8")
    subprocess.run([VITRINA, "scan", "--workspace", root], check=True, capture_output=True)


def opened(root: Path, columns: int, rows: int) -> Program:
    command = [str(VITRINA), "review", "--workspace", str(root), "--renderer", "half", "--lang", "en"]
    program = Program(command, columns, rows)
    program.settle(3.0)
    return program


def cold(folder: Path, found: list[Image.Image], size: tuple[int, int]) -> None:
    print("| item further on | first byte ms p50 / p95 | pictures | last byte |\n| --- | --- | --- | --- |")
    twelve = [jpeg(enlarged(photo, CAMERA, seed)) for seed, photo in enumerate(found)]
    workspace(folder / "cold", twelve, twelve[1:], 110)
    jumps("12 MP JPEG and its source", folder / "cold", size, 10)
    shutil.rmtree(os.environ["VITRINA_CACHE_DIR"])
    jumps("the same, the cache deleted", folder / "cold", size, 10)
    file = BytesIO()
    enlarged(found[0], LARGE, 9).save(file, "PNG", compress_level=6)
    large = folder / "large"
    workspace(large, [jpeg(enlarged(found[0], LARGE, 1))], [file.getvalue()], 31)
    jumps("24 MP PNG and its source, a 24 MP JPEG", large, size, 3)


def jumps(what: str, root: Path, size: tuple[int, int], count: int) -> None:
    """Print how long the desk takes to show the item ten on: further than what is made ahead."""
    program = opened(root, *size)
    firsts, pictures, lasts = [], [], []
    for _ in range(count):
        began = time.perf_counter()
        os.write(program.master, b"\x1b[6~")
        read: list[tuple[float, bool]] = []
        while select.select([program.master], [], [], 0.4)[0]:
            data = os.read(program.master, 1 << 20)
            read.append(((time.perf_counter() - began) * 1000, HALF_BLOCK in data))
        firsts.append(read[0][0])
        pictures.append(max(at for at, drawn in read if drawn))
        lasts.append(read[-1][0])
        program.settle(1.0)
    program.close()
    print(f"| {what} | {spread(firsts)} | {spread(pictures)} | {spread(lasts)} |", flush=True)


def spread(times: list[float]) -> str:
    ordered = sorted(times)
    return f"{ordered[len(ordered) // 2]:.0f} / {ordered[int(len(ordered) * 0.95)]:.0f}"


def keys(folder: Path, found: list[Image.Image], size: tuple[int, int]) -> None:
    """Reject sixteen items and move on, fifty keys in one second, and read the store."""
    small = [jpeg(photo.resize((1200, 900))) for photo in found]
    workspace(folder / "keys", small, small[1:], 20)
    before = queue(folder / "keys")
    program = opened(folder / "keys", *size)
    typed = [letter for at in range(16) for letter in ("x", REASONS[at % len(REASONS)][0], "\r")] + ["j", "k"]
    began = time.perf_counter()
    for at, key in enumerate(typed):
        os.write(program.master, key.encode())
        time.sleep(max(0.0, began + (at + 1) / len(typed) - time.perf_counter()))
    program.settle(3.0)
    program.close()
    after = {row["id"]: row for row in queue(folder / "keys")}
    wanted = [(row["id"], [REASONS[at % len(REASONS)][1]]) for at, row in enumerate(before[:16])]
    obeyed = [(id_, after[id_]["decisions"][-1]["reasons"]) for id_, _ in wanted if after[id_]["decisions"]]
    at = sorted(
        datetime.fromisoformat(row["decisions"][-1]["at"]) for row in after.values() if row["decisions"]
    )
    took = (at[-1] - at[0]).total_seconds()
    others = sum(bool(row["decisions"]) for row in after.values()) - len(obeyed)
    print(
        f"\n50 presses in one second: {len(obeyed)} of 16 rejections recorded, "
        f"{sum(a == b for a, b in zip(obeyed, wanted, strict=False))} with the reason typed for that item, "
        f"{others} of other items; the last {took:.1f} s after the first"
    )


def queue(root: Path) -> list[dict[str, object]]:
    done = subprocess.run([VITRINA, "queue", "--json", "--workspace", root], check=True, capture_output=True)
    return json.loads(done.stdout)["candidates"]


def memory(folder: Path, found: list[Image.Image], size: tuple[int, int], items: int) -> None:
    twelve = [jpeg(photo.resize(CAMERA, Image.Resampling.BICUBIC), 75) for photo in found]
    workspace(folder / "many", twelve, twelve[1:], items)
    walk(folder / "many", size, items)


def walk(root: Path, size: tuple[int, int], items: int) -> None:
    """Print what the session holds as it goes through a workspace, each pair drawn before the next."""
    program = opened(root, *size)
    os.write(program.master, b"\r")
    program.settle(2.0)
    print("\n| items of 12 MP looked at, source and candidate | resident MiB |\n| --- | --- |")
    print(f"| 1 | {resident(program.process.pid):.0f} |", flush=True)
    began, highest = time.perf_counter(), 0.0
    undrawn = 0
    for number in range(2, items + 1):
        undrawn += not drawn(program)
        if number % 50 == 0:  # the loupe's true pixels are part of a session
            os.write(program.master, b"z")
            program.settle(0.5)
            os.write(program.master, b"z")
            program.settle(0.3)
        highest = max(highest, resident(program.process.pid))
        if number in (10, 50) or number % 100 == 0:
            print(f"| {number} | {resident(program.process.pid):.0f} |", flush=True)
    program.close()
    each = (time.perf_counter() - began) * 1000 / items
    print(f"| highest | {highest:.0f} |\n\n{each:.0f} ms an item; {undrawn} were not drawn in time")


def drawn(program: Program) -> bool:
    """Go to the next item and wait until its pictures, more than a placeholder, are on the screen."""
    os.write(program.master, b"j")
    end, read = time.perf_counter() + 5, 0
    while (left := end - time.perf_counter()) > 0:
        if select.select([program.master], [], [], 0.1 if read > PICTURES else left)[0]:
            read += len(os.read(program.master, 1 << 20))
        elif read > PICTURES:
            return True
    return read > PICTURES


def resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--photos", type=Path)
    parser.add_argument("--items", type=int, default=1000)
    parser.add_argument("--size", default="120x60")
    for part in ("cold", "keys", "memory"):
        parser.add_argument(f"--{part}", action="store_true")
    args = parser.parse_args()
    columns, rows = map(int, args.size.split("x"))
    everything = not (args.cold or args.keys or args.memory)
    found = photos(args.photos, 6)
    with tempfile.TemporaryDirectory() as name:
        os.environ["VITRINA_STATE_DIR"] = f"{name}/state"
        os.environ["VITRINA_CACHE_DIR"] = f"{name}/cache"
        if args.cold or everything:
            cold(Path(name), found, (columns, rows))
        if args.keys or everything:
            keys(Path(name), found, (columns, rows))
        if args.memory or everything:
            memory(Path(name), found, (columns, rows), args.items)


if __name__ == "__main__":
    main()
