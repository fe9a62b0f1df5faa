"""Fits core/drift/calibration.json on measured pairs, whole subjects apart.

python -m bench.drift.calibrate --trusted ROWS.jsonl... --proposed ROWS.jsonl... [--dry]

ROWS are what `python -m bench.drift.extract` writes. Printed first is what subjects that a fold was not
fitted on get, then the rules are fitted on all and written.
"""

from __future__ import annotations

import argparse
import datetime
import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from math import exp
from pathlib import Path

import msgspec
import numpy as np

from bench.drift.fit import SETTLED, alarm_levels, fitted_rule, scaling
from bench.drift.rows import ALSO, KIND_OF, Row, auroc, read_rows, recall_at, values
from core.drift.calibration import Calibration, Level, Name, Rule, Rules, Term, Worst
from core.drift.measure import border_scores
from core.drift.result import KINDS

OUT = Path(__file__).parents[2] / "core" / "drift" / "calibration.json"
ALARMS = 0.05
UNKNOWN_ALARMS = 0.005
ANY_ALARMS = 0.035
"""Of honest pairs of subjects that the kinds' rules were not fitted on; 4 % are promised."""
OUTER = 7
"""Folds of subjects that figures are reported on."""
INNER = 5
"""Folds of subjects that tell them."""
LIKELIER = 0.5
"""Share of findings past the strong threshold, the strongest of each pair aside, whose kind is right."""

FIGURES: dict[str, list[str]] = {
    kind: [name if "." in name else f"{kind}.{name}" for name in names.split()]
    for kind, names in {
        "colour": "mean median top10 left_top10",
        "shape": "stretch motion_together motion_big iou_loss outline pattern.edges_rise",
        "pattern": "edges edges_rise excess excess_rise unlike_rise loss gain",
        "label": "excess excess_rise residual unlike",
        "hardware": "excess excess_rise residual missing extra",
        "kit": "worst_item elsewhere residual second",
        "halo": "ring1_low ring1 ring2_low ring2 beside40 beside_over_noise",
        "clipped": "share beyond",
        "shadow": "over opposed",
        "blur": "fine relative",
        "background": "border residue",
    }.items()
}
UNTRUSTED: dict[str, list[str]] = {
    **FIGURES,
    "shape": ["shape.stretch", "shape.motion_together", "shape.motion_big", "pattern.edges_rise"],
    "hardware": ["hardware.excess", "hardware.excess_rise", "hardware.residual"],
    "kit": ["kit.residual", "kit.second"],
    "background": ["background.border"],
}
"""Where nobody vouches for the outline: without what is measured at it and beyond it."""
NAMING = [
    "hardware.missing", "hardware.extra", "kit.elsewhere", "kit.worst_item", "label.area",
    "label.detail_source", "pattern.loss", "pattern.gain", "shape.stretch", "shape.motion_together",
    "colour.median", "background.residue", "colour.moved", "pattern.excess_rise", "hardware.excess_rise",
    "label.excess_rise", "halo.ring2_low", "blur.fine",
]  # fmt: skip


def with_sums(rows: list[Row], kinds: dict[str, Rule]) -> list[Row]:
    """The rows with each rule's distance from its threshold added as `score.<kind>`."""
    return [_added(row, kinds) for row in rows]


def _added(row: Row, kinds: dict[str, Rule]) -> Row:
    sums = {f"score.{kind}": rule.sum(row.figures) - rule.threshold for kind, rule in kinds.items()}
    return replace(row, figures={**row.figures, **sums})


def rules_for(rows: list[Row], figures: dict[str, list[str]] = FIGURES) -> Rules:
    """Rules whose `strong` is not known yet."""
    kinds = kinds_for(rows, figures)
    summed = with_sums(rows, kinds)
    names = names_for(summed, [row for row in summed if row.honest])
    return Rules(kinds, worst_for(rows, kinds, figures), names, 1.0)


def kinds_for(rows: list[Row], figures: dict[str, list[str]]) -> dict[str, Rule]:
    honest = [row for row in rows if row.honest]
    kinds = {}
    for kind in KINDS:
        drifted = [row for row in rows if not row.honest and (KIND_OF[row.truth] == kind)]
        # Nothing is known of what a kind without a drifted pair finds: it has to stand out by far.
        kinds[kind] = fitted_rule(honest, drifted, figures[kind], ALARMS if drifted else UNKNOWN_ALARMS)
    return kinds


def worst_for(rows: list[Row], kinds: dict[str, Rule], figures: dict[str, list[str]]) -> Worst:
    """What raises the alarm, from each row's sums by rules that have not seen its subject.

    The tail of the very pairs that rules were fitted on is too thin: on other subjects three times as many
    would be past it, and how much longer it is there differs from kind to kind.
    """
    blind = [
        (row, {kind: rule.sum(row.figures) - rule.threshold for kind, rule in theirs.items()})
        for inside, outside in folds(rows, INNER)
        for theirs in (kinds_for(inside, figures),)
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
    # Neither ordinary pairs nor re-synthesised ones may be alarmed at more often than promised.
    quantiles = [float(np.quantile(some, 1 - ANY_ALARMS)) for some in past.values() if some]
    threshold = max(bound(np.array([*past[False], *past[True]]), ANY_ALARMS), *quantiles)
    return Worst(levels, round(threshold, 5), 3.0)


def bound(values: np.ndarray, alarms: float) -> float:
    """What the next value exceeds with a chance of `alarms` at most (split conformal prediction).

    With few values that is further out than their quantile: the tail of few is not seen to its end.
    """
    rank = int(np.ceil((len(values) + 1) * (1 - alarms)))
    return float(np.sort(values)[min(len(values), rank) - 1]) + 1e-6


def strong_for(rows: list[Row]) -> float:
    """The least score, over rows that were scored by rules of other subjects, at which a kind is likely."""
    found = []
    for row in rows:
        if row.honest or row.scores["any"] < 0.5 or not row.hits:
            continue
        kinds = ALSO.get(row.truth, (KIND_OF[row.truth],))
        most = max(row.likely.get(kind, 0.0) for kind in row.hits)
        others = [
            kind for kind in row.hits if 0 < row.likely.get(kind, 0.0) < most and row.scores[kind] >= 0.5
        ]
        found += [(row.scores["any"] * row.likely[kind] / most, kind in kinds) for kind in others]
    found.sort(reverse=True)
    right = np.cumsum([good for _, good in found]) / np.arange(1, len(found) + 1)
    enough = np.flatnonzero(right >= LIKELIER)
    return round(found[int(enough[-1])][0], 3) if len(enough) else 1.0


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


def scored(row: Row, rules: Rules) -> Row:
    summed = _added(row, rules.kinds)
    sums = {kind: rule.sum(row.figures) for kind, rule in rules.kinds.items()}
    scores = {kind: rule.score_of(sums[kind]) for kind, rule in rules.kinds.items()}
    scores["any"] = rules.any.score(sums)
    logits = {k: n.bias + sum(t.of(summed.figures) for t in n.terms) for k, n in rules.names.items()}
    placed = [kind for kind in logits if kind in row.hits] or list(logits)
    named = max(placed, key=lambda k: logits[k])
    likely = {kind: exp(value - logits[named]) for kind, value in logits.items()}
    return replace(row, scores=scores, named=named, likely=likely)


def folds(rows: list[Row], count: int) -> Iterator[tuple[list[Row], list[Row]]]:
    """Rows and rows left out, whole subjects apart."""
    subjects = sorted({row.subject for row in rows}, key=lambda name: zlib.crc32(name.encode()))
    for fold in range(min(count, len(subjects))):
        left_out = set(subjects[fold::count])
        yield (
            [row for row in rows if row.subject not in left_out],
            [row for row in rows if row.subject in left_out],
        )


def fitted_folds(rows: list[Row], figures: dict[str, list[str]] = FIGURES) -> list[tuple[Rules, list[Row]]]:
    """Rules, and rows whose subjects they have not seen."""
    return [(rules_for(inside, figures), outside) for inside, outside in folds(rows, OUTER)]


def out_of_fold(fitted: list[tuple[Rules, list[Row]]]) -> list[Row]:
    """Each row scored by rules that have not seen its subject."""
    return [scored(row, rules) for rules, outside in fitted for row in outside]


def bordered(fitted: list[tuple[Rules, list[Row]]], rows: list[Row]) -> list[Row]:
    """Rows whose product was not compared: their border may tell all the same."""
    of_subject = {row.subject: rules for rules, outside in fitted for row in outside}
    return [
        replace(row, scores={**row.scores, **border_scores(of_subject[row.subject], row.figures)})
        if row.figures and row.subject in of_subject
        else replace(row, scores={})
        for row in rows
    ]


def report(rows: list[Row], title: str) -> None:
    honest = [row for row in rows if row.honest]
    drifted = [row for row in rows if not row.honest]
    print(
        f"\n{title}: {len(honest)} honest, {len(drifted)} drifted, {len({r.subject for r in rows})} subjects"
    )
    for truth in KIND_OF:
        mine = [row for row in drifted if row.truth == truth]
        if not mine:
            continue
        kinds = ALSO.get(truth, (KIND_OF[truth],))
        h, d = (np.array([max(row.scores[k] for k in kinds) for row in some]) for some in (honest, mine))
        by = {}
        for severity in sorted({row.severity for row in mine}):
            at = np.array([row.severity == severity for row in mine])
            by[severity] = round(recall_at(h, d[at]), 2)
        named = np.mean([row.named in kinds for row in mine])
        caught = np.mean([row.scores["any"] >= 0.5 for row in mine])
        print(
            f"  {truth:9s} n {len(mine):3d} auroc {auroc(h, d):.3f} recall@5 {recall_at(h, d):.2f}"
            f" flag {np.mean(d >= 0.5):.2f} any {caught:.2f} named {named:.2f} {by}"
        )
    for hard in (False, True):
        h, d = (np.array([r.scores["any"] for r in some if r.hard == hard]) for some in (honest, drifted))
        if len(h):
            print(
                f"  {'hard' if hard else 'easy'}: any recall {np.mean(d >= 0.5):.3f}"
                f" alarms {np.mean(h >= 0.5):.3f}, recall at 4 % alarms {recall_at(h, d, 0.04):.3f}"
            )
    for row in honest:
        if row.scores["any"] >= 0.5:
            worst = sorted(row.scores, key=lambda kind: -row.scores[kind])[:3]
            print("   alarm:", row.candidate, [(kind, round(row.scores[kind], 2)) for kind in worst])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--trusted", nargs="+", type=Path, required=True)
    parser.add_argument("--proposed", nargs="*", type=Path, default=[])
    parser.add_argument("--dry", action="store_true", help="print only")
    args = parser.parse_args()
    trusted = [row for row in read_rows(*args.trusted) if row.compared]
    proposed = [row for row in read_rows(*args.proposed) if row.compared] or trusted
    blind = {"confirmed": out_of_fold(fitted_folds(trusted))}
    if args.proposed:
        blind["proposed"] = out_of_fold(fitted_folds(proposed, UNTRUSTED))
    for masks, scored_rows in blind.items():
        report(scored_rows, f"{masks} masks, subjects not fitted on")
    if args.dry:
        return
    # What is strong is learnt from the many pairs with a mask: names do not depend on who drew it.
    strong = strong_for(blind["confirmed"])
    rules = [
        msgspec.structs.replace(rules_for(some, figures), strong=strong)
        for some, figures in ((trusted, FIGURES), (proposed, UNTRUSTED))
    ]
    version = f"{zlib.crc32(msgspec.json.encode(rules)):08x}"
    data: dict[str, str | int | float | list[str]] = {
        "pairs": len(trusted),
        "pairs_proposed": len(proposed) if args.proposed else 0,
        "subjects": sorted({row.subject for row in trusted}),
        "rows": [path.name for path in (*args.trusted, *args.proposed)],
        "alarms": ALARMS,
        "any_alarms": ANY_ALARMS,
        "strong_right": LIKELIER,
        "made_by": "bench/drift/calibrate.py; all edits are synthetic",
    }
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    made = Calibration(version, today, data, trusted=rules[0], proposed=rules[1])
    OUT.write_bytes(msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n")
    print(f"\n{OUT.name} {version}: {json.dumps(data)[:200]}")


if __name__ == "__main__":
    main()
