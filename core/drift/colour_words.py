"""The colour a listing says against the colours that were measured: a hint, never more.

A photo's light moves colours, and sellers call many shades by one word; so a hint is given only where no
word of the listing fits any of the main colours, nor one that is sold under the same word.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Final

import cv2
import msgspec
import numpy as np

from core.drift.colour import ciede2000, to_lab

if TYPE_CHECKING:
    from core.drift.arrays import Mask, Rgb

_MAIN: Final = 0.15
"""Share of the product from which a colour is a main one."""
_SIDE: Final = 160
_WORD: Final = re.compile(r"[^\W\d_]+")


class _Colour(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    lab: list[tuple[float, float, float]]
    like: list[str]
    en: list[str]
    ru: list[str]
    kk: list[str]


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    schema: int
    colour: list[_Colour]


@dataclass(frozen=True, slots=True)
class MainColour:
    """One of the colours a product mostly has."""

    id: str
    """`black`, `blue`, ...: `drift-colour-<id>` in the catalogue."""
    share: float
    """Of the product, 0 to 1."""


def main_colours(picture: Rgb, mask: Mask) -> tuple[MainColour, ...]:
    """Return the colours that cover at least `_MAIN` of the product, the largest first."""
    height, width = picture.shape[:2]
    scale = min(1.0, _SIDE / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    inside = cv2.resize(mask.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    if not inside.any():
        return ()
    lab = to_lab(small)[inside]
    shades = [(colour.id, shade) for colour in _words().colour for shade in colour.lab]
    apart = np.stack(
        [ciede2000(lab, np.broadcast_to(np.array(shade, np.float32), lab.shape)) for _, shade in shades]
    )
    nearest = apart.argmin(0)
    shares: dict[str, float] = {}
    for at, (name, _) in enumerate(shades):
        shares[name] = shares.get(name, 0.0) + float((nearest == at).mean())
    ranked = sorted(shares.items(), key=lambda item: -item[1])
    return tuple(MainColour(name, round(share, 3)) for name, share in ranked if share >= _MAIN)


def colours_in(text: str) -> frozenset[str]:
    """Return the ids of the colours that a listing's text names, in English, Russian or Kazakh."""
    lowered = text.casefold()
    words = _WORD.findall(lowered)
    found = set()
    for colour in _words().colour:
        for begins in (*colour.en, *colour.ru, *colour.kk):
            if " " in begins:
                hit = begins in lowered
            else:
                # Short beginnings ("бел", "ақ") must be most of the word, or they are found in others.
                hit = any(word.startswith(begins) and len(word) <= len(begins) + 5 for word in words)
            if hit:
                found.add(colour.id)
    return frozenset(found)


def contradicts(text: str, measured: tuple[MainColour, ...]) -> bool:
    """Tell whether the colours a listing names fit none of the main ones; False where it names none."""
    named = colours_in(text)
    if not named or not measured:
        return False
    like = {colour.id: set(colour.like) for colour in _words().colour}
    allowed = named.union(*(like[name] for name in named))
    return not any(colour.id in allowed for colour in measured)


@lru_cache(maxsize=1)
def _words() -> _Words:
    text = resources.files("core.drift").joinpath("colour_words.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), _Words)
