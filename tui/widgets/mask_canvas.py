"""The picture of the mask screen: a canvas that says what the mouse does on it."""

from __future__ import annotations

from textual import events
from textual.message import Message

from tui.widgets.canvas import Canvas


class MaskCanvas(Canvas):
    """Places are shares of the canvas, from its upper left corner."""

    class Pressed(Message):
        """A point was clicked."""

        def __init__(self, at: tuple[float, float]) -> None:
            self.at = at
            super().__init__()

    class Framed(Message):
        """A box is drawn with the pressed button; `done` when it is let go."""

        def __init__(self, first: tuple[float, float], last: tuple[float, float], *, done: bool) -> None:
            self.first = first
            self.last = last
            self.done = done
            super().__init__()

    class Wheel(Message):
        """The wheel was turned: above zero is away from the person."""

        def __init__(self, steps: int, at: tuple[float, float]) -> None:
            self.steps = steps
            self.at = at
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 Textual's name
        super().__init__(id=id)
        self._first: tuple[float, float] | None = None
        self._moved = False

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a box, or a click."""
        self.capture_mouse()
        self._first, self._moved = self._share(event), False

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw the box."""
        if self._first is not None:
            self._moved = True
            self.post_message(self.Framed(self._first, self._share(event), done=False))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End the box; without one it was a click."""
        self.release_mouse()
        first, self._first = self._first, None
        if first is None:
            return
        if self._moved:
            self.post_message(self.Framed(first, self._share(event), done=True))
        else:
            self.post_message(self.Pressed(first))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Say that the wheel was turned away."""
        event.stop()
        self.post_message(self.Wheel(1, self._share(event)))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Say that the wheel was turned towards the person."""
        event.stop()
        self.post_message(self.Wheel(-1, self._share(event)))

    def _share(self, event: events.MouseEvent) -> tuple[float, float]:
        region = self.content_region
        x = (event.screen_offset.x + 0.5 - region.x) / max(1, region.width)
        y = (event.screen_offset.y + 0.5 - region.y) / max(1, region.height)
        return min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)
