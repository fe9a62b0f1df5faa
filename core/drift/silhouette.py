"""Registering a product without texture by its outline alone.

Moments give centre and size, then points of both outlines pull each other together (iterative closest
point: P. Besl, N. McKay, PAMI 14, 1992; trimmed: D. Chetverikov et al., IVC 23, 2005), so that a missing or
added part does not drag the rest. Only nearly upright products are tried: a studio turns a picture by a few
degrees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.register import applied

if TYPE_CHECKING:
    from core.drift.arrays import Mask, Points, Transform

_POINTS: Final = 400
_KEPT: Final = 0.75
_ROUNDS: Final = 25
_LEAST_IOU: Final = 0.8


def by_silhouette(source: Mask, candidate: Mask) -> Transform | None:
    """Return the similarity that lays `source` over `candidate`; None where they are too unlike."""
    ours, theirs = _outline(source), _outline(candidate)
    if len(ours) < 20 or len(theirs) < 20 or not source.any() or not candidate.any():
        return None
    scale = float(np.sqrt(candidate.sum() / source.sum()))
    centres = [
        np.array([columns.mean(), rows.mean()]) for rows, columns in map(np.nonzero, (source, candidate))
    ]
    matrix: Transform = np.eye(3)
    matrix[:2, :2] *= scale
    matrix[:2, 2] = centres[1] - scale * centres[0]
    for _ in range(_ROUNDS):
        moved = applied(matrix, ours)
        # |a - b|^2 less the |a|^2 that does not decide which b is nearest: one matrix multiplication.
        nearest = ((theirs**2).sum(1) - 2 * moved @ theirs.T).argmin(1)
        distance = np.linalg.norm(moved - theirs[nearest], axis=1)
        kept = distance <= np.quantile(distance, _KEPT)
        step = _between(ours[kept], theirs[nearest[kept]])
        if np.abs(step - matrix).max() < 1e-5:
            break
        matrix = step
    height, width = candidate.shape
    laid = cv2.warpAffine(source.astype(np.uint8), matrix[:2], (width, height)) > 0
    iou = float((laid & candidate).sum() / max(1, int((laid | candidate).sum())))
    turn = float(np.degrees(np.arctan2(matrix[1, 0], matrix[0, 0])))
    return matrix if iou >= _LEAST_IOU and abs(turn) < 12 else None


def _outline(mask: Mask) -> Points:
    pieces, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not pieces:
        return np.zeros((0, 2))
    along = np.concatenate([piece[:, 0] for piece in pieces if len(piece) > 12] or [pieces[0][:, 0]])
    step = np.linspace(0, len(along) - 1, min(_POINTS, len(along))).round().astype(int)
    return np.asarray(along[step], np.float64)


def _between(first: Points, second: Points) -> Transform:
    """Return the least-squares similarity from paired points (S. Umeyama, PAMI 13, 1991)."""
    c1, c2 = first.mean(0), second.mean(0)
    a, b = first - c1, second - c2
    norm = max(1e-9, float((a * a).sum()))
    cos, sin = float((a * b).sum()) / norm, float((a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]).sum()) / norm
    linear = np.array([[cos, -sin], [sin, cos]])
    return np.vstack([np.c_[linear, c2 - linear @ c1], [0, 0, 1]])
