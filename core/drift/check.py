"""Two paths in, evidence out: what a command, a worker process and a cache all call."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.drift.heatmap import heat_png
from core.drift.load import MIN_SIDE, load_mask, load_shot, studio_mask_of
from core.drift.measure import compare
from core.drift.measures.registry import measures
from core.errors import NotAnImage, PairRefused
from core.safe_name import path_to_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.drift.arrays import Mask
    from core.drift.load import Shot
    from core.drift.result import Evidence, MaskOrigin


@dataclass(frozen=True, slots=True)
class Pair:
    """What is to be measured."""

    source: Path
    candidate: Path
    mode: str = "exact-card"
    source_mask: Path | None = None
    """A mask that a person vouches for; None takes the studio's if there is one, else one is proposed."""


def check_pair(
    pair: Pair, *, max_pixels: int, heatmap: Path | None = None, models: Sequence[str] = ()
) -> Evidence:
    """Return the evidence of a pair, and write its heat map (PNG) to `heatmap`.

    Raises PairRefused for a file that cannot be measured; MeasureUnusable; OSError where the heat map
    cannot be written.
    """
    began = time.perf_counter()
    known = measures(models)
    source = _loaded(pair.source, "source", max_pixels)
    candidate = _loaded(pair.candidate, "candidate", max_pixels)
    mask: Mask | None = None
    origin: MaskOrigin = "confirmed"
    beside = studio_mask_of(pair.source)
    if pair.source_mask is not None:
        mask = _mask(pair.source_mask, source, max_pixels)
    elif beside is not None:
        mask, origin = _mask(beside, source, max_pixels), "studio"
    outcome = compare(source, candidate, mode=pair.mode, source_mask=mask, origin=origin, measures=known)
    if heatmap is not None:
        heatmap.write_bytes(heat_png(candidate, outcome.evidence, outcome.pair))
    return replace(outcome.evidence, seconds=round(time.perf_counter() - began, 4))


def _loaded(path: Path, file: str, max_pixels: int) -> Shot:
    try:
        # A link is the caller's own doing here, unlike in a hot folder.
        shot = load_shot(path.resolve(), max_pixels=max_pixels, source=file == "source")
    except NotAnImage as error:
        raise _refused(error, file, path) from error
    size = shot.picture.width, shot.picture.height
    if min(size) < MIN_SIDE:
        small = NotAnImage("too-small", width=size[0], height=size[1], least=MIN_SIDE)
        raise _refused(small, file, path)
    return replace(shot, picture=replace(shot.picture, path=path_to_text(path)))


def _mask(path: Path, source: Shot, max_pixels: int) -> Mask:
    try:
        return load_mask(path.resolve(), source, max_pixels=max_pixels)
    except NotAnImage as error:
        raise _refused(error, "source_mask", path) from error


def _refused(error: NotAnImage, file: str, path: Path) -> PairRefused:
    figures = {name: value for name, value in error.args_.items() if name != "refusal"}
    return PairRefused(error.refusal, file=file, path=path_to_text(path), **figures)
