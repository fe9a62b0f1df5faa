"""Which SKU, slot and mode an unmatched candidate shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from core.model import Mode, Slot
from tui.i18n.catalogue import Catalogue
from tui.widgets.chooser import Chooser


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a person says a candidate shows."""

    sku: str
    slot: Slot
    mode: Mode


class AssignScreen(ModalScreen[Assignment | None]):
    """Answers with the assignment; None leaves the candidate in the tray."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("f2,ctrl+s", "slot", show=False, priority=True),
        Binding("f3,ctrl+o", "mode", show=False, priority=True),
    ]

    def __init__(self, say: Catalogue, skus: Sequence[str]) -> None:
        super().__init__()
        self._say = say
        self._skus = tuple(skus)
        self._slot = Slot.MAIN
        self._mode = Mode.EXACT_CARD

    def compose(self) -> ComposeResult:
        """Yield slot and mode over the chooser of SKUs."""
        with Vertical(classes="dialog"):
            yield Static(Text(self._say("assign-title")), classes="dialog-title")
            yield Static(id="place")
            yield Chooser(self._skus, self._say("goto-placeholder"))
            yield Static(Text(self._say("assign-help")), classes="dialog-help")

    def on_mount(self) -> None:
        """Draw slot and mode."""
        self._draw()

    @on(Chooser.Chosen)
    def assign(self, message: Chooser.Chosen) -> None:
        """Answer with the chosen SKU and what is set."""
        self.dismiss(Assignment(message.name, self._slot, self._mode))

    def action_slot(self) -> None:
        """Step to the next slot."""
        slots = tuple(Slot)
        self._slot = slots[(slots.index(self._slot) + 1) % len(slots)]
        self._draw()

    def action_mode(self) -> None:
        """Step to the next mode."""
        modes = tuple(Mode)
        self._mode = modes[(modes.index(self._mode) + 1) % len(modes)]
        self._draw()

    def action_leave(self) -> None:
        """Leave it in the tray."""
        self.dismiss(None)

    def _draw(self) -> None:
        say = self._say
        self.query_one("#place", Static).update(
            Text.assemble(
                ("F2 ", "bold cyan"),
                f"{say(f'slot-{self._slot}')}   ",
                ("F3 ", "bold cyan"),
                say(f"mode-{self._mode}"),
            )
        )
