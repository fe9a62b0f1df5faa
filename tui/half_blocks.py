"""Pictures as half blocks: each cell shows two pixels, one above the other, by rich-pixels.

The picture is scaled with a proper filter to exactly the cells' pixels first; rich-pixels itself resizes with
nearest neighbour, which would invent and lose detail. Runs in workers: it takes tens of milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image
from rich.segment import Segment
from rich_pixels import HalfcellRenderer
from textual.geometry import Size
from textual.strip import Strip

from core.imaging.decode import on_background, resized


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture ready to draw."""

    strips: tuple[Strip, ...]
    """One a row of cells."""
    size: Size
    """Cells taken, at most those asked for."""


def fit_cells(width: int, height: int, cells: Size) -> Size:
    """Return how many cells a picture of `width` by `height` pixels takes within `cells`, shape kept.

    A cell is one pixel wide and two high. At least one cell each way, never larger than the picture.
    """
    if not (width and height and cells.width and cells.height):
        return Size(0, 0)
    scale = min(cells.width / width, cells.height * 2 / height, 1.0)
    columns = min(cells.width, max(1, round(width * scale)))
    rows = min(cells.height, max(1, (round(height * scale) + 1) // 2))
    return Size(columns, rows)


def draw(image: Image.Image, cells: Size) -> Frame:
    """Return the picture (RGB or RGBA, sRGB) within `cells`; transparent parts show a checker."""
    size = fit_cells(image.width, image.height, cells)
    if not size.area:
        return Frame((), size)
    small = resized(image, (size.width, size.height * 2))
    flat = on_background(small, "checker", square=2)
    lines = Segment.split_lines(HalfcellRenderer().render(flat, None))
    strips = tuple(Strip(line, size.width) for line in lines)
    return Frame(strips[: size.height], size)
