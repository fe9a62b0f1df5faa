"""The test card: one drawn picture in every kind of block, and a ramp, for a person to look at.

A program cannot see whether a font has a glyph; a person can. The first picture is drawn by rich-pixels, with
half blocks and nothing of this program's own: where only that one looks right, the fault is here.
"""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw
from rich.console import Console
from rich_pixels import HalfcellRenderer, Pixels

from tui.render.fitting import samples_of
from tui.render.frame import paint
from tui.render.mode import Depth, Mode
from tui.render.rendering import Rendering
from tui.render.shapes import BARS, LINES, WEDGES

_COLUMNS, _ROWS = 14, 7
_GAP = "  "
_WIDTH = 5 * _COLUMNS + 4 * len(_GAP)


def card(depth: Depth, label: Callable[[str], str]) -> list[str]:
    """Return the card's lines, 78 cells wide, in the colours that the terminal has.

    `label` gives the words for `floor` (the first picture's name), for `glyphs` and for `ramp`.
    """
    picture = _picture()
    columns = [_floor(picture, depth)]
    columns += [
        list(rendering.paint(samples_of(picture, _COLUMNS, _ROWS, rendering), fine=True).lines)
        for rendering in (Rendering(mode, depth) for mode in Mode)
    ]
    names = [label("floor"), *(mode.value for mode in Mode)]
    heading = _GAP.join(f"{name[:_COLUMNS]:<{_COLUMNS}}" for name in names).rstrip()
    rows = [_GAP.join(parts) for parts in zip(*columns, strict=True)]
    glyphs = _GAP.join((BARS, WEDGES, LINES))
    return [heading, *rows, "", label("glyphs"), glyphs, "", label("ramp"), *_ramp(depth)]


def _picture() -> Image.Image:
    """Draw what shows coarse blocks for what they are: a round edge, thin lines, a slope."""
    image = Image.new("RGB", (280, 280), (236, 238, 240))
    pen = ImageDraw.Draw(image)
    pen.ellipse((20, 20, 260, 260), fill=(196, 40, 52))
    pen.ellipse((90, 90, 190, 190), fill=(248, 214, 84))
    pen.line((0, 240, 280, 120), fill=(20, 60, 140), width=12)
    pen.line((140, 0, 140, 280), fill=(24, 24, 28), width=8)
    return image


def _floor(picture: Image.Image, depth: Depth) -> list[str]:
    """Return the picture by rich-pixels and rich; blank where there are no colours, which it needs."""
    if depth is Depth.NONE:
        return [" " * _COLUMNS] * _ROWS
    small = picture.resize((_COLUMNS, _ROWS * 2), Image.Resampling.LANCZOS)
    systems = {Depth.TRUE: "truecolor", Depth.INDEXED: "256", Depth.SIXTEEN: "standard"}
    console = Console(
        file=io.StringIO(),
        force_terminal=True,
        color_system=systems[depth],  # type: ignore[arg-type] # the names are those of its literal
        width=_COLUMNS,
        no_color=False,
        legacy_windows=False,
    )
    with console.capture() as capture:
        console.print(Pixels.from_image(small, renderer=HalfcellRenderer()), end="")
    return capture.get().splitlines()[:_ROWS]


def _ramp(depth: Depth) -> list[str]:
    """Return a line from black to white and one through the hues: steps in them are colours not shown."""
    grey = np.linspace(0, 255, _WIDTH)
    hues = np.asarray(
        Image.merge("HSV", [Image.fromarray(band) for band in _hues()]).convert("RGB"), np.uint8
    )
    pixels = np.stack(
        [np.rint(grey)[:, None].repeat(3, axis=1).astype(np.uint8)[None].repeat(2, axis=0), hues]
    )
    return list(paint(pixels.reshape(4, _WIDTH, 3), Mode.HALF, depth).lines)


def _hues() -> list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    hue = np.linspace(0, 255, _WIDTH).astype(np.uint8)[None].repeat(2, axis=0)
    return [hue, np.full_like(hue, 200), np.full_like(hue, 230)]
