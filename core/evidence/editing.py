"""A source's mask while a person corrects it: the picture, the mask, the steps back, and how it is drawn.

Pure state: each step gives a new one. Everything is at the size a mask is recorded at, so that what is seen
is what is kept. A step may take some tenths of a second, for it looks at the picture; screens take it in a
thread.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from core.drift.retouch import grown, with_box, with_seed
from core.imaging.decode import on_background
from core.imaging.mask import MASK_EDGE, Mask, fitted_mask
from core.viewing.composite import flat
from core.viewing.geometry import Dots, Pixels
from core.viewing.sample import Picture, looked_up, sample

if TYPE_CHECKING:
    from PIL import Image

    from core.viewing.viewport import Viewport

Box = tuple[int, int, int, int]
"""x, y, width, height in the mask's pixels."""

_STEPS: Final = 30
"""Steps back that are kept; a mask takes a megabyte."""
_OUTSIDE: Final = 0.42
"""How bright what is outside the mask is drawn."""
_OUTLINE: Final = (255, 0, 160)
_CURSOR: Final = (255, 255, 255)
_ADDING: Final = (80, 255, 120)
_REMOVING: Final = (255, 90, 60)


@dataclass(frozen=True, eq=False, slots=True)
class Editing:
    """A mask under correction."""

    rgb: Pixels
    """The photo at the mask's size, (height, width, 3)."""
    picture: Picture
    """The same, to be drawn at any zoom; its true pixels are the mask's."""
    mask: Mask
    before: tuple[Mask, ...] = ()
    """What the steps back lead to, the last one last."""

    @classmethod
    def of(cls, image: Image.Image, mask: Mask | None) -> Editing:
        """Return a photo (upright, sRGB) with its mask; None begins with nothing selected."""
        scale = min(1.0, MASK_EDGE / max(image.size))
        size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
        plain = on_background(image, "white")
        rgb = np.asarray(plain if plain.size == size else plain.resize(size), np.uint8)
        fitted = fitted_mask(mask, size) if mask is not None else np.zeros(rgb.shape[:2], np.bool_)
        return cls(rgb, Picture.of(plain, *size), fitted)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in the mask's pixels."""
        return self.rgb.shape[1], self.rgb.shape[0]

    def taken(self, mask: Mask) -> Editing:
        """Return it with another mask; the one before is a step back."""
        fitted = fitted_mask(mask, self.size)
        return replace(self, mask=fitted, before=(*self.before, self.mask)[-_STEPS:])

    def grown(self, steps: int) -> Editing:
        """Return it with the outline moved outwards, or inwards below zero."""
        return self.taken(grown(self.mask, steps))

    def boxed(self, box: Box, *, add: bool) -> Editing:
        """Return it with what a box frames added, or taken away. An empty box changes nothing."""
        x, y, width, height = box
        left, top = max(0, x), max(0, y)
        inside = left, top, min(self.size[0], x + width) - left, min(self.size[1], y + height) - top
        if min(inside[2:]) < 2:
            return self
        return self.taken(with_box(self.rgb, self.mask, inside, add=add))

    def seeded(self, x: int, y: int, *, add: bool) -> Editing:
        """Return it with the region around a point added, or taken away."""
        if not (0 <= x < self.size[0] and 0 <= y < self.size[1]):
            return self
        return self.taken(with_seed(self.rgb, self.mask, (x, y), add=add))

    def undone(self) -> Editing:
        """Return it one step back; the same where there is none."""
        return replace(self, mask=self.before[-1], before=self.before[:-1]) if self.before else self

    def drawn(
        self,
        viewport: Viewport,
        dots: Dots,
        *,
        cursor: tuple[float, float] | None = None,
        box: Box | None = None,
        add: bool = True,
    ) -> Pixels:
        """Return the photo, dark outside the mask, its outline over it, as (dots.height, dots.width, 3).

        `cursor` and `box` are in the mask's pixels.
        """
        size = dots.width, dots.height
        to_mask = viewport.to_source(dots)
        shown = flat(sample(self.picture, to_mask, size)).copy()
        inside = looked_up(self.mask, to_mask, size, self.size)
        shown[~inside] = (shown[~inside] * _OUTSIDE).astype(np.uint8)
        shown[inside & ~_eroded(inside)] = _OUTLINE
        if box is not None:
            left, top = _dot(to_mask, box[0], box[1])
            right, bottom = _dot(to_mask, box[0] + box[2], box[1] + box[3])
            _rectangle(shown, (left, top, right, bottom), _ADDING if add else _REMOVING)
        if cursor is not None:
            _cross(shown, _dot(to_mask, *cursor), _ADDING if add else _REMOVING)
        return shown


def _eroded(mask: Mask) -> Mask:
    """Return the mask without its outermost dots; the picture's edge counts as inside."""
    padded = np.pad(mask, 1, constant_values=True)
    found: Mask = padded[1:-1, :-2] & padded[1:-1, 2:] & padded[:-2, 1:-1] & padded[2:, 1:-1] & mask
    return found


def _dot(to_mask: np.ndarray[tuple[int, int], np.dtype[np.float64]], x: float, y: float) -> tuple[int, int]:
    return (
        int(np.floor((x - to_mask[0, 2]) / to_mask[0, 0])),
        int(np.floor((y - to_mask[1, 2]) / to_mask[1, 1])),
    )


def _rectangle(pixels: Pixels, edges: tuple[int, int, int, int], colour: tuple[int, int, int]) -> None:
    height, width = pixels.shape[:2]
    left, right = (min(max(0, edge), width - 1) for edge in (edges[0], edges[2]))
    top, bottom = (min(max(0, edge), height - 1) for edge in (edges[1], edges[3]))
    pixels[top, left : right + 1] = pixels[bottom, left : right + 1] = colour
    pixels[top : bottom + 1, left] = pixels[top : bottom + 1, right] = colour


def _cross(pixels: Pixels, at: tuple[int, int], colour: tuple[int, int, int]) -> None:
    height, width = pixels.shape[:2]
    for step in range(-4, 5):
        here = _CURSOR if abs(step) <= 1 else colour
        for x, y in ((at[0] + step, at[1]), (at[0], at[1] + step)):
            if 0 <= x < width and 0 <= y < height:
                pixels[y, x] = here
