"""Which source does a picture show, and which candidates are the same picture.

A sketch is made once a picture and is small; sketches are compared in milliseconds. Likeness of a candidate
to a source is carried by matched features, which say "the same thing" and not "similar colours"; colours
only rank what features say nothing about. Doubles are found by perceptual hash (DCT of a 32 px thumbnail,
C. Zauner, "Implementation and benchmarking of perceptual image hash functions", 2010) and confirmed on
thumbnails, because a picture and its defective twin have one hash too.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, Final, Generic, TypeVar

import cv2
import numpy as np

from core.drift.colour import to_lab
from core.drift.propose import plain_ground
from core.drift.register import Features, features, matched, similarity

if TYPE_CHECKING:
    from core.drift.arrays import Mask, Rgb, Values

Key = TypeVar("Key", bound=Hashable)

_SIDE: Final = 400
_MOST: Final = 400
_BEST: Final = 3
_LEAST: Final = 0.15
"""Likeness below which nothing is suggested."""
_CENTRE: Final = 0.2
"""Border that is left out of a picture's colours where no product can be told from the ground."""
_THUMB: Final = 48
_BITS: Final = 6
"""Of 63 in which the hashes of doubles may differ."""
_MEAN: Final = 2.0
"""Mean difference of doubles' thumbnails, Lab."""
_WORST: Final = 9.0
"""Largest difference between blocks of the thumbnails, Lab: more is another picture."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a picture is recognised by."""

    features: Features
    colours: Values
    """Histogram in Lab, sums to 1."""
    hash: int
    thumb: np.ndarray[tuple[int, ...], np.dtype[np.float32]]
    """Lab, 48 x 48."""


@dataclass(frozen=True, slots=True)
class Suggestion(Generic[Key]):
    """A source that a candidate may show."""

    key: Key
    likeness: float
    """0 to 1."""


def sketch(picture: Rgb, mask: Mask | None = None) -> Sketch:
    """Return the sketch of a picture; `mask` is its product where it is known."""
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    product = mask if mask is not None else plain_ground(picture)
    thumb = cv2.resize(picture, (_THUMB, _THUMB), interpolation=cv2.INTER_AREA)
    return Sketch(
        features(grey, side=_SIDE, most=_MOST, faint=0.01),
        _histogram(picture, product),
        _perceptual_hash(grey),
        to_lab(np.asarray(thumb, np.uint8)),
    )


def likeness(candidate: Sketch, source: Sketch) -> float:
    """Return how likely `candidate` shows what `source` shows, 0 to 1."""
    fit = similarity(*matched(source.features, candidate.features), pixel=candidate.features.pixel, least=5)
    same = 0.0 if fit is None else 1 - exp(-(fit.inliers - 3) / 8)
    colours = float(np.minimum(candidate.colours, source.colours).sum())
    return same + (1 - same) * 0.4 * colours**2


def suggestions(candidate: Sketch, sources: Mapping[Key, Sketch]) -> tuple[Suggestion[Key], ...]:
    """Return the best three sources for a candidate, the likeliest first; none that is not at all alike."""
    all_ = [Suggestion(key, round(likeness(candidate, one), 3)) for key, one in sources.items()]
    ranked = sorted(all_, key=lambda suggestion: -suggestion.likeness)
    return tuple(one for one in ranked[:_BEST] if one.likeness >= _LEAST)


def doubles(candidates: Mapping[Key, Sketch]) -> tuple[tuple[Key, ...], ...]:
    """Return groups of candidates that are one picture, saved anew or resized; each in the given order."""
    groups: list[list[Key]] = []
    for key, one in candidates.items():
        for group in groups:
            if _same(one, candidates[group[0]]):
                group.append(key)
                break
        else:
            groups.append([key])
    return tuple(tuple(group) for group in groups if len(group) > 1)


def _same(first: Sketch, second: Sketch) -> bool:
    if (first.hash ^ second.hash).bit_count() > _BITS:
        return False
    apart = np.linalg.norm(first.thumb - second.thumb, axis=-1)
    return bool(apart.mean() <= _MEAN and cv2.blur(apart, (3, 3)).max() <= _WORST)


def _perceptual_hash(grey: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> int:
    small = cv2.resize(grey, (32, 32), interpolation=cv2.INTER_AREA).astype(np.float32)
    low = cv2.dct(small)[:8, :8].reshape(-1)[1:]
    bits = low > np.median(low)
    return int("".join("1" if bit else "0" for bit in bits), 2)


def _histogram(picture: Rgb, product: Mask | None) -> Values:
    small = np.asarray(cv2.resize(picture, (96, 96), interpolation=cv2.INTER_AREA), np.uint8)
    if product is None:
        inside = np.zeros((96, 96), np.bool_)
        edge = round(96 * _CENTRE)
        inside[edge:-edge, edge:-edge] = True
    else:
        inside = cv2.resize(product.astype(np.uint8), (96, 96), interpolation=cv2.INTER_NEAREST) > 0
    lab = to_lab(small)[inside]
    if not len(lab):
        return np.full(6 * 8 * 8, 1 / 384, np.float64)
    edges = (np.linspace(0, 100, 7), np.linspace(-100, 100, 9), np.linspace(-100, 100, 9))
    counts, _ = np.histogramdd(lab, bins=edges)
    return np.asarray(counts.reshape(-1) / max(1.0, counts.sum()), np.float64)
