"""A contact sheet of findings: source, candidate and heat map with boxes, to be looked at.

python -m bench.drift.sheet PAIRS OUT.png [--first N] [--step N] [--count 20]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import cv2
import numpy as np

from bench.drift.extract import PIXELS
from core.drift.heatmap import drawn
from core.drift.load import load_mask, load_shot
from core.drift.measure import compare

CELL = 250


def cell(picture: np.ndarray) -> np.ndarray:
    scale = CELL / max(picture.shape[:2])
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    out = np.full((CELL, CELL, 3), 96, np.uint8)
    out[: small.shape[0], : small.shape[1]] = small
    return out


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("pairs", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--step", type=int, default=59)
    parser.add_argument("--count", type=int, default=20)
    args = parser.parse_args()
    truths = [json.loads(line) for line in (args.pairs / "truth.jsonl").read_text("utf-8").splitlines()]
    rows = []
    for truth in truths[args.first :: args.step][: args.count]:
        source = load_shot(args.pairs / truth["src"], max_pixels=PIXELS, source=True)
        candidate = load_shot(args.pairs / truth["cand"], max_pixels=PIXELS)
        mask = load_mask(args.pairs / truth["src_mask"], source, max_pixels=PIXELS)
        mode = "white-background" if truth["want_white"] else "exact-card"
        outcome = compare(source, candidate, mode=mode, source_mask=mask)
        evidence = outcome.evidence
        heat = drawn(candidate, evidence, outcome.pair)
        if truth["bbox_cand"]:
            x0, y0, x1, y1 = (round(edge / candidate.scale) for edge in truth["bbox_cand"])
            cv2.rectangle(heat, (x0, y0), (x1, y1), (0, 200, 0), max(2, round(max(heat.shape[:2]) / 300)))
        first = evidence.findings[0] if evidence.findings else None
        lines = [
            f"{truth['kind']} {truth['sev']} {truth.get('mode', '')}",
            f"any {evidence.scores['any']:.2f}",
            f"1st: {first.kind} {first.score:.2f}" if first else "no finding",
            ", ".join(evidence.flags)[:34],
        ]
        note = np.full((CELL, CELL, 3), 255, np.uint8)
        for number, line in enumerate(lines):
            cv2.putText(
                note, line, (6, 40 + 40 * number), cv2.FONT_HERSHEY_SIMPLEX, 0.42, (0, 0, 0), 1, cv2.LINE_AA
            )
        rows.append(np.hstack([cell(source.rgb), cell(candidate.rgb), cell(heat), note]))
        print(truth["cand"], lines)
    half = (len(rows) + 1) // 2
    rows += [np.full_like(rows[0], 255)] * (2 * half - len(rows))
    sheet = np.hstack([np.vstack(rows[:half]), np.vstack(rows[half:])])
    cv2.imwrite(str(args.out), cv2.cvtColor(sheet, cv2.COLOR_RGB2BGR))


if __name__ == "__main__":
    main()
