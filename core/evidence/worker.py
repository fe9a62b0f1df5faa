"""The other process: reads requests, measures, writes replies, until its input ends.

A picture may bring a decoder down, and this process with it; the desk goes on. Standard output carries
replies and nothing else: what a library prints there goes to standard error.
"""

from __future__ import annotations

import contextlib
import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
import numpy as np

from core.drift.colour_words import main_colours
from core.drift.heatmap import sketch_png
from core.drift.likeness import Sketch, doubles, sketch, suggestions
from core.drift.load import MIN_SIDE, Shot, load_shot
from core.drift.measure import compare
from core.drift.measures.registry import measures
from core.drift.result import MaskOrigin
from core.drift.retouch import guessed
from core.errors import NotAnImage, VitrinaError
from core.evidence.outcome import Absent, Alike, Measured, Proposal, Recognised, Reply, Unmeasured, encode
from core.evidence.request import File, MeasurePair, ProposeMask, Recognise, Request
from core.evidence.wire import read_message, write_message
from core.imaging.decode import load_srgb, on_background
from core.imaging.mask import fitted_mask, mask_from_png, mask_to_png

if TYPE_CHECKING:
    from core.drift.arrays import Mask

NICENESS: Final = 7
"""A key press comes first: beside it measuring gets a fifth of a processor, else all that is left."""
_HELD: Final = 2
"""Sources whose pixels are held: the candidates of one come one after the other."""
_SKETCHES: Final = 600
"""Pictures that are known by sight: a fifth of a megabyte each."""
_SKETCH_SIDE: Final = 480

_decode = msgspec.json.Decoder(Request).decode


class _Gone(Exception):
    """A file is not there, or not the one that was recorded."""


class _Refused(Exception):
    def __init__(self, file: File, refusal: str) -> None:
        self.file = file
        self.refusal = refusal
        super().__init__(refusal)


def main() -> None:
    """Answer requests from standard input."""
    with contextlib.suppress(AttributeError, OSError):
        os.nice(NICENESS)
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with requests, replies:
        while (data := read_message(requests)) is not None:
            write_message(replies, encode(answer(_decode(data))))


def answer(request: Request) -> Reply:
    """Return the reply to a request; whatever goes wrong with a pair is one."""
    try:
        if isinstance(request, MeasurePair):
            return _measured(request)
        return _proposed(request) if isinstance(request, ProposeMask) else _recognised(request)
    except _Gone:
        return Absent()
    except _Refused as refused:
        of_source = isinstance(request, MeasurePair) and refused.file == request.source
        return Unmeasured(why="refused", file="source" if of_source else "candidate", refusal=refused.refusal)
    except (MemoryError, VitrinaError):
        return Unmeasured(why="refused", refusal="failed")
    except Exception as error:  # noqa: BLE001 one pair's failure must not end the others
        sys.stderr.write(f"{error!r}\n")
        return Unmeasured(why="refused", refusal="failed")


def _measured(request: MeasurePair) -> Reply:
    source = _source(request.source, request.max_pixels)
    mask, colours = _vouched(request.source, request.max_pixels, request.mask)
    candidate = _shot(request.candidate, request.max_pixels, source=False)
    origin: MaskOrigin = "studio" if request.origin == "studio" else "confirmed"
    known = measures(request.models)
    outcome = compare(source, candidate, mode=request.mode, source_mask=mask, origin=origin, measures=known)
    proposed = b""
    if mask is None and outcome.pair:
        colours = _colours(source, outcome.pair.mask)
        proposed = mask_to_png(outcome.pair.mask)
    warm = sketch_png(outcome.pair) if outcome.pair and outcome.evidence.measured else b""
    return Measured(outcome.evidence, colours, proposed, warm)


@lru_cache(maxsize=_HELD)
def _vouched(file: File, max_pixels: int, png: bytes) -> tuple[Mask | None, tuple[str, ...]]:
    """Return a source's recorded mask at the size it is measured at, and the product's main colours."""
    found = mask_from_png(png) if png else None
    if found is None:
        return None, ()
    source = _source(file, max_pixels)
    mask: Mask = fitted_mask(found, (source.rgb.shape[1], source.rgb.shape[0]))
    return mask, _colours(source, mask)


def _colours(source: Shot, product: Mask) -> tuple[str, ...]:
    return tuple(one.id for one in main_colours(source.rgb, product))


def _proposed(request: ProposeMask) -> Reply:
    source = _source(request.source, request.max_pixels)
    candidates = []
    for file in request.candidates:
        with contextlib.suppress(_Gone, _Refused):
            candidates.append(_shot(file, request.max_pixels, source=False))
    found = guessed(source, candidates)
    if found is None:
        return Proposal(png=b"")
    return Proposal(png=mask_to_png(found.mask), agreement=found.agreement)


def _recognised(request: Recognise) -> Reply:
    own = _sketch(request.picture, request.max_pixels)
    if own is None:
        return Absent()
    sketches = {file.sha256: _sketch(file, request.max_pixels) for file in request.sources}
    found = suggestions(own, {key: one for key, one in sketches.items() if one is not None})
    others = {file.sha256: _sketch(file, request.max_pixels) for file in request.candidates}
    groups = doubles({"": own} | {key: one for key, one in others.items() if one is not None})
    same = next((group[1:] for group in groups if group[0] == ""), ())
    return Recognised(tuple(Alike(one.key, one.likeness) for one in found), tuple(same))


@lru_cache(maxsize=_SKETCHES)
def _sketch(file: File, max_pixels: int) -> Sketch | None:
    try:
        picture = load_srgb(
            Path(file.path), max_pixels=max_pixels, fit=(_SKETCH_SIDE, _SKETCH_SIDE), sha256=file.sha256
        )
    except (VitrinaError, OSError):
        return None
    return sketch(np.asarray(on_background(picture, "white"), np.uint8))


@lru_cache(maxsize=_HELD)
def _source(file: File, max_pixels: int) -> Shot:
    return _shot(file, max_pixels, source=True)


def _shot(file: File, max_pixels: int, *, source: bool) -> Shot:
    try:
        shot = load_shot(Path(file.path), max_pixels=max_pixels, source=source)
    except NotAnImage as error:
        if error.refusal in ("unreadable", "changed"):
            raise _Gone from error
        raise _Refused(file, error.refusal) from error
    except OSError as error:
        raise _Gone from error
    if shot.picture.sha256 != file.sha256:
        raise _Gone
    if min(shot.picture.width, shot.picture.height) < MIN_SIDE:
        raise _Refused(file, "too-small")
    return shot


if __name__ == "__main__":
    main()
