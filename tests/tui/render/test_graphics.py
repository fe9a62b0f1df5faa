from __future__ import annotations

import base64
import io
import re
import zlib

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from rich.text import Text

from tui.render.frame import paint
from tui.render.graphics import PixelFrame, Protocol, iterm2, kitty, paint_pixels, sixel
from tui.render.mode import Depth, Mode

Array = NDArray[np.uint8]


def noise(height: int, width: int, levels: int = 256) -> Array:
    return np.random.default_rng(3).integers(0, levels, (height, width, 3)).astype(np.uint8)


def test_kitty_gets_exactly_the_pixels_in_chunks() -> None:
    pixels = noise(60, 90)
    parts = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", kitty(pixels, 7, 9, 3))
    assert all(len(data) <= 4096 for _, data in parts)
    assert [keys.split(",")[-2] for keys, _ in parts] == ["m=1"] * (len(parts) - 1) + ["m=0"]
    assert {"a=T", "U=1", "i=7", "s=90", "v=60", "c=9", "r=3"} <= set(parts[0][0].split(","))
    data = zlib.decompress(base64.b64decode("".join(data for _, data in parts)))
    assert np.array_equal(np.frombuffer(data, np.uint8).reshape(60, 90, 3), pixels)


def test_iterm2_gets_exactly_the_pixels() -> None:
    pixels = noise(40, 30)
    sent = iterm2(pixels, 3, 2)
    data = base64.b64decode(sent.partition(":")[2].removesuffix("\x07"))
    assert f"size={len(data)};width=3;height=2" in sent
    assert np.array_equal(np.asarray(Image.open(io.BytesIO(data))), pixels)


def decoded(text: str, height: int, width: int) -> Array:
    """Draw Sixel data as a terminal does."""
    body = text.partition("q")[2].removesuffix("\x1b\\")
    picture = np.zeros((height + 6, width, 3), np.uint8)
    palette: dict[int, tuple[int, ...]] = {}
    colour, x, top = 0, 0, 0
    for token in re.findall(r'"[\d;]+|#[\d;]+|!\d+.|[?-~]|\$|-', body):
        if token[0] == "#":
            number, *values = map(int, token[1:].split(";"))
            colour = number
            if values:
                palette[number] = tuple(round(value * 255 / 100) for value in values[1:])
        elif token == "$":
            x = 0
        elif token == "-":
            x, top = 0, top + 6
        elif token[0] != '"':
            count, value = (int(token[1:-1]), token[-1]) if token[0] == "!" else (1, token)
            for row in range(6):
                if ord(value) - 63 >> row & 1:
                    picture[top + row, x : x + count] = palette[colour]
            x += count
    return picture[:height]


def test_sixel_shows_every_pixel_in_its_nearest_of_256_colours() -> None:
    blocks = np.repeat(np.repeat(noise(5, 6), 5, axis=0), 7, axis=1)
    shown = decoded(sixel(blocks), *blocks.shape[:2])
    assert (
        int(np.abs(shown.astype(int) - blocks).max()) <= 10
    )  # the quantiser's and the per cent scale's steps
    assert "!" in sixel(blocks)


@pytest.mark.parametrize("protocol", Protocol)
@pytest.mark.parametrize("height", [12, 13])
def test_a_frame_in_pixels_has_half_blocks_of_the_mean_colours(protocol: Protocol, height: int) -> None:
    pixels = noise(4 * height, 5 * 8)
    frame = paint_pixels(pixels, (8, height), protocol)
    assert isinstance(frame, PixelFrame)
    assert (frame.rows, frame.columns, len(frame.lines)) == (4, 5, 4)
    cells = pixels.reshape(4, height, 5, 8, 3)
    upper, lower = cells[:, : height // 2].mean(axis=(1, 3)), cells[:, height // 2 :].mean(axis=(1, 3))
    assert np.abs(frame.pixels()[::2].astype(float) - upper).max() <= 0.5
    assert np.abs(frame.pixels()[1::2].astype(float) - lower).max() <= 0.5
    other = paint_pixels(noise(4 * height, 5 * 8), (8, height), protocol)
    assert isinstance(other, PixelFrame)
    assert other.number != frame.number
    assert other.fits(frame)
    assert other.changes(frame)
    assert frame.changes(frame) == {}


def test_cells_and_pixels_never_take_each_other_for_a_frame_with_changes() -> None:
    cells = paint(noise(8, 5), Mode.HALF, Depth.TRUE)
    pixels = paint_pixels(noise(4 * 12, 5 * 8), (8, 12), Protocol.KITTY)
    assert not cells.fits(pixels)
    assert not pixels.fits(cells)


def test_kitty_rows_are_numbered_placeholders_in_the_pictures_own_colour() -> None:
    frame = paint_pixels(noise(4 * 12, 5 * 8), (8, 12), Protocol.KITTY)
    lines = [Text.from_ansi(line).plain for line in frame.lines]
    assert [line.count("\U0010eeee") for line in lines] == [5] * 4
    assert len({line[1] for line in lines}) == 4


def test_more_rows_than_kitty_can_number_are_drawn_in_cells() -> None:
    assert not isinstance(paint_pixels(noise(241, 2), (1, 1), Protocol.KITTY), PixelFrame)
