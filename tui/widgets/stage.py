"""The pictures of the comparing screen: some tiles in a grid, each a canvas with a line above it.

Says what the mouse does with them: wheel, drag, click. It keeps its widgets, so that a change of view moves
nothing that stays.
"""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.geometry import Offset
from textual.message import Message

from core.safe_name import safe_name
from core.viewing.geometry import Dots
from tui.render.frame import Frame
from tui.render.rendering import Rendering
from tui.widgets.canvas import Canvas
from tui.widgets.covered import Covered
from tui.widgets.line import Line

TILES = 12
"""The most pictures beside each other: more would be smaller than a thumbnail."""


class Tile(Covered, Vertical, can_focus=False):
    """One picture and what it is."""

    def __init__(self) -> None:
        super().__init__()
        self.canvas = Canvas()
        self._line = Line(classes="caption")

    def compose(self) -> ComposeResult:
        """Yield the picture and its line."""
        yield self.canvas
        yield self._line

    def show(self, frame: Frame | None, line: str, note: str = "", *, marked: bool = False) -> None:
        """Draw a frame (None: none) and say what it is; `note` stands over the picture."""
        self.canvas.show(frame, note)
        self.set_class(marked, "-marked")
        room = self.size.width * max(1, self._line.size.height)
        self._line.show(Text(safe_name(line, max(2, room))))


class Stage(Covered, Container, can_focus=False):
    """Tiles in a grid."""

    class Wheel(Message):
        """The wheel was turned over a tile."""

        def __init__(self, steps: int, at: tuple[float, float]) -> None:
            self.steps = steps
            """Above zero is away from the person: larger."""
            self.at = at
            """Shares of the tile's canvas, from its upper left corner."""
            super().__init__()

    class Dragged(Message):
        """A picture was dragged by so many cells, up to a place of its tile's canvas."""

        def __init__(self, cells: Offset, at: tuple[float, float]) -> None:
            self.cells = cells
            self.at = at
            super().__init__()

    class Picked(Message):
        """A tile was clicked."""

        def __init__(self, tile: int) -> None:
            self.tile = tile
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 Textual's name
        super().__init__(id=id)
        self.tiles = tuple(Tile() for _ in range(TILES))
        self._grid = (0, 0, 0)
        self._wordy = False
        self._pressed: Offset | None = None
        self._moved = False

    def compose(self) -> ComposeResult:
        """Yield all tiles; those that are not needed take no room."""
        yield from self.tiles

    def lay(self, count: int, columns: int = 0, *, wordy: bool = False) -> bool:
        """Show `count` tiles, `columns` of them in a row (0: all); tell whether that moves anything.

        `wordy` gives three lines to what is said of each.
        """
        across = columns or count
        rows = -(-count // across)
        if (count, across, rows) == self._grid and wordy == self._wordy:
            return False
        self._grid, self._wordy = (count, across, rows), wordy
        self.set_class(wordy, "-wordy")
        self.styles.grid_size_columns = across
        self.styles.grid_size_rows = rows
        for place, tile in enumerate(self.tiles):
            tile.display = place < count
        return True

    def dots(self, rendering: Rendering) -> Dots:
        """Return the dots of the smallest of the tiles that are shown: all can have as many."""
        shown = [tile.canvas.size for tile in self.tiles[: self._grid[0]]]
        width = min((size.width for size in shown), default=0)
        height = min((size.height for size in shown), default=0)
        return Dots(width, height, *rendering.dots, rendering.ratio)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Say that the wheel was turned away."""
        self._wheel(event, 1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Say that the wheel was turned towards the person."""
        self._wheel(event, -1)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to drag, or to click."""
        self.capture_mouse()
        self._pressed, self._moved = event.screen_offset, False

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag."""
        if self._pressed is None or event.screen_offset == self._pressed:
            return
        by, self._pressed, self._moved = event.screen_offset - self._pressed, event.screen_offset, True
        self.post_message(self.Dragged(by, self._share(event)))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End the drag; without one it was a click."""
        self.release_mouse()
        if self._pressed is not None and not self._moved:
            place = self._tile_at(event)
            if place is not None:
                self.post_message(self.Picked(place))
        self._pressed = None

    def _wheel(self, event: events.MouseEvent, steps: int) -> None:
        event.stop()
        self.post_message(self.Wheel(steps, self._share(event)))

    def _tile_at(self, event: events.MouseEvent) -> int | None:
        shown = self.tiles[: self._grid[0]]
        return next(
            (place for place, tile in enumerate(shown) if tile.region.contains_point(event.screen_offset)),
            None,
        )

    def _share(self, event: events.MouseEvent) -> tuple[float, float]:
        region = self.tiles[self._tile_at(event) or 0].canvas.region
        x, y = event.screen_offset
        return (
            (x + 0.5 - region.x) / max(1, region.width),
            (y + 0.5 - region.y) / max(1, region.height),
        )
