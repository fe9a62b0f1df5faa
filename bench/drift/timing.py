"""Time and memory of a pair at 12 and 24 MP, decoding included, one core.

python -m bench.drift.timing PAIRS OUT.json [--pairs 20]
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import cv2
import numpy as np

SIZES = {"12 MP": 12_000_000, "24 MP": 24_000_000}


def enlarged(path: Path, out: Path, pixels: int, flags: int = cv2.IMREAD_COLOR) -> None:
    """The picture at a camera's size, as JPEG (PNG for a mask)."""
    picture = cv2.imread(str(path), flags)
    scale = float(np.sqrt(pixels / (picture.shape[0] * picture.shape[1])))
    big = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    cv2.imwrite(str(out), big, [cv2.IMWRITE_JPEG_QUALITY, 92])


def measured(folder: Path, count: int) -> dict[str, float]:
    """In a process of its own: seconds a pair and the largest memory."""
    cv2.setNumThreads(1)
    from core.drift.check import Pair, check_pair

    seconds = []
    for number in range(count):
        pair = Pair(
            folder / f"{number}s.jpg", folder / f"{number}c.jpg", "exact-card", folder / f"{number}m.png"
        )
        check_pair(pair, max_pixels=60_000_000)  # the first is warm-up of caches and imports
        began = time.process_time()
        check_pair(pair, max_pixels=60_000_000)
        seconds.append(time.process_time() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"median": float(np.median(seconds)), "p95": float(np.quantile(seconds, 0.95)), "mib": peak}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("pairs", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pairs-count", type=int, default=20)
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.inside:
        print(json.dumps(measured(args.inside, args.pairs_count)))
        return
    truths = [json.loads(line) for line in (args.pairs / "truth.jsonl").read_text("utf-8").splitlines()]
    chosen = truths[:: max(1, len(truths) // args.pairs_count)][: args.pairs_count]
    lines = ["| size | median ms | p95 ms | memory MiB |", "| --- | --- | --- | --- |"]
    for title, pixels in SIZES.items():
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for number, truth in enumerate(chosen):
                enlarged(args.pairs / truth["src"], folder / f"{number}s.jpg", pixels)
                enlarged(args.pairs / truth["cand"], folder / f"{number}c.jpg", pixels)
                enlarged(
                    args.pairs / truth["src_mask"], folder / f"{number}m.png", 1_600_000, cv2.IMREAD_GRAYSCALE
                )
            command = [sys.executable, "-m", "bench.drift.timing", str(args.pairs), str(args.out)]
            command += ["--inside", name, "--pairs-count", str(len(chosen))]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
        values = json.loads(done.stdout)
        lines.append(
            f"| {title} | {1000 * values['median']:.0f} | {1000 * values['p95']:.0f} | {values['mib']:.0f} |"
        )
    note = (
        f"\n{len(chosen)} pairs, both JPEG at that size; processor time of one thread, decoding and hashing"
        " included, the mask confirmed. Targets at 12 MP: 300, 500, 400."
    )
    args.out.write_text(json.dumps({"markdown": "\n".join([*lines, note])}), "utf-8")
    print("\n".join([*lines, note]))


if __name__ == "__main__":
    main()
