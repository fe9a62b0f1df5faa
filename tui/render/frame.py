"""A picture ready to draw, and how it comes from pixels.

`paint` and `paint_pair` are pure and take milliseconds; they may run in any thread. A frame knows its cells
as arrays (which two frames can be compared by) and as escape sequences, one string a row.
"""

from __future__ import annotations

import weakref
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from tui.render.ansi import Run, written
from tui.render.finer import dots_of, refined
from tui.render.fit import Floats, best_split, planes_of, two_colours
from tui.render.glyphs import further
from tui.render.mode import Depth, Mode
from tui.render.palette import Codes, dithered_dots, quantised, unpack
from tui.render.shapes import filled

Pixels = NDArray[np.uint8]
"""sRGB, 8 bits, shape (height, width, 3)."""


_MOST = 0.7
"""Share of a row's cells from which on its line, which is written already, is taken in place of changes."""


_ALIKE = 1
"""Levels of 255 that channels of two colours may be apart, all the same way, to be one colour: 1 ΔE00, 1.45
at most, which nobody sees. Another codec or scaling makes as much of half of all cells."""


@dataclass(frozen=True, eq=False)
class Frame:
    """Cells, row by row. Immutable: frames are shared between threads and caches."""

    mode: Mode
    depth: Depth
    split: NDArray[np.uint16]
    """Which glyph, shape (rows, columns), as `glyphs` counts: a set of dots, bit `row * across + column` set
    where a dot is fore; from 2 ** dots on one of `further`."""
    fore: Codes
    """Shape (rows, columns): 0xRRGGBB for Depth.TRUE, numbers of the palette below."""
    back: Codes
    _known: tuple[weakref.ref[Frame], dict[int, str]] | None = field(default=None, init=False, repr=False)

    def ready(self) -> Frame:
        """Return the frame itself, its lines written: for workers, so that whoever shows it need not."""
        _ = self.lines
        return self

    @property
    def rows(self) -> int:
        """Rows of cells."""
        return int(self.split.shape[0])

    @property
    def columns(self) -> int:
        """Columns of cells."""
        return int(self.split.shape[1])

    @property
    def bytes(self) -> int:
        """Memory, about: the arrays and the escape sequences, whose characters take what the widest does."""
        wide = 4 if self.mode in (Mode.SEXTANT, Mode.OCTANT) else 2
        return self.split.size * (10 + 36 * wide)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The escape sequences of each row, every cell drawn."""
        return tuple(self._written(np.ones(self.split.shape, np.bool_)))

    def changes(self, before: Frame) -> dict[int, str]:
        """Return by row what turns `before`, on the terminal now, into this frame.

        That is the changed cells, the cursor skipping those between them; the whole row where most have
        changed. Rows without changes are absent. Both frames have the same size, mode and depth. The answer
        for the latest `before` is kept: a blink asks the same again and again.
        """
        known = self._known
        if known is None or known[0]() is not before:
            known = (weakref.ref(before), self._changed(before))
            object.__setattr__(self, "_known", known)
        return known[1]

    def _changed(self, before: Frame) -> dict[int, str]:
        changed = (self.split != before.split) | (self.fore != before.fore) | (self.back != before.back)
        share = changed.mean(axis=1)
        whole = np.flatnonzero(share > _MOST)
        changed[whole] = False
        parts = zip(np.flatnonzero(changed.any(axis=1)).tolist(), self._written(changed), strict=True)
        return dict(parts) | {row: self.lines[row] for row in whole.tolist()}

    def fits(self, other: Frame) -> bool:
        """Whether `changes` can be asked for `other`."""
        same = type(self) is type(other)
        return same and (self.mode, self.depth, self.split.shape) == (
            other.mode,
            other.depth,
            other.split.shape,
        )

    def pixels(self) -> Pixels:
        """Return what the terminal shows, one pixel a dot; the mean where a glyph divides a dot."""
        across, down = self.mode.dots
        share = _shares(self.mode)[self.split][..., None]
        fore, back = (unpack(codes, self.depth)[:, :, None] for codes in (self.fore, self.back))
        cells = np.rint(share * fore + (1 - share) * back).astype(np.uint8)
        grid = cells.reshape(self.rows, self.columns, down, across, 3).transpose(0, 2, 1, 3, 4)
        return np.ascontiguousarray(grid.reshape(self.rows * down, self.columns * across, 3))

    def _written(self, which: NDArray[np.bool_]) -> list[str]:
        rows, columns = np.nonzero(which)
        first = np.ones(len(rows), np.bool_)
        first[1:] = rows[1:] != rows[:-1]
        skip = columns.copy()
        skip[1:] -= np.where(first[1:], 0, columns[:-1] + 1)
        run = Run(self.split[which], self.fore[which], self.back[which], first, skip)
        return written(run, self.mode, self.depth)


def paint(pixels: Pixels, mode: Mode, depth: Depth, *, fine: bool = False) -> Frame:
    """Return a picture as a frame. `pixels` has the shape (rows * down, columns * across, 3).

    A cell has `mode.dots` of them, and only sets of dots are drawn; with `fine` it has `mode.samples`, and
    all glyphs of the mode are. Raises ValueError for any other shape.
    """
    return _painted((pixels,), mode, depth, fine=fine)[0]


def paint_pair(a: Pixels, b: Pixels, mode: Mode, depth: Depth, *, fine: bool = False) -> tuple[Frame, Frame]:
    """Return two pictures of one shape as frames to blink between: in each cell one glyph for both.

    What no eye tells apart does not flicker: cells whose colours are `_ALIKE` have those of the first picture
    in both frames. Raises ValueError as `paint` does, and where the shapes differ.
    """
    if a.shape != b.shape:
        raise ValueError(f"{a.shape} and {b.shape}")
    first, second = _painted((a, b), mode, depth, fine=fine)
    return first, _steady(first, second) if depth is Depth.TRUE else second


def _steady(first: Frame, second: Frame) -> Frame:
    # A cell of one colour is a space, whatever its glyph was.
    same = (first.split == second.split) | (first.split == 0) | (second.split == 0)
    for ours, theirs in ((first.fore, second.fore), (first.back, second.back)):
        apart = unpack(ours, first.depth).astype(np.int16) - unpack(theirs, first.depth)
        most, least = apart.max(axis=-1), apart.min(axis=-1)
        same &= (np.maximum(most, -least) <= _ALIKE) & (most - least <= _ALIKE)
    return replace(
        second,
        split=np.where(same, first.split, second.split),
        fore=np.where(same, first.fore, second.fore),
        back=np.where(same, first.back, second.back),
    )


def _painted(pictures: tuple[Pixels, ...], mode: Mode, depth: Depth, *, fine: bool) -> list[Frame]:
    across, down = mode.samples if fine else mode.dots
    shape = pictures[0].shape
    if len(shape) != 3 or shape[2] != 3 or shape[0] % down or shape[1] % across:
        raise ValueError(f"{shape} is not ({down} * rows, {across} * columns, 3)")
    if depth is Depth.NONE:
        dots = [np.rint(dots_of(one, mode)).astype(np.uint8) if fine else one for one in pictures]
        return [_monochrome(one, mode) for one in dots]
    if mode is Mode.HALF:
        return [_halves(pixels, depth) for pixels in pictures]
    grid = (shape[0] // down, shape[1] // across)
    planes = [planes_of(dots_of(pixels, mode) if fine else pixels, mode) for pixels in pictures]
    split = best_split(*planes)
    colours = [two_colours(picture, split) for picture in planes]
    chosen = refined(pictures, mode, split, colours) if fine else split.astype(np.uint16)
    frames = []
    for fore, back in colours:
        codes = quantised(_whole(fore, grid), depth), quantised(_whole(back, grid), depth, offset=2)
        frames.append(_frame(mode, depth, chosen.reshape(grid), *codes))
    return frames


def _whole(colours: Floats, grid: tuple[int, int]) -> Pixels:
    return np.rint(colours).astype(np.uint8).T.reshape(*grid, 3)


@lru_cache(maxsize=len(Mode))
def _shares(mode: Mode) -> Floats:
    """Return which of a cell's dots each glyph fills, or how much of them, shape (glyphs, dots)."""
    across, down = mode.dots
    sets = np.arange(2 ** (across * down))[:, None] >> np.arange(across * down) & 1
    more = [filled(glyph, across, down).ravel() for glyph in further(mode)]
    return np.concatenate([sets, np.reshape(more, (-1, across * down))]).astype(np.float32)


def _halves(pixels: Pixels, depth: Depth) -> Frame:
    codes = quantised(pixels, depth)
    split = np.ones((pixels.shape[0] // 2, pixels.shape[1]), np.uint16)
    return _frame(Mode.HALF, depth, split, codes[0::2], codes[1::2])


def _frame(mode: Mode, depth: Depth, split: NDArray[np.uint16], fore: Codes, back: Codes) -> Frame:
    """Return a frame in which a cell of one colour is a space: shorter, and in every font."""
    return Frame(mode, depth, np.where(fore == back, np.uint16(0), split), fore, back)


def _monochrome(pixels: Pixels, mode: Mode) -> Frame:
    across, down = mode.dots
    height, width = pixels.shape[:2]
    light = dithered_dots(pixels).reshape(height // down, down, width // across, across)
    cells = light.transpose(0, 2, 1, 3).reshape(height // down, width // across, across * down)
    split = (cells << np.arange(across * down)).sum(axis=2).astype(np.uint16)
    return Frame(mode, Depth.NONE, split, np.ones(split.shape, np.uint32), np.zeros(split.shape, np.uint32))
