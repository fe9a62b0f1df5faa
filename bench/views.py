"""The comparing views of the real program on a real pseudo-terminal: key press to last byte.

Makes a workspace of photos (12 megapixels by default) and candidates, opens the desk on it, goes through the
views and types. What a terminal emulator takes to draw is not in it.

A blink is pressed slowly enough to count as a tap each time, not as a held key. `--tmux` puts tmux between
and measures what is asked of it there: the next item and the blink.

python bench/views.py [--photos FOLDER | --workspace DIR] [--presses 200] [--size 120x60] [--renderer half]
"""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from PIL import Image, ImageDraw
from render_photos import CAMERA, enlarged, photos
from render_terminal import QUIET, Program, row

TAP = 0.35
"""Seconds after which a key that is pressed again was let go of in between."""

REST = 0.25
"""Seconds that a person looks at a pair at the very least; the next ones are made ready meanwhile."""


def workspace(root: Path, folder: Path | None, items: int) -> None:
    """Fill a workspace: each source a photo, each candidate the same at 1500 px with a part changed."""
    vitrina = Path(sys.executable).with_name("vitrina")
    subprocess.run([vitrina, "init", root], check=True, capture_output=True)
    found = photos(folder, min(items, 6))
    lines = ["sku,title,category"]
    for number in range(items):
        photo = enlarged(found[number % len(found)], CAMERA, number)
        sku = f"B-{number:03}"
        lines.append(f"{sku},Bench {number},general")
        photo.save(root / "sources" / f"{sku}.jpg", quality=90)
        candidate = photo.resize((1500, 1125), Image.Resampling.LANCZOS)
        ImageDraw.Draw(candidate).ellipse((700, 500, 800, 600), fill=(200, 30 * number % 255, 60))
        candidate.save(root / "incoming" / f"{sku}__main.png", compress_level=1)
    (root / "listings.csv").write_text("\n".join(lines) + "\n", "utf-8")
    subprocess.run([vitrina, "scan", "--workspace", root], check=True, capture_output=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--photos", type=Path)
    parser.add_argument("--presses", type=int, default=200)
    parser.add_argument("--size", default="120x60")
    parser.add_argument("--renderer", default="half")
    parser.add_argument("--items", type=int, default=6)
    parser.add_argument("--tmux", action="store_true")
    parser.add_argument("--workspace", type=Path, help="one that is there already, in place of a made one")
    args = parser.parse_args()
    columns, rows = map(int, args.size.split("x"))
    with tempfile.TemporaryDirectory() as name:
        os.environ["VITRINA_STATE_DIR"] = f"{name}/state"
        os.environ["VITRINA_CACHE_DIR"] = f"{name}/cache"
        shop = args.workspace or Path(name) / "shop"
        if args.workspace is None:
            workspace(shop, args.photos, args.items)
        command = [
            str(Path(sys.executable).with_name("vitrina")), "review", "--workspace", str(shop),
            "--renderer", args.renderer, "--lang", "en",
        ]  # fmt: skip
        socket = f"bench-{os.getpid()}"
        if args.tmux:
            inner = f"COLORTERM=truecolor {shlex.join(command)}"
            command = ["tmux", "-L", socket, "-f", "/dev/null", "new-session"]
            command += ["-x", str(columns), "-y", str(rows), inner]
        program = Program(command, columns, rows)
        program.settle(3.0)
        print(f"{columns} x {rows}, {args.renderer}, {args.presses} presses; ms p50 / p95\n")
        print("| what | first byte | last byte | bytes |\n| --- | --- | --- | --- |")

        def keys(typed: str, quiet: float = 1.0) -> None:
            for key in typed:
                os.write(program.master, key.encode())
            program.settle(quiet)

        def measure(what: str, typed: list[str], presses: int = args.presses, quiet: float = QUIET) -> bytes:
            """Measure presses of each of the keys in turn; return the bytes of the last."""
            at = [0]

            class Turn:
                def press(self, _: str) -> tuple[float, float, bytes]:
                    at[0] += 1
                    return program.press(typed[at[0] % len(typed)], quiet)

            return row(what, Turn(), "", presses)  # type: ignore[arg-type]

        def blinks(what: str) -> None:
            sent = measure(what, ["b"], quiet=TAP)
            empty = b"\x1b[2J" in sent or b" " * (columns // 2) in sent
            print(f"| {what}: clears something | | {'yes' if empty else 'no'} | |", flush=True)

        right, left, down = "\x1b[C", "\x1b[D", "\x1b[B"
        keys("\r", 3.0)
        measure("next item and back, prepared, two up", ["j", "k"], quiet=REST)
        if args.tmux:
            keys("0b")
            blinks("blink, in tmux")
            program.close()
            subprocess.run(["tmux", "-L", socket, "kill-server"], check=False, capture_output=True)
            return
        measure("zoom, two up", ["+", "+", "-", "-"])
        keys("0")
        keys("z", 2.0)
        # To and fro over the picture, a line lower each time: every step shows what was not drawn before.
        measure("pan at 100 %, two up", [*[right] * 6, down, *[left] * 6, down])
        keys("0b")
        blinks("blink")
        keys("z", 2.0)
        blinks("blink at 100 %")
        keys("0w")
        measure("wipe's seam", [right, right, left, left])
        keys("o")
        measure("onion", [right, right, left, left])
        frames = program.held([right] * 15 + [left] * 15, 1 / 30, 90)
        print(f"| onion, held at 30/s for 3 s | | {frames} of 90 frames | |", flush=True)
        keys("d")
        measure("difference, zoom", ["+", "+", "-", "-"])
        keys("0v")
        program.close()


if __name__ == "__main__":
    main()
