"""Masks of the product where no person has looked: two proposals, and how far they agree.

The candidate's ground is easy to tell (white, plain, softly lit); its product carried back through the
registration is the first proposal. The second is the source's own segmentation: from its border where that
is plain, else graph cuts (C. Rother et al., "GrabCut", SIGGRAPH 2004) that start from a much wider and a
much narrower area than the first proposal, so that agreement is not borrowed. How far they differ goes into
`doubts`; what it means was fitted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.colour import to_lab
from core.drift.compared import dilated, eroded
from core.drift.frame import shrunk, warped, warped_mask
from core.drift.ground import fitted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.drift.arrays import Cv, Mask, Rgb, Transform

_SIDE: Final = 320
_CUT_SIDE: Final = 300
_FLAT: Final = 2.5
"""Median distance of a picture's border to its model, Lab, below which it is plain."""
_SHARE: Final = (0.01, 0.95)
"""Of the picture: less or more than this is no product."""
_BIN: Final = np.array([32, 8, 8], np.uint8)
"""Width of a colour's bin in 8-bit L*, a*, b*."""
_COMMON: Final = 100
"""One part in as many of the product makes a colour the product's."""
_LIKELY: Final = 0.3
"""Share of a neighbourhood in the product's colours from which it is looked at."""
_LITTLE: Final = 0.7
_ROUNDS: Final = 2
REACHES: Final = (0.09, 0.18)
"""How far around and within the first proposal graph cuts may move the outline, of the product's size."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mask nobody has confirmed."""

    mask: Mask
    """The likeliest, at the source's size: what to show a person."""
    sure: Mask
    """What all proposals call product: what may be compared where no person has looked."""
    agreement: float
    """IoU of the two ways it was found, 0 to 1."""
    doubts: Mapping[str, float] = field(default_factory=dict)
    """How far the proposals differ; the more the less they are to be believed."""


def plain_ground(picture: Rgb) -> Mask | None:
    """Return the product on a plain ground, at the picture's size; None where the ground is not plain."""
    height, width = picture.shape[:2]
    scale = min(1.0, 2 * _SIDE / max(height, width))
    lab = to_lab(np.asarray(shrunk(picture, scale), np.uint8))
    size = (lab.shape[1], lab.shape[0])
    border = np.ones(lab.shape[:2], np.bool_)
    edge = max(4, round(0.025 * min(size)))
    border[edge:-edge, edge:-edge] = False
    model, rough = fitted(lab, border)
    if rough > _FLAT:
        return None
    apart = lab - model
    light = np.ascontiguousarray(lab[..., 0])
    slope = np.hypot(cv2.Sobel(light, cv2.CV_32F, 1, 0), cv2.Sobel(light, cv2.CV_32F, 0, 1)) / 8
    near_edge = cv2.dilate(slope, np.ones((5, 5), np.uint8)) > 2.2
    chroma = np.hypot(apart[..., 1], apart[..., 2])
    away = np.abs(apart[..., 0])
    product = (chroma > 6) | (away > 30) | ((away > 3) & near_edge)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3))
    opened = cv2.morphologyEx(product.astype(np.uint8), cv2.MORPH_OPEN, kernel)
    whole = cv2.erode(_without_specks(_filled(opened)), kernel)
    if not _SHARE[0] < whole.mean() < _SHARE[1]:
        return None
    return _sized(whole, width, height)


def coloured_as(picture: Rgb, product: Mask, other: Rgb) -> Mask | None:
    """Return what in `other` has the colours of the product in `picture`; None where that tells little.

    Back-projection of the colours' histogram (M. Swain, D. Ballard, "Color indexing", IJCV 7, 1991), then
    graph cuts: a plain product has few features, which are lost among those of a busy ground.
    """
    bins = [
        cv2.cvtColor(shrunk(one, _SIDE / max(one.shape[:2])), cv2.COLOR_RGB2Lab) // _BIN
        for one in (picture, other)
    ]
    codes = [one.astype(np.int32) @ np.array([1, 32, 1024], np.int32) for one in bins]
    inside = cv2.resize(product.astype(np.uint8), codes[0].shape[::-1], interpolation=cv2.INTER_NEAREST) > 0
    counts = np.bincount(codes[0][inside], minlength=32**3).astype(np.float32)
    common = counts * _COMMON > max(1, int(inside.sum()))
    likely = cv2.GaussianBlur(common[codes[1]].astype(np.float32), (0, 0), 3.0)
    whole = _without_specks(_filled((likely > _LIKELY).astype(np.uint8), hole=0.05), least=0.3)
    if not _SHARE[0] < whole.mean() < _LITTLE:
        return None
    return _cut(other, _sized(whole, other.shape[1], other.shape[0]))


def proposed(
    source: Rgb, candidate: Rgb, matrix: Transform, theirs: Mask | None, *, reaches: Sequence[float] = REACHES
) -> Proposal | None:
    """Return the source's mask as the pair itself suggests it; None where there is no first proposal.

    `theirs` is the candidate's product, where a studio's cut-out or its plain ground tells it; `matrix`
    leads from source to candidate. With one of `reaches` a graph cut is spared, and nothing is told of
    how far the mask depends on where it was begun.
    """
    height, width = source.shape[:2]
    back = np.linalg.inv(matrix)
    first = (
        warped_mask(theirs, back, (width, height))
        if theirs is not None
        else _agreeing(source, candidate, back)
    )
    if first is None or not _SHARE[0] < first.mean() < _SHARE[1]:
        return None
    alone = plain_ground(source)
    cuts = [_cut(source, first, reach) for reach in reaches]
    others = [one for one in (alone, *cuts) if one is not None]
    if not others:
        return None
    second = max(others, key=lambda other: overlap(first, other))
    # Where both pictures show the same is product, and what they do not inside of that may be drift.
    limit = first if theirs is not None else _whole(first)
    alike = overlap(first, second)
    within = float((first & second).sum() / max(1, int(min(first.sum(), second.sum()))))
    doubts = {
        "apart": 1 - alike,
        "beyond": 1 - within,
        "moved": 1 - min(overlap(one, other) for one in others for other in others),
        "guessed": float(theirs is None),
    }
    return Proposal(second, limit & second, alike, doubts)


def overlap(first: Mask, second: Mask) -> float:
    """Return the intersection of two masks over their union, 0 to 1."""
    return float((first & second).sum() / max(1, int((first | second).sum())))


def _agreeing(source: Rgb, candidate: Rgb, back: Transform) -> Mask | None:
    """Return where both pictures show the same: on another ground that is the product."""
    height, width = source.shape[:2]
    scale = min(1.0, 1.25 * _SIDE / max(height, width))
    size = max(16, round(width * scale)), max(16, round(height * scale))
    first = cv2.resize(source, size, interpolation=cv2.INTER_AREA)
    second = warped(candidate, np.diag([scale, scale, 1.0]) @ back, size)
    seen = warped_mask(np.ones(candidate.shape[:2], np.bool_), np.diag([scale, scale, 1.0]) @ back, size)
    apart = cv2.absdiff(cv2.GaussianBlur(first, (0, 0), 1.5), cv2.GaussianBlur(second, (0, 0), 1.5)).max(2)
    alike = ((cv2.blur(apart, (5, 5)) < 16) & seen).astype(np.uint8)
    alike = cv2.morphologyEx(alike, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    alike = cv2.morphologyEx(alike, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    whole = _without_specks(_filled(alike))
    return _sized(whole, width, height) if whole.any() else None


def _cut(source: Rgb, first: Mask, part: float = REACHES[0]) -> Mask | None:
    """Return the source's product by graph cuts, from an area around and one within `first`."""
    height, width = source.shape[:2]
    scale = min(1.0, _CUT_SIDE / max(height, width))
    size = max(16, round(width * scale)), max(16, round(height * scale))
    small = np.asarray(cv2.resize(source, size, interpolation=cv2.INTER_AREA), np.uint8)
    seed = np.asarray(cv2.resize(first.astype(np.uint8), size, interpolation=cv2.INTER_AREA) > 0, np.bool_)
    reach = max(3, round(part * float(np.sqrt(seed.sum()))))
    outer, inner = dilated(seed, reach), eroded(seed, reach)
    if not inner.any() or outer.all():
        return None
    states = np.full(seed.shape, cv2.GC_BGD, np.uint8)
    states[outer] = cv2.GC_PR_BGD
    states[seed] = cv2.GC_PR_FGD
    states[inner] = cv2.GC_FGD
    cv2.setRNGSeed(0)
    try:
        cv2.grabCut(
            small, states, (0, 0, 1, 1), np.zeros((1, 65)), np.zeros((1, 65)), _ROUNDS, cv2.GC_INIT_WITH_MASK
        )
    except cv2.error:
        return None
    whole = _without_specks(_filled(((states & 1) == 1).astype(np.uint8)))
    return _sized(whole, width, height) if whole.any() else None


def _whole(mask: Mask) -> Mask:
    """Return `mask` with all its holes filled."""
    pieces, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    filled = np.zeros(mask.shape, np.uint8)
    cv2.drawContours(filled, pieces, -1, 1, cv2.FILLED)
    return np.asarray(filled > 0, np.bool_)


def _filled(mask: Cv, hole: float = 0.01) -> Cv:
    """Return a 0/1 mask with holes below `hole` of its area filled; a larger one is a handle."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(1 - mask)
    small = stats[:, 4] < hole * mask.sum()
    small[0] = False
    return np.where(small[labels] if count else False, 1, mask).astype(np.uint8)


def _without_specks(mask: Cv, least: float = 0.02) -> Cv:
    """Return a 0/1 mask without parts below `least` of its largest."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    if count < 2:
        return mask
    kept = stats[:, 4] >= least * stats[1:, 4].max()
    kept[0] = False
    return kept[labels].astype(np.uint8)


def _sized(mask: Cv, width: int, height: int) -> Mask:
    soft = cv2.resize(mask * np.uint8(255), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(soft > 127, np.bool_)
