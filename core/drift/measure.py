"""One pair in, evidence out: mask, registration, measures, scores, findings.

Nothing is made up: without a registration, or without a mask that somebody vouches for or two proposals
agree on, the product is not compared, and a finding says so; what needs neither is still measured.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from math import exp
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

import numpy as np

from core.drift.calibration import Rules, calibration
from core.drift.compared import Compared, compared
from core.drift.doubt import doubts, ground_inside, without
from core.drift.frame import product_box
from core.drift.measures.background import not_white
from core.drift.measures.measured import Measured, Spot, corners
from core.drift.measures.registry import BUILT_IN
from core.drift.pipeline import Sought, registered, registered_without_mask
from core.drift.propose import plain_ground, proposed
from core.drift.result import (
    KINDS,
    MASK_UNSURE,
    NOT_REGISTERED,
    SOURCE_SOFT,
    Box,
    Evidence,
    Finding,
    MaskOrigin,
    MaskTrust,
    Matrix,
    Product,
    Registration,
)
from core.drift.version import algorithm
from core.imaging.sharpness import SOFT_BELOW
from core.model import Say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.drift.arrays import Mask, Points, Transform
    from core.drift.load import Shot
    from core.drift.measures.measured import Measure
    from core.drift.propose import Proposal
    from core.drift.register import Fit

_WHITE_MODE: Final = "white-background"
_STUDIO: Final = 0.95
"""Confidence in a mask that a studio left: theirs is good, and nobody here has looked at it."""
_SHOWN: Final = 0.15
"""A finding less likely than this is not listed, but for those of kinds that are flagged."""
_LEAST_PRODUCT: Final = 400
"""Pixels below which a mask shows no product."""


_sought_in: WeakKeyDictionary[Shot, Sought] = WeakKeyDictionary()
"""The product last looked for in each source that somebody still holds: a source's candidates come one after
the other, and its features take as long to find as a candidate's."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Evidence, and the compared pair it came from: None where the product was not compared."""

    evidence: Evidence
    pair: Compared | None = None
    results: tuple[tuple[str, Measured], ...] = ()
    """What each measure gave, before it was scored and ranked, and `mask` where nobody vouches for it."""
    proposal: Proposal | None = None
    """Where the mask came from that nobody vouches for."""


def measure(
    source: Shot,
    candidate: Shot,
    *,
    mode: str = "exact-card",
    source_mask: Mask | None = None,
    origin: MaskOrigin = "confirmed",
    measures: Sequence[Measure] = BUILT_IN,
) -> Evidence:
    """Return the evidence of a pair.

    `source_mask` (at the size of `source.rgb`) is vouched for by `origin`: `confirmed` by a person, `studio`.
    Without it the source's own cut-out counts as the studio's, else one is proposed.
    """
    outcome = compare(source, candidate, mode=mode, source_mask=source_mask, origin=origin, measures=measures)
    return outcome.evidence


def compare(
    source: Shot,
    candidate: Shot,
    *,
    mode: str = "exact-card",
    source_mask: Mask | None = None,
    origin: MaskOrigin = "confirmed",
    measures: Sequence[Measure] = BUILT_IN,
    believe: bool = False,
) -> Outcome:
    """Return what `measure` does, with the compared pair for whoever wants to draw it.

    With `believe` any proposed mask is compared by: what makes one doubtful is fitted on those.
    """
    began = time.perf_counter()
    if source_mask is None and source.cutout is not None:
        source_mask, origin = source.cutout, "studio"
    if source_mask is not None and source_mask.sum() < _LEAST_PRODUCT:
        source_mask = None
    white = mode == _WHITE_MODE
    empty = Evidence(
        algorithm=algorithm(),
        source=source.picture,
        candidate=candidate.picture,
        mode=mode,
        mask=MaskTrust("none", 0.0),
        registration=Registration(found=False, confidence=0.0),
        product=Product(),
        scores=dict.fromkeys((*KINDS, "any"), 0.0),
        flags=(),
        unmeasured=KINDS,
        findings=(),
    )
    found = _measured(
        empty, source, candidate, source_mask, origin, white=white, measures=measures, believe=believe
    )
    seconds = round(time.perf_counter() - began, 4)
    return replace(found, evidence=replace(found.evidence, seconds=seconds))


def _measured(
    empty: Evidence,
    source: Shot,
    candidate: Shot,
    mask: Mask | None,
    origin: MaskOrigin,
    *,
    white: bool,
    measures: Sequence[Measure],
    believe: bool,
) -> Outcome:
    inner: Mask | None = None
    proposal: Proposal | None = None
    if mask is not None:
        fit = registered(_sought(source, mask), candidate.rgb)
        trust = MaskTrust(origin, 1.0 if origin == "confirmed" else _STUDIO)
        inner = None if trust.vouched else mask
    else:
        theirs = candidate.cutout if candidate.cutout is not None else plain_ground(candidate.rgb)
        fit = registered_without_mask(source.rgb, candidate.rgb, theirs)
        trust = MaskTrust("none", 0.0)
        if fit is not None:
            proposal = proposed(source.rgb, candidate.rgb, fit.matrix, theirs)
            if proposal is not None:
                mask, inner = proposal.mask, proposal.sure
    empty = replace(empty, mask=trust)
    if fit is None:
        return Outcome(_unmeasured(empty, source, candidate, NOT_REGISTERED, white=white))
    empty = replace(empty, registration=_registration(fit, fit.matrix, source, candidate))
    if mask is None or mask.sum() < _LEAST_PRODUCT:
        return Outcome(_unmeasured(empty, source, candidate, MASK_UNSURE, white=white))
    pair = compared(source.rgb, candidate.rgb, mask, fit, white=white, sure=inner)
    if pair is None:
        why = NOT_REGISTERED if proposal is None else MASK_UNSURE
        return Outcome(_unmeasured(empty, source, candidate, why, white=white))
    results: list[tuple[str, Measured]] = []
    if proposal is not None:
        ground = ground_inside(pair)
        if ground is not None:
            inner = without(proposal.sure, pair, ground)
            pair = compared(source.rgb, candidate.rgb, mask, fit, white=white, sure=inner) or pair
        results = [("mask", Measured(doubts(pair, proposal, fit, ground)))]
        rule = calibration().proposed.mask
        wrong = rule.score_of(rule.sum(_figures(results)))
        known = wrong < 0.5 or believe
        empty = replace(empty, mask=MaskTrust("proposed" if known else "none", round(1 - wrong, 3)))
        if not known:
            return Outcome(_unmeasured(empty, source, candidate, MASK_UNSURE, white=white))
    results += [(module.KIND, module.measure(pair)) for module in measures]
    evidence = _evidence(empty, (source, candidate), fit, pair, results)
    return Outcome(evidence, pair, tuple(results), proposal)


def _figures(results: Sequence[tuple[str, Measured]]) -> dict[str, float]:
    return {f"{kind}.{name}": value for kind, result in results for name, value in result.figures.items()}


def _sought(source: Shot, mask: Mask) -> Sought:
    known = _sought_in.get(source)
    if known is None or not np.array_equal(known.mask, mask):
        known = _sought_in[source] = Sought(source.rgb, mask)
    return known


_ALONE: Final = ("background",)
"""Kinds that a picture can be blamed for beside itself: nothing else of it can have drifted."""


def _evidence(
    empty: Evidence,
    shots: tuple[Shot, Shot],
    fit: Fit,
    pair: Compared,
    results: Sequence[tuple[str, Measured]],
) -> Evidence:
    source, candidate = shots
    figures = _figures(results)
    measured = {kind for kind, result in results if result.figures}
    rules = calibration().rules(trusted=pair.trusted)
    scores, sums = _scores(rules, figures)
    if source.picture.sha256 and source.picture.sha256 == candidate.picture.sha256:
        results = [(kind, result) for kind, result in results if kind in _ALONE]
        scores = {name: value if name in _ALONE else 0.0 for name, value in scores.items()}
        scores["any"] = max(scores[kind] for kind in _ALONE)
    flags = _flags(scores)
    product = product_box(pair.mask)
    notes = tuple(_finding(kind, note, 0.0, candidate) for kind, result in results for note in result.notes)
    findings = (*_findings(rules, {**figures, **sums}, scores, results, candidate), *notes)
    if _soft(source):
        findings = (*findings, _about_source(SOURCE_SOFT, source, candidate))
    return replace(
        empty,
        registration=_registration(fit, pair.matrix, source, candidate),
        product=Product(
            source_box=_boxed(corners(product, np.eye(3)), source),
            candidate_box=_boxed(corners(product, pair.matrix), candidate),
        ),
        scores={name: round(value, 4) for name, value in scores.items()},
        flags=flags,
        unmeasured=tuple(kind for kind in KINDS if kind not in measured),
        findings=findings,
        figures={name: round(value, 5) for name, value in figures.items()},
    )


def _scores(rules: Rules, figures: Mapping[str, float]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the scores, and each rule's distance from its threshold as `score.<kind>`."""
    sums = {kind: rule.sum(figures) for kind, rule in rules.kinds.items()}
    scores = {kind: rule.score_of(sums[kind]) for kind, rule in rules.kinds.items()}
    scores["any"] = rules.any.score(sums)
    return scores, {f"score.{kind}": sums[kind] - rule.threshold for kind, rule in rules.kinds.items()}


def _flags(scores: Mapping[str, float]) -> tuple[str, ...]:
    """Return the kinds past their thresholds, and `any`; none where `any` is not."""
    if scores["any"] < 0.5:
        return ()
    kinds = tuple(kind for kind in KINDS if scores[kind] >= 0.5)
    return (*(kinds or (max(KINDS, key=lambda kind: scores[kind]),)), "any")


def _findings(
    rules: Rules,
    figures: Mapping[str, float],
    scores: Mapping[str, float],
    results: Sequence[tuple[str, Measured]],
    candidate: Shot,
) -> tuple[Finding, ...]:
    """Return the spots of likely kinds, ranked by how likely the drift is of that kind."""
    likely, flags = _named(rules, figures, results), _flags(scores)
    found: list[Finding] = []
    for kind, result in results:
        score = round(scores["any"] * likely.get(kind, 0.0), 4)
        if scores.get(kind, 0.0) >= 0.5:
            # Said less loudly than the kind it is most likely of, or as a hint where nothing is sure; but
            # what stands out among pairs of its kind has a place to look at.
            score = max(score, round(0.25 * scores[kind], 4))
        if score < _SHOWN and kind not in flags:
            continue
        most = max((spot.strength for spot in result.spots), default=1.0)
        found += [_finding(kind, spot, score / most, candidate) for spot in result.spots]
    best: dict[str, Finding] = {}
    for one in sorted(found, key=lambda f: -f.score):
        best.setdefault(f"{one.kind}{one.says.id}", one)
    return tuple(best.values())


def _named(
    rules: Rules, figures: Mapping[str, float], results: Sequence[tuple[str, Measured]]
) -> dict[str, float]:
    """Return how likely each kind that has a place is, against the likeliest of them, which is 1."""
    placed = {kind for kind, result in results if result.spots}
    weights = {
        kind: name.bias + sum(term.of(figures) for term in name.terms)
        for kind, name in rules.names.items()
        if kind in placed
    }
    if not weights:
        return {}
    most = max(weights.values())
    return {kind: exp(value - most) for kind, value in weights.items()}


def _finding(kind: str, spot: Spot, score: float, candidate: Shot) -> Finding:
    says = Say(f"drift-{spot.says}", dict(spot.args))
    return Finding(
        kind=kind,
        score=round(score * spot.strength, 4),
        value=round(spot.value, 3),
        unit=spot.unit,
        box=_boxed(spot.corners, candidate),
        says=says,
    )


def _unmeasured(empty: Evidence, source: Shot, candidate: Shot, why: str, *, white: bool) -> Evidence:
    """Return evidence that the product was not compared, with what could be measured all the same."""
    findings = [_about(why, candidate)]
    if _soft(source):
        findings.append(_about_source(SOURCE_SOFT, source, candidate))
    evidence = replace(empty, findings=tuple(findings))
    if not white:
        return evidence
    grey = not_white(candidate.rgb)
    figures = {"background.border": grey}
    scores = {**empty.scores, **border_scores(calibration().trusted, figures)}
    unmeasured = tuple(kind for kind in KINDS if kind != "background")
    evidence = replace(evidence, scores=scores, figures=figures, unmeasured=unmeasured)
    score = scores["background"]
    if scores["any"] < 0.5:
        return evidence
    says = Say("drift-not-white", {"value": round(grey)})
    spoiled = Finding("background", score, round(grey, 1), "levels", _whole(candidate), says)
    return replace(evidence, flags=("background", "any"), findings=(spoiled, *findings))


def border_scores(rules: Rules, figures: Mapping[str, float]) -> dict[str, float]:
    """Return the scores of a pair of which no more is known than how white its candidate's border is."""
    rule = rules.kinds["background"]
    total = rule.sum(figures)
    found = {"background": rule.score_of(total), "any": rules.any.score({"background": total})}
    return {kind: round(score, 4) for kind, score in found.items()}


def _about(kind: str, candidate: Shot) -> Finding:
    return Finding(kind, 0.0, 0.0, "", _whole(candidate), Say(f"drift-{kind}", {}))


def _about_source(kind: str, source: Shot, candidate: Shot) -> Finding:
    figure = round(source.sharpness or 0.0, 2)
    return Finding(kind, 0.0, figure, "", _whole(candidate), Say(f"drift-{kind}", {"value": figure}))


def _soft(source: Shot) -> bool:
    return source.sharpness is not None and source.sharpness < SOFT_BELOW


def _registration(fit: Fit, matrix: Transform, source: Shot, candidate: Shot) -> Registration:
    """Return it in the files' own pixels, whose centres lie half a pixel off at another size."""
    full = _resized(candidate.scale) @ matrix @ np.linalg.inv(_resized(source.scale))
    rows = [[round(float(value), 6) for value in row] for row in full]
    as_rows: Matrix = (
        (rows[0][0], rows[0][1], rows[0][2]),
        (rows[1][0], rows[1][1], rows[1][2]),
        (rows[2][0], rows[2][1], rows[2][2]),
    )
    residual = round(fit.residual * candidate.scale, 3)
    return Registration(found=True, confidence=round(fit.confidence, 3), matrix=as_rows, residual_px=residual)


def _resized(scale: float) -> Transform:
    half = (scale - 1) / 2
    return np.array([[scale, 0, half], [0, scale, half], [0, 0, 1]], np.float64)


def _boxed(points: Points, shot: Shot) -> Box:
    """Return the box around points (working pixels) in the file's pixels, inside the picture."""
    low, high = points.min(0) * shot.scale, points.max(0) * shot.scale
    width, height = shot.picture.width, shot.picture.height
    x = int(np.clip(np.floor(low[0]), 0, width - 1))
    y = int(np.clip(np.floor(low[1]), 0, height - 1))
    right = int(np.clip(np.ceil(high[0]), x + 1, width))
    bottom = int(np.clip(np.ceil(high[1]), y + 1, height))
    return x, y, right - x, bottom - y


def _whole(shot: Shot) -> Box:
    return 0, 0, shot.picture.width, shot.picture.height
