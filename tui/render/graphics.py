"""Pictures as pixels, for terminals that take them: Kitty's protocol, Sixel, iTerm2's.

Such a frame has cells as well, half blocks: they are what is seen where the pixels are not, in an exported
screenshot or under a dialog, and what is drawn first, so that no place is ever empty. Kitty's pixels
are tied to characters in the cells and go wherever those go. Sixel and iTerm2 paint at the cursor: their
pixels follow the last line, and what lies over a picture is hidden until that is drawn again.
"""

from __future__ import annotations

import base64
import io
import itertools
import zlib
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tui.render.ansi import RESET
from tui.render.frame import Frame, Pixels, paint
from tui.render.mode import Depth, Mode


class Protocol(Enum):
    """A way to send pixels. The value is the word in the configuration and on the command line."""

    KITTY = "kitty"
    SIXEL = "sixel"
    ITERM2 = "iterm2"


_CHUNK: Final = 4096
"""Bytes of base64 in one escape sequence (Kitty graphics protocol, "Remote client")."""

_PLACEHOLDER: Final = "\U0010eeee"
_MARKS: Final = (
    "\u0305\u030d\u030e\u0310\u0312\u033d\u033e\u033f\u0346\u034a\u034b\u034c\u0350\u0351\u0352\u0357"
    "\u035b\u0363\u0364\u0365\u0366\u0367\u0368\u0369\u036a\u036b\u036c\u036d\u036e\u036f\u0483\u0484"
    "\u0485\u0486\u0487\u0592\u0593\u0594\u0595\u0597\u0598\u0599\u059c\u059d\u059e\u059f\u05a0\u05a1"
    "\u05a8\u05a9\u05ab\u05ac\u05af\u05c4\u0610\u0611\u0612\u0613\u0614\u0615\u0616\u0617\u0657\u0658"
    "\u0659\u065a\u065b\u065d\u065e\u06d6\u06d7\u06d8\u06d9\u06da\u06db\u06dc\u06df\u06e0\u06e1\u06e2"
    "\u06e4\u06e7\u06e8\u06eb\u06ec\u0730\u0732\u0733\u0735\u0736\u073a\u073d\u073f\u0740\u0741\u0743"
    "\u0745\u0747\u0749\u074a\u07eb\u07ec\u07ed\u07ee\u07ef\u07f0\u07f1\u07f3\u0816\u0817\u0818\u0819"
    "\u081b\u081c\u081d\u081e\u081f\u0820\u0821\u0822\u0823\u0825\u0826\u0827\u0829\u082a\u082b\u082c"
    "\u082d\u0951\u0953\u0954\u0f82\u0f83\u0f86\u0f87\u135d\u135e\u135f\u17dd\u193a\u1a17\u1a75\u1a76"
    "\u1a77\u1a78\u1a79\u1a7a\u1a7b\u1a7c\u1b6b\u1b6d\u1b6e\u1b6f\u1b70\u1b71\u1b72\u1b73\u1cd0\u1cd1"
    "\u1cd2\u1cda\u1cdb\u1ce0\u1dc0\u1dc1\u1dc3\u1dc4\u1dc5\u1dc6\u1dc7\u1dc8\u1dc9\u1dcb\u1dcc\u1dd1"
    "\u1dd2\u1dd3\u1dd4\u1dd5\u1dd6\u1dd7\u1dd8\u1dd9\u1dda\u1ddb\u1ddc\u1ddd\u1dde\u1ddf\u1de0\u1de1"
    "\u1de2\u1de3\u1de4\u1de5\u1de6\u1dfe\u20d0\u20d1\u20d4\u20d5\u20d6\u20d7\u20db\u20dc\u20e1\u20e7"
    "\u20e9\u20f0\u2cef\u2cf0\u2cf1\u2de0\u2de1\u2de2\u2de3\u2de4\u2de5\u2de6\u2de7\u2de8\u2de9\u2dea"
    "\u2deb\u2dec\u2ded\u2dee\u2def\u2df0\u2df1\u2df2\u2df3\u2df4\u2df5\u2df6\u2df7\u2df8\u2df9\u2dfa"
)
"""The combining characters that number rows and columns of a picture (Kitty, `rowcolumn-diacritics.txt`)."""

_BAND: Final = 6
"""Rows of pixels in a sixel."""

_numbers = itertools.count(1)
"""Kitty knows pictures by number; one terminal shows one process of this program."""


@dataclass(frozen=True, eq=False)
class PixelFrame(Frame):
    """A picture as pixels over half blocks. Compare `Frame`."""

    picture: Pixels
    """Shape (rows * cell height, columns * cell width, 3)."""
    protocol: Protocol
    number: int
    """Different for every frame of this process, 1 to 2^24 - 1."""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The escape sequences of each row."""
        if self.protocol is Protocol.KITTY:
            return self._placeholders
        cells = Frame(self.mode, self.depth, self.split, self.fore, self.back).lines
        return (*cells[:-1], f"\x1b7{cells[-1]}\x1b8{self._painted}")

    @property
    def bytes(self) -> int:
        """Memory, about: the pixels and what is made of them."""
        return super().bytes + 2 * self.picture.nbytes

    @cached_property
    def upload(self) -> str:
        """What the terminal has to be sent once before the lines mean anything; empty for most protocols."""
        return kitty(self.picture, self.number, self.columns, self.rows) if self._is_kitty else ""

    def forget(self) -> str:
        """Return what makes the terminal let go of the upload."""
        return f"\x1b_Ga=d,d=I,i={self.number},q=2;\x1b\\" if self._is_kitty else ""

    def ready(self) -> PixelFrame:
        """Return the frame itself, encoded."""
        _ = self.lines, self.upload
        return self

    def fits(self, other: Frame) -> bool:
        """Whether `changes` can be asked for `other`."""
        same = isinstance(other, PixelFrame) and other.protocol is self.protocol
        return same and super().fits(other)

    def changes(self, before: Frame) -> dict[int, str]:
        """Return by row what turns `before` into this frame: all pixels, over those that are there."""
        if self is before:
            return {}
        if self._is_kitty:
            return dict(enumerate(self.lines))
        return {self.rows - 1: self._painted}

    @property
    def _is_kitty(self) -> bool:
        return self.protocol is Protocol.KITTY

    @cached_property
    def _painted(self) -> str:
        """The pixels, painted from a cursor at the beginning of the last row, which ends behind that row."""
        encoded = (
            sixel(self.picture) if self.protocol is Protocol.SIXEL else iterm2(self.picture, *self._size)
        )
        up = f"\x1b[{self.rows - 1}A" if self.rows > 1 else ""
        return f"\x1b7{up}{encoded}\x1b8\x1b[{self.columns}C"

    @property
    def _size(self) -> tuple[int, int]:
        return self.columns, self.rows

    @cached_property
    def _placeholders(self) -> tuple[str, ...]:
        red, green, blue = self.number >> 16, self.number >> 8 & 255, self.number & 255
        colour = f"\x1b[38;2;{red};{green};{blue}m"
        # The columns behind the first count on by themselves.
        rest = _PLACEHOLDER * (self.columns - 1)
        return tuple(
            f"{colour}{_PLACEHOLDER}{_MARKS[row]}{_MARKS[0]}{rest}{RESET}" for row in range(self.rows)
        )


def paint_pixels(pixels: Pixels, cell: tuple[int, int], protocol: Protocol) -> Frame:
    """Return a picture of shape (rows * cell height, columns * cell width, 3) as a frame.

    Kitty numbers no more rows than it has marks for (240): what has more is drawn with half blocks.
    """
    width, height = cell
    rows, columns = pixels.shape[0] // height, pixels.shape[1] // width
    lines = pixels.reshape(rows, height, columns, width, 3).mean(axis=3)
    middle = height // 2
    upper, lower = lines[:, : max(1, middle)].mean(axis=1), lines[:, middle:].mean(axis=1)
    halves = np.rint(np.stack([upper, lower], axis=1)).astype(np.uint8)
    blocks = paint(halves.reshape(2 * rows, columns, 3), Mode.HALF, Depth.TRUE)
    if protocol is Protocol.KITTY and rows > len(_MARKS):
        return blocks
    number = next(_numbers) % (1 << 24) or next(_numbers)
    cells = blocks.split, blocks.fore, blocks.back
    return PixelFrame(Mode.HALF, Depth.TRUE, *cells, picture=pixels, protocol=protocol, number=number)


def kitty(pixels: Pixels, number: int, columns: int, rows: int) -> str:
    """Return the upload of a picture for `columns` by `rows` placeholders: RGB, deflated, in chunks."""
    height, width = pixels.shape[:2]
    data = base64.standard_b64encode(zlib.compress(np.ascontiguousarray(pixels).tobytes(), 1)).decode("ascii")
    head = f"a=T,q=2,U=1,i={number},f=24,o=z,s={width},v={height},c={columns},r={rows},"
    parts = []
    for at in range(0, len(data), _CHUNK):
        more = int(at + _CHUNK < len(data))
        parts.append(f"\x1b_G{'' if at else head}m={more},q=2;{data[at : at + _CHUNK]}\x1b\\")
    return "".join(parts)


def iterm2(pixels: Pixels, columns: int, rows: int) -> str:
    """Return a picture over `columns` by `rows` cells (iTerm2, "Images"): a PNG, so that nothing is lost."""
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG", compress_level=1)
    data = buffer.getvalue()
    size = f"size={len(data)};width={columns};height={rows};preserveAspectRatio=0;doNotMoveCursor=1"
    return f"\x1b]1337;File=inline=1;{size}:{base64.standard_b64encode(data).decode('ascii')}\x07"


def sixel(pixels: Pixels) -> str:
    """Return a picture as Sixel graphics (DEC STD 070): its best 256 colours, bands of six rows."""
    height, width = pixels.shape[:2]
    image = Image.fromarray(pixels).quantize(256, Image.Quantize.FASTOCTREE)
    palette = np.array(image.getpalette() or [], np.uint16).reshape(-1, 3)
    indices = np.asarray(image)
    parts = [f'\x1bP0;1;0q"1;1;{width};{height}']
    for number in np.unique(indices).tolist():
        red, green, blue = ((palette[number] * 100 + 127) // 255).tolist()
        parts.append(f"#{number};2;{red};{green};{blue}")
    for top in range(0, height, _BAND):
        parts += ("$".join(_band(indices[top : top + _BAND])), "-")
    return "".join(parts) + "\x1b\\"


def _band(rows: NDArray[np.uint8]) -> list[str]:
    """Return six rows of pixels, a string for each colour in them."""
    bits = (1 << np.arange(len(rows), dtype=np.uint8))[:, None]
    found = []
    for number in np.unique(rows).tolist():
        values = ((rows == number) * bits).sum(axis=0).astype(np.uint8)
        last = int(np.flatnonzero(values)[-1])
        found.append(f"#{number}{_runs(values[: last + 1])}")
    return found


def _runs(values: NDArray[np.uint8]) -> str:
    """Return sixels with runs of four and more counted in place of repeated."""
    starts = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))
    counts = np.diff(np.append(starts, len(values)))
    return "".join(
        f"!{count}{chr(63 + value)}" if count > 3 else chr(63 + value) * count
        for value, count in zip(values[starts].tolist(), counts.tolist(), strict=True)
    )
