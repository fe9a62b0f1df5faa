"""Where the candidate differs, as a picture: the candidate greyed, heat over it, boxes of the findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.drift.frame import HALVED
from core.drift.result import KINDS
from core.drift.structure import windowed

if TYPE_CHECKING:
    from core.drift.arrays import Map, Rgb
    from core.drift.compared import Compared
    from core.drift.load import Shot
    from core.drift.result import Evidence

_FULL: Final = 14.0
"""Weighted Lab residual, or seven times the pair's noise, that is drawn as full heat."""
_BOXES: Final = 3
_BOX: Final = (255, 0, 160)
_WEAK: Final = (150, 70, 120)
"""Frames a finding below its threshold, with half the line."""
_SKETCH: Final = 160
"""Long edge of a sketch in pixels: what is warm is a part of the product wide."""
_STEPS: Final = 15
"""Between cold and hot in a sketch: more of them take bytes and cannot be told apart."""
_COLD: Final = 0.12
"""Heat below which a sketch has none: as much has a picture against itself, a hundredth of a pixel aside."""


def heat(pair: Compared, scale: float = 1.0) -> Map:
    """Return 0 (as in the source) to 1 (surely not) at each pixel of the candidate that was measured.

    `scale` below 1 gives fewer pixels, in the candidate's proportions.
    """
    size = 0.05 * pair.frame.size
    absolute = windowed(pair.residual, pair.core, size) / _FULL
    relative = windowed(np.minimum(pair.structure.excess, 20), pair.core, size) / _FULL
    both = np.sqrt(np.clip(absolute, 0, 1) * np.clip(relative, 0, 1)) * pair.coarse
    height, width = (max(1, round(scale * edge)) for edge in pair.candidate.shape[:2])
    back = np.diag([scale, scale, 1.0]) @ np.linalg.inv(pair.frame.from_candidate) @ HALVED
    return np.asarray(
        cv2.warpAffine(both.astype(np.float32), back[:2], (width, height), flags=cv2.INTER_LINEAR), np.float32
    )


def sketch_png(pair: Compared) -> bytes:
    """Return the heat of the whole candidate as a small grey PNG, black to white; empty where all is cold."""
    scale = min(1.0, _SKETCH / max(pair.candidate.shape[:2]))
    warmth = heat(pair, scale)
    warmth[warmth < _COLD] = 0
    levels = np.rint(warmth * _STEPS).astype(np.uint8) * (255 // _STEPS)
    return bytes(cv2.imencode(".png", levels)[1]) if levels.any() else b""


def drawn(candidate: Shot, evidence: Evidence, pair: Compared | None) -> Rgb:
    """Return the candidate, at the size it was measured at, with heat and the strongest findings' boxes."""
    grey = cv2.cvtColor(candidate.rgb, cv2.COLOR_RGB2GRAY)
    picture = cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB).astype(np.float32) * 0.75 + 64
    if pair is not None:
        warmth = heat(pair)
        colours = cv2.applyColorMap((255 * warmth).astype(np.uint8), cv2.COLORMAP_INFERNO)[..., ::-1]
        share = np.clip(2 * warmth, 0, 0.85)[..., None]
        picture = picture * (1 - share) + colours * share
    flat = np.ascontiguousarray(np.clip(picture, 0, 255).astype(np.uint8))
    line = max(2, round(max(flat.shape[:2]) / 400))
    likely = [one for one in evidence.findings if one.kind in KINDS]
    for finding in likely[:_BOXES]:
        x, y, width, height = (round(edge / candidate.scale) for edge in finding.box)
        sure = finding.kind in evidence.flags
        cv2.rectangle(
            flat, (x, y), (x + width, y + height), _BOX if sure else _WEAK, line if sure else line // 2
        )
    return flat


def heat_png(candidate: Shot, evidence: Evidence, pair: Compared | None) -> bytes:
    """Return `drawn` as a PNG file."""
    picture = cv2.cvtColor(drawn(candidate, evidence, pair), cv2.COLOR_RGB2BGR)
    return bytes(cv2.imencode(".png", picture)[1])
