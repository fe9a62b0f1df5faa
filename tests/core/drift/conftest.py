"""Drawn pairs: a product with print, parts and a label, photographed on a table, and what a studio makes of
it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from core.drift.load import Shot
from core.drift.result import Picture

Rgb = NDArray[np.uint8]


@dataclass(frozen=True)
class Drawn:
    """A source and its true mask."""

    source: Rgb
    mask: NDArray[np.bool_]


def shot(rgb: Rgb) -> Shot:
    return Shot(Picture("", "", rgb.shape[1], rgb.shape[0]), rgb)


def product(canvas: Rgb, *, spot: bool = True, text: str = "VITRINA 250") -> NDArray[np.bool_]:
    """Draw a box with a striped print, four studs and a label at (180, 140) to (460, 520); give its mask."""
    cv2.rectangle(canvas, (180, 140), (459, 519), (60, 110, 170), -1)
    for x in range(190, 450, 24):
        cv2.line(canvas, (x, 150), (x, 300), (200, 190, 90), 6)
    rng = np.random.default_rng(5)
    for x, y, size in zip(
        rng.integers(195, 445, 60), rng.integers(155, 505, 60), rng.integers(2, 6, 60), strict=True
    ):
        cv2.circle(canvas, (int(x), int(y)), int(size), tuple(int(v) for v in rng.integers(20, 230, 3)), -1)
    cv2.rectangle(canvas, (210, 330), (430, 400), (245, 240, 230), -1)
    cv2.putText(canvas, text, (218, 376), cv2.FONT_HERSHEY_SIMPLEX, 1.05, (20, 20, 20), 3, cv2.LINE_AA)
    for x in (215, 285, 355, 425):
        if spot or x != 355:
            cv2.circle(canvas, (x, 450), 14, (230, 60, 50), -1)
            cv2.circle(canvas, (x, 450), 6, (250, 220, 90), -1)
    canvas[...] = cv2.GaussianBlur(canvas, (0, 0), 0.8)  # no lens draws a line as sharp as that
    mask = np.zeros(canvas.shape[:2], np.bool_)
    mask[140:520, 180:460] = True
    return mask


def table() -> Rgb:
    rng = np.random.default_rng(1)
    rough = cv2.GaussianBlur(rng.normal(0, 1, (660, 640)).astype(np.float32), (0, 0), 4)
    grain = np.clip(120 + 160 * rough, 40, 220)
    return np.stack([grain, 0.8 * grain, 0.6 * grain], -1).astype(np.uint8)


@pytest.fixture(scope="session")
def drawn() -> Drawn:
    canvas = table()
    return Drawn(canvas, product(canvas))


@pytest.fixture(scope="session")
def studio() -> Callable[..., Rgb]:
    """Return the product on white, moved, turned and scaled as a studio does, exported as JPEG."""

    def made(
        change: Callable[[Rgb], None] | None = None, *, spot: bool = True, text: str = "VITRINA 250", gain:
        float = 1.0, shift: tuple[float, float] = (40, -30), ground: int = 255,
    ) -> Rgb:  # fmt: skip
        canvas = np.full((660, 640, 3), 255, np.uint8)
        mask = product(canvas, spot=spot, text=text)
        if change is not None:
            change(canvas)
        turn = cv2.getRotationMatrix2D((320, 330), 1.2, 1.1)
        turn[:, 2] += shift
        alpha = cv2.warpAffine(mask.astype(np.float32), turn, (720, 700), flags=cv2.INTER_LINEAR)[..., None]
        laid = cv2.warpAffine(
            canvas, turn, (720, 700), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        )
        whole = np.clip(laid.astype(np.float32) * gain, 0, 255) * alpha + ground * (1 - alpha)
        encoded = cv2.imencode(".jpg", whole.astype(np.uint8)[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 90])[1]
        return np.ascontiguousarray(cv2.imdecode(encoded, cv2.IMREAD_COLOR)[..., ::-1]).astype(np.uint8)

    return made
