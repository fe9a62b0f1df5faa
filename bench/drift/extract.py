"""Measures generated pairs and writes a row for each.

python -m bench.drift.extract PAIRS OUT.jsonl [--masks confirmed|none] [--hard] [--every N] [--workers N]

PAIRS is what the generator of pairs wrote: `truth.jsonl` and, a folder a photo, sources, masks and
candidates. `--masks none` measures as if nobody had looked: neither the mask nor a studio's is used.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import re
import resource
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path

import cv2

from bench.drift.rows import Row
from core.drift.arrays import Mask, Points
from core.drift.load import load_mask, load_shot
from core.drift.measure import Outcome, compare
from core.drift.propose import Proposal, overlap

PIXELS = 60_000_000


def subject_of(photo: str) -> str:
    """Photos of one product share a subject: their names differ in a number or a side at the end."""
    name = re.sub(r"-(front|back)$", "", photo)
    return re.sub(r"[-_](\d+|[a-z]{2,6}-\d+|\d+-[a-z]+)$", "", name)


def one(job: tuple[Path, dict[str, object], bool, str]) -> Row:
    folder, truth, hard, masks = job
    began = time.process_time()
    source = load_shot(folder / str(truth["src"]), max_pixels=PIXELS, source=True)
    candidate = load_shot(folder / str(truth["cand"]), max_pixels=PIXELS)
    mask = None
    if masks == "confirmed":
        mask = load_mask(folder / str(truth["src_mask"]), source, max_pixels=PIXELS)
    mode = "white-background" if truth["want_white"] else "exact-card"
    outcome = compare(source, candidate, mode=mode, source_mask=mask, believe=True)
    seconds = time.process_time() - began
    row = row_of(truth, outcome, candidate.scale, hard=hard, seconds=seconds)
    if outcome.proposal is None:
        return row
    true = load_mask(folder / str(truth["src_mask"]), source, max_pixels=PIXELS)
    return replace(row, known=against(outcome.proposal, true))


def against(proposal: Proposal, true: Mask) -> dict[str, float]:
    """How right a proposed mask is: its IoU, and the share of its sure part that is product."""
    pure = float((proposal.sure & true).sum() / max(1, int(proposal.sure.sum())))
    return {"iou": overlap(proposal.mask, true), "pure": pure}


def row_of(truth: dict[str, object], outcome: Outcome, scale: float, *, hard: bool, seconds: float) -> Row:
    """The row of a pair; `scale` is the candidate file's pixels for one of those that were measured."""
    evidence = outcome.evidence
    place = truth.get("bbox_cand")
    hits = {}
    for kind, result in outcome.results:
        if result.spots:
            strongest = max(result.spots, key=lambda spot: spot.strength)
            hits[kind] = _hit(scale * strongest.corners, place)
    findings = [one for one in evidence.findings if one.kind in evidence.scores]
    return Row(
        candidate=str(truth["cand"]),
        subject=subject_of(str(truth["photo"])),
        truth=str(truth["kind"]),
        severity=str(truth["sev"]),
        hard=hard,
        found=evidence.registration.found,
        figures=dict(evidence.figures),
        scores=dict(evidence.scores),
        flags=evidence.flags,
        named=findings[0].kind if findings else "",
        hits=hits,
        origin=evidence.mask.origin,
        seconds=seconds,
        masked=evidence.mask.origin != "none",
        located=isinstance(place, list),
    )


def _hit(corners: Points, truth: object) -> bool:
    """Whether the middle of the box lies in the true one, or they overlap by a fifth of the larger."""
    if not isinstance(truth, list):
        return False
    x0, y0, x1, y1 = truth
    (x, y), (right, bottom) = corners.min(0), corners.max(0)
    inside = x0 <= (x + right) / 2 <= x1 and y0 <= (y + bottom) / 2 <= y1
    common = max(0, min(right, x1) - max(x, x0)) * max(0, min(bottom, y1) - max(y, y0))
    return bool(inside or common > 0.2 * max((right - x) * (bottom - y), (x1 - x0) * (y1 - y0)))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("pairs", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--masks", choices=("confirmed", "none"), default="confirmed")
    parser.add_argument(
        "--hard", action="store_true", help="say in the rows that the pairs are re-synthesised"
    )
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    truths = [json.loads(line) for line in (args.pairs / "truth.jsonl").read_text("utf-8").splitlines()]
    jobs = [(args.pairs, truth, args.hard, args.masks) for truth in truths[:: args.every]]
    cv2.setNumThreads(1)
    began = time.time()
    with multiprocessing.Pool(args.workers) as pool, args.out.open("w", encoding="utf-8") as out:
        for row in pool.imap(one, jobs, chunksize=4):
            out.write(json.dumps(asdict(row)) + "\n")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{len(jobs)} pairs, {time.time() - began:.0f} s, {peak:.0f} MiB at most in one process",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
