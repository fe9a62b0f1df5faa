"""Halo: a light or dark fringe along the cut-out edge, or a rim of the old background.

Across an honest edge the colour goes from the product's to the ground's on the straight line between them,
within two pixels. A fringe leaves that line, or holds on to the product's side too far out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from core.drift.contour import DISTANCES, profiles
from core.drift.measures.measured import Measured, Spot
from core.drift.quantile import median, quantile

if TYPE_CHECKING:
    from core.drift.arrays import Cv
    from core.drift.compared import Compared
    from core.drift.result import Kind

KIND: Final[Kind] = "halo"

_SMOOTH: Final = 2
"""Neighbouring places on each side that are averaged with each."""
_LEAST: Final = 24


def measure(pair: Compared) -> Measured:
    """Return how far edge colours leave the straight way from product to ground, at most of the outline."""
    if pair.mask.all():  # no outline
        return Measured({})
    across = profiles(pair.candidate, pair.mask, pair.matrix)
    if across.seen.sum() < _LEAST:
        return Measured({})
    lab = _smoothed(across.lab)[across.seen]
    outer = lab[:, DISTANCES >= 10].mean(1)
    inner = lab[:, (DISTANCES >= -8) & (DISTANCES <= -4)].mean(1)
    noise = np.linalg.norm(lab[:, DISTANCES >= 9] - outer[:, None], axis=-1).mean(1)
    way = inner - outer
    length = (way**2).sum(-1) + 1e-6
    rim = (DISTANCES >= 0) & (DISTANCES <= 6)
    from_outer = lab[:, rim] - outer[:, None]
    share = np.clip((from_outer * way[:, None]).sum(-1) / length[:, None], 0, 1)
    beside = np.linalg.norm(from_outer - share[..., None] * way[:, None], axis=-1)
    worst = beside.max(1)
    held = np.linalg.norm(from_outer, axis=-1)
    lightness = lab[:, rim, 0]
    darker = np.minimum(inner[:, :1], outer[:, :1])[:, 0] - lightness.min(1)
    lighter = lightness.max(1) - np.maximum(inner[:, :1], outer[:, :1])[:, 0]
    contrast = np.sqrt(length)
    figures = {
        "beside25": quantile(worst, 0.25),
        "beside40": quantile(worst, 0.4),
        "beside60": quantile(worst, 0.6),
        "beside_over_noise": median(worst / (noise + 1.0)),
        "ring1": quantile(held[:, 1], 0.35),
        "ring2": quantile(held[:, 2], 0.35),
        "ring3": quantile(held[:, 3], 0.35),
        "ring5": quantile(held[:, 5], 0.35),
        "ring2_share": median(held[:, 2] / (contrast + 5)),
        "ring3_share": median(held[:, 3] / (contrast + 5)),
        "ring1_low": quantile(held[:, 1], 0.15),
        "ring2_low": quantile(held[:, 2], 0.15),
        "darker": quantile(darker, 0.5),
        "lighter": quantile(lighter, 0.5),
        "noise": median(noise),
        "contrast": median(contrast),
    }
    places = across.points[across.seen]
    bad = places[worst >= quantile(worst, 0.5)]
    value = median(worst)
    wide = float((held > 0.5 * held[:, :3].max(1, keepdims=True)).sum(1).mean()) if len(held) else 0.0
    tone = "light" if figures["lighter"] > figures["darker"] else "dark"
    spot = Spot(_box(bad), wide, "px", "halo", {"value": round(wide, 1), "tone": tone, "apart": round(value)})
    return Measured(figures, (spot,))


def _smoothed(lab: Cv) -> Cv:
    total = lab.copy()
    for step in range(1, _SMOOTH + 1):
        total += np.roll(lab, step, 0) + np.roll(lab, -step, 0)
    return total / (2 * _SMOOTH + 1)


def _box(points: Cv) -> Cv:
    low, high = points.min(0) - 4, points.max(0) + 4
    return np.array([low, [high[0], low[1]], high, [low[0], high[1]]])
