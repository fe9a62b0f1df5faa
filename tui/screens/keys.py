"""All keys that work now, from the live bindings."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import VerticalScroll
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.i18n.catalogue import Catalogue
from tui.widgets.keys_line import key_name, written_key

_KEYS_WIDTH = 21
"""Cells of the keys: what they do begins beside the longest of them, and goes on there in the next line."""

_SCROLL = {"up", "down", "pageup", "pagedown", "home", "end"}


class KeysScreen(ModalScreen[None]):
    """The key list; any key but the scrolling ones closes it."""

    def __init__(self, say: Catalogue, active: Sequence[ActiveBinding]) -> None:
        super().__init__()
        self._say = say
        self._active = tuple(active)

    def compose(self) -> ComposeResult:
        """Yield the list."""
        with VerticalScroll(classes="dialog"):
            yield Static(Text(self._say("keys-title")), classes="dialog-title")
            yield Static(self._table(), classes="dialog-table")

    def on_key(self, event: Key) -> None:
        """Close."""
        if event.key not in _SCROLL:
            event.stop()
            self.dismiss(None)

    def _table(self) -> Table:
        grouped: dict[str, list[ActiveBinding]] = {}
        for active in self._active:
            if active.binding.description.startswith("action-"):
                grouped.setdefault(active.binding.description, []).append(active)
        table = Table.grid(padding=(0, 2, 0, 0), expand=True)
        table.add_column(width=_KEYS_WIDTH)
        table.add_column(ratio=1)
        for description, actives in grouped.items():
            keys = list(dict.fromkeys([key_name(actives[0], self._say), *_others(actives, self._say)]))
            enabled = actives[0].enabled
            table.add_row(
                Text(_short(keys), "bold cyan" if enabled else "dim"),
                Text.assemble(
                    (self._say(description), "" if enabled else "dim"),
                    (f"  {self._say(f'{description}.help')}".rstrip(), "dim"),
                ),
            )
        return table


def _short(keys: Sequence[str]) -> str:
    """Return keys in a row, what several have in common once: `Shift+← → ↑ ↓`."""
    together: dict[str, list[str]] = {}
    for key in keys:
        modifiers, plus, plain = key.rpartition("+") if len(key) > 1 else ("", "", key)
        together.setdefault(modifiers + plus, []).append(plain)
    return " ".join(common + " ".join(plain) for common, plain in together.items())


def _others(actives: Sequence[ActiveBinding], say: Catalogue) -> list[str]:
    names = []
    for active in actives:
        key = active.binding.key
        if len(key) == 1 or say.has(f"key-{key.rpartition('+')[2]}"):
            names.append(written_key(key, say))
    return names
