from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.render.ansi import Run, written
from tui.render.glyphs import glyphs
from tui.render.mode import Depth, Mode

COLOURS = {Depth.TRUE: 1 << 24, Depth.INDEXED: 256, Depth.SIXTEEN: 16, Depth.NONE: 1}
TOKEN = re.compile(r"\x1b\[([0-9;]*)([mC])|(.)", re.DOTALL)

Cell = tuple[str, int | None, int | None, int]
"""Character, fore, back, and how many cells are left out before it."""


@st.composite
def runs(draw: st.DrawFn) -> tuple[Run, Mode, Depth]:
    mode, depth = draw(st.sampled_from(Mode)), draw(st.sampled_from(Depth))
    count = draw(st.integers(1, 40))
    random = np.random.default_rng(draw(st.integers(0, 1 << 20)))
    palette = random.integers(0, COLOURS[depth], 5).astype(np.uint32)
    first = random.random(count) < 0.2
    first[0] = True
    skip = np.where(
        random.random(count) < draw(st.sampled_from((0.0, 0.4))), random.integers(0, 300, count), 0
    )
    glyph = random.integers(0, len(glyphs(mode)), count).astype(np.uint16)
    fore, back = (palette[random.integers(0, 5, count)] for _ in range(2))
    return Run(glyph, fore, back, first, skip.astype(np.intp)), mode, depth


def colour(numbers: list[str]) -> int:
    """What an SGR sequence sets, as the codes of its depth; takes its numbers off."""
    kind = int(numbers.pop(0))
    if kind not in (38, 48):
        return kind % 10 + (8 if kind >= 90 else 0)
    if numbers.pop(0) == "5":
        return int(numbers.pop(0))
    red, green, blue = (int(numbers.pop(0)) for _ in range(3))
    return red << 16 | green << 8 | blue


def cells(line: str) -> Iterator[Cell]:
    """What a terminal makes of a line."""
    fore: int | None = None
    back: int | None = None
    left_out = 0
    for numbers, end, character in TOKEN.findall(line):
        if character:
            yield character, fore, back, left_out
            left_out = 0
        elif end == "C":
            left_out = int(numbers)
        elif numbers == "0":
            fore = back = None
        else:
            parts = numbers.split(";")
            while parts:
                is_back = parts[0] == "48" or (parts[0].startswith(("4", "10")) and parts[0] != "38")
                before = back if is_back else fore
                found = colour(parts)
                assert found != before, "what is set already is not sent"
                fore, back = (fore, found) if is_back else (found, back)


@settings(max_examples=300, deadline=None)
@given(runs())
def test_a_terminal_draws_the_cells_and_is_sent_no_byte_too_many(made: tuple[Run, Mode, Depth]) -> None:
    run, mode, depth = made
    lines = written(run, mode, depth)
    assert len(lines) == run.first.sum()
    drawn = [cell for line in lines for cell in cells(line)]
    shapes = glyphs(mode)
    across, down = mode.dots
    assert len(drawn) == len(run.glyph)
    for at, (character, fore, back, left_out) in enumerate(drawn):
        glyph = int(run.glyph[at])
        assert (character, left_out) == (shapes[glyph], run.skip[at])
        if depth is not Depth.NONE and glyph != 0:
            assert fore == run.fore[at]
        if depth is not Depth.NONE and glyph != 2 ** (across * down) - 1:
            assert back == run.back[at]
    text = "".join(lines)
    assert not re.search(r"\x00|;0\d|\[0\d|;;|\[;|;m", text)
    assert all(line.endswith("\x1b[0m") for line in lines) is (depth is not Depth.NONE)


def test_nothing_is_nothing() -> None:
    none = np.zeros(0, np.uint32)
    run = Run(none.astype(np.uint16), none, none, none.astype(bool), none.astype(np.intp))
    assert written(run, Mode.HALF, Depth.TRUE) == []
