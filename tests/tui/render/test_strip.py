from __future__ import annotations

import numpy as np
from rich.style import Style
from textual.color import Color
from textual.filter import Monochrome
from textual.strip import Strip

from tui.render.frame import paint
from tui.render.mode import Depth, Mode
from tui.render.strip import AnsiStrip, segments_of

FRAME = paint(np.random.default_rng(3).integers(0, 255, (4, 12, 3), np.uint8), Mode.HALF, Depth.TRUE)


def both() -> tuple[AnsiStrip, Strip]:
    segments = segments_of(FRAME, 1)
    return AnsiStrip(FRAME.lines[1], 12, lambda: list(segments)), Strip(segments, 12)


def test_whatever_textual_does_with_a_line_comes_out_as_of_any_other() -> None:
    for do in (
        lambda strip: [strip.crop(2, 7)],
        lambda strip: [strip.crop(3, 9), strip.crop(2, 7)],
        lambda strip: strip.divide([4, 12]),
        lambda strip: [*strip.divide([4, 12]), *strip.divide([2, 5, 12])],
        lambda strip: [strip.apply_style(Style(bold=True)), strip.apply_style(Style(dim=True))],
        lambda strip: [strip.adjust_cell_length(15), strip.adjust_cell_length(9)],
        lambda strip: [strip.extend_cell_length(15), strip.crop_extend(2, 20, None)],
        lambda strip: [strip.apply_filter(Monochrome(), Color(0, 0, 0))],
        lambda strip: [strip.apply_offsets(3, 4)],
    ):
        ours, theirs = both()
        assert [list(one) for one in do(ours)] == [list(one) for one in do(theirs)]


def test_segments_are_made_when_they_are_asked_for_and_the_line_is_sent_without() -> None:
    made: list[int] = []
    strip = AnsiStrip("\x1b[1mhi\x1b[0m", 2, lambda: made.append(1) or [])
    assert strip.render(None) == "\x1b[1mhi\x1b[0m"  # type: ignore[arg-type]
    assert strip.cell_length == 2
    assert made == []
    assert strip.text == ""
    assert made == [1]
