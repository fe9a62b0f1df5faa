"""Text: what a reading program reads in the source's product and no longer at its place in the candidate.

Only where one is installed and asked for (`drift.ocr`). Words that are surely read on the whole product are
cut out of both pictures at one size and read again, the source's once more after a little blur: a word that
reads otherwise then was not read for sure. Nothing of it counts towards a score; a person sees both texts.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.frame import product_box, warped
from core.drift.measures.measured import Measured, Spot, corners
from core.drift.ocr import Engine, Word, engine, read
from core.drift.quantile import median, quantile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.drift.arrays import Cv, Grey, Rgb, Transform
    from core.drift.compared import Compared
    from core.drift.result import Box, Kind

KIND: Final[Kind] = "label"

_SIDE: Final = 1600
"""Long side of the product when it is read, pixels: letters need some twenty of them."""
_ENLARGED: Final = 3.0
_SURE: Final = 70.0
"""Confidence from which a word of the source was read for sure."""
_LETTERS: Final = 3
"""Fewer are a smudge as often as a word."""
_ALIKE: Final = 0.8
"""Likeness of two words below which the text is another."""
_WORDS: Final = 24
"""Of a product, that are compared."""
_MOST: Final = 3
"""Of those, that are told."""
_ROW: Final = 56
"""Height of a cut-out word with its margins, pixels."""
_GAP: Final = 40
_LONG: Final = 900
_BLUR: Final = 0.8
_SHOWN: Final = 24
"""Letters of a word that are quoted."""


def measure(pair: Compared) -> Measured:
    """Return how many words the source surely has and which share of their letters is lost, and the worst.

    No figures where nothing is installed or the source has no text.
    """
    reader = engine()
    if reader is None:
        return Measured({})
    words = _words(pair, reader)
    if not words:
        return Measured({})
    sheets = (_sheet(pair.source, words, np.eye(3)), _sheet(pair.candidate, words, pair.matrix))
    before, after = (_rows(reader, sheet, len(words)) for sheet in sheets)
    again = _rows(reader, cv2.GaussianBlur(sheets[0], (0, 0), _BLUR), len(words))
    judged = [
        (_alike(first, third), first, third, word)
        for first, second, third, word in zip(before, again, after, words, strict=True)
        if sum(map(str.isalnum, first)) >= _LETTERS and _alike(first, second) == 1
    ]
    if not judged:
        return Measured({})
    letters = sum(len(first) for _, first, _, _ in judged)
    lost = sum((1 - alike) * len(first) for alike, first, _, _ in judged)
    figures = {"text_words": float(len(judged)), "text_lost": lost / letters}
    worst = sorted((one for one in judged if one[0] < _ALIKE), key=lambda one: one[0])[:_MOST]
    return Measured(figures, notes=tuple(_note(*one, pair.matrix) for one in worst))


def _words(pair: Compared, reader: Engine) -> tuple[Box, ...]:
    """Return the places of words on the product that both pictures show, in the source's pixels."""
    box = product_box(pair.mask)
    to_page = _to_page(box)
    size = round(box[2] * to_page[0, 0]), round(box[3] * to_page[0, 0])
    page = cv2.cvtColor(warped(pair.source, to_page, size, enlarge=cv2.INTER_CUBIC), cv2.COLOR_RGB2GRAY)
    found = [word for word in read(reader, _png(page)) if _sure(word)]
    found.sort(key=lambda word: -word.confidence)
    places = [_placed(word.box, to_page) for word in found[:_WORDS]]
    return tuple(place for place in places if _within(pair, place))


def _placed(box: Box, to_page: Transform) -> Box:
    x, y, width, height = (value / to_page[0, 0] for value in box)
    left, top = x - to_page[0, 2] / to_page[0, 0], y - to_page[1, 2] / to_page[0, 0]
    return round(left), round(top), max(1, round(width)), max(1, round(height))


def _sheet(picture: Rgb, words: Sequence[Box], matrix: Transform) -> Grey:
    """Return the words (places in the source, which `matrix` leads from) of a picture below each other."""
    sheet = np.full((len(words) * (_ROW + _GAP) + _GAP, _LONG + 2 * _GAP), 255, np.uint8)
    for number, (x, y, width, height) in enumerate(words):
        margin = 0.25 * height
        scale = min(_ROW / (height + 2 * margin), _LONG / (width + 2 * margin))
        lift = np.array([[scale, 0, -scale * (x - margin)], [0, scale, -scale * (y - margin)], [0, 0, 1]])
        size = round((width + 2 * margin) * scale), round((height + 2 * margin) * scale)
        cut = warped(picture, lift @ np.linalg.inv(matrix), size, enlarge=cv2.INTER_CUBIC)
        top = _GAP + number * (_ROW + _GAP)
        sheet[top : top + size[1], _GAP : _GAP + size[0]] = _inked(cv2.cvtColor(cut, cv2.COLOR_RGB2GRAY))
    return sheet


def _inked(cut: Cv) -> Cv:
    """Return a word as black on white, whatever its colours are: what lies around it is white as well."""
    ground, dark, light = median(cut), quantile(cut, 0.02), quantile(cut, 0.98)
    ink = dark if ground - dark > light - ground else light
    if abs(ground - ink) < 1:
        return np.full_like(cut, 255)
    return np.clip(255 * (cut - np.float32(ink)) / np.float32(ground - ink), 0, 255).astype(np.uint8)


def _rows(reader: Engine, sheet: Cv, count: int) -> list[str]:
    """Return what is read in each row of a sheet."""
    texts = [""] * count
    for word in read(reader, _png(sheet)):
        row = (word.box[1] + word.box[3] // 2 - _GAP // 2) // (_ROW + _GAP)
        if 0 <= row < count:
            texts[row] = f"{texts[row]} {word.text}".strip()
    return texts


def _to_page(box: Box) -> Transform:
    scale = min(_ENLARGED, _SIDE / max(box[2], box[3]))
    return np.array([[scale, 0, -scale * box[0]], [0, scale, -scale * box[1]], [0, 0, 1]], np.float64)


def _png(page: Cv) -> bytes:
    return bytes(cv2.imencode(".png", page, [cv2.IMWRITE_PNG_COMPRESSION, 1])[1])


def _sure(word: Word) -> bool:
    return word.confidence >= _SURE and sum(map(str.isalnum, word.text)) >= _LETTERS


def _within(pair: Compared, word: Box) -> bool:
    """Tell whether a word of the source stands on the product and where the candidate shows it."""
    x, y, width, height = word
    middle = np.array([x + width / 2, y + height / 2, 1.0])
    for matrix, product in ((np.eye(3), pair.mask), (pair.matrix, pair.placed)):
        column, row, _ = (matrix @ middle).astype(int)
        if not (0 <= row < product.shape[0] and 0 <= column < product.shape[1] and product[row, column]):
            return False
    return True


def _alike(first: str, second: str) -> float:
    """Return how alike two texts are, 0 to 1, but for case, spaces and punctuation."""
    a, b = ("".join(filter(str.isalnum, text)).casefold() for text in (first, second))
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _note(alike: float, before: str, after: str, word: Box, to_candidate: Transform) -> Spot:
    args = {"before": before[:_SHOWN], "after": after[:_SHOWN]}
    return Spot(
        corners(word, to_candidate), 100 * (1 - alike), "%", "text-changed" if after else "text-lost", args
    )
