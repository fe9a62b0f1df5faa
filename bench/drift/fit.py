"""Fitting rules: monotone logistic regression on figures scaled by what honest pairs show.

Weights are never negative: more measured drift may not lower a score, whatever the data happen to say.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bench.drift.rows import Row, values
from core.drift.calibration import Rule, Term

SETTLED = 1e-5
"""Change of a weight in a round below which nothing more is learnt."""
MARGIN = 0.1
"""Part of the way from the honest quantile to the drifted median that a threshold is moved."""

LEAST = 0.05
"""Least spread, as a part of how far from the middle most of the drifted are."""


@dataclass(frozen=True)
class Scaling:
    middle: float
    spread: float

    def of(self, x: np.ndarray) -> np.ndarray:
        scaled = np.arcsinh(np.maximum(-1.0, (x - self.middle) / self.spread))
        return np.where(np.isnan(x), 0.0, scaled)


def scaling(honest: np.ndarray, drifted: np.ndarray | None = None) -> Scaling:
    """Middle and spread of honest values: the median, and from there to the 90th percentile.

    Where nearly all of them are the same, the least bit would be sure drift: the spread is a part of what
    `drifted` ones reach at least.
    """
    known = honest[~np.isnan(honest)]
    if not len(known):
        return Scaling(0.0, 1.0)
    middle, high, top = (float(v) for v in np.quantile(known, [0.5, 0.9, 0.99]))
    least = 1e-3 * max(1.0, abs(middle))
    if drifted is not None and not np.isnan(drifted).all():
        least = max(least, LEAST * (float(np.nanquantile(drifted, 0.9)) - middle))
    return Scaling(middle, max(high - middle, (top - middle) / 4, least))


def logistic_weights(
    x: np.ndarray,
    y: np.ndarray,
    *,
    weights: np.ndarray,
    monotone: bool = True,
    l2: float = 0.01,
    rounds: int = 1500,
) -> tuple[np.ndarray, float]:
    """Weights and bias by accelerated projected gradient descent."""
    total = weights.sum()
    w, b = np.full(x.shape[1], 0.1), 0.0
    vw, vb, momentum = w.copy(), b, 1.0
    step = 4.0 / (np.abs(x).sum(1).mean() * np.abs(x).max() / 4 + 1)
    step = min(1.0, 4.0 / (np.linalg.eigvalsh((x * weights[:, None]).T @ x / total)[-1] + 1))
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-np.clip(x @ vw + vb, -40, 40)))
        error = weights * (p - y) / total
        new_w = vw - step * (x.T @ error + l2 * vw)
        if monotone:
            new_w = np.maximum(new_w, 0)
        new_b = vb - step * error.sum()
        new_momentum = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        vw = new_w + (momentum - 1) / new_momentum * (new_w - w)
        vb = new_b + (momentum - 1) / new_momentum * (new_b - b)
        settled = np.abs(new_w - w).max() < SETTLED and abs(new_b - b) < SETTLED
        w, b, momentum = new_w, new_b, new_momentum
        if settled:
            break
    return w, b


def balanced(y: np.ndarray, subjects: list[str]) -> np.ndarray:
    """Weights under which both classes count alike, and within each every subject alike (half way there)."""
    names, inverse = np.unique(subjects, return_inverse=True)
    weights = np.zeros(len(y))
    for label in (0, 1):
        here = y == label
        counts = np.bincount(inverse[here], minlength=len(names)).astype(float)
        one = 1 / np.sqrt(np.maximum(1, counts[inverse]))
        weights[here] = one[here] / one[here].sum()
    return weights * len(y) / 2


def fitted_rule(honest: list[Row], drifted: list[Row], figures: list[str], alarms: float) -> Rule:
    """The rule that tells `drifted` from `honest`, its threshold at `alarms` of the honest."""
    rows = honest + drifted
    scalings = [scaling(values(honest, one), values(drifted, one)) for one in figures]
    x = np.stack([s.of(values(rows, figure)) for s, figure in zip(scalings, figures, strict=True)], 1)
    y = np.array([0.0] * len(honest) + [1.0] * len(drifted))
    if drifted:
        weights = balanced(y, [row.subject for row in rows])
        w, _ = logistic_weights(x, y, weights=weights)
    else:
        w = np.ones(len(figures))
    if not w.any():
        w = np.full(len(figures), 1e-3)
    sums = x @ w
    threshold = float(np.quantile(sums[: len(honest)], 1 - alarms))
    if drifted:
        # Where drift is far away there is room: other subjects' honest pairs may lie a little higher than
        # these.
        threshold += MARGIN * max(0.0, float(np.median(sums[len(honest) :])) - threshold)
    threshold += 1e-3
    terms = tuple(
        Term(figure, round(s.middle, 6), round(s.spread, 6), round(float(weight), 5))
        for figure, s, weight in zip(figures, scalings, w, strict=True)
        if weight > 0
    )
    return Rule(terms, round(threshold, 5))


def softmax_weights(
    x: np.ndarray, y: np.ndarray, count: int, l2: float = 0.003
) -> tuple[np.ndarray, np.ndarray]:
    share = np.bincount(y, minlength=count)
    per_row = (1 / np.sqrt(share))[y]
    per_row /= per_row.sum()
    wanted = np.eye(count)[y]
    w, b = np.zeros((x.shape[1], count)), np.zeros(count)
    step = 2.0 / (np.linalg.eigvalsh((x * per_row[:, None]).T @ x)[-1] + 1)
    vw, vb = w.copy(), b.copy()
    momentum = 1.0
    for _ in range(1500):
        z = x @ vw + vb
        p = np.exp(z - z.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        error = per_row[:, None] * (p - wanted)
        new_w, new_b = vw - step * (x.T @ error + l2 * vw), vb - step * error.sum(0)
        new_momentum = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        vw = new_w + (momentum - 1) / new_momentum * (new_w - w)
        vb = new_b + (momentum - 1) / new_momentum * (new_b - b)
        settled = max(np.abs(new_w - w).max(), np.abs(new_b - b).max()) < SETTLED
        w, b, momentum = new_w, new_b, new_momentum
        if settled:
            break
    return w, b


def alarm_levels(
    sums: np.ndarray, drifted: np.ndarray, *, l2: float = 0.02, rounds: int = 600
) -> tuple[np.ndarray, np.ndarray]:
    """Base and spread of each kind (columns of `sums`) under which they tell best whether anything drifted.

    A pair drifted unless none of its kinds did: 1 - product(1 - logistic((sum - base) / spread)), a noisy or
    (J. Pearl, 1988), fitted by likelihood with both classes counting alike (Adam). A kind whose honest pairs
    stray far gets a base that costs few alarms for what it alone finds, or one that it never reaches.
    """
    weights = np.where(drifted, 0.5 / drifted.mean(), 0.5 / (1 - drifted.mean()))
    base, log_slope = np.quantile(sums[~drifted], 0.98, axis=0), np.zeros(sums.shape[1])
    first, second = np.zeros((2, sums.shape[1])), np.zeros((2, sums.shape[1]))
    for step in range(1, rounds + 1):
        slope = np.exp(log_slope)
        z = np.clip(slope * (sums - base), -30, 30)
        none = -np.logaddexp(0, z).sum(1)  # logarithm of the chance that nothing drifted
        some = np.clip(-np.expm1(none), 1e-6, 1)
        on_none = weights * np.where(drifted, np.exp(none) / some, -1.0)
        on_z = -on_none[:, None] / (1 + np.exp(-z))
        gradient = np.stack([(-slope * on_z).mean(0), (z * on_z).mean(0) + l2 * log_slope])
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        move = 0.03 * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
        base, log_slope = base - move[0], np.clip(log_slope - move[1], -1.5, 1.5)
    return base, np.exp(-log_slope)
