"""Measured pairs as rows, and what the calibration and the report both need of them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

KIND_OF = {
    "colour": "colour",
    "shape": "shape",
    "pattern": "pattern",
    "label": "label",
    "halo": "halo",
    "clipped": "clipped",
    "blur": "blur",
    "removed": "hardware",
    "added": "hardware",
    "kit": "kit",
    "residue": "background",
    "bgwhite": "background",
    "regen": "pattern",
}
"""Kind of a defect in the truth to the score that it is first judged by."""
ALSO = {"kit": ("kit", "hardware"), "residue": ("background", "halo"), "regen": ("pattern", "label")}
"""Kinds whose score may stand for it as well."""


@dataclass(frozen=True)
class Row:
    """One measured pair."""

    candidate: str
    subject: str
    truth: str
    severity: str
    hard: bool
    found: bool
    figures: dict[str, float]
    scores: dict[str, float] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    named: str = ""
    likely: dict[str, float] = field(default_factory=dict)
    """How likely the drift is of each kind, against the likeliest."""
    hits: dict[str, bool] = field(default_factory=dict)
    """For each kind whether its strongest spot meets the true place."""
    origin: str = ""
    how: str = ""
    seconds: float = 0.0
    masked: bool = True
    known: dict[str, float] = field(default_factory=dict)
    """What the true mask says of a proposed one."""
    located: bool = False
    """Whether the truth has a place."""

    @property
    def honest(self) -> bool:
        return self.truth == "legit"

    @property
    def compared(self) -> bool:
        """Whether the product was compared; else no more is known than how white the border is."""
        return self.found and self.masked and len(self.figures) > 1


def read_rows(*paths: Path) -> list[Row]:
    rows = []
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            values = json.loads(line)
            values["flags"] = tuple(values.get("flags", ()))
            values.pop("hit", None)
            rows.append(Row(**values))
    return rows


def values(rows: list[Row], figure: str) -> np.ndarray:
    return np.array([row.figures.get(figure, np.nan) for row in rows], np.float64)


def folds(rows: list[Row], count: int) -> Iterator[tuple[list[Row], list[Row]]]:
    """Rows and rows left out, whole subjects apart."""
    subjects = sorted({row.subject for row in rows}, key=lambda name: zlib.crc32(name.encode()))
    for fold in range(min(count, len(subjects))):
        left_out = set(subjects[fold::count])
        yield (
            [row for row in rows if row.subject not in left_out],
            [row for row in rows if row.subject in left_out],
        )


def auroc(honest: np.ndarray, drifted: np.ndarray) -> float:
    """Chance that a drifted pair scores higher than an honest one; ties count half."""
    if not len(honest) or not len(drifted):
        return float("nan")
    both = np.concatenate([honest, drifted])
    order = both.argsort(kind="stable")
    ranks = np.empty(len(both))
    ranks[order] = np.arange(1, len(both) + 1)
    _, inverse, counts = np.unique(both, return_inverse=True, return_counts=True)
    ranks = (np.bincount(inverse, ranks) / counts)[inverse]
    return float(
        (ranks[len(honest) :].sum() - len(drifted) * (len(drifted) + 1) / 2) / (len(honest) * len(drifted))
    )


def recall_at(honest: np.ndarray, drifted: np.ndarray, alarms: float = 0.05) -> float:
    """Share of drifted pairs above the score that `alarms` of the honest ones exceed."""
    if not len(honest) or not len(drifted):
        return float("nan")
    return float((drifted > np.quantile(honest, 1 - alarms)).mean())
