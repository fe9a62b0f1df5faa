"""Which way pictures are drawn on this terminal, why, and what can be judged by them. Pure.

Finer blocks are taken only where the terminal is known to draw them itself: a font without them shows boxes,
and a program cannot see that. Graphics protocols are for who asks for them: a picture takes many times the
bytes of blocks, and what lies over it may be hidden. Asked for where the terminal does not take them, or
where tmux stands between, they give way to blocks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from core.config import View
from core.model import Say
from core.process.looks import Screen
from tui.render.frame import Frame, Pixels, paint, paint_pair
from tui.render.graphics import Protocol, paint_pixels
from tui.render.mode import Depth, Mode
from tui.render.query import Answer

_SLOW_SECONDS: Final = 0.12
"""Round trip from which on a line counts as slow: beyond a continent, or over a mobile network."""

_DRAWS: Final[Mapping[str, tuple[tuple[Mode, tuple[int, ...]], ...]]] = {
    "kitty": ((Mode.OCTANT, (0, 40)), (Mode.SEXTANT, (0, 20))),
    "ghostty": ((Mode.OCTANT, (1, 2)), (Mode.SEXTANT, (1, 0))),
    "foot": ((Mode.OCTANT, (1, 20)), (Mode.SEXTANT, (1, 10))),
    "wezterm": ((Mode.SEXTANT, (20210814,)),),
    "alacritty": ((Mode.SEXTANT, (0, 14)),),
    "vte": ((Mode.OCTANT, (7800,)), (Mode.SEXTANT, (6600,))),
}
"""By name: the finest blocks that a terminal draws itself, whatever the font, and since which version."""

_ITERM2: Final = frozenset({"iterm2", "iterm.app", "wezterm", "konsole", "mintty", "rio", "vscode"})
"""Terminals that take iTerm2's inline pictures; there is nothing to ask them by."""

_USUAL_CELL: Final = (10, 20)
"""Pixels of a cell where the terminal does not say: pictures are scaled by it to what it has."""

_TRUE_COLOUR: Final = frozenset({"truecolor", "24bit"})


@dataclass(frozen=True, slots=True)
class Rendering:
    """How pictures are drawn."""

    mode: Mode = Mode.HALF
    depth: Depth = Depth.TRUE
    protocol: Protocol | None = None
    """A graphics protocol in place of blocks."""
    slow: bool = False
    """Whether to send few colours first, and all of them when the keys rest."""
    cell: tuple[int, int] | None = None
    """Width and height of a cell in pixels; None where the terminal did not say."""
    why: Say = field(default_factory=lambda: Say("renderer-unknown", {}))
    """Why this one."""

    @property
    def name(self) -> str:
        """What `doctor` says: `half/truecolor`, `sextant/256`, `kitty/truecolor`."""
        return f"{self.kind}/{self.colours}"

    @property
    def colours(self) -> str:
        """How many colours pictures have, as `Depth` says it; Sixel has the best 256 of each picture."""
        return Depth.INDEXED.value if self.protocol is Protocol.SIXEL else self.depth.value

    @property
    def kind(self) -> str:
        """The blocks or the protocol: `half`, `kitty`."""
        return self.protocol.value if self.protocol else self.mode.value

    @property
    def screen(self) -> Screen:
        """What a decision records, and what it proves."""
        return Screen(self.kind, self.colours)

    @property
    def dots(self) -> tuple[int, int]:
        """Dots of a cell, across and down: with a graphics protocol its pixels."""
        return (self.cell or _USUAL_CELL) if self.protocol else self.mode.dots

    @property
    def finer(self) -> tuple[int, int]:
        """Samples of a dot, across and down, to `paint` pictures by that are to be `fine`."""
        return (1, 1) if self.protocol else self.mode.finer

    @property
    def ratio(self) -> float:
        """Height of a cell over its width; twice as high where the terminal did not say."""
        return self.cell[1] / self.cell[0] if self.cell else 2.0

    @property
    def shows_colour(self) -> bool:
        """Whether colours are those of the picture, so that they can be judged."""
        return self.colours == Depth.TRUE.value

    @property
    def while_moving(self) -> Rendering:
        """What to draw with while keys are held: the same, or on a slow line blocks of few colours."""
        coarse = self.slow and self.depth is Depth.TRUE and self.protocol is None
        return replace(self, depth=Depth.INDEXED) if coarse else self

    def paint(self, pixels: Pixels, *, fine: bool = False) -> Frame:
        """Return a picture of shape (rows * down, columns * across, 3) as a frame; any thread may call it.

        A cell has `dots`; where it is to be `fine`, `finer` of each.
        """
        if self.protocol is not None:
            return paint_pixels(pixels, self.dots, self.protocol)
        return paint(pixels, self.mode, self.depth, fine=fine)

    def paint_pair(self, a: Pixels, b: Pixels, *, fine: bool = False) -> tuple[Frame, Frame]:
        """Return two pictures of one shape as frames to blink between."""
        if self.protocol is not None:
            return self.paint(a), self.paint(b)
        return paint_pair(a, b, self.mode, self.depth, fine=fine)


def choose(view: View, environment: Mapping[str, str], answer: Answer) -> Rendering:
    """Return how to draw, by what the settings ask for and what is known of the terminal."""
    depth = _depth(view, environment, answer)
    protocol, refused = _protocol(view, environment, answer, depth)
    mode, why = _mode(view, environment, answer)
    if protocol is not None:
        why = Say("renderer-asked", {"mode": protocol.value})
    return Rendering(
        mode=mode,
        depth=depth,
        protocol=protocol,
        slow=view.slow_link == "on" or (view.slow_link == "auto" and (answer.seconds or 0) > _SLOW_SECONDS),
        cell=answer.cell,
        why=refused or why,
    )


def _protocol(
    view: View, environment: Mapping[str, str], answer: Answer, depth: Depth
) -> tuple[Protocol | None, Say | None]:
    """Return the graphics protocol that is asked for and can be had, or why it cannot."""
    if view.renderer not in {protocol.value for protocol in Protocol}:
        return None, None
    wanted = Protocol(view.renderer)
    taken = {
        Protocol.KITTY: answer.kitty,
        Protocol.SIXEL: answer.sixel and answer.cell is not None,
        Protocol.ITERM2: _identity(environment, answer)[0] in _ITERM2,
    }[wanted]
    if depth is not Depth.TRUE or _between(environment) or not taken:
        return None, Say("renderer-refused", {"mode": wanted.value})
    return wanted, None


def _mode(view: View, environment: Mapping[str, str], answer: Answer) -> tuple[Mode, Say]:
    between = _between(environment)
    if between and view.renderer == Mode.OCTANT.value:
        # It has to know how wide Unicode 16 is; tmux 3.3 drops what it does not know, and lines shrink.
        return Mode.SEXTANT, Say("renderer-narrowed", {"what": between})
    if view.renderer in {mode.value for mode in Mode}:
        return Mode(view.renderer), Say("renderer-asked", {"mode": view.renderer})
    if between:
        return Mode.HALF, Say("renderer-between", {"what": between})
    name, version = _identity(environment, answer)
    for mode, since in _DRAWS.get(name, ()):
        if version >= since:
            return mode, Say("renderer-known", {"terminal": name, "mode": mode.value})
    if answer.seconds is None:
        return Mode.HALF, Say("renderer-silent", {})
    return Mode.HALF, Say("renderer-unknown", {"terminal": name})


def _depth(view: View, environment: Mapping[str, str], answer: Answer) -> Depth:
    if view.colours != "auto":
        return Depth(view.colours)
    if environment.get("NO_COLOR"):
        return Depth.NONE
    # COLORTERM does not go through SSH; the terminal's name does.
    if _identity(environment, answer)[0] in _DRAWS and not _between(environment):
        return Depth.TRUE
    return {1 << 24: Depth.TRUE, 256: Depth.INDEXED, 16: Depth.SIXTEEN, 0: Depth.NONE}[
        colour_depth(environment)
    ]


def colour_depth(environment: Mapping[str, str]) -> int:
    """Return how many colours the terminal says it has: 16777216, 256, 16 or 0."""
    term = environment.get("TERM", "")
    if environment.get("COLORTERM", "").lower() in _TRUE_COLOUR or term.endswith("-direct"):
        return 1 << 24
    if environment.get("WT_SESSION"):  # Windows Terminal sets neither TERM nor COLORTERM
        return 1 << 24
    if "256color" in term:
        return 256
    return 0 if term in ("", "dumb", "unknown") else 16


def _identity(environment: Mapping[str, str], answer: Answer) -> tuple[str, tuple[int, ...]]:
    """Return the terminal's name and version: what it says itself, else what it put into the environment."""
    if answer.name:
        return answer.name, answer.version
    if environment.get("VTE_VERSION", "").isdecimal():
        return "vte", (int(environment["VTE_VERSION"]),)
    name = environment.get("TERM_PROGRAM", "").lower()
    version = environment.get("TERM_PROGRAM_VERSION", "").split("-")[0].split(".")
    return name, tuple(int(part) for part in version if part.isdecimal())


def _between(environment: Mapping[str, str]) -> str:
    """Return what stands between this program and the terminal; empty where nothing does."""
    if environment.get("TMUX"):
        return "tmux"
    if environment.get("STY"):
        return "screen"
    return "textual-serve" if environment.get("TEXTUAL_DRIVER") else ""
