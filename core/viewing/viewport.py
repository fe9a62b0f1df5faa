"""Which part of the source is in view, and how large: zoom, pan, fit.

A viewport is a point of the source and a zoom; it knows neither the pane nor the picture, so that the same
one can be kept while both change. Every step gives one that is clamped: never smaller than the whole, never
so far aside that the picture leaves the pane.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, floor, log2

from core.viewing.geometry import Box, Dots, Matrix, scaling, shift

MAX_ZOOM = 16.0
"""Beyond this a pixel is a tile and shows nothing new."""

_PER_DOUBLING = 2
"""Zoom steps that double the size; 100 % and its halves and doubles are among them."""

_FOUND = 0.4
"""The share of the pane that a finding takes when it is gone to."""

_NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Viewport:
    """The point in the middle of the pane and how large things are."""

    x: float
    """In the source's true pixels."""
    y: float
    zoom: float
    """1.0 shows the source's true pixels, one in a dot (`Dots.per_pixel`); 0.5 half as large."""

    def visible(self, dots: Dots) -> Box:
        """Return the part of the source's plane that the pane shows."""
        across, down = dots.per_pixel
        half_width = dots.width / (2 * self.zoom * across)
        half_height = dots.height / (2 * self.zoom * down)
        return Box(self.x - half_width, self.y - half_height, self.x + half_width, self.y + half_height)

    def to_source(self, dots: Dots) -> Matrix:
        """Return the matrix from dots to the source's true pixels."""
        across, down = dots.per_pixel
        seen = self.visible(dots)
        return shift(seen.left, seen.top) @ scaling(1 / (self.zoom * across), 1 / (self.zoom * down))


def fit(box: Box, dots: Dots) -> Viewport:
    """Return the viewport that shows all of `box` as large as the pane allows."""
    across, down = dots.per_pixel
    zoom = min(
        max(1, dots.width) / (max(box.width, _NEAR) * across),
        max(1, dots.height) / (max(box.height, _NEAR) * down),
    )
    return Viewport(*box.centre, zoom)


def least_zoom(bounds: Box, dots: Dots) -> float:
    """Return the zoom at which all of `bounds` is in view."""
    return fit(bounds, dots).zoom


def clamped(viewport: Viewport, bounds: Box, dots: Dots) -> Viewport:
    """Return the nearest viewport that keeps to `bounds`: what there is to see, in the source's pixels."""
    least = least_zoom(bounds, dots)
    zoom = min(max(viewport.zoom, least), max(MAX_ZOOM, least))
    seen = replace(viewport, zoom=zoom).visible(dots)
    return Viewport(
        _held(viewport.x, seen.width, bounds.left, bounds.right),
        _held(viewport.y, seen.height, bounds.top, bounds.bottom),
        zoom,
    )


def zoomed(
    viewport: Viewport,
    steps: int,
    bounds: Box,
    dots: Dots,
    about: tuple[float, float] | None = None,
) -> Viewport:
    """Return the viewport some steps in (or, below zero, out), on the ladder that 100 % stands on.

    The point `about` of the source stays where it is on the screen; without one that is the middle.
    """
    rung = _PER_DOUBLING * log2(viewport.zoom)
    if steps > 0:
        rung = floor(rung + _NEAR) + steps
    elif steps < 0:
        rung = ceil(rung - _NEAR) + steps
    least = least_zoom(bounds, dots)
    zoom = min(max(2 ** (rung / _PER_DOUBLING), least), max(MAX_ZOOM, least))
    x, y = about or (viewport.x, viewport.y)
    shrunk = viewport.zoom / zoom
    return clamped(Viewport(x + (viewport.x - x) * shrunk, y + (viewport.y - y) * shrunk, zoom), bounds, dots)


def panned(viewport: Viewport, right: float, down: float, bounds: Box, dots: Dots) -> Viewport:
    """Return the viewport moved by shares of the pane: 0.5 is half a pane."""
    seen = viewport.visible(dots)
    return clamped(
        replace(viewport, x=viewport.x + right * seen.width, y=viewport.y + down * seen.height), bounds, dots
    )


def at(viewport: Viewport, zoom: float, bounds: Box, dots: Dots) -> Viewport:
    """Return the viewport at another zoom, about its middle."""
    return clamped(replace(viewport, zoom=zoom), bounds, dots)


def onto(box: Box, bounds: Box, dots: Dots, *, least: float = 0.0) -> Viewport:
    """Return the viewport on a finding's box, with some of its surroundings, at `least` zoom or more."""
    close = fit(box, dots)
    return clamped(replace(close, zoom=max(close.zoom * _FOUND, least)), bounds, dots)


def carried(viewport: Viewport, before: Box, after: Box) -> Viewport:
    """Return the viewport for another pair: the same zoom, at the same place of the product.

    `before` and `after` are the products' boxes. The result is still to be clamped.
    """
    right = (viewport.x - before.left) / max(before.width, _NEAR)
    down = (viewport.y - before.top) / max(before.height, _NEAR)
    return replace(viewport, x=after.left + right * after.width, y=after.top + down * after.height)


def _held(middle: float, seen: float, low: float, high: float) -> float:
    if seen >= high - low:
        return (low + high) / 2
    return min(max(middle, low + seen / 2), high - seen / 2)
