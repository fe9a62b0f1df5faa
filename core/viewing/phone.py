"""A marketplace's list on a phone, drawn in dots: how small, and beside what, a buyer sees the main picture.

The words of the cards are bars: at the size of a phone in a terminal no letter can be read, and what counts
is the picture's size, its crop and its neighbours. Measures are the phone's points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from checklists.phones import PhoneScreen, Shelf
from core.viewing.composite import Colour
from core.viewing.geometry import Dots, Pixels


@dataclass(frozen=True, slots=True)
class _Look:
    page: Colour
    card: Colour
    words: Colour
    faint: Colour


_LIGHT = _Look((255, 255, 255), (246, 246, 248), (40, 40, 44), (200, 202, 206))
_DARK = _Look((22, 23, 26), (36, 37, 42), (226, 226, 230), (84, 86, 92))


def card_dots(shelf: Shelf, screen: PhoneScreen, dots: Dots) -> tuple[int, int]:
    """Return the dots that the picture of one card takes, width and height."""
    across, down = _per_point(screen, dots)
    wide = (screen.width - 2 * shelf.margin - (shelf.columns - 1) * shelf.gap) / shelf.columns
    return max(1, floor(wide * across)), max(1, round(wide / shelf.aspect * down))


def phone_dots(columns: int, rows: int, screen: PhoneScreen, dots: Dots) -> Dots:
    """Return the dots of a phone `columns` wide, of at most `rows`, the dots of each cell as in `dots`."""
    whole = columns * screen.height / screen.width / dots.ratio
    return replace(dots, columns=columns, rows=max(1, min(rows, round(whole))))


def draw_phone(
    shelf: Shelf, screen: PhoneScreen, cards: Sequence[Image.Image | None], dots: Dots, *, dark: bool
) -> Pixels:
    """Return the upper part of a phone's screen, (dots.height, dots.width, 3).

    The phone's width fills the dots, and what is lower than they reach is left out. `cards` are the pictures
    (RGB or RGBA, sRGB) in reading order, None a card without one.
    """
    look = _DARK if dark else _LIGHT
    across, down = _per_point(screen, dots)
    page = np.empty((dots.height, dots.width, 3), np.uint8)
    page[:] = look.page

    def fill(left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        page[round(top * down) : round(bottom * down), round(left * across) : round(right * across)] = colour

    fill(shelf.margin, shelf.top * 0.35, screen.width - shelf.margin, shelf.top * 0.75, look.card)
    wide, high = card_dots(shelf, screen, dots)
    step_across = (screen.width - 2 * shelf.margin + shelf.gap) / shelf.columns
    step_down = (step_across - shelf.gap) / shelf.aspect + shelf.words + shelf.gap
    row = 0
    while (top := shelf.top + row * step_down) * down < dots.height:
        for column in range(shelf.columns):
            place = row * shelf.columns + column
            left = shelf.margin + column * step_across
            card = cards[place] if place < len(cards) else None
            _place(page, _shown(card, shelf, (wide, high), look), round(left * across), round(top * down))
            under = top + high / down
            right = left + wide / across
            part = shelf.words / 12
            fill(left, under + part, left + (right - left) * 0.45, under + 3 * part, shelf.colour)
            fill(left, under + 4.2 * part, right, under + 5.2 * part, look.words)
            fill(left, under + 6.2 * part, left + (right - left) * 0.7, under + 7.2 * part, look.faint)
            fill(left, under + 8.6 * part, right, under + 11 * part, shelf.colour)
        row += 1
    return page


def _per_point(screen: PhoneScreen, dots: Dots) -> tuple[float, float]:
    across, down = dots.per_pixel
    per_point = dots.width / screen.width
    return per_point, per_point * down / across


def _shown(card: Image.Image | None, shelf: Shelf, size: tuple[int, int], look: _Look) -> NDArray[np.uint8]:
    """Return a card's picture, (height, width, 3); a neutral one where there is none."""
    width, height = size
    out = Image.new("RGB", size, look.card)
    if card is None:
        levels = np.asarray(out).copy()
        levels[height // 4 : height - height // 6, width // 4 : width - width // 4] = look.faint
        return levels
    # the card's shape on the screen, and the dots need not be square
    stretch = (width / shelf.aspect) / height
    scales = (width / card.width, height * stretch / card.height)
    scale = (min if shelf.fit == "contain" else max)(scales)
    shown = (max(1, round(card.width * scale)), max(1, round(card.height * scale / stretch)))
    small = card.resize(shown, Image.Resampling.LANCZOS, reducing_gap=3.0)
    at = ((width - shown[0]) // 2, (height - shown[1]) // 2)
    out.paste(small, at, small if small.mode == "RGBA" else None)
    return np.asarray(out)


def _place(page: NDArray[np.uint8], picture: NDArray[np.uint8], left: int, top: int) -> None:
    height = min(picture.shape[0], page.shape[0] - top)
    width = min(picture.shape[1], page.shape[1] - left)
    if height > 0 and width > 0:
        page[top : top + height, left : left + width] = picture[:height, :width]
