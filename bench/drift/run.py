"""Writes bench/drift/RESULTS.md from measured rows: what subjects get that the rules were not fitted on.

python -m bench.drift.run --easy ROWS.jsonl --hard ROWS.jsonl --none ROWS.jsonl
    [--baselines BASE.jsonl] [--timing TIMING.json]

ROWS are what `python -m bench.drift.extract` wrote; BASE what the data's own `baselines.py` wrote for pairs of the first
of the easy ones (others have pairs of the same names);
TIMING what `python -m bench.drift.timing` wrote.
"""

from __future__ import annotations

import argparse
import datetime
import json
from pathlib import Path

import numpy as np

from bench.drift.calibrate import fitted_folds, out_of_fold, scored_by
from bench.drift.rows import ALSO, KIND_OF, Row, auroc, read_rows, recall_at
from bench.drift.rules import PROPOSED
from core.drift.calibration import calibration

# ruff: noqa: E501 the page's own lines are long

OUT = Path(__file__).with_name("RESULTS.md")
PEERS = {
    "pixdiff": "pixel difference",
    "ssim": "SSIM",
    "phash": "pHash",
    "dhash": "dHash",
    "hist": "histogram",
}
PROTOTYPE = {
    ("colour", "4"): ("0.94-1.00", "0.92"), ("colour", "8"): ("1.00", ""), ("colour", "15"): ("1.00", ""),
    ("shape", "2"): ("0.92", "0.71"), ("shape", "4"): ("0.96", "1.00"), ("shape", "8"): ("0.97", "1.00"),
    ("pattern", "3"): ("0.75", "0.57"), ("pattern", "8"): ("0.97", "0.85"), ("pattern", "20"): ("0.97", "1.00"),
    ("label", "1"): ("1.00", "1.00"), ("label", "2"): ("1.00", "1.00"), ("label", "3"): ("0.96", "1.00"),
    ("removed", "1"): ("0.94", "0.82"), ("removed", ""): ("1.00", ""), ("added", ""): ("1.00", "1.00"),
    ("kit", "missing"): ("0.97", ""), ("kit", "duplicated"): ("0.91", ""),
    ("halo", "2"): ("0.42", "0.20"), ("halo", ""): ("1.00", ""),
    ("clipped", ""): ("1.00", "1.00"), ("blur", ""): ("1.00", "1.00"), ("residue", ""): ("1.00", "1.00"), ("bgwhite", ""): ("1.00", "1.00"),
    ("regen", "1"): ("0.31", "0.23"), ("regen", ""): ("1.00", "1.00"),
}  # fmt: skip
"""What the data's own registered prototype with the true mask got on other subjects, easy and hard (FACTS.md of
the data, 3.1 and 3.2); empty where it is not told by severity."""
TARGETS = {
    ("colour", "4"): (0.95, 0.90), ("colour", "8"): (1.0, 0.98), ("colour", "15"): (1.0, 0.98),
    ("shape", "2"): (0.94, 0.82), ("shape", "4"): (0.98, 0.95), ("shape", "8"): (0.98, 0.95),
    ("pattern", "3"): (0.85, 0.70), ("pattern", "8"): (0.97, 0.92), ("pattern", "20"): (0.97, 0.92),
    ("label", "1"): (0.98, 0.96), ("label", "2"): (0.98, 0.96), ("label", "3"): (0.98, 0.96),
    ("removed", "1"): (0.96, 0.88), ("removed", "2"): (0.99, 0.97), ("removed", "5"): (0.99, 0.97),
    ("added", "1"): (0.99, 0.98), ("added", "2"): (0.99, 0.98), ("added", "5"): (0.99, 0.98),
    ("kit", "missing"): (0.99, None), ("kit", "duplicated"): (0.96, None),
    ("halo", "2"): (0.92, 0.70), ("halo", "4"): (1.0, 0.98), ("halo", "6"): (1.0, 0.98),
    ("clipped", ""): (0.99, 0.99), ("blur", ""): (0.99, 0.99), ("residue", ""): (0.99, 0.99), ("bgwhite", ""): (0.99, 0.99),
    ("regen", "1"): (0.40, 0.40), ("regen", "2"): (0.97, 0.97), ("regen", "3"): (0.97, 0.97),
}  # fmt: skip
WHY = """\
## Which kinds fail, and why

- **blur of 1.8 and 3 px**: one pair each, both of one duck whose photo has no fine detail to lose: of the first nothing is missing but grain,
  which a codec takes from honest pictures as well; the second shows too little to be laid over its source.
- **residue**: what is missed is the white ground of a vase that was photographed on white, and grey stone beside a paw: nobody sees it either.
- **halo of 2 px and blur of 1 px** tell themselves as a kind, and a part of them is lost in `any` (of the blurs a fifth, of re-synthesised ones
  two thirds): its threshold is one for all kinds, and those two stand out least.
- **kit**: two missing items and a double are flagged, as another kind: cut off by the frame, and not white. Of re-synthesised kits, which no rule
  was fitted on, twice as many honest ones are alarms as promised.
- **pattern, small and weak**: a patch painted flat where the product is nearly flat changes less than a second JPEG.
- **re-synthesis, weak**: the same, over the whole product; nothing local stands out, so only the pair's overall level speaks.
- **the kind's name**: hardware, label and pattern of one small place differ in size more than in nature. "Changed here"
  is sure, the name is a guess.
- **shadow** has no ground truth in the data: its threshold is that of honest pairs and its recall is not known; it raises no alarm.
- **false alarms**: small shoes by their pattern, the duck by its softness and its edge, and both honest pictures of one of
  its kits by nearly everything: all features that are found lie on the small item, and half a percent of its scale is four pixels at the duck. The pairs of one subject are alike, so that few subjects tell less than their many pairs seem to.
- **without a mask**: what lies at the outline or beyond it is hardly judged: parts removed at it, halo, an item that is missing from a kit;
  residue is not found at all, for what is left of the old ground looks like a part of the product that one proposal lacks. Half of the
  alarms are one bag (`mg_wg01-bk-0`) whose proposed mask holds ground.
- **time** is of pairs of the first seed; this machine's speed moves by up to 1.7 within minutes.
- **how the rules came to be**: how structure is compared, the search for an item's double, the border without its shadow, the least
  spread of a figure, what tells a blur, and the rim that the motion is not looked for in were made by looking at pairs of these subjects, of these seeds; the share of alarms (2.5 % on inner
  folds with a confirmed mask, since twice as many are past it on other subjects) was chosen among five by these figures. Before, of
  other seeds of the same photos, with rules of other subjects: 0.879 at 0.005 easy, 0.875 at 0.039 hard, 0.737 at 0.032 without a mask, the last
  after much had been chosen by it. Other photos must tell.
- **hard, kit**: the generator makes none; these are its easy candidates of several items, re-synthesised after they were laid on their ground
  (`resynthesise.py`), which spoils them more than the generator's other hard pairs. No rule is fitted on them, though on the easy ones they
  were made of.
"""


def table(rows: list[Row], hard: bool) -> list[str]:
    lines = [
        "| truth | severity | n | AUROC | recall at 5 % | target | short by | prototype |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    honest = [row for row in rows if row.honest and row.compared]
    for truth, kind in KIND_OF.items():
        kinds = ALSO.get(truth, (kind,))
        mine = [row for row in rows if row.truth == truth]
        for severity in sorted({row.severity for row in mine}, key=lambda s: (len(s.split(".")[0]), s)):
            some = [row for row in mine if row.severity == severity]
            h = np.array([max(row.scores[k] for k in kinds) for row in honest])
            d = np.array([max(row.scores.get(k, 0.0) for k in kinds) if row.found else -1.0 for row in some])
            target = TARGETS.get((truth, severity), TARGETS.get((truth, ""), (None, None)))[hard]
            before = PROTOTYPE.get((truth, severity), PROTOTYPE.get((truth, ""), ("", "")))[hard]
            recall = recall_at(h, d)
            short = "" if target is None or recall >= target - 0.005 else f"{target - recall:.2f}"
            wanted = "" if target is None else f"{target:.2f}"
            lines.append(
                f"| {truth} | {severity} | {len(some)} | {auroc(h, d):.3f} | {recall:.2f} | {wanted} | {short} |"
                f" {before} |"
            )
    return lines


def overall(rows: list[Row], title: str, recall_target: float) -> list[str]:
    honest, drifted = [r for r in rows if r.honest], [r for r in rows if not r.honest]
    if not honest:
        return []
    lost = np.mean([not r.found for r in honest])
    unsure = np.mean([r.found and not r.masked for r in honest])
    alarms = np.mean([r.scores.get("any", 0) >= 0.5 for r in honest])
    caught = [r for r in drifted if r.scores.get("any", 0) >= 0.5]
    return [
        f"| {title} | {len(honest)} / {len(drifted)} | {len(caught) / len(drifted):.3f} | {recall_target:.2f} | {alarms:.3f} | {lost:.3f} | {unsure:.3f} |"
    ]


def pointing(rows: list[Row]) -> list[str]:
    lines = ["| truth | n | box hits | kind named right |", "| --- | --- | --- | --- |"]
    all_hits, all_named = [], []
    for truth, kind in KIND_OF.items():
        mine = [r for r in rows if r.truth == truth and r.found and r.scores.get("any", 0) >= 0.5]
        if not mine:
            continue
        kinds = ALSO.get(truth, (kind,))
        named = [r.named in kinds for r in mine]
        local = [r.hits.get(r.named, False) for r in mine if r.located and r.hits]
        all_named += named
        all_hits += local
        hits = f"{np.mean(local):.2f}" if local else "no place in the truth"
        lines.append(f"| {truth} | {len(mine)} | {hits} | {np.mean(named):.2f} |")
    lines.append(
        f"| all | {len(all_named)} | {np.mean(all_hits or [0]):.2f} | {np.mean(all_named or [0]):.2f} |"
    )
    return lines


class Baselines:
    """Scores of the peers on the easy pairs, by candidate."""

    def __init__(self, path: Path | None, rows: list[Row]) -> None:
        self.rows = {row.candidate: row for row in rows}
        self.scores: dict[str, dict[str, float]] = {}
        if path is None:
            return
        read = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for values in read:
            self.scores[values["cand"]] = values.get("peers", {})
        self.truth = {name: name.rsplit("/", 1)[1].split("_")[0].split(".")[0] for name in self.scores}
        self.honest = [name for name, truth in self.truth.items() if "legit" in truth]

    def peers(self) -> list[str]:
        if not self.scores:
            return []
        drifted = [name for name in self.scores if name not in set(self.honest)]
        lines = ["| peer (whole frame, all defects) | AUROC | recall at 5 % |", "| --- | --- | --- |"]
        for peer, title in PEERS.items():
            h, d = (
                np.array([self.scores[n].get(peer, 0.0) for n in names]) for names in (self.honest, drifted)
            )
            lines.append(f"| {title} | {auroc(h, d):.2f} | {recall_at(h, d):.2f} |")
        ours = [
            [self.rows[n].scores["any"] for n in names if n in self.rows] for names in (self.honest, drifted)
        ]
        if all(ours):
            h, d = (np.array(values) for values in ours)
            lines.append(
                f"| vitrina check, `any`, the same pairs | {auroc(h, d):.2f} | {recall_at(h, d):.2f} |"
            )
        lines.append(f"\n{len(self.honest)} honest and {len(drifted)} drifted pairs.")
        return lines


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--easy", nargs="+", type=Path, required=True)
    parser.add_argument("--hard", nargs="*", type=Path, default=[])
    parser.add_argument("--kits", nargs="*", type=Path, default=[], help="of resynthesise.py, not fitted on")
    parser.add_argument("--none", nargs="*", type=Path, default=[])
    parser.add_argument("--baselines", type=Path)
    parser.add_argument("--timing", type=Path)
    args = parser.parse_args()
    confirmed = read_rows(*args.easy, *args.hard)
    fitted = fitted_folds(confirmed)
    scored = out_of_fold(fitted)
    easy, hard = ([row for row in scored if row.hard == wanted] for wanted in (False, True))
    kits = scored_by(fitted, read_rows(*args.kits))
    base = Baselines(args.baselines, scored_by(fitted, read_rows(args.easy[0])))
    # Of a pair that was not compared the border is judged, by the rules for a confirmed mask.
    unmasked = read_rows(*args.none)
    none = out_of_fold(fitted_folds(unmasked, PROPOSED), fitted) if unmasked else []
    made = calibration()
    subjects = sorted({row.subject for row in confirmed})
    lines = [
        "# Measured drift: results",
        "",
        "Written by `bench/drift/run.py`; do not edit. **All edits are synthetic**: drawn or computed changes on",
        "composites that keep the product's pixels, which is easier than a studio's output. Real, labelled studio",
        "pictures go into `real/` (see its README).",
        "",
        f"{datetime.datetime.now(datetime.UTC).date()}, algorithm fitted file {made.version}. {len(subjects)} subjects; every",
        "subject is scored by rules fitted on other subjects (7 folds). Hard: every candidate, honest ones too, went",
        "through a mild re-synthesis first. Confirmed mask: the true one.",
        "",
        "## All defects, one flag",
        "",
        "| pairs | honest / drifted | recall of `any` | target | false alarms (target 0.04) | not registered | mask unsure |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *overall(easy, "confirmed mask, easy", 0.90),
        *overall(hard, "confirmed mask, hard", 0.85),
        *overall(none, "nobody's mask, easy", 0.60),
        *overall(kits, "confirmed mask, hard kits", 0.85),
        "",
        "Thresholds are the folds' own. A pair that is not registered or not measured counts as missed.",
        "",
        "## Confirmed mask, easy",
        "",
        *table(easy, False),
        "",
        "Prototype: what the data's own registered prototype got with the true mask, on photos of other subjects.",
        "",
    ]
    if any(row.honest for row in hard):
        lines += ["## Confirmed mask, hard", "", *table(hard, True), ""]
    if kits:
        lines += ["## Confirmed mask, hard kits", "", *table(kits, True), ""]
    lines += [
        "## Where and what",
        "",
        *pointing([r for r in scored if r.hits]),
        "",
        "Of the pairs that were flagged. Targets for all: 0.97 and 0.80.",
        "",
    ]
    lines += ["## Peers", "", *base.peers(), ""] if args.baselines else []
    if args.timing:
        lines += ["## Time and memory", "", json.loads(args.timing.read_text("utf-8"))["markdown"], ""]
    OUT.write_text("\n".join([*lines, WHY]), "utf-8")
    print(OUT.read_text("utf-8"))


if __name__ == "__main__":
    main()
