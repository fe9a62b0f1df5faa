"""All keys that work now, from the live bindings."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import VerticalScroll
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.i18n.catalogue import Catalogue
from tui.widgets.keys_line import key_name, written_key

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
            yield Static(self._text())

    def on_key(self, event: Key) -> None:
        """Close."""
        if event.key not in _SCROLL:
            event.stop()
            self.dismiss(None)

    def _text(self) -> Text:
        grouped: dict[str, list[ActiveBinding]] = {}
        for active in self._active:
            if active.binding.description.startswith("action-"):
                grouped.setdefault(active.binding.description, []).append(active)
        lines = []
        for description, actives in grouped.items():
            keys = list(dict.fromkeys([key_name(actives[0], self._say), *_others(actives, self._say)]))
            written = " ".join(keys)
            enabled = actives[0].enabled
            lines.append(
                Text.assemble(
                    (f"{written:<22}", "bold cyan" if enabled else "dim"),
                    (self._say(description), "" if enabled else "dim"),
                    (f"  {self._say(f'{description}.help')}".rstrip(), "dim"),
                )
            )
        return Text("\n").join(lines)


def _others(actives: Sequence[ActiveBinding], say: Catalogue) -> list[str]:
    names = []
    for active in actives:
        key = active.binding.key
        if len(key) == 1 or say.has(f"key-{key.rpartition('+')[2]}"):
            names.append(written_key(key, say))
    return names
