"""The footer: the keys that work now, in the person's language, as many as fit."""

from __future__ import annotations

from rich.text import Text
from textual.app import RenderResult
from textual.binding import ActiveBinding, Binding
from textual.widget import Widget

from tui.i18n.catalogue import Catalogue


class KeysLine(Widget, can_focus=False):
    """One line of keys, taken from the screen's live bindings."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._say = catalogue
        self._drawn = Text()

    def on_mount(self) -> None:
        """Follow the bindings; most changes of the selection change none of them."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.call_after_refresh(self._follow))

    def render(self) -> RenderResult:
        """Return the line; what does not fit is left to the key list, whose key is always shown."""
        self._drawn = self._line()
        return self._drawn

    def _follow(self) -> None:
        if self.is_attached and self._line() != self._drawn:
            self.refresh()

    def _line(self) -> Text:
        shown = [active for active in self._ours() if active.binding.show and active.enabled]
        width = self.size.width
        keys = [active for active in shown if active.binding.id != "keys"]
        last = [active for active in shown if active.binding.id == "keys"]
        tail = [self._key(active) for active in last]
        room = width - sum(part.cell_len for part in tail)
        line = Text(no_wrap=True)
        for active in keys:
            part = self._key(active)
            if line.cell_len + part.cell_len > room:
                break
            line.append_text(part)
        for part in tail:
            line.append_text(part)
        return line

    def _ours(self) -> list[ActiveBinding]:
        """Return each action once, in the order of the screen's table: a key put elsewhere moves nothing."""
        places = {
            binding.id: place
            for place, binding in enumerate(self.screen.BINDINGS)
            if isinstance(binding, Binding)
        }
        seen: dict[str, ActiveBinding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.description.startswith("action-"):
                seen.setdefault(active.binding.id or active.binding.action, active)
        return sorted(seen.values(), key=lambda shown: places.get(shown.binding.id, len(places)))

    def _key(self, active: ActiveBinding) -> Text:
        key = key_name(active, self._say)
        return Text.assemble((f" {key} ", "bold cyan"), self._say(active.binding.description), " ")


def key_name(active: ActiveBinding, say: Catalogue) -> str:
    """Return how a binding's key is written for a person."""
    return written_key(active.binding.key_display or active.binding.key, say)


def written_key(key: str, say: Catalogue) -> str:
    """Return how a key is written for a person: `Shift+←`."""
    modifiers, plus, plain = key.rpartition("+") if len(key) > 1 else ("", "", key)
    name = say(f"key-{plain}") if say.has(f"key-{plain}") else plain
    return f"{modifiers.title()}{plus}{name}"
