"""A source's mask in a person's hands: proposed, grown, shrunk, a region added or taken away.

Masks are at the size of the picture they belong to. A region is found by graph cuts inside a box (C. Rother
et al., "GrabCut", SIGGRAPH 2004), or by likeness of colour around a seed; both look at the picture, so that
neither a box nor a seed has to be exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.compared import dilated, eroded
from core.drift.frame import box_of
from core.drift.pipeline import registered_without_mask
from core.drift.propose import REACHES, Proposal, plain_ground, proposed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.drift.arrays import Cv, Mask, Rgb
    from core.drift.load import Shot
    from core.drift.result import Box

_STEP: Final = 0.002
"""What growing and shrinking move the outline by, as a part of the picture's long edge."""
_CUT_SIDE: Final = 400
"""Long edge at which graph cuts run: a quarter of a second."""
_ROUNDS: Final = 3
_ALIKE: Final = (6, 6, 6)
"""How far a neighbour's channels may lie off to belong to a seed's region."""
_SPREAD: Final = (40, 40, 40)
"""How far any pixel of the region may lie off the seed's own colour."""
_MARGIN: Final = 0.06
"""Of the frame that is taken for background where nothing else is known."""


def guessed(source: Shot, candidates: Sequence[Shot]) -> Proposal | None:
    """Return the mask to show a person first; None where nothing can be told.

    The source's own cut-out, else the proposal that agrees best over the candidates, else what stands out
    from a plain border or from the frame.
    """
    if source.cutout is not None:
        return Proposal(source.cutout, source.cutout, 1.0)
    best: Proposal | None = None
    for candidate in candidates:
        theirs = candidate.cutout if candidate.cutout is not None else plain_ground(candidate.rgb)
        fit = registered_without_mask(source.rgb, candidate.rgb, theirs)
        # What is shown to a person needs no figures of doubt.
        found = proposed(source.rgb, candidate.rgb, fit.matrix, theirs, reaches=REACHES[:1]) if fit else None
        if found is not None and (best is None or found.agreement > best.agreement):
            best = found
    if best is not None:
        return best
    alone = plain_ground(source.rgb)
    if alone is None:
        height, width = source.rgb.shape[:2]
        x, y = round(_MARGIN * width), round(_MARGIN * height)
        alone = _cut(source.rgb, None, (x, y, width - 2 * x, height - 2 * y))
    return Proposal(alone, alone, 0.0) if alone is not None else None


def grown(mask: Mask, steps: int) -> Mask:
    """Return the mask with its outline moved outwards, or inwards for less than 0 steps."""
    radius = max(1, round(_STEP * max(mask.shape))) * abs(steps)
    return dilated(mask, radius) if steps > 0 else eroded(mask, radius)


def with_box(picture: Rgb, mask: Mask, box: Box, *, add: bool) -> Mask:
    """Return the mask with what a box (x, y, width, height) frames added to it, or taken away.

    Where graph cuts find nothing in the box, the whole box is meant.
    """
    region = np.zeros_like(mask)
    x, y, width, height = box
    region[y : y + height, x : x + width] = True
    if add:
        found = _cut(picture, mask & ~region, box)
        part = found & region if found is not None else region
        return mask | (part if part.any() else region)
    found = _cut(picture, ~mask & ~region, box)
    part = found & region if found is not None else region
    return mask & ~(part if (part & mask).any() else region)


def with_seed(picture: Rgb, mask: Mask, seed: tuple[int, int], *, add: bool) -> Mask:
    """Return the mask with the region around a seed (x, y) added to it, or taken away."""
    height, width = picture.shape[:2]
    around = np.zeros((height + 2, width + 2), np.uint8)
    flags = 4 | cv2.FLOODFILL_MASK_ONLY | (255 << 8)
    smooth = cv2.GaussianBlur(picture, (0, 0), 1.0)
    low, high = (
        np.asarray(smooth[seed[1], seed[0]], np.int16) + np.int16(sign * _SPREAD[0]) for sign in (-1, 1)
    )
    near = ((smooth >= low) & (smooth <= high)).all(2)
    around[1:-1, 1:-1][~near] = 1  # a wall: the region does not creep along a gradient
    cv2.floodFill(smooth, around, seed, 0, _ALIKE, _ALIKE, flags)
    region = np.asarray(around[1:-1, 1:-1] == 255, np.bool_)
    closed = cv2.morphologyEx(region.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8)) > 0
    return np.asarray(mask | closed if add else mask & ~closed, np.bool_)


def outline(mask: Mask, width: int) -> Mask:
    """Return the pixels of the mask's outline, `width` of them across, inside it."""
    return np.asarray(mask & ~eroded(mask, width), np.bool_)


def _cut(picture: Rgb, sure: Mask | None, box: Box) -> Mask | None:
    """Return what stands out inside a box by graph cuts, None for nothing; `sure` belongs to it already."""
    height, width = picture.shape[:2]
    scale = min(1.0, _CUT_SIDE / max(height, width))
    size = max(16, round(width * scale)), max(16, round(height * scale))
    small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    x, y, across, down = (round(edge * scale) for edge in box)
    states: Cv = np.full(small.shape[:2], cv2.GC_BGD, np.uint8)
    states[y : y + max(2, down), x : x + max(2, across)] = cv2.GC_PR_FGD
    if sure is not None and box_of(sure) is not None:
        known = cv2.resize(sure.astype(np.uint8), size, interpolation=cv2.INTER_AREA) > 0
        states[known] = cv2.GC_FGD
    if not (states == cv2.GC_BGD).any() or not (states == cv2.GC_PR_FGD).any():
        return None
    cv2.setRNGSeed(0)
    try:
        cv2.grabCut(
            small, states, (0, 0, 1, 1), np.zeros((1, 65)), np.zeros((1, 65)), _ROUNDS, cv2.GC_INIT_WITH_MASK
        )
    except cv2.error:
        return None
    found = ((states & 1) == 1).astype(np.uint8) * np.uint8(255)
    if not found.any():
        return None
    return np.asarray(cv2.resize(found, (width, height), interpolation=cv2.INTER_LINEAR) > 127, np.bool_)
