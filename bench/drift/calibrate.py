"""Fits core/drift/calibration.json on measured pairs, whole subjects apart.

python -m bench.drift.calibrate --trusted ROWS.jsonl... --proposed ROWS.jsonl... --made HOW [--dry]

ROWS are what `python -m bench.drift.extract` writes, HOW says with which seeds and shares the generator made
the pairs: without it nobody can tell whether a later figure is of the same ones. Printed first is what
subjects that a fold was not fitted on get, then the rules are fitted on all and written.
"""

from __future__ import annotations

import argparse
import datetime
import json
import zlib
from dataclasses import replace
from math import exp
from pathlib import Path

import msgspec
import numpy as np

from bench.drift.rows import ALSO, KIND_OF, Row, auroc, folds, read_rows, recall_at
from bench.drift.rules import ALARMS, PROPOSED, TRUSTED, Way, rules_for, with_sums
from core.drift.calibration import Calibration, Rules
from core.drift.measure import border_scores

OUT = Path(__file__).parents[2] / "core" / "drift" / "calibration.json"
OUTER = 7
"""Folds of subjects that figures are reported on."""
LIKELIER = 0.5
"""Share of findings past the strong threshold, the strongest of each pair aside, whose kind is right."""


def strong_for(rows: list[Row]) -> float:
    """The least score, over rows that were scored by rules of other subjects, at which a kind is likely."""
    found = []
    for row in rows:
        if row.honest or row.scores.get("any", 0.0) < 0.5 or not row.hits:
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


def scored(row: Row, rules: Rules) -> Row:
    summed = with_sums([row], rules.kinds)[0]
    sums = {kind: rule.sum(row.figures) for kind, rule in rules.kinds.items()}
    scores = {kind: rule.score_of(sums[kind]) for kind, rule in rules.kinds.items()}
    scores["any"] = rules.any.score(sums)
    logits = {k: n.bias + sum(t.of(summed.figures) for t in n.terms) for k, n in rules.names.items()}
    placed = [kind for kind in logits if kind in row.hits] or list(logits)
    named = max(placed, key=lambda k: logits[k])
    likely = {kind: exp(value - logits[named]) for kind, value in logits.items()}
    return replace(row, scores=scores, named=named, likely=likely)


def fitted_folds(rows: list[Row], way: Way = TRUSTED) -> list[tuple[Rules, list[Row]]]:
    """Rules, and rows whose subjects they have not seen."""
    return [(fitted_on(inside, way), outside) for inside, outside in folds(rows, OUTER)]


def fitted_on(rows: list[Row], way: Way) -> Rules:
    compared = [row for row in rows if row.compared]
    return rules_for(compared, way, sum(row.honest and not row.compared for row in rows))


def out_of_fold(
    fitted: list[tuple[Rules, list[Row]]], trusted: list[tuple[Rules, list[Row]]] | None = None
) -> list[Row]:
    """Each row scored by rules that have not seen its subject.

    What is not compared, or by too doubtful a mask, is judged by its border alone, by the `trusted` rules.
    """
    borders = {row.subject: rules for rules, outside in trusted or fitted for row in outside}
    return [
        scored(row, rules) if compares(rules, row) else bordered(row, borders.get(row.subject))
        for rules, outside in fitted
        for row in outside
    ]


def scored_by(fitted: list[tuple[Rules, list[Row]]], rows: list[Row]) -> list[Row]:
    """Rows that nothing was fitted on, scored by the rules that have not seen their subject."""
    blind = {row.subject: rules for rules, outside in fitted for row in outside}
    return [scored(row, blind[row.subject]) for row in rows if row.compared and row.subject in blind]


def compares(rules: Rules, row: Row) -> bool:
    return row.compared and rules.mask.sum(row.figures) < rules.mask.threshold


def bordered(row: Row, rules: Rules | None) -> Row:
    border = {name: value for name, value in row.figures.items() if name == "background.border"}
    scores = border_scores(rules, border) if rules and border else {}
    return replace(row, scores=scores, masked=row.masked and not row.found, named="", hits={})


def report(rows: list[Row], title: str) -> None:
    honest, drifted = ([row for row in rows if row.honest == wanted] for wanted in (True, False))
    print(
        f"\n{title}: {len(honest)} honest, {len(drifted)} drifted, {len({r.subject for r in rows})} subjects,"
        f" {np.mean([not row.compared for row in honest]):.3f} of the honest not compared"
    )
    for truth in KIND_OF:
        mine = [row for row in drifted if row.truth == truth]
        if not mine:
            continue
        kinds = ALSO.get(truth, (KIND_OF[truth],))
        h, d = (
            np.array([max(row.scores.get(k, 0.0) for k in kinds) for row in some]) for some in (honest, mine)
        )
        by = {}
        for severity in sorted({row.severity for row in mine}):
            at = np.array([row.severity == severity for row in mine])
            by[severity] = round(recall_at(h, d[at]), 2)
        named = np.mean([row.named in kinds for row in mine])
        caught = np.mean([row.scores.get("any", 0) >= 0.5 for row in mine])
        print(
            f"  {truth:9s} n {len(mine):3d} auroc {auroc(h, d):.3f} recall@5 {recall_at(h, d):.2f}"
            f" flag {np.mean(d >= 0.5):.2f} any {caught:.2f} named {named:.2f} {by}"
        )
    for hard in (False, True):
        h, d = (
            np.array([r.scores.get("any", 0.0) for r in some if r.hard == hard]) for some in (honest, drifted)
        )
        if len(h):
            print(
                f"  {'hard' if hard else 'easy'}: any recall {np.mean(d >= 0.5):.3f}"
                f" alarms {np.mean(h >= 0.5):.3f}, recall at 4 % alarms {recall_at(h, d, 0.04):.3f}"
            )
    for row in honest:
        if row.scores.get("any", 0.0) >= 0.5:
            worst = sorted(row.scores, key=lambda kind: -row.scores[kind])[:3]
            print("   alarm:", row.candidate, [(kind, round(row.scores[kind], 2)) for kind in worst])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--trusted", nargs="+", type=Path, required=True)
    parser.add_argument("--proposed", nargs="+", type=Path, required=True)
    parser.add_argument("--made", required=True)
    parser.add_argument("--dry", action="store_true", help="print only")
    args = parser.parse_args()
    trusted, proposed = read_rows(*args.trusted), read_rows(*args.proposed)
    fitted = fitted_folds(trusted)
    blind = {
        "confirmed": out_of_fold(fitted),
        "proposed": out_of_fold(fitted_folds(proposed, PROPOSED), fitted),
    }
    for masks, scored_rows in blind.items():
        report(scored_rows, f"{masks} masks, subjects not fitted on")
    if args.dry:
        return
    # What is strong is learnt from the many pairs with a mask: names do not depend on who drew it.
    strong = strong_for(blind["confirmed"])
    rules = [
        msgspec.structs.replace(fitted_on(some, way), strong=strong)
        for some, way in ((trusted, TRUSTED), (proposed, PROPOSED))
    ]
    version = f"{zlib.crc32(msgspec.json.encode(rules)):08x}"
    data: dict[str, str | int | float | list[str]] = {
        "pairs": len(trusted),
        "pairs_proposed": len(proposed),
        "subjects": sorted({row.subject for row in trusted}),
        "generated": args.made,
        "rows": [path.name for path in (*args.trusted, *args.proposed)],
        "alarms": ALARMS,
        "any_alarms": TRUSTED.alarms,
        "any_alarms_proposed": PROPOSED.alarms,
        "strong_right": LIKELIER,
        "made_by": "bench/drift/calibrate.py; all edits are synthetic",
    }
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    made = Calibration(version, today, data, trusted=rules[0], proposed=rules[1])
    OUT.write_bytes(msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n")
    print(f"\n{OUT.name} {version}: {json.dumps(data)[:200]}")


if __name__ == "__main__":
    main()
