"""Colours as people see them: Lab, CIEDE2000, and the name of a shift.

CIEDE2000 follows G. Sharma, W. Wu, E. Dalal, "The CIEDE2000 color-difference formula: implementation notes,
supplementary test data, and mathematical observations", Color Research and Application 30 (2005); the test
checks it against that paper's data.
"""

from __future__ import annotations

from math import atan2, degrees, hypot
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from core.drift.arrays import Lab, Map

_POW25_7: Final = float(25**7)


def to_lab(rgb: np.ndarray[tuple[int, ...], np.dtype[np.uint8 | np.float32]]) -> Lab:
    """Return sRGB (0 to 255, uint8 or float32, values beyond are clipped) as Lab, D65, float32."""
    scaled = rgb.astype(np.float32)
    scaled *= np.float32(1 / 255)
    if rgb.dtype != np.uint8:
        np.clip(scaled, 0, 1, out=scaled)
    return np.asarray(cv2.cvtColor(scaled, cv2.COLOR_RGB2Lab), np.float32)


def ciede2000(first: Lab, second: Lab) -> Map:
    """Return the difference of two arrays of Lab colours (last axis 3), one float32 for each."""
    l1, a1, b1 = _channels(first)
    l2, a2, b2 = _channels(second)
    mean_c7 = _seventh((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2)
    g = 0.5 * (1 - np.sqrt(mean_c7 / (mean_c7 + _POW25_7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    grey = c1 * c2 == 0
    dh = h2 - h1
    dh = np.where(grey, 0, dh - 360 * np.round(dh / 360))
    far = np.abs(h1 - h2) > 180
    total = h1 + h2
    mean_h = np.where(grey, total, np.where(far, (total + np.where(total < 360, 360, -360)) / 2, total / 2))
    d_l, d_c = l2 - l1, c2 - c1
    d_h = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(dh / 2))
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    t = (
        1
        - 0.17 * np.cos(np.radians(mean_h - 30))
        + 0.24 * np.cos(np.radians(2 * mean_h))
        + 0.32 * np.cos(np.radians(3 * mean_h + 6))
        - 0.20 * np.cos(np.radians(4 * mean_h - 63))
    )
    off50 = (mean_l - 50) ** 2
    s_l = 1 + 0.015 * off50 / np.sqrt(20 + off50)
    s_c = 1 + 0.045 * mean_c
    s_h = 1 + 0.015 * mean_c * t
    c7 = _seventh(mean_c)
    turn = np.radians(60 * np.exp(-(((mean_h - 275) / 25) ** 2)))
    r_t = -np.sin(turn) * 2 * np.sqrt(c7 / (c7 + _POW25_7))
    terms = (d_l / s_l) ** 2 + (d_c / s_c) ** 2 + (d_h / s_h) ** 2 + r_t * (d_c / s_c) * (d_h / s_h)
    return np.asarray(np.sqrt(np.maximum(terms, 0)), np.float32)


def _seventh(chroma: Map) -> Map:
    """Return the seventh power: NumPy's own takes a logarithm and an exponential a pixel."""
    squared = chroma * chroma
    return squared * squared * squared * chroma


def euclidean(lab: Lab) -> Map:
    """Return the length of each vector of an array of Lab differences (height x width x 3): ΔE*ab of 1976."""
    return np.asarray(cv2.sqrt(cv2.transform(cv2.multiply(lab, lab), np.ones((1, 3)))), np.float32)


def chroma_of(lab: Lab) -> Map:
    """Return the chroma of Lab colours, or of differences of them (height x width x 3, float32)."""
    return np.asarray(cv2.magnitude(cv2.extractChannel(lab, 1), cv2.extractChannel(lab, 2)), np.float32)


def _channels(lab: Lab) -> tuple[Map, Map, Map]:
    return lab[..., 0], lab[..., 1], lab[..., 2]


_HUES: Final = (
    (20, "pink"),
    (55, "red"),
    (80, "orange"),
    (110, "yellow"),
    (170, "green"),
    (220, "turquoise"),
    (305, "blue"),
    (335, "purple"),
    (360, "pink"),
)
"""Upper end of each name in degrees of Lab hue; the primaries of sRGB lie at 40, 136 and 306."""

_GREYISH: Final = 3.0
"""Chroma shift below which a change is one of lightness."""


def direction(before: Lab, after: Lab) -> str:
    """Return which way a mean Lab colour (3 values) moved: `lighter`, `darker`, `paler`, `stronger` or a hue.

    The hue is that of the shift in the a*b* plane, which is how a cast is named ("towards orange").
    """
    d_l, d_a, d_b = (float(after[i]) - float(before[i]) for i in range(3))
    shift = hypot(d_a, d_b)
    if shift < _GREYISH or abs(d_l) > 1.5 * shift:
        return "lighter" if d_l > 0 else "darker"
    chroma_before, chroma_after = hypot(before[1], before[2]), hypot(after[1], after[2])
    if abs(chroma_after - chroma_before) > 0.85 * shift and chroma_before > 12:
        return "stronger" if chroma_after > chroma_before else "paler"
    hue = degrees(atan2(d_b, d_a)) % 360
    return next(name for end, name in _HUES if hue <= end)
