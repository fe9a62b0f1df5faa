from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image

from core.viewing.difference import oklab
from core.viewing.heat import coloured, greyed, warmed

PICTURE = np.random.default_rng(4).integers(0, 256, (40, 60, 3), np.uint8)


def sketch(levels: np.ndarray) -> bytes:
    buffer = BytesIO()
    Image.fromarray(levels.astype(np.uint8)).save(buffer, "PNG")
    return buffer.getvalue()


def test_hotter_is_lighter_so_that_heat_reads_without_colour() -> None:
    ramp = coloured(np.linspace(0, 1, 30, dtype=np.float32))
    light = oklab(ramp.astype(np.uint8)[None])[0, :, 0]
    assert (np.diff(light) > 0).all()


def test_heat_lies_where_the_sketch_is_warm_and_the_rest_is_grey() -> None:
    levels = np.zeros((20, 30))
    levels[5:10, 20:28] = 255
    shown = warmed(PICTURE, sketch(levels)).astype(int)
    spread = shown.max(axis=-1) - shown.min(axis=-1)
    assert shown.shape == PICTURE.shape
    assert spread[25:, :].max() == 0
    assert shown[14:17, 46:50].mean() > 150 > shown[30:].mean()


@given(arrays(np.uint8, (6, 7, 3)), st.binary(max_size=40))
def test_bytes_that_are_no_sketch_leave_the_grey_picture(picture: np.ndarray, data: bytes) -> None:
    assert np.abs(warmed(picture, data) - greyed(picture)).max() <= 0.5


@pytest.mark.parametrize("bad", ["large", "coloured", "torn"])
def test_a_sketch_that_cannot_be_ours_is_none(bad: str) -> None:
    data = sketch(np.full((2000, 4), 255)) if bad == "large" else sketch(np.full((20, 30), 255))
    if bad == "coloured":
        data = sketch(np.full((20, 30, 3), 255))
    if bad == "torn":
        data = data[: len(data) // 2]
    assert (warmed(PICTURE, data) == warmed(PICTURE, b"")).all()
