"""Ways to register a pair, cheapest first, and which of them to believe.

Matched features settle most pairs. Where they are few (a plain bag, a teapot, a white shoe) voting without
the ratio test, the silhouette and a masked correlation are tried as well, and the transform under which the
product looks most alike is taken; under `_BELIEVED` none is, because a wrong one would make up drift
everywhere.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.compared import dilated
from core.drift.frame import product_box
from core.drift.propose import plain_ground
from core.drift.register import Features, Fit, features, matched, similarity, voted
from core.drift.silhouette import by_silhouette
from core.drift.verify import agreement, ecc_refined

if TYPE_CHECKING:
    from core.drift.arrays import Grey, Mask, Rgb, Transform

_PRODUCT: Final = 380
_CANDIDATE: Final = 460
_WHOLE: Final = 720
"""Long side at which a source is searched whose product may be a small part of it."""
_MOST: Final = 1000
_ENOUGH: Final = 24
"""Inliers from which nothing else is tried."""
_BELIEVED: Final = 0.45
"""`verify.agreement` below which a transform found by few features is not believed."""


def registered(source: Rgb, candidate: Rgb, mask: Mask, *, side: int = _CANDIDATE) -> Fit | None:
    """Return how the product of `source` lies in `candidate`, searched at `side` pixels; None if unknown."""
    grey = np.asarray(cv2.cvtColor(candidate, cv2.COLOR_RGB2GRAY), np.uint8)
    first = product_features(source, mask, side=_PRODUCT, most=_MOST, faint=0.015)
    second = features(grey, side=side, most=round(3 * side), faint=0.015)
    best = similarity(*matched(first, second), pixel=second.pixel)
    if best is not None and best.inliers >= _ENOUGH:
        return replace(best, features=(first, second))
    tried = [] if best is None else [best]
    tried += _harder(source, grey, mask, side)
    theirs = plain_ground(candidate)
    if theirs is not None:
        matrix = by_silhouette(mask, theirs)
        if matrix is not None:
            tried.append(_fit(matrix, "silhouette"))
    judged: list[tuple[float, Fit]] = []
    for fit in tried:
        matrices = (fit.matrix, ecc_refined(source, candidate, mask, fit.matrix))
        judged += [
            (agreement(source, candidate, mask, matrix), replace(fit, matrix=matrix)) for matrix in matrices
        ]
    believed = [pair for pair in judged if pair[0] >= _BELIEVED]
    if not believed:
        return None
    value, fit = max(believed, key=lambda pair: pair[0])
    return replace(fit, sure=min(1.0, max(fit.confidence, value)), features=(first, second))


def _harder(source: Rgb, grey: Grey, mask: Mask, side: int) -> list[Fit]:
    """Return fits from fainter features, with and without the ratio test."""
    first = product_features(source, mask, side=round(1.6 * _PRODUCT), most=2000, faint=0.005)
    second = features(grey, side=round(1.5 * side), most=round(5 * side), faint=0.005)
    box = product_box(mask)
    x, y, width, height = box
    centre = np.array([[x + width / 2, y + height / 2]])
    found = (
        similarity(*matched(first, second), pixel=second.pixel),
        similarity(*voted(first, second, centre, max(width, height)), pixel=second.pixel, least=5),
    )
    return [fit for fit in found if fit is not None]


def _fit(matrix: Transform, how: str) -> Fit:
    return Fit(matrix, 0, 0, 0.0, np.zeros((0, 2)), np.zeros((0, 2)), how)


def product_features(source: Rgb, mask: Mask, *, side: int, most: int, faint: float) -> Features:
    """Return features of the source's product, found on a crop of it, in the source's pixels."""
    box = product_box(mask)
    x, y, width, height = box
    margin = max(8, round(0.08 * max(width, height)))
    top, left = max(0, y - margin), max(0, x - margin)
    crop = np.s_[top : y + height + margin, left : x + width + margin]
    grey = np.asarray(cv2.cvtColor(np.ascontiguousarray(source[crop]), cv2.COLOR_RGB2GRAY), np.uint8)
    near = dilated(np.ascontiguousarray(mask[crop]), max(3, round(0.015 * max(width, height))))
    found = features(grey, side=side, most=most, mask=near, faint=faint)
    return replace(found, points=found.points + np.array([left, top], np.float64))


def registered_without_mask(source: Rgb, candidate: Rgb, theirs: Mask | None) -> Fit | None:
    """Return the transform for a source whose product is not known; None where there is none.

    `theirs` is the candidate's product where its ground is plain: then the product is looked for in the
    source, with everything `registered` tries. Else the transform is taken that most features of both
    pictures agree on.
    """
    if theirs is not None:
        fit = registered(candidate, source, theirs, side=_WHOLE)
        if fit is not None:
            residual = fit.residual / max(1e-6, float(np.hypot(fit.matrix[0, 0], fit.matrix[1, 0])))
            both = (fit.features[1], fit.features[0]) if fit.features is not None else None
            return replace(
                fit,
                matrix=np.linalg.inv(fit.matrix),
                residual=residual,
                source=fit.candidate,
                candidate=fit.source,
                features=both,
            )
    best: Fit | None = None
    for more in (1.0, 1.5):
        first, second = (
            features(
                np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8),
                side=round(side * more),
                most=round(most * more),
                faint=0.015 / more**2,
            )
            for picture, side, most in ((source, _WHOLE, 2200), (candidate, _CANDIDATE, 1400))
        )
        fit = similarity(*matched(first, second), pixel=second.pixel)
        if fit is not None and (best is None or fit.inliers > best.inliers):
            best = replace(fit, features=(first, second))
        if best is not None and best.inliers >= _ENOUGH:
            break
    return best
