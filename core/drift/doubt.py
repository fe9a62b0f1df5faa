"""What speaks against a mask that nobody has looked at, and what in it is ground after all.

A mask that holds some of the ground makes an honest pair look changed, and strongly so: its ground was
replaced. Places that changed loudly and have the colours of the source's ground are taken out of it. What is
left of the doubt shows at the mask's rim, where the pictures differ while they agree further in, in an
outline without an edge, and in proposals that depend on where they were begun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.compared import dilated, eroded
from core.drift.contour import DISTANCES, profiles
from core.drift.frame import warped_mask
from core.drift.measures.measured import high

if TYPE_CHECKING:
    from core.drift.arrays import Map, Mask
    from core.drift.compared import Compared
    from core.drift.propose import Proposal
    from core.drift.register import Fit

_LOUD: Final = 4.0
"""Excess from which a place may be ground that was replaced."""
_BIN: Final = np.array([16, 8, 8], np.uint8)
"""Width of a colour's bin in 8-bit L*, a*, b*."""
_FEW: Final = 30
"""Pixels below which nothing is told."""
_STEP: Final = 6.0
"""Lab units across an outline below which the source shows no edge there."""


def ground_inside(pair: Compared) -> Mask | None:
    """Return what changed loudly in the core and has the colours of the source's ground, frame pixels.

    A shadow, or a gap that both proposals filled, is ground that was replaced and tells nothing of the
    product. None where there is nothing of the kind.
    """
    core, outside = pair.core, ~dilated(pair.frame.mask, 4)
    loud = core & (_loudness(pair) > _LOUD)
    if loud.sum() < _FEW or outside.sum() < _FEW:
        return None
    bins = cv2.cvtColor(pair.frame.source, cv2.COLOR_RGB2Lab) // _BIN
    codes = bins.astype(np.int32) @ np.array([1, 16, 512], np.int32)
    product, ground = (
        np.bincount(codes[where], minlength=16 * 32 * 32) / max(1, int(where.sum()))
        for where in (core & ~loud, outside)
    )
    like = cv2.blur((ground[codes] > product[codes]).astype(np.float32), (5, 5))
    count, labels = cv2.connectedComponents(loud.astype(np.uint8))
    likely = np.bincount(labels.ravel(), like.ravel(), count) / np.bincount(labels.ravel(), minlength=count)
    likely[0] = 0.0
    found = np.asarray((likely > 0.5)[labels], np.bool_)
    return dilated(found, max(2, round(0.015 * pair.frame.size))) & core if found.any() else None


def without(sure: Mask, pair: Compared, ground: Mask) -> Mask:
    """Return `sure`, at the source's size, without `ground`, which is at the frame's."""
    size = (sure.shape[1], sure.shape[0])
    return sure & ~warped_mask(ground, np.linalg.inv(pair.frame.from_source), size)


def doubts(pair: Compared, proposal: Proposal, fit: Fit, ground: Mask | None) -> dict[str, float]:
    """Return figures of a proposed mask, all of them larger the less it is to be believed.

    `rim`, `rim_part`, `loose`: how loud the core's rim is, how much of it, and the share of the core that
    hangs together with it. `edgeless`: share of the outline where the source has no edge. `apart`, `beyond`,
    `moved`: how far the proposals differ; `guessed`: whether the candidate has no plain ground. `few`: how
    few features agree on the registration. `rough`: how far the candidate's ground is from a plain one.
    `border`: share of the source's border in the mask. `ground`: share that `ground_inside` found.
    """
    core, size = pair.core, pair.frame.size
    loudness = _loudness(pair)
    rim = core & ~eroded(core, max(2, round(0.015 * size)))
    loose = _touching(core & (loudness > _LOUD), rim)
    return {
        **proposal.doubts,
        "rim": high(loudness, rim, 0.9),
        "rim_part": float((loudness[rim] > _LOUD).mean()) if rim.any() else 1.0,
        "loose": float(loose.sum() / core.sum()),
        "edgeless": _edgeless(pair),
        "few": 1 - fit.confidence,
        "border": _at_border(proposal.mask),
        "ground": 0.0 if ground is None else float(ground.sum() / (core.sum() + ground.sum())),
        "rough": min(pair.ground.rough, 20.0),
    }


def _loudness(pair: Compared) -> Map:
    return np.asarray(cv2.blur(np.minimum(pair.structure.excess, 20), (5, 5)), np.float32)


def _touching(parts: Mask, rim: Mask) -> Mask:
    count, labels = cv2.connectedComponents(parts.astype(np.uint8))
    touched = np.zeros(count, np.bool_)
    touched[np.unique(labels[rim])] = True
    touched[0] = False
    return np.asarray(touched[labels], np.bool_)


def _at_border(mask: Mask) -> float:
    return float(np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]]).mean())


def _edgeless(pair: Compared) -> float:
    across = profiles(pair.source, pair.mask, np.eye(3))
    if across.seen.sum() < 24:
        return 1.0
    lab = across.lab[across.seen]
    inside = lab[:, (DISTANCES >= -7) & (DISTANCES <= -3)].mean(1)
    outside = lab[:, (DISTANCES >= 3) & (DISTANCES <= 7)].mean(1)
    return float((np.linalg.norm(inside - outside, axis=-1) < _STEP).mean())
