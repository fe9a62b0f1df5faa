"""The box that a filter is typed into: there while it is typed into or holds something."""

from __future__ import annotations

from textual.widgets import Input


class FilterBox(Input):
    """Begins out of sight, by its screen's sheet."""

    def open(self) -> None:
        """Take what is typed from now on."""
        self.display = True
        self.screen.set_focus(self)  # at once: what is typed behind the key belongs to the box

    def leave(self) -> None:
        """Let the keys be commands again; what it holds stays in sight."""
        self.display = bool(self.value)
        self.screen.set_focus(None)

    def clear_away(self) -> None:
        """Hold nothing, and be gone."""
        self.value = ""
        self.leave()
