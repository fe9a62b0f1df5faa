"""Key press to last byte on a real pseudo-terminal: next item, blink, zoom, a held key, a full repaint.

A small Textual application with nothing but a canvas, or two, in a process of its own; this one types and
reads. A press is answered when the terminal has been quiet for a while and the last byte's time counts, so
what a terminal emulator takes to draw is not in it. `--tmux` puts tmux between, `--plain` adds Textual's own
floor, a widget with one line of text.

python bench/render_terminal.py [--photos FOLDER] [--presses 200] [--size 120x60] [--modes half sextant]
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

QUIET = 0.06
"""Seconds without a byte after which an answer counts as complete."""


def application(argv: list[str]) -> None:  # noqa: C901 one key after the other
    """The other side: `half truecolor 8 folder`, mode, depth, photos, where they lie."""
    import numpy as np
    from PIL import Image
    from textual.app import App, ComposeResult
    from textual.widgets import Static

    from tui.render.fitting import samples_of
    from tui.render.frame import Frame, Pixels
    from tui.render.mode import Depth, Mode
    from tui.render.rendering import Rendering
    from tui.widgets.canvas import Canvas

    rendering = Rendering(Mode(argv[0]), Depth(argv[1]))
    across, down = rendering.mode.samples
    pictures = [Image.open(path) for path in sorted(Path(argv[2]).glob("*.png"))]

    class Bench(App[None]):
        CSS = "Screen { layout: vertical; } Static { height: 1; dock: bottom; } Canvas { height: 1fr; }"

        def compose(self) -> ComposeResult:
            yield Canvas()
            yield Static("0")

        def on_mount(self) -> None:
            self.at = self.zoom = self.ticks = 0
            self.set_interval(1.0, self.mind_terminal)

        def mind_terminal(self) -> None:
            """End with the terminal: Textual would read its end over and over, at full speed."""
            if not sys.__stdin__.isatty():
                self.exit()

        def on_resize(self) -> None:
            self.call_after_refresh(self.prepare)

        def prepare(self) -> None:
            size = self.query_one(Canvas).size
            samples = [samples_of(picture, size.width, size.height, rendering) for picture in pictures]
            self.items = [rendering.paint(one, fine=True).ready() for one in samples]
            self.edited = self.edit(samples[0])
            self.pair = [frame.ready() for frame in rendering.paint_pair(samples[0], self.edited, fine=True)]
            self.query_one(Canvas).show(self.items[0])

        def edit(self, samples: Pixels) -> Pixels:
            """Change the hue of a fifth of the picture, as a studio would a button."""
            changed = samples.copy()
            height, width = changed.shape[:2]
            part = changed[height // 4 : height * 3 // 4, width // 4 : width * 2 // 3]
            part[...] = part[..., [2, 0, 1]]
            return changed

        def zoomed(self) -> Frame:
            size = self.query_one(Canvas).size
            picture = pictures[0]
            share = 0.4 + 0.5 * ((self.zoom * 7) % 20) / 20
            width, height = int(picture.width * share), int(picture.height * share)
            left, top = (picture.width - width) * (self.zoom % 5) // 5, (picture.height - height) // 2
            part = picture.resize(
                (size.width * across, size.height * down),
                Image.Resampling.BOX,
                box=(left, top, left + width, top + height),
            )
            return rendering.paint(np.asarray(part), fine=True)

        def on_key(self, event) -> None:
            canvas = self.query_one(Canvas)
            if event.key == "n":
                self.at = (self.at + 1) % len(self.items)
                canvas.show(self.items[self.at])
            elif event.key == "b":
                self.at = 1 - self.at if self.at in (0, 1) else 0
                canvas.show(self.pair[self.at])
            elif event.key == "z":
                self.zoom += 1
                canvas.show(self.zoomed())
            elif event.key == "t":
                self.ticks += 1
                self.query_one(Static).update(str(self.ticks), layout=False)
            elif event.key == "f":
                self.refresh()
            elif event.key == "q":
                self.exit()

    Bench().run()


class Program:
    """The application on a pseudo-terminal."""

    def __init__(self, command: list[str], columns: int, rows: int) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        environment.pop("TMUX", None)
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
        )
        os.close(slave)
        os.set_blocking(self.master, False)
        self.started()
        self.settle(2.0)

    def settle(self, quiet: float, most: float = 20.0) -> None:
        """Read until nothing came for `quiet` seconds, for `most` seconds: some programs never rest."""
        end = time.perf_counter() + most
        while time.perf_counter() < end and select.select([self.master], [], [], quiet)[0]:
            os.read(self.master, 1 << 20)

    def started(self, sent: int = 10_000) -> None:
        """Read until so many bytes came: before its first screen a program takes no keys."""
        read, end = 0, time.perf_counter() + 60
        while read < sent and time.perf_counter() < end:
            if select.select([self.master], [], [], 1.0)[0]:
                read += len(os.read(self.master, 1 << 20))

    def press(self, key: str, quiet: float = QUIET) -> tuple[float, float, bytes]:
        """Return milliseconds to the first and to the last byte, and the bytes."""
        began = time.perf_counter()
        os.write(self.master, key.encode())
        first = last = 0.0
        data = bytearray()
        while select.select([self.master], [], [], quiet if data else 2.0)[0]:
            while read := self.waiting():
                last = (time.perf_counter() - began) * 1000
                first = first or last
                data += read
        return first, last, bytes(data)

    def waiting(self) -> bytes:
        """Return what is there, a few kilobytes at most; nothing where that is nothing."""
        try:
            return os.read(self.master, 1 << 20)
        except BlockingIOError:
            return b""

    def held(self, typed: Sequence[str], each: float, presses: int) -> int:
        """Type keys in turn at a steady pace; return how many frames came: how often line 30 was drawn."""
        data = bytearray()
        due = time.perf_counter()
        for _, key in zip(range(presses), cycle(typed), strict=False):
            os.write(self.master, key.encode())
            due += each
            while (left := due - time.perf_counter()) > 0:
                if select.select([self.master], [], [], left)[0]:
                    data += os.read(self.master, 1 << 20)
        while select.select([self.master], [], [], 0.5)[0]:
            data += os.read(self.master, 1 << 20)
        return data.count(b"\x1b[30;1H")

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.master)


def row(name: str, program: Program, key: str, presses: int) -> bytes:
    found = [program.press(key) for _ in range(presses)]
    firsts, lasts = (sorted(one[at] for one in found) for at in (0, 1))
    sizes = [len(one[2]) for one in found]
    at = int(presses * 0.95)
    print(
        f"| {name} | {statistics.median(firsts):.1f} / {firsts[at]:.1f} "
        f"| {statistics.median(lasts):.1f} / {lasts[at]:.1f} | {statistics.mean(sizes):,.0f} |",
        flush=True,
    )
    return found[-1][2]


def main() -> None:
    from render_photos import photos

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--photos", type=Path)
    parser.add_argument("--presses", type=int, default=200)
    parser.add_argument("--size", default="120x60")
    parser.add_argument("--modes", nargs="*", default=["half", "sextant", "octant"])
    args = parser.parse_args()
    columns, rows = map(int, args.size.split("x"))
    with tempfile.TemporaryDirectory() as name:
        for number, photo in enumerate(photos(args.photos, 6)):
            # What a working copy has.
            photo.resize((2000, 1500)).save(Path(name) / f"{number}.png", compress_level=1)
        print(f"{columns} x {rows} cells of pictures, {args.presses} presses; ms p50 / p95\n")
        print("| what | first byte | last byte | bytes |\n| --- | --- | --- | --- |")
        for mode in args.modes:
            for depth in ("truecolor", "256"):
                command = [sys.executable, __file__, "--application", mode, depth, name]
                program = Program(command, columns, rows + 1)
                label = f"{mode} {depth}"
                if mode == args.modes[0] and depth == "truecolor":
                    row("one line of text, Textual's floor", program, "t", args.presses)
                row(f"{label}: next item, prepared", program, "n", args.presses)
                program.press("b")
                blink = row(f"{label}: blink", program, "b", args.presses)
                if depth == "truecolor":
                    row(f"{label}: zoom or pan", program, "z", args.presses)
                    row(f"{label}: full repaint", program, "f", args.presses // 4)
                    frames = program.held("z", 1 / 30, 90)
                    print(f"| {label}: zoom held at 30/s for 3 s | | {frames} of 90 frames | |")
                empty = b"\x1b[2J" in blink or b" " * (columns // 2) in blink
                print(f"| {label}: a blink clears something | | {'yes' if empty else 'no'} | |")
                program.close()
        if shutil.which("tmux"):
            through_tmux(args.modes[0], name, columns, rows + 1, args.presses)


def through_tmux(mode: str, folder: str, columns: int, rows: int, presses: int) -> None:
    socket = f"bench-{os.getpid()}"
    inner = f"{sys.executable} {Path(__file__).resolve()} --application {mode} truecolor {folder}"
    command = [
        "tmux",
        "-L",
        socket,
        "-f",
        "/dev/null",
        "new-session",
        "-x",
        str(columns),
        "-y",
        str(rows + 1),
    ]
    program = Program([*command, f"COLORTERM=truecolor {inner}"], columns, rows + 1)
    row(f"{mode} truecolor in tmux: next item, prepared", program, "n", presses)
    program.press("b")
    row(f"{mode} truecolor in tmux: blink", program, "b", presses)
    program.close()
    subprocess.run(["tmux", "-L", socket, "kill-server"], check=False, capture_output=True)


if __name__ == "__main__":
    if "--application" in sys.argv:
        application(sys.argv[sys.argv.index("--application") + 1 :])
    else:
        main()
