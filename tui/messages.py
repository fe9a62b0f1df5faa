"""What the desk's own threads tell the screens. Posting is all that they do; handlers touch the widgets."""

from __future__ import annotations

from textual.message import Message

from core.errors import VitrinaError
from tui.pictures import Wanted
from tui.view_maker import Drawn, DrawnPhone


class DeskChanged(Message):
    """Something in the queue, the hot folder or the other sessions changed; the newest stands for all."""

    def can_replace(self, message: Message) -> bool:
        """One redraw serves a burst."""
        return isinstance(message, DeskChanged)


class EvidenceChanged(Message):
    """A pair was measured, or is known to have been."""

    def can_replace(self, message: Message) -> bool:
        """One redraw serves a burst."""
        return isinstance(message, EvidenceChanged)


class DeskFailed(Message):
    """Something went wrong that no key press has caused."""

    def __init__(self, error: VitrinaError) -> None:
        self.error = error
        super().__init__()


class FrameMade(Message):
    """A frame is ready."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        super().__init__()


class ViewDrawn(Message):
    """A view of the comparing screen is ready."""

    def __init__(self, drawn: Drawn | DrawnPhone) -> None:
        self.drawn = drawn
        super().__init__()
