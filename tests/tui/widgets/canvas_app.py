"""A canvas alone on a terminal, run in a process of its own: keys show, cover and uncover pictures."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.render.frame import Frame, paint
from tui.render.graphics import Protocol, paint_pixels
from tui.render.mode import Depth, Mode
from tui.widgets.canvas import Canvas

COLUMNS, ROWS = 24, 9


def picture(number: int, mode: Mode, depth: Depth) -> Frame:
    """Return noise; number 1 differs from number 0 in one corner, number 2 everywhere."""
    across, down = mode.samples
    shape = (ROWS * down, COLUMNS * across, 3)
    pixels = np.random.default_rng(number // 2).integers(0, 256, shape, np.uint8)
    if number % 2:
        pixels[: 3 * down, 4 * across : 9 * across] //= 2
        pixels[-down:, -across:] = 255
    return paint(pixels, mode, depth, fine=True)


def in_pixels(number: int, protocol: Protocol) -> Frame:
    """Return a picture of 8 by 12 pixels a cell."""
    pixels = np.random.default_rng(number).integers(0, 256, (ROWS * 12, COLUMNS * 8, 3), np.uint8)
    return paint_pixels(pixels, (8, 12), protocol)


def made(kind: str, depth: str) -> list[Frame]:
    if kind in {protocol.value for protocol in Protocol}:
        return [in_pixels(number, Protocol(kind)) for number in range(5)]
    return [picture(number, Mode(kind), Depth(depth)) for number in range(5)]


class Cover(ModalScreen[None]):
    CSS = "Cover { align: center middle; } Cover Static { width: 10; height: 3; background: red; }"
    BINDINGS = [  # noqa: RUF012 never changed
        Binding("m", "dismiss"),
        Binding("t", "app.tick"),
        *(Binding(str(number), f"app.show({number})") for number in range(5)),
    ]

    def compose(self) -> ComposeResult:
        yield Static("modal")


class CanvasApp(App[None]):
    CSS = """
    Screen { layers: below above; }
    Canvas { width: 30; height: 11; background: #102030; }
    #beside { width: 1fr; }
    #over { layer: above; width: 29; height: 4; offset: 0 2; background: blue; display: none; }
    """
    BINDINGS = [  # noqa: RUF012 never changed
        *(Binding(str(number), f"show({number})") for number in range(5)),
        Binding("o", "over"),
        Binding("m", "modal"),
        Binding("t", "tick"),
        Binding("q", "quit"),
    ]

    def __init__(self, pictures: Sequence[Frame]) -> None:
        super().__init__()
        self.pictures = pictures
        self.ticks = 0

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Canvas()
            yield Static("ready", id="beside")
        yield Static("over", id="over")

    def on_mount(self) -> None:
        self.action_show(0)

    def action_show(self, number: int) -> None:
        canvas = self.screen_stack[0].query_one(Canvas)
        canvas.show(self.pictures[number])

    def action_over(self) -> None:
        over = self.query_one("#over")
        over.display = not over.display

    def action_modal(self) -> None:
        self.push_screen(Cover())

    def action_tick(self) -> None:
        self.ticks += 1
        self.screen_stack[0].query_one("#beside", Static).update(f"tick {self.ticks}")


if __name__ == "__main__":
    CanvasApp(made(*sys.argv[1:])).run()
