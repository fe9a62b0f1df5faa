"""Rules fitted on measured pairs: of each kind, of the alarm, of a proposed mask, of the names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from bench.drift.fit import alarm_levels, fitted_rule, logistic_weights, scaling, softmax_weights
from bench.drift.rows import KIND_OF, Row, folds, values
from core.drift.calibration import Level, Name, Rule, Rules, Term, Worst
from core.drift.result import KINDS

ALARMS = 0.05
UNKNOWN_ALARMS = 0.005
INNER = 5
"""Folds of subjects that tell them."""
PURE = 0.9
"""Share of what both proposals of a mask call product that has to be product, or the mask is wrong."""

FIGURES: dict[str, list[str]] = {
    kind: [name if "." in name else f"{kind}.{name}" for name in names.split()]
    for kind, names in {
        "colour": "mean median top10 left_top10",
        "shape": "stretch motion_inside iou_loss outline pattern.edges_rise",
        "pattern": "edges edges_rise excess excess_rise unlike_rise loss gain",
        "label": "excess excess_rise residual unlike",
        "hardware": "excess excess_rise residual missing extra",
        "kit": "worst_item elsewhere residual second twin",
        "halo": "ring1_low ring1 ring2_low ring2 beside40 beside_over_noise",
        "clipped": "share beyond",
        "shadow": "over opposed",
        "blur": "fine loud radius",
        "background": "border residue",
    }.items()
}
UNTRUSTED: dict[str, list[str]] = {
    **FIGURES,
    "shape": ["shape.stretch", "shape.motion_inside", "pattern.edges_rise"],
    "hardware": ["hardware.excess", "hardware.excess_rise", "hardware.residual"],
    "kit": ["kit.residual", "kit.second", "kit.twin"],
    "background": ["background.border"],
}
"""Where nobody vouches for the outline: without what is measured at it and beyond it."""
NAMING = [
    "hardware.missing", "hardware.extra", "kit.elsewhere", "kit.worst_item", "label.area",
    "label.detail_source", "pattern.loss", "pattern.gain", "shape.stretch", "shape.motion_inside",
    "colour.median", "background.residue", "colour.moved", "pattern.excess_rise", "hardware.excess_rise",
    "label.excess_rise", "halo.ring2_low", "blur.fine",
]  # fmt: skip


DOUBTS = [
    f"mask.{name}"
    for name in (
        "apart", "beyond", "moved", "guessed", "rim", "rim_part", "loose", "edgeless", "few", "rough",
        "border", "ground",
    )
]  # fmt: skip
"""What speaks against a proposed mask."""


@dataclass(frozen=True)
class Way:
    """What counts, for masks that were come by in one way."""

    figures: dict[str, list[str]]
    vouched: bool
    alarms: float
    """Of honest pairs of subjects that the kinds' rules were not fitted on, past the alarm's threshold: of
    subjects that nothing was fitted on up to twice as many are, and 4 % are promised."""


TRUSTED = Way(FIGURES, vouched=True, alarms=0.025)
PROPOSED = Way(UNTRUSTED, vouched=False, alarms=0.035)


def with_sums(rows: list[Row], kinds: dict[str, Rule]) -> list[Row]:
    """The rows with each rule's distance from its threshold added as `score.<kind>`."""
    return [_added(row, kinds) for row in rows]


def _added(row: Row, kinds: dict[str, Rule]) -> Row:
    sums = {f"score.{kind}": rule.sum(row.figures) - rule.threshold for kind, rule in kinds.items()}
    return replace(row, figures={**row.figures, **sums})


def rules_for(rows: list[Row], way: Way, silent: int = 0) -> Rules:
    """Rules whose `strong` is not known yet; `silent` honest pairs beside `rows` could not be compared."""
    mask = Rule((), 1.0) if way.vouched else mask_rule(rows)
    kept = [row for row in rows if mask.sum(row.figures) < mask.threshold]
    silent += sum(row.honest for row in rows) - sum(row.honest for row in kept)
    kinds = kinds_for(kept, way.figures)
    summed = with_sums(kept, kinds)
    names = names_for(summed, [row for row in summed if row.honest])
    return Rules(kinds, worst_for(kept, kinds, way, silent), names, 1.0, mask)


def mask_rule(rows: list[Row]) -> Rule:
    """How likely a proposed mask is wrong, from what speaks against it; every subject counts nearly alike."""
    scalings = [scaling(values([row for row in rows if row.honest], figure)) for figure in DOUBTS]
    x = np.stack([s.of(values(rows, figure)) for s, figure in zip(scalings, DOUBTS, strict=True)], 1)
    wrong = np.array([float(row.known["pure"] < PURE) for row in rows])
    counts = Counter(row.subject for row in rows)
    w, bias = logistic_weights(x, wrong, weights=np.array([counts[row.subject] ** -0.5 for row in rows]))
    terms = tuple(
        Term(figure, round(s.middle, 6), round(s.spread, 6), round(float(weight), 5))
        for figure, s, weight in zip(DOUBTS, scalings, w, strict=True)
        if weight > 0
    )
    return Rule(terms, round(-float(bias), 5))


def kinds_for(rows: list[Row], figures: dict[str, list[str]]) -> dict[str, Rule]:
    honest = [row for row in rows if row.honest]
    kinds = {}
    for kind in KINDS:
        drifted = [row for row in rows if not row.honest and (KIND_OF[row.truth] == kind)]
        # Nothing is known of what a kind without a drifted pair finds: it has to stand out by far.
        kinds[kind] = fitted_rule(honest, drifted, figures[kind], ALARMS if drifted else UNKNOWN_ALARMS)
    return kinds


def worst_for(rows: list[Row], kinds: dict[str, Rule], way: Way, silent: int) -> Worst:
    """What raises the alarm, from each row's sums by rules that have not seen its subject.

    The tail of the very pairs that rules were fitted on is too thin: on other subjects three times as many
    would be past it, and how much longer it is there differs from kind to kind.
    """
    blind = [
        (row, {kind: rule.sum(row.figures) - rule.threshold for kind, rule in theirs.items()})
        for inside, outside in folds(rows, INNER)
        for theirs in (kinds_for(inside, way.figures),)
        for row in outside
    ]
    # A kind without a drifted pair in the data may be shown, and may not raise an alarm.
    raising = [kind for kind in kinds if any(not row.honest and KIND_OF[row.truth] == kind for row in rows)]
    apart_of = np.array([[apart[kind] for kind in raising] for _, apart in blind])
    bases, spreads = alarm_levels(apart_of, np.array([not row.honest for row, _ in blind]))
    levels = {
        kind: Level(round(kinds[kind].threshold + float(base), 5), round(float(spread), 5))
        for kind, base, spread in zip(raising, bases, spreads, strict=True)
    }
    past = {
        hard: [
            max((apart[k] + kinds[k].threshold - level.base) / level.spread for k, level in levels.items())
            for row, apart in blind
            if row.honest and row.hard == hard
        ]
        for hard in (False, True)
    }
    past[False] += [-np.inf] * silent
    # Neither ordinary pairs nor re-synthesised ones may be alarmed at more often than promised.
    quantiles = [float(np.quantile(some, 1 - way.alarms)) for some in past.values() if some]
    threshold = max(bound(np.array([*past[False], *past[True]]), way.alarms), *quantiles)
    return Worst(levels, round(threshold, 5), 3.0)


def bound(values: np.ndarray, alarms: float) -> float:
    """What the next value exceeds with a chance of `alarms` at most (split conformal prediction).

    With few values that is further out than their quantile: the tail of few is not seen to its end.
    """
    rank = int(np.ceil((len(values) + 1) * (1 - alarms)))
    return float(np.sort(values)[min(len(values), rank) - 1]) + 1e-6


def names_for(rows: list[Row], honest: list[Row]) -> dict[str, Name]:
    """A softmax over the kinds, by one logistic rule a kind against the others."""
    drifted = [row for row in rows if not row.honest]
    figures = [*(f"score.{kind}" for kind in KINDS), *NAMING]
    scalings = [scaling(values(honest, figure)) for figure in figures]
    x = np.stack([s.of(values(drifted, figure)) for s, figure in zip(scalings, figures, strict=True)], 1)
    kinds = sorted({KIND_OF[row.truth] for row in drifted})
    y = np.array([kinds.index(KIND_OF[row.truth]) for row in drifted])
    weights, bias = softmax_weights(x, y, len(kinds))
    return {
        kind: Name(
            tuple(
                Term(figure, round(s.middle, 6), round(s.spread, 6), round(float(w), 4))
                for figure, s, w in zip(figures, scalings, weights[:, at], strict=True)
                if abs(w) > 1e-3
            ),
            round(float(bias[at]), 4),
        )
        for at, kind in enumerate(kinds)
    }
