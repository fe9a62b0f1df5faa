"""Cells beside their peers: how long a frame takes, how many bytes it has, how true to the picture it looks.

Every renderer gets the same square pictures for 120 by 60 cells. What it prints is read as a terminal
would, its cells are drawn at 8 by 16 pixels, and that is compared with the picture scaled to the same
960 by 960 pixels with Lanczos. The mean over all pictures is printed. chafa and timg run as programs of their
own: their time includes starting and reading a PNG of 960 by 960; ours are the scaling and painting alone,
and the whole of it as a program would be unfair the other way, so both are said.

python bench/render_cells.py [--photos FOLDER] [--count 8] [--through 512] [--only octant] [--repeats 9]
"""

from __future__ import annotations

import argparse
import io
import re
import shutil
import statistics
import subprocess
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from PIL import Image
from render_photos import photos, square
from rich.console import Console
from rich_pixels import HalfcellRenderer
from rich_pixels import Pixels as RichPixels

from tui.render.fitting import samples_of
from tui.render.glyphs import glyphs
from tui.render.mode import Depth, Mode
from tui.render.palette import palette
from tui.render.rendering import Rendering
from tui.render.shapes import filled

COLUMNS, ROWS = 120, 60
CELL_WIDTH, CELL_HEIGHT = 8, 16
EDGE = COLUMNS * CELL_WIDTH
Array = np.ndarray


def shapes() -> dict[str, Array]:
    """Return, for every block glyph, which pixels of a cell it fills, as shares of a pixel."""
    found: dict[str, Array] = {}
    for mode in Mode:
        across, down = mode.dots
        columns = (np.arange(CELL_WIDTH) * across // CELL_WIDTH)[None, :]
        rows = np.rint(np.linspace(0, CELL_HEIGHT, down + 1)).astype(int)
        row_of = np.searchsorted(rows, np.arange(CELL_HEIGHT), side="right") - 1
        places = row_of[:, None] * across + columns
        for dots, glyph in enumerate(glyphs(mode)[: 2 ** (across * down)]):
            found.setdefault(glyph, (dots >> places & 1).astype(np.float32))
    # bars, wedges and lines, with those that are others with the colours changed over: chafa uses them
    for glyph in map(
        chr, (*range(0x2581, 0x2590), 0x2594, 0x2595, *range(0x1FB3C, 0x1FB7C), 0x1FB9A, 0x1FB9B)
    ):
        if glyph not in found:
            found[glyph] = filled(glyph, CELL_WIDTH, CELL_HEIGHT)
    for shade, glyph in zip((0.25, 0.5, 0.75), "░▒▓", strict=True):
        found[glyph] = np.full((CELL_HEIGHT, CELL_WIDTH), shade, np.float32)
    return found


SHAPES = shapes()


def rasterised(ansi: str) -> Array:
    """Return what a terminal shows, (960, 960, 3), float32. Raises KeyError for a glyph that is no block."""
    share = np.zeros((ROWS, COLUMNS, CELL_HEIGHT, CELL_WIDTH, 1), np.float32)
    fores, backs = np.zeros((2, ROWS, COLUMNS, 1, 1, 3), np.float32)
    row = column = 0
    pen = Pen()
    for codes, final, glyph in _PARTS.findall(ansi):
        if final == "m":
            pen.take(codes)
        elif glyph == "\n":
            row, column = row + 1, 0
        elif glyph and glyph != "\r" and row < ROWS and column < COLUMNS:
            share[row, column, ..., 0] = SHAPES[glyph]
            fores[row, column], backs[row, column] = pen.colours
            column += 1
    cells = share * fores + (1 - share) * backs
    return cells.transpose(0, 2, 1, 3, 4).reshape(ROWS * CELL_HEIGHT, EDGE, 3)


_PARTS = re.compile(r"\x1b\[([0-9;?]*)([@-~])|([^\x1b])")


class Pen:
    """What the colour sequences so far have set."""

    def __init__(self) -> None:
        self.take("0")

    def take(self, codes: str) -> None:
        """Obey one sequence. Raises KeyError for a code that no renderer here sends."""
        left = [int(code or 0) for code in codes.split(";")]
        while left:
            match left:
                case [(38 | 48) as which, 2, red, green, blue, *left]:
                    self._set(which, (red, green, blue))
                case [(38 | 48) as which, 5, number, *left]:
                    self._set(which, tuple(palette(Depth.INDEXED)[number].tolist()))
                case [0, *left]:
                    self.fore, self.back, self.swapped = (229, 229, 229), (0, 0, 0), False
                case [7, *left]:
                    self.swapped = True
                case [27, *left]:
                    self.swapped = False
                case [39, *left]:
                    self.fore = (229, 229, 229)
                case [49, *left]:
                    self.back = (0, 0, 0)
                case _:
                    raise KeyError(codes)

    def _set(self, which: int, colour: tuple[int, ...]) -> None:
        if which == 38:
            self.fore = colour
        else:
            self.back = colour

    @property
    def colours(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Fore and back."""
        return (self.back, self.fore) if self.swapped else (self.fore, self.back)


def psnr(a: Array, b: Array) -> float:
    return float(10 * np.log10(255**2 / max(float(((a - b) ** 2).mean()), 1e-9)))


def ssim(a: Array, b: Array) -> float:
    """Return the structural similarity of luma: gaussian window, sigma 1.5 (Wang et al. 2004)."""
    x, y = (picture @ np.array([0.299, 0.587, 0.114], np.float32) for picture in (a, b))
    taps = np.exp(-(np.arange(-5, 6) ** 2) / (2 * 1.5**2))
    taps = (taps / taps.sum()).astype(np.float32)

    def smooth(picture: Array) -> Array:
        return cv2.sepFilter2D(picture, -1, taps, taps)[5:-5, 5:-5]

    mean_x, mean_y = smooth(x), smooth(y)
    var_x, var_y = smooth(x * x) - mean_x**2, smooth(y * y) - mean_y**2
    both = smooth(x * y) - mean_x * mean_y
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    top = (2 * mean_x * mean_y + c1) * (2 * both + c2)
    return float((top / ((mean_x**2 + mean_y**2 + c1) * (var_x + var_y + c2))).mean())


def ours(mode: Mode, depth: Depth) -> Callable[[Image.Image, Path], str]:
    rendering = Rendering(mode, depth)

    def draw(image: Image.Image, _: Path) -> str:
        return "\r\n".join(rendering.paint(samples_of(image, COLUMNS, ROWS, rendering), fine=True).lines)

    return draw


def rich_pixels(image: Image.Image, _: Path) -> str:
    small = image.resize((COLUMNS, ROWS * 2), Image.Resampling.LANCZOS)
    console = Console(
        file=io.StringIO(), force_terminal=True, color_system="truecolor", width=COLUMNS, legacy_windows=False
    )
    with console.capture() as captured:
        console.print(RichPixels.from_image(small, renderer=HalfcellRenderer()), end="")
    return captured.get()


def rich_pixels_stock(image: Image.Image, _: Path) -> str:
    console = Console(
        file=io.StringIO(), force_terminal=True, color_system="truecolor", width=COLUMNS, legacy_windows=False
    )
    with console.capture() as captured:
        console.print(RichPixels.from_image(image, resize=(COLUMNS, ROWS * 2)), end="")
    return captured.get()


def program(*command: str) -> Callable[[Image.Image, Path], str]:
    def draw(_: Image.Image, path: Path) -> str:
        done = subprocess.run([*command, str(path)], capture_output=True, check=True, text=True)
        return done.stdout

    return draw


def renderers() -> dict[str, Callable[[Image.Image, Path], str]]:
    found: dict[str, Callable[[Image.Image, Path], str]] = {
        f"ours {mode.value}": ours(mode, Depth.TRUE) for mode in Mode
    }
    found["ours half 256"] = ours(Mode.HALF, Depth.INDEXED)
    found["ours sextant 256"] = ours(Mode.SEXTANT, Depth.INDEXED)
    found["rich-pixels, scaled before"] = rich_pixels
    found["rich-pixels, stock"] = rich_pixels_stock
    if shutil.which("chafa"):
        base = ("chafa", "-f", "symbols", "-c", "full", "--stretch", "-s", f"{COLUMNS}x{ROWS}")
        found["chafa half w9"] = program(*base, "-w", "9", "--symbols", "half")
        found["chafa sextant w9"] = program(*base, "-w", "9", "--symbols", "sextant+space+solid")
        found["chafa half+quad+sextant+block w9"] = program(
            *base, "-w", "9", "--symbols", "half+quad+sextant+block+space+solid-stipple"
        )
        found["chafa, same and wedges w9"] = program(
            *base, "-w", "9", "--symbols", "half+quad+sextant+wedge+block+space+solid-stipple"
        )
        found["chafa, same, default work"] = program(
            *base, "--symbols", "half+quad+sextant+block+space+solid-stipple"
        )
    if shutil.which("timg"):
        base = ("timg", f"-g{COLUMNS}x{ROWS}", "-U", "--upscale=i")
        found["timg half"] = program(*base[:2], "-ph")
        found["timg quarter"] = program(*base[:2], "-pq")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--photos", type=Path)
    parser.add_argument("--count", type=int, default=8)
    parser.add_argument("--through", type=int, default=0, help="pixels that photos are reduced to before")
    parser.add_argument("--only", default="", help="renderers whose name has this, and no further tables")
    parser.add_argument("--repeats", type=int, default=9)
    args = parser.parse_args()
    found = photos(args.photos, args.count)
    if args.through:
        found = [square(photo, args.through) for photo in found]
    pictures = [square(photo, EDGE) for photo in found]
    print(f"{len(pictures)} pictures, {COLUMNS} x {ROWS} cells\n")
    print("| renderer | PSNR dB | SSIM | ms p50 | ms p95 | bytes, mean | largest | deflated |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, picture in enumerate(pictures):
            paths.append(Path(folder) / f"{number}.png")
            picture.save(paths[-1], compress_level=1)
        for name, draw in renderers().items():
            if args.only not in name:
                continue
            times: list[float] = []
            sizes, packed, likeness, noise = [], [], [], []
            for picture, path in zip(pictures, paths, strict=True):
                for _ in range(args.repeats):
                    began = time.perf_counter()
                    ansi = draw(picture, path)
                    times.append((time.perf_counter() - began) * 1000)
                data = ansi.encode()
                sizes.append(len(data))
                packed.append(len(zlib.compress(data, 6)))
                shown, true = rasterised(ansi), np.asarray(picture).astype(np.float32)
                likeness.append(ssim(shown, true))
                noise.append(psnr(shown, true))
            times.sort()
            print(
                f"| {name} | {statistics.mean(noise):.2f} | {statistics.mean(likeness):.3f} "
                f"| {statistics.median(times):.1f} | {times[int(len(times) * 0.95)]:.1f} "
                f"| {statistics.mean(sizes):,.0f} | {max(sizes):,} | {statistics.mean(packed):,.0f} |"
            )
    if not args.only:
        steps(pictures, args.repeats)
        pairs(pictures)


def steps(pictures: list[Image.Image], repeats: int) -> None:
    """Print what a frame's parts take of a processor: the same whatever else the machine does."""
    print("\n| processor ms, p50 | scale | paint | write |\n| --- | --- | --- | --- |")
    for mode in Mode:
        rendering = Rendering(mode)
        parts: list[list[float]] = [[], [], []]
        for picture in pictures:
            for _ in range(repeats):
                began = time.process_time()
                samples = samples_of(picture, COLUMNS, ROWS, rendering)
                scaled = time.process_time()
                frame = rendering.paint(samples, fine=True)
                painted = time.process_time()
                frame.ready()
                for part, seconds in zip(
                    parts, (scaled - began, painted - scaled, time.process_time() - painted), strict=True
                ):
                    part.append(seconds * 1000)
        print(f"| {mode.value} | " + " | ".join(f"{statistics.median(part):.2f}" for part in parts) + " |")


def pairs(pictures: list[Image.Image]) -> None:
    """Print how a blink between a picture and its invisible recompression looks, and what it sends."""
    print(
        "\n| blink against its own JPEG at 92 | glyphs changed apart | together | PSNR lost dB | bytes sent |"
    )
    print("| --- | --- | --- | --- | --- |")
    for mode in Mode:
        rendering = Rendering(mode)
        apart, together, lost, sent = [], [], [], []
        for picture in pictures:
            buffer = io.BytesIO()
            picture.save(buffer, "JPEG", quality=92)
            a, b = (
                samples_of(one.convert("RGB"), COLUMNS, ROWS, rendering)
                for one in (picture, Image.open(buffer))
            )
            alone = [rendering.paint(one, fine=True) for one in (a, b)]
            pair = rendering.paint_pair(a, b, fine=True)
            for frames, into in ((alone, apart), (pair, together)):
                both = (frames[0].split != 0) & (frames[1].split != 0)
                into.append(float(((frames[0].split != frames[1].split) & both).mean()))
            height, width = alone[0].pixels().shape[:2]  # dots; samples are finer
            true = a.reshape(height, a.shape[0] // height, width, -1, 3).mean(axis=(1, 3), dtype=np.float32)
            lost.append(
                psnr(alone[0].pixels(), true) - psnr(pair[0].pixels(), true) if mode is not Mode.HALF else 0.0
            )
            sent.append(sum(len(line.encode()) for line in pair[1].changes(pair[0]).values()))
        print(
            f"| {mode.value} | {statistics.mean(apart):.1%} | {statistics.mean(together):.1%} "
            f"| {statistics.mean(lost):.2f} | {statistics.mean(sent):,.0f} |"
        )


if __name__ == "__main__":
    main()
