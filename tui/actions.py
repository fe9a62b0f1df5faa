"""One table of what a key can do; bindings, the footer, the key list and rebinding all come from it.

An action's label and help are the catalogue's `action-<id>` and its `help`. Every letter key also works with
a Russian or Kazakh layout switched on: a key stands for a place on the keyboard.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.binding import Binding

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm`"
_CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьё"
_TWINS = dict(zip(_LATIN, _CYRILLIC, strict=True)) | dict(zip(_LATIN.upper(), _CYRILLIC.upper(), strict=True))

_KAZAKH_DIGITS = {
    "0": "қ", "1": "quotation_mark", "2": "ә", "3": "і", "4": "ң", "5": "ғ", "8": "ү", "9": "ұ"
}  # fmt: skip
"""What the digit row types on the Kazakh layout, where that collides with nothing."""

_NAMED = {
    "/": ("slash", "full_stop"),
    "?": ("question_mark", "comma"),
    "[": ("left_square_bracket", "х"),
    "]": ("right_square_bracket", "ъ"),
    "-": ("minus", "ө"),
    "=": ("equals_sign", "һ"),
    "+": ("plus", "Һ"),
}
"""Textual's names for keys that are no letters, and what the Russian or Kazakh layout types there."""

_KAZAKH_ROW = {"answer-6": ("6", "comma"), "answer-7": ("7", "full_stop"), "filter": ("slash", "numero_sign")}
"""The Kazakh layout types `,` and `.` with 6 and 7; only where Kazakh is the desk's language."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do with a key."""

    id: str
    keys: tuple[str, ...]
    """Keys as a person writes them: `a`, `L`, `/`, or Textual's name: `space`, `tab`."""
    method: str
    """Textual action string."""
    footer: bool = True
    """Whether the footer shows it."""
    says: str = ""
    """Whose words it has, where several share them; empty means its own."""


DESK: tuple[Action, ...] = (
    Action("approve", ("a",), "approve"),
    Action("reject", ("x",), "reject"),
    Action("later", ("space",), "later"),
    Action("undo", ("u", "backspace"), "undo"),
    Action("next", ("tab",), "next_open"),
    Action("compare", ("enter", "v"), "compare"),
    Action("phone", ("p",), "phone"),
    Action("large-screen", ("L",), "large_screen"),
    Action("yes", ("y",), "pass_group"),
    Action("note", ("n",), "note"),
    Action("tray", ("t",), "tray"),
    Action("board", ("b",), "board"),
    Action("batches", ("B",), "batches"),
    Action("audit", ("A",), "audit"),
    Action("train", ("T",), "train"),
    Action("reassign", ("m",), "reassign", footer=False),
    Action("log", ("l",), "log", footer=False),
    Action("metrics", ("f",), "metrics", footer=False),
    Action("import", ("i",), "import", footer=False),
    Action("mask", ("c",), "mask", footer=False),
    Action("next-finding", ("]",), "finding(1)", footer=False),
    Action("previous-finding", ("[",), "finding(-1)", footer=False),
    Action("heat", ("h",), "heat", footer=False),
    Action("filter", ("/",), "filter"),
    Action("goto", ("g",), "goto"),
    Action("keys", ("?",), "keys"),
    Action("quit", ("q", "ctrl+q"), "quit_desk"),
    Action("source-sharp", ("S",), "source_sharp", footer=False),
    Action("down", ("j", "down"), "browse(1)", footer=False),
    Action("up", ("k", "up"), "browse(-1)", footer=False),
    Action("page-down", ("pagedown",), "browse(10)", footer=False),
    Action("page-up", ("pageup",), "browse(-10)", footer=False),
    Action("scroll-down", ("shift+down", "ctrl+d"), "scroll_review(3)", footer=False),
    Action("scroll-up", ("shift+up", "ctrl+u"), "scroll_review(-3)", footer=False),
    Action("first", ("home",), "edge(-1)", footer=False),
    Action("last", ("end",), "edge(1)", footer=False),
    *(Action(f"answer-{n}", (str(n),), f"answer({n})", footer=False) for n in range(1, 10)),
)
"""What works at the desk."""

VIEW: tuple[Action, ...] = (
    Action("close-view", ("escape", "enter", "q"), "close_view"),
    Action("ground", ("g",), "ground"),
    Action("blink", ("b",), "blink"),
    Action("loupe", ("z",), "loupe"),
    Action("wipe", ("w",), "view('wipe')"),
    Action("difference", ("d",), "view('difference')"),
    Action("approve", ("a",), "approve"),
    Action("reject", ("x",), "reject"),
    Action("next", ("tab",), "next_open"),
    Action("edges", ("e",), "view('edges')"),
    Action("onion", ("o",), "view('onion')"),
    Action("survey", ("s",), "view('survey')"),
    Action("phone", ("p",), "view('phone')"),
    Action("two-up", ("v",), "two_up"),
    Action("main", ("m",), "main"),
    Action("auto-blink", ("B",), "auto_blink"),
    Action("fit", ("0",), "fit", footer=False),
    Action("larger", ("+",), "step(1)", footer=False),
    Action("smaller", ("-",), "step(-1)", footer=False),
    Action("next-finding", ("]",), "finding(1)", footer=False),
    Action("previous-finding", ("[",), "finding(-1)", footer=False),
    Action("realign", ("=",), "realign", footer=False),
    Action("mask", ("c",), "mask", footer=False),
    *(
        Action(
            f"{name}-{key}",
            (f"{modifier}{key}",),
            f"{method}({right}, {down}, {big})",
            footer=False,
            says=name,
        )
        for name, modifier, method, big in (
            ("pan", "", "pan", False),
            ("pan-far", "shift+", "pan", True),
            ("move", "ctrl+", "nudge", False),
            ("move-far", "ctrl+shift+", "nudge", True),
        )
        for key, right, down in (("left", -1, 0), ("right", 1, 0), ("up", 0, -1), ("down", 0, 1))
    ),
    Action("later", ("space",), "later"),
    Action("undo", ("u", "backspace"), "undo"),
    Action("large-screen", ("L",), "large_screen"),
    Action("yes", ("y",), "pass_group"),
    Action("note", ("n",), "note"),
    Action("source-sharp", ("S",), "source_sharp", footer=False),
    Action("keys", ("?",), "keys"),
    Action("down", ("j",), "browse(1)", footer=False),
    Action("up", ("k",), "browse(-1)", footer=False),
    *(Action(f"answer-{n}", (str(n),), f"answer({n})", footer=False) for n in range(1, 10)),
)
"""What works in the comparing views, in the order of their footer."""

LARGE: tuple[Action, ...] = (
    Action("close-view", ("escape", "enter", "L", "q"), "close_view"),
    Action("approve", ("a",), "approve"),
    Action("reject", ("x",), "reject"),
    Action("declare", ("D",), "declare"),
    Action("new-address", ("n",), "new_address"),
)
"""What works while a pair is served to a large screen."""

MASK: tuple[Action, ...] = (
    Action("accept", ("a",), "accept"),
    Action("grow", ("+",), "grow(1)"),
    Action("shrink", ("-",), "grow(-1)"),
    Action("turn", ("x", "tab"), "turn"),
    Action("box", ("b", "enter"), "box"),
    Action("seed", ("s", "space"), "seed"),
    Action("step-back", ("u", "backspace"), "undo"),
    Action("propose", ("r",), "redo"),
    Action("zoom-in", ("z",), "zoom(1)"),
    Action("zoom-out", ("Z",), "zoom(-1)"),
    Action("fit", ("0",), "fit", footer=False),
    *(
        Action(
            f"{name}-{key}", (f"{modifier}{key}",), f"move({right}, {down}, {big})", footer=False, says=name
        )
        for name, modifier, big in (("cursor", "", False), ("cursor-far", "shift+", True))
        for key, right, down in (("left", -1, 0), ("right", 1, 0), ("up", 0, -1), ("down", 0, 1))
    ),
    Action("keys", ("?",), "keys"),
    Action("close-view", ("escape", "q"), "close_view"),
)
"""What works on the mask screen."""

TRAY: tuple[Action, ...] = (
    Action("assign", ("enter",), "assign"),
    Action("down", ("j",), "move(1)", footer=False),
    Action("up", ("k",), "move(-1)", footer=False),
    Action("seen", ("s",), "seen"),
    Action("seen-all", ("S",), "seen_all"),
    Action("close-view", ("escape", "t", "q"), "close_view"),
)
"""What works in the tray."""

TRAIN: tuple[Action, ...] = (
    Action("approve", ("a",), "approve"),
    Action("reject", ("x",), "reject"),
    Action("next-pair", ("tab", "enter", "space"), "next_pair"),
    Action("two-up", ("v",), "view('two-up')"),
    Action("blink", ("b",), "blink"),
    Action("wipe", ("w",), "view('wipe')"),
    Action("difference", ("d",), "view('difference')"),
    Action("loupe", ("z",), "loupe"),
    Action("fit", ("0",), "fit", footer=False),
    Action("larger", ("+",), "step(1)", footer=False),
    Action("smaller", ("-",), "step(-1)", footer=False),
    *(
        Action(f"pan-{key}", (key,), f"pan({right}, {down})", footer=False, says="pan")
        for key, right, down in (("left", -1, 0), ("right", 1, 0), ("up", 0, -1), ("down", 0, 1))
    ),
    Action("keys", ("?",), "keys"),
    Action("close-view", ("escape", "q"), "close_view"),
)
"""What works in a drill."""

BATCHES: tuple[Action, ...] = (
    Action("open-batch", ("o",), "open_batch"),
    Action("fill", ("f",), "fill"),
    Action("pause", ("p",), "pause"),
    Action("hand-over", ("h",), "hand_over"),
    Action("close-batch", ("c",), "close_batch"),
    Action("down", ("j",), "move(1)", footer=False),
    Action("up", ("k",), "move(-1)", footer=False),
    Action("close-view", ("escape", "B", "q"), "close_view"),
)
"""What works on the batches."""

BOARD: tuple[Action, ...] = (
    Action("left", ("left",), "column(-1)", footer=False),
    Action("right", ("right", "tab"), "column(1)", footer=False),
    Action("down", ("j",), "move(1)", footer=False),
    Action("up", ("k",), "move(-1)", footer=False),
    Action("only-category", ("c",), "narrow('category')"),
    Action("only-marketplace", ("m",), "narrow('marketplace')"),
    Action("only-batch", ("g",), "narrow('batch')"),
    Action("only-person", ("p",), "narrow('person')"),
    Action("only-late", ("l",), "late"),
    Action("export", ("e",), "export"),
    Action("close-view", ("escape", "b", "q"), "close_view"),
)
"""What works on the board."""

EXPORT: tuple[Action, ...] = (
    Action("export-write", ("enter",), "write"),
    Action("down", ("j",), "move(1)", footer=False),
    Action("up", ("k",), "move(-1)", footer=False),
    Action("scroll-down", ("pagedown", "ctrl+d"), "scroll(1)", footer=False),
    Action("scroll-up", ("pageup", "ctrl+u"), "scroll(-1)", footer=False),
    Action("close-view", ("escape", "e", "q"), "close_view"),
)
"""What works where packs are exported."""

LOG: tuple[Action, ...] = (
    Action("show-pair", ("enter", "v"), "show_pair"),
    Action("only-who", ("w",), "who"),
    Action("only-about", ("o",), "about"),
    Action("filter", ("/",), "filter"),
    Action("down", ("j",), "move(1)", footer=False),
    Action("up", ("k",), "move(-1)", footer=False),
    Action("close-view", ("escape", "l", "q"), "close_view"),
)
"""What works in the rejection log."""

METRICS: tuple[Action, ...] = (
    Action("show-pair", ("enter", "v"), "show_pair"),
    Action("take-over", ("r",), "take_over"),
    Action("next-by", ("g", "tab"), "next_by"),
    Action("scroll-down", ("pagedown", "shift+down", "ctrl+d"), "scroll_story(1)", footer=False),
    Action("scroll-up", ("pageup", "shift+up", "ctrl+u"), "scroll_story(-1)", footer=False),
    Action("down", ("j",), "move(1)", footer=False),
    Action("up", ("k",), "move(-1)", footer=False),
    Action("close-view", ("escape", "f", "q"), "close_view"),
)
"""What works on the metrics screen."""

IMPORT: tuple[Action, ...] = (
    Action("map", ("enter", "m"), "map"),
    Action("take-rows", ("t", "f5"), "take"),
    Action("next-kind", ("d", "f2"), "next_kind"),
    Action("next-marketplace", ("s", "f3"), "next_marketplace"),
    Action("other-file", ("o",), "other_file"),
    Action("down", ("j",), "move(1)", footer=False),
    Action("up", ("k",), "move(-1)", footer=False),
    Action("close-view", ("escape", "i", "q"), "close_view"),
)
"""What works where a report is read."""


def keys_of(written: str) -> tuple[str, ...]:
    """Return Textual's names of the keys for a key as a person writes it, layout twins included."""
    if written in _NAMED:
        return _NAMED[written]
    if written in _TWINS:
        return (written, _TWINS[written])
    if written in _KAZAKH_DIGITS:
        return (written, _KAZAKH_DIGITS[written])
    return (written,)


def latin(character: str) -> str:
    """Return the Latin letter on the key that typed `character`; other characters as they are."""
    return _LATIN_OF.get(character, character)


_LATIN_OF = {twin: key for key, twin in _TWINS.items()}


def bindings(actions: tuple[Action, ...]) -> list[Binding]:
    """Return Textual bindings; the description is the catalogue id of the label."""
    return [
        Binding(
            ",".join(key for written in action.keys for key in keys_of(written)),
            action.method,
            f"action-{action.says or action.id}",
            id=action.id,
            show=action.footer,
            key_display=action.keys[0],
            # Taken by the application before it looks at the next key: what is typed behind `x` belongs to
            # the prompt that `x` opens. An input that is typed into switches actions off: `check_action`.
            priority=True,
        )
        for action in actions
    ]


def keymap(language: str, wanted: Mapping[str, str]) -> dict[str, str]:
    """Return Textual's keymap: the Kazakh digit row where it is needed, then what the config rebinds."""
    mapped = {id_: ",".join(keys) for id_, keys in _KAZAKH_ROW.items()} if language == "kk" else {}
    mapped |= {id_: ",".join(keys_of(key)) for id_, key in wanted.items()}
    return mapped


def clashing_keys(wanted: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys that a config puts on two actions of a screen, one of which would never be reached."""
    clashing: set[str] = set()
    for table in (DESK, VIEW, MASK, LOG, METRICS, IMPORT):
        places = [
            key for action in table for key in ((wanted[action.id],) if action.id in wanted else action.keys)
        ]
        clashing |= {key for key in places if places.count(key) > 1}
    return tuple(sorted(clashing))


def unknown_actions(wanted: Mapping[str, str]) -> tuple[str, ...]:
    """Return the action ids of a config that do not exist."""
    known = {
        action.id
        for action in (
            *(*DESK, *VIEW, *LARGE, *MASK, *TRAY, *TRAIN, *BATCHES, *BOARD, *EXPORT),
            *(*LOG, *METRICS, *IMPORT),
        )
    }
    return tuple(sorted(set(wanted) - known))
