"""A screen with one list, whose highlight letter keys move as the arrows do."""

from __future__ import annotations

from textual.screen import Screen, ScreenResultType
from textual.widgets import OptionList


class ListScreen(Screen[ScreenResultType]):
    """What such screens share."""

    @property
    def listed(self) -> OptionList:
        """The list."""
        return self.query_one(OptionList)

    def action_move(self, step: int) -> None:
        """Move the highlight, as the arrows do."""
        self.listed.action_cursor_down() if step > 0 else self.listed.action_cursor_up()
