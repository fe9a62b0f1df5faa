"""Ways to register a pair, cheapest first, and which of them to believe.

A quick look at matched features settles most pairs. Where they are few (a plain bag, a teapot, a white shoe)
fainter ones, votes without the ratio test and at last the silhouette are tried, and the transform under which
the product looks most alike is taken; under `_BELIEVED` none is, because a wrong one would make up drift
everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.compared import dilated
from core.drift.frame import product_box
from core.drift.propose import coloured_as, plain_ground
from core.drift.register import Features, Fit, features, matched, similarity, voted
from core.drift.silhouette import by_silhouette
from core.drift.verify import agreement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.drift.arrays import Mask, Rgb, Transform

_WHOLE: Final = 720
"""Long side at which a source is searched whose product may be a small part of it."""
_CANDIDATE: Final = 460
"""Long side at which a candidate is searched."""
_ENOUGH: Final = 30
"""Inliers of the quick search from which nothing else is tried."""
_MANY: Final = 20
"""Likewise where both look alike under it."""
_BELIEVED: Final = 0.45
"""`verify.agreement` below which a transform found by few features is not believed."""
_SURE: Final = 0.8
"""`verify.agreement` from which nothing slower is tried."""


@dataclass(frozen=True, slots=True)
class _Search:
    """How closely to look for features."""

    product: int
    """Long side at which the product is searched, pixels."""
    other: float
    """That of the picture it is looked for in, against what it is searched at as a rule."""
    faint: float
    """Least contrast of a feature."""


_QUICK: Final = _Search(260, 0.74, 0.015)
_CLOSE: Final = _Search(380, 1.0, 0.005)
_CLOSEST: Final = _Search(608, 1.5, 0.005)


class Sought:
    """A picture's product, which is looked for in others. What was found in it is kept for the next."""

    def __init__(self, picture: Rgb, mask: Mask) -> None:
        self.picture = picture
        self.mask = mask
        self._features: dict[_Search, Features] = {}

    def features(self, search: _Search) -> Features:
        """Return its features, in the picture's pixels."""
        known = self._features.get(search)
        if known is None:
            known = self._features[search] = _product_features(self.picture, self.mask, search)
        return known


@dataclass(frozen=True, slots=True)
class _Task:
    """What is looked for, and where."""

    sought: Sought
    candidate: Rgb
    side: int
    """Long side at which the candidate is searched as a rule, pixels."""


def registered(sought: Sought, candidate: Rgb) -> Fit | None:
    """Return how a source's product lies in `candidate`; None if unknown."""
    return _found(_Task(sought, candidate, _CANDIDATE))


def _found(task: _Task) -> Fit | None:
    quick = _by_features(task, _looked(task, _QUICK))
    if quick and quick[0].inliers >= _ENOUGH:
        return quick[0]
    sought = task.sought
    judged: list[tuple[float, Fit]] = []
    for fits in _slower(task, quick):
        judged += [(agreement(sought.picture, task.candidate, sought.mask, fit.matrix), fit) for fit in fits]
        if any(value >= _SURE for value, _ in judged):
            break
    value, best = max(judged, key=lambda pair: pair[0], default=(0.0, None))
    if best is None or value < _BELIEVED:
        return None
    return replace(best, sure=min(1.0, max(best.confidence, value)))


def _slower(task: _Task, quick: list[Fit]) -> Iterator[list[Fit]]:
    """Yield what ever slower ways find."""
    if quick and quick[0].inliers >= _MANY:
        yield quick
    yield quick + _by_features(task, _looked(task, _CLOSE), vote=True)
    theirs = plain_ground(task.candidate)
    matrix = by_silhouette(task.sought.mask, theirs) if theirs is not None else None
    outline = [] if matrix is None else [_fit(matrix, "silhouette")]
    yield outline + _by_features(task, _looked(task, _CLOSEST), vote=True)


def _looked(task: _Task, search: _Search) -> tuple[Features, Features]:
    """Return the features of the product and those of the picture it is looked for in."""
    at = round(search.other * task.side)
    grey = np.asarray(cv2.cvtColor(task.candidate, cv2.COLOR_RGB2GRAY), np.uint8)
    return task.sought.features(search), features(grey, side=at, most=3 * at, faint=search.faint)


def _by_features(task: _Task, both: tuple[Features, Features], *, vote: bool = False) -> list[Fit]:
    """Return fits by the ratio test and, with `vote`, without it."""
    pixel = both[1].pixel
    found = [similarity(*matched(*both), pixel=pixel)]
    if vote:
        x, y, width, height = product_box(task.sought.mask)
        centre = np.array([[x + width / 2, y + height / 2]])
        found.append(similarity(*voted(*both, centre, max(width, height)), pixel=pixel, least=5))
    return [replace(fit, features=both) for fit in found if fit is not None]


def _fit(matrix: Transform, how: str) -> Fit:
    return Fit(matrix, 0, 0, 0.0, np.zeros((0, 2)), np.zeros((0, 2)), how)


def _product_features(source: Rgb, mask: Mask, search: _Search) -> Features:
    """Return features of the source's product, found on a crop of it, in the source's pixels."""
    box = product_box(mask)
    x, y, width, height = box
    margin = max(8, round(0.08 * max(width, height)))
    top, left = max(0, y - margin), max(0, x - margin)
    crop = np.s_[top : y + height + margin, left : x + width + margin]
    grey = np.asarray(cv2.cvtColor(np.ascontiguousarray(source[crop]), cv2.COLOR_RGB2GRAY), np.uint8)
    near = dilated(np.ascontiguousarray(mask[crop]), max(3, round(0.015 * max(width, height))))
    found = features(grey, side=search.product, most=3 * search.product, mask=near, faint=search.faint)
    return replace(found, points=found.points + np.array([left, top], np.float64))


def _turned(fit: Fit) -> Fit:
    """Return a fit from candidate to source as one from source to candidate."""
    residual = fit.residual / max(1e-6, float(np.hypot(fit.matrix[0, 0], fit.matrix[1, 0])))
    return replace(
        fit,
        matrix=np.linalg.inv(fit.matrix),
        residual=residual,
        source=fit.candidate,
        candidate=fit.source,
        features=fit.features and (fit.features[1], fit.features[0]),
    )


def registered_without_mask(source: Rgb, candidate: Rgb, theirs: Mask | None) -> Fit | None:
    """Return the transform for a source whose product is not known; None where there is none.

    `theirs` is the candidate's product where its ground is plain: then the product is looked for in the
    source, with everything `registered` tries. Else the transform is taken that most features of both
    pictures agree on.
    """
    if theirs is not None:
        fit = _found(_Task(Sought(candidate, theirs), source, _WHOLE))
        if fit is not None:
            return _turned(fit)
        alike = coloured_as(candidate, theirs, source)
        fit = registered(Sought(source, alike), candidate) if alike is not None else None
        if fit is not None:
            return fit
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
