from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tui.render.frame import Frame
from tui.render.glyphs import glyphs
from tui.render.graphics import Protocol
from tui.render.mode import Depth, Mode
from tui.render.palette import unpack

HERE = Path(__file__).parent
GROUND = "102030"
LEFT, TOP = 3, 1
WHOLE_FRAME = 24 * 9


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


app = loaded(HERE / "canvas_app.py")
terminals = loaded(HERE.parent / "terminal.py")


@pytest.fixture
def terminal() -> Iterator[Callable[..., object]]:
    opened = []

    def run(mode: Mode | Protocol, depth: Depth):
        started = terminals.Terminal(
            [sys.executable, str(HERE / "canvas_app.py"), mode.value, depth.value], 60, 12
        )
        opened.append(started)
        return started

    yield run
    for one in opened:
        one.close()


def expected(frame: Frame) -> list[list[tuple[str, str, str]]]:
    shapes = glyphs(frame.mode)
    fore, back = unpack(frame.fore, frame.depth), unpack(frame.back, frame.depth)
    return [
        [
            (shapes[frame.split[row, column]], bytes(fore[row, column]).hex(), bytes(back[row, column]).hex())
            for column in range(frame.columns)
        ]
        for row in range(frame.rows)
    ]


def wrong_cells(screen, frame: Frame) -> list[tuple[int, int]]:
    """Return the cells of the canvas that do not show what they should; a space has no fore colour."""
    wrong = []
    cells = expected(frame)
    for line in range(11):
        for column in range(30):
            seen = screen.buffer[line][column]
            row, at = line - TOP, column - LEFT
            if 0 <= row < frame.rows and 0 <= at < frame.columns:
                glyph, fore, back = cells[row][at]
                right = (
                    seen.data == glyph
                    and (glyph == " " or seen.fg == fore)
                    and (glyph == "█" or seen.bg == back)
                )
            else:
                right = seen.data == " " and seen.bg == GROUND
            if not right:
                wrong.append((line, column))
    return wrong


@pytest.mark.parametrize("mode", Mode)
def test_every_cell_on_a_real_terminal_is_what_the_picture_says(mode: Mode, terminal) -> None:
    depth = Depth.TRUE
    screen = (running := terminal(mode, depth)).screen
    for number in (0, 1, 0, 2, 3, 2):
        running.press(str(number))
        running.until(lambda number=number: not wrong_cells(screen, app.picture(number, mode, depth)))


def test_256_colours_reach_the_terminal_as_numbers_of_the_palette(terminal) -> None:
    running = terminal(Mode.SEXTANT, Depth.INDEXED)
    sent = b""
    for number in (0, 1):
        running.press(str(number))
        frame = app.picture(number, Mode.SEXTANT, Depth.INDEXED)
        sent += running.until(lambda frame=frame: not wrong_cells(running.screen, frame))
    assert b"38;5;" in sent


def test_a_blink_sends_changed_cells_only_and_never_an_empty_frame(terminal) -> None:
    running = terminal(Mode.HALF, Depth.TRUE)
    first, second = (app.picture(number, Mode.HALF, Depth.TRUE) for number in (0, 1))
    running.until(lambda: not wrong_cells(running.screen, first))
    running.drained()
    for number, frame in ((1, second), (0, first), (1, second)):
        running.press(str(number))
        sent = running.until(lambda frame=frame: not wrong_cells(running.screen, frame))
        drawn = sent.decode().count("▀")
        assert 0 < drawn <= 5 * 3 + 1
        assert b"\x1b[2J" not in sent
        assert b"  " not in sent


@pytest.mark.parametrize("cover", ["o", "m"], ids=["widget", "screen"])
def test_what_was_covered_is_whole_again_whatever_was_shown_meanwhile(cover: str, terminal) -> None:
    running = terminal(Mode.HALF, Depth.TRUE)
    frames = [app.picture(number, Mode.HALF, Depth.TRUE) for number in range(4)]
    running.until(lambda: not wrong_cells(running.screen, frames[0]))
    for number in (1, 2, 2):
        running.press(cover)
        word = "over" if cover == "o" else "modal"
        running.until(lambda word=word: any(word in line for line in running.screen.display))
        running.press(f"{number}t")
        running.until(lambda: any("tick" in line for line in running.screen.display))
        running.press(cover)
        running.until(lambda number=number: not wrong_cells(running.screen, frames[number]))
        running.press("3")
        running.until(lambda: not wrong_cells(running.screen, frames[3]))


def shown_in_turn(running, numbers: str) -> bytes:
    """Show pictures one after the other; return all bytes once the last is there."""
    sent = bytearray()
    while b"ready" not in sent:
        read = running.read(10.0)
        assert read
        sent += read
    running.drained()
    sent.clear()
    for number in numbers:
        running.press(f"{number}t")
        while b"tick" not in (read := running.read(10.0)):
            assert read
            sent += read
        sent += read
        while read := running.read(0.2):
            sent += read
    return bytes(sent)


def test_a_blink_in_kitty_pixels_uploads_each_picture_once(terminal) -> None:
    sent = shown_in_turn(terminal(Protocol.KITTY, Depth.TRUE), "121212")
    assert sent.count(b"a=T") == 2
    assert sent.count("\U0010eeee".encode()) >= 6 * WHOLE_FRAME


@pytest.mark.parametrize(
    ("protocol", "begins"), [(Protocol.SIXEL, b"\x1bP0;1;0q"), (Protocol.ITERM2, b"\x1b]1337;File=")]
)
def test_painted_pixels_follow_one_another_without_anything_between(protocol, begins, terminal) -> None:
    sent = shown_in_turn(terminal(protocol, Depth.TRUE), "121")
    assert sent.count(begins) == 3
    assert sent.count(b"48;2;") < WHOLE_FRAME / 9  # no row of cells is drawn again


async def test_an_exported_screenshot_has_the_picture() -> None:
    async with app.CanvasApp(app.made("quadrant", "truecolor")).run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        svg = pilot.app.export_screenshot()
    frame = app.picture(0, Mode.QUADRANT, Depth.TRUE)
    assert f"#{frame.fore[4, 4]:06x}" in svg
    assert f"#{frame.back[4, 4]:06x}" in svg
