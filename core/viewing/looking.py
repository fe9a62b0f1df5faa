"""How somebody looks at a pair: the view, the viewport and what the keys of a view change. Pure state."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TypeVar

from core.model import View
from core.viewing.composite import GROUNDS, Ground
from core.viewing.difference import HEATS, Heat
from core.viewing.geometry import Box, Dots
from core.viewing.pair import Pair
from core.viewing.viewport import Viewport, at, carried, clamped, fit, onto, panned, zoomed

T = TypeVar("T")

_SMALL, _BIG = 1 / 16, 1 / 2
"""Shares of the pane that a small and a big step of the pan take."""

_SLIDE, _BIG_SLIDE = 1 / 32, 1 / 8
"""What a step moves a seam by, and how much more an onion shows."""


@dataclass(frozen=True, slots=True)
class Looking:
    """What is asked of the views."""

    view: View = View.TWO_UP
    viewport: Viewport | None = None
    """None shows the candidate's whole frame, whatever the pane's size."""
    seam: float = 0.5
    """Where the wipe changes over, a share of the width."""
    share: float = 0.5
    """How much of the candidate the onion shows."""
    heat: Heat = HEATS[0]
    ground: Ground = GROUNDS[0]
    offset: tuple[float, float] = field(default=(0.0, 0.0))
    """What the candidate was moved by, in the source's pixels."""
    mark: Box | None = None
    """The finding that was gone to, in the source's pixels: its corners are drawn until all is in view."""
    weak: bool = False
    """Whether what is marked is below its threshold."""

    def viewport_of(self, pair: Pair, dots: Dots) -> Viewport:
        """Return the viewport that is meant, within what there is to see."""
        if self.viewport is None:
            return fit(pair.whole, dots)
        return clamped(self.viewport, pair.bounds, dots)

    def switched(self, view: View) -> Looking:
        """Return it in another view; the same view again goes on to its next kind, or back to two up."""
        if view is not self.view:
            return replace(self, view=view)
        if view is View.DIFFERENCE and self.heat != HEATS[-1]:
            return replace(self, heat=_after(HEATS, self.heat))
        if view is View.EDGES and self.ground != GROUNDS[-1]:
            return replace(self, ground=_after(GROUNDS, self.ground))
        return replace(self, view=View.TWO_UP, heat=HEATS[0], ground=GROUNDS[0])

    def fitted(self) -> Looking:
        """Return it with all of the candidate in view."""
        return replace(self, viewport=None, mark=None)

    def zoomed(self, steps: int, pair: Pair, dots: Dots, about: tuple[float, float] | None = None) -> Looking:
        """Return it some steps in or out, about a point of the source."""
        viewport = self.viewport_of(pair, dots)
        return replace(self, viewport=zoomed(viewport, steps, pair.bounds, dots, about))

    def louped(self, pair: Pair, dots: Dots) -> Looking:
        """Return it at 100 %, or, where it is that already, with everything in view."""
        viewport = self.viewport_of(pair, dots)
        if abs(viewport.zoom - pair.loupe) < 1e-6 * pair.loupe:
            return self.fitted()
        if self.viewport is None:  # from the whole: where there is something to be seen
            x, y = pair.focus
            viewport = replace(viewport, x=x, y=y)
        return replace(self, viewport=at(viewport, pair.loupe, pair.bounds, dots))

    def panned(self, right: int, down: int, pair: Pair, dots: Dots, *, big: bool) -> Looking:
        """Return it moved by small or big steps. At the whole there is nowhere to go, and it stays."""
        step = _BIG if big else _SMALL
        before = self.viewport_of(pair, dots)
        after = panned(before, right * step, down * step, pair.bounds, dots)
        return self if after == before else replace(self, viewport=after)

    def dragged(self, right: float, down: float, pair: Pair, dots: Dots) -> Looking:
        """Return it moved by dots: what is under the pointer goes with it."""
        before = self.viewport_of(pair, dots)
        after = panned(before, -right / dots.width, -down / dots.height, pair.bounds, dots)
        return self if after == before else replace(self, viewport=after)

    def onto(self, box: Box, pair: Pair, dots: Dots, *, weak: bool = False) -> Looking:
        """Return it on a finding's box, in the source's pixels; `weak` where that is below its threshold."""
        return replace(self, viewport=onto(box, pair.bounds, dots), mark=box, weak=weak)

    def slid(self, steps: int, *, big: bool) -> Looking:
        """Return it with the wipe's seam, or the onion's share, moved."""
        by = steps * (_BIG_SLIDE if big else _SLIDE)
        if self.view is View.WIPE:
            return replace(self, seam=_within(self.seam + by))
        return replace(self, share=_within(self.share + by)) if self.view is View.ONION else self

    def nudged(self, right: int, down: int, pair: Pair, dots: Dots, *, big: bool) -> Looking:
        """Return it with the candidate alone moved, by a dot or by eight."""
        across, along = dots.per_pixel
        zoom = self.viewport_of(pair, dots).zoom
        step = 8 if big else 1
        x, y = self.offset
        return replace(self, offset=(x + right * step / (zoom * across), y + down * step / (zoom * along)))

    def realigned(self) -> Looking:
        """Return it with the candidate where the alignment puts it."""
        return replace(self, offset=(0.0, 0.0))

    def carried(self, before: Pair | None, after: Pair) -> Looking:
        """Return it for another pair: zoom and place on the product stay, what was moved by hand goes."""
        viewport = self.viewport
        if viewport is not None and before is not None:
            viewport = carried(viewport, before.product, after.product)
        return replace(self, viewport=viewport, offset=(0.0, 0.0), mark=None)


def _within(share: float) -> float:
    return min(max(share, 0.0), 1.0)


def _after(all_: tuple[T, ...], one: T) -> T:
    return all_[all_.index(one) + 1]
