"""What several measures need of a registered pair, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.align import Motion, motion_of, realigned
from core.drift.colour import to_lab
from core.drift.frame import Frame, laid_over, warped_mask
from core.drift.ground import Ground, ground_of
from core.drift.light import gains
from core.drift.register import Fit, second_place
from core.drift.structure import Structure, coarse, structure_of

if TYPE_CHECKING:
    from core.drift.arrays import Cv, Map, Mask, Rgb, Transform

_STEPS: Final = 3
"""Of the residual to one weighted Lab unit; it ends at 85 of them."""
_WEIGHTS: Final = _STEPS * np.array([0.5, 0.7, 0.7], np.float32)
"""Of half L*, a*, b* in the residual: codecs keep chroma worse than lightness."""
_TO_BYTES: Final = np.array([[2, 0, 0, 0.5], [0, 1, 0, 128.5], [0, 0, 1, 128.5]], np.float32)
_TOLERANCE: Final = 2
"""Frame pixels a detail may lie off without being counted."""
_SAMPLES: Final = 20_000
"""Pixels that tell the gain."""
_CORE: Final = 0.012
"""Erosion of the trusted mask to the core, as a part of the product's size."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The pair in its frame, with everything that is common taken out."""

    source: Rgb
    """The whole source picture."""
    candidate: Rgb
    """The whole candidate."""
    mask: Mask
    """The source's product."""
    matrix: Transform
    """Source to candidate, refined."""
    placed: Mask
    """The product in the whole candidate."""
    frame: Frame
    motion: Motion
    core: Mask
    """Frame pixels safely inside the product and inside the candidate's picture."""
    coarse: Mask
    """The core at the size of `structure.windowed` maps."""
    lab_source: Map
    """Lab of the source in the frame, with the legitimate gain applied."""
    lab_candidate: Map
    gain: Cv
    """Whole gain of each channel."""
    bounded: Cv
    """The part of it that was applied."""
    residual: Map
    """Weighted Lab difference at each frame pixel, the least within the tolerance."""
    structure: Structure
    ground: Ground
    """The candidate's background."""
    ground_lab: Map
    """Lab of the ground's model at each frame pixel."""
    again: Fit | None
    """Where the product, or a part, is in the candidate once more."""
    white: bool
    """Whether a white background was asked for."""
    trusted: bool
    """Whether somebody vouches for the mask, so that its contour may be relied upon."""


def compared(
    source: Rgb, candidate: Rgb, mask: Mask, fit: Fit, *, white: bool, sure: Mask | None = None
) -> Compared | None:
    """Return the pair ready for measuring; None where too little of the product is inside the candidate.

    `sure` is the part of a mask nobody vouches for that is product whichever proposal is right; None for a
    mask that somebody vouches for. What lies inside the product is compared in that part only, whereas
    `mask` tells how far the product reaches: beyond the candidate's frame only one proposal sees it.
    """
    frame = laid_over(source, candidate, mask, fit.matrix)
    radius = max(2, round(_CORE * frame.size * (1 if sure is None else 2)))
    size = (frame.mask.shape[1], frame.mask.shape[0])
    inside = frame.mask if sure is None else warped_mask(sure, frame.from_source, size)
    core = eroded(inside & frame.seen, radius)
    if core.sum() < 200:
        return None
    motion = motion_of(frame, core)
    refined = np.linalg.inv(frame.from_candidate) @ motion.common @ frame.from_source
    back = np.linalg.inv(motion.common) @ frame.from_candidate
    aligned = Frame(
        frame.source,
        realigned(frame, candidate, motion.common),
        frame.mask,
        frame.seen,
        frame.from_source,
        back,
    )
    smooth = [cv2.GaussianBlur(p, (5, 5), 1.2) for p in (aligned.source, aligned.candidate)]
    at = np.flatnonzero(core)
    at = at[:: max(1, len(at) // _SAMPLES)]
    gain, bounded = gains(*(p.reshape(-1, 3)[at].T.astype(np.float32, order="C") for p in smooth))
    lab_source, lab_candidate = to_lab(aligned.source * bounded), to_lab(aligned.candidate)
    residual = _residual(lab_source, lab_candidate)
    ground = ground_of(candidate, mask, refined)
    up = np.diag([1 / ground.scale, 1 / ground.scale, 1.0])
    ground_lab = cv2.warpAffine(ground.model, (back @ up)[:2], size, borderMode=cv2.BORDER_REPLICATE)
    return Compared(
        source=source,
        candidate=candidate,
        mask=mask,
        matrix=refined,
        placed=warped_mask(mask if sure is None else sure, refined, (candidate.shape[1], candidate.shape[0])),
        frame=aligned,
        motion=motion,
        core=core,
        coarse=coarse(core),
        lab_source=lab_source,
        lab_candidate=lab_candidate,
        gain=gain,
        bounded=bounded,
        residual=residual,
        structure=structure_of(lab_source, lab_candidate, residual, core),
        ground=ground,
        ground_lab=np.asarray(ground_lab, np.float32),
        again=second_place(fit, dilated(mask, 3)),
        white=white,
        trusted=sure is None,
    )


def eroded(mask: Mask, radius: int) -> Mask:
    """Return `mask` without its outermost `radius` pixels; the picture's edge does not erode it."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    return np.asarray(cv2.erode(mask.astype(np.uint8), kernel) > 0, np.bool_)


def dilated(mask: Mask, radius: int) -> Mask:
    """Return `mask` grown by `radius` pixels."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    return np.asarray(cv2.dilate(mask.astype(np.uint8), kernel) > 0, np.bool_)


def _residual(first: Map, second: Map) -> Map:
    a, b = (cv2.GaussianBlur(_eight_bit(lab), (0, 0), 1.5) for lab in (first, second))
    height, width = a.shape[:2]
    t = _TOLERANCE
    padded = cv2.copyMakeBorder(b, t, t, t, t, cv2.BORDER_REPLICATE)
    best: Cv = None
    for dy in (0, t, 2 * t):
        for dx in (0, t, 2 * t):
            apart = cv2.absdiff(a, padded[dy : dy + height, dx : dx + width])
            here = cv2.transform(apart, _WEIGHTS[None])
            best = here if best is None else cv2.min(best, here)
    return np.asarray(best, np.float32) / np.float32(_STEPS)


def _eight_bit(lab: Cv) -> Cv:
    """Return Lab as bytes, L* in steps of 0.5, a* and b* of 1: sixteen times as fast to compare as floats."""
    scaled = cv2.transform(lab, _TO_BYTES)
    return np.clip(scaled, 0, 255, out=scaled).astype(np.uint8)
