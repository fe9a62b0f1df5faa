"""Makes hard pairs of kits, which the generator makes none of: re-synthesises the candidates of easy ones.

python -m bench.drift.resynthesise PAIRS OUT --generator make_pairs.py

PAIRS is what the generator wrote. Each candidate of several items goes through the generator's own mild
re-synthesis where its products are; there it has been laid on its ground and saved once already, whereas
the generator re-synthesises the source. OUT has sources, masks and `truth.jsonl` like PAIRS.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import shutil
import zlib
from pathlib import Path
from types import ModuleType

import cv2
import numpy as np

QUALITY = 92
MILD = 0
"""The generator's severity that an honest candidate of its hard mode goes through."""


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def products(truth: dict[str, object], mask: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """Where the candidate (width, height) shows products, 0 or 255; of a doubled item its box."""
    placed = cv2.warpAffine(mask, np.array(truth["affine"], np.float64), size)
    where = (placed > 127).astype(np.uint8) * np.uint8(255)
    box = truth["bbox_cand"]
    if truth["sev"] == "duplicated" and isinstance(box, list):
        x0, y0, x1, y1 = box
        where[y0:y1, x0:x1] = 255
    return where


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("pairs", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--generator", type=Path, required=True)
    args = parser.parse_args()
    generator = loaded(args.generator)
    truths = [json.loads(line) for line in (args.pairs / "truth.jsonl").read_text("utf-8").splitlines()]
    lines = []
    for truth in truths:
        if not str(truth["src"]).endswith("/kit.jpg"):
            continue
        folder = args.out / str(truth["photo"])
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("src", "src_mask"):
            shutil.copy(args.pairs / truth[name], args.out / truth[name])
        candidate = cv2.imread(str(args.pairs / truth["cand"]))
        mask = cv2.imread(str(args.pairs / truth["src_mask"]), cv2.IMREAD_GRAYSCALE)
        where = products(truth, mask, (candidate.shape[1], candidate.shape[0]))
        rng = np.random.default_rng(zlib.crc32(str(truth["cand"]).encode()))
        made = generator.d_regen(candidate, where, rng, MILD)[0]
        name = str(Path(truth["cand"]).with_suffix(".jpg"))
        cv2.imwrite(str(args.out / name), made, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
        lines.append(json.dumps({**truth, "cand": name}))
    (args.out / "truth.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines)} pairs")


if __name__ == "__main__":
    main()
