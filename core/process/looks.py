"""What somebody has looked at, and what that proves: pure rules over `Looked`.

A terminal proves what it can show. Palettes of 256 colours prove no colour, and a picture that is scaled down
proves no letters; so colour counts where the terminal shows true colours, and detail where true pixels of the
product were in view, or where a graphics protocol draws pixels instead of characters. A large screen that was
seen proves colour, and detail where the candidate was looked at in its true pixels; when it is only declared
it proves itself alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from checklists.model import NEEDS, Need
from core.model import MAX_VIEWED, LargeScreen, Looked, Proof, View, Viewed

TRUE_COLOURS = "truecolor"
GRAPHICS = frozenset({"kitty", "sixel", "iterm2"})
"""Renderers that draw the screen's own pixels."""

TRUE_PIXELS = 100.0
"""Percent of the candidate's true pixels that a large screen has to have shown to prove small things."""

CLOSE_SECONDS = 1.0
"""How long true pixels have to be in view, all glances together, to count as looked at."""

_PROOFS: dict[Need, str] = {
    "colour": "colour",
    "detail": "detail",
    "phone": "phone",
    "large": "large_screen",
}


@dataclass(frozen=True, slots=True)
class Screen:
    """What pictures are drawn on."""

    renderer: str = ""
    colours: str = ""
    """As `Looked.colours`."""

    @property
    def pixels(self) -> bool:
        """Whether the screen's own pixels are drawn, so that small things are proven without the loupe."""
        return self.renderer in GRAPHICS

    def proves(self) -> tuple[Need, ...]:
        """Return what the views on this screen can prove; detail takes the loupe, except with graphics."""
        colour = self.colours == TRUE_COLOURS
        pictures = bool(self.renderer)
        return tuple(
            need
            for need in NEEDS
            if (need == "colour" and colour) or (need in ("detail", "phone") and pictures)
        )


def after_viewing(
    looked: Looked, view: View, screen: Screen, *, seconds: float, zoom: float = 0.0, close: bool = False
) -> Looked:
    """Return `looked` after a view was on the screen for some more seconds, its pictures drawn.

    `zoom` is 1.0 at true pixels, of the side shown smaller. `close` says that true pixels of the product were
    in view.
    """
    percent = min(round(zoom * 100), 1_000_000)
    views = list(looked.views)
    at = next(
        (n for n, one in enumerate(views) if (one.view, one.renderer) == (view, screen.renderer)), len(views)
    )
    before = views[at] if at < len(views) else Viewed(view=view.value, renderer=screen.renderer)
    after = Viewed(
        view=before.view,
        renderer=before.renderer,
        seconds=before.seconds + seconds,
        zoom=max(before.zoom, percent),
        close=before.close + (seconds if close else 0.0),
    )
    views[at : at + 1] = [after]
    return _proven(msgspec.structs.replace(looked, views=tuple(views[:MAX_VIEWED])), view, screen)


def proven(looked: Looked, need: Need) -> bool:
    """Tell whether what was looked at, or declared, is enough for a pass that needs it."""
    if not need:
        return True
    proof: Proof = getattr(looked, _PROOFS[need])
    return proof is not Proof.NOT or (looked.large_screen is Proof.SEEN and _by_large(looked.large, need))


def _by_large(large: LargeScreen | None, need: Need) -> bool:
    zoomed = large is not None and large.zoom >= TRUE_PIXELS
    return need == "colour" or (need == "detail" and zoomed)


def rounded(looked: Looked) -> Looked:
    """Return it as it is recorded: seconds to a tenth."""
    views = tuple(
        msgspec.structs.replace(one, seconds=round(one.seconds, 1), close=round(one.close, 1))
        for one in looked.views
    )
    return msgspec.structs.replace(looked, seconds=round(looked.seconds, 1), views=views)


def _proven(looked: Looked, view: View, screen: Screen) -> Looked:
    seen: dict[str, Proof] = {}
    if view is View.PHONE:
        seen["phone"] = Proof.SEEN
    if view.pairs:
        seen["compare"] = Proof.SEEN
        if screen.colours == TRUE_COLOURS:
            seen["colour"] = Proof.SEEN
        close = sum(one.close for one in looked.views)
        if screen.pixels or close >= CLOSE_SECONDS:
            seen["detail"] = Proof.SEEN
    return msgspec.structs.replace(looked, **seen)
