from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from core.imaging.mask import fitted_mask, mask_from_png, mask_of_file, mask_to_png


@given(st.integers(2, 90), st.integers(2, 90), st.integers(0, 2**32 - 1))
def test_a_mask_survives_its_png(width: int, height: int, seed: int) -> None:
    mask = np.random.default_rng(seed).random((height, width)) > 0.5
    mask[0, 0], mask[-1, -1] = True, False
    back = mask_from_png(mask_to_png(mask))
    if 0.002 < mask.mean() < 0.998:
        assert back is not None
        assert (back == mask).all()


def png(size: tuple[int, int], mode: str = "1", fill: int = 0) -> bytes:
    buffer = BytesIO()
    Image.new(mode, size, fill).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"", b"\x89PNG\r\n\x1a\n", png((50, 50)), png((50, 50), fill=1), png((2000, 4)), png((9, 9), "RGB")],
)
def test_what_is_no_mask_is_none(data: bytes) -> None:
    assert mask_from_png(data) is None


def test_a_studios_mask_is_taken_by_its_white_or_by_its_alpha(tmp_path: Path) -> None:
    grey = Image.new("L", (200, 100), 0)
    ImageDraw.Draw(grey).rectangle((50, 20, 149, 79), fill=255)
    grey.save(tmp_path / "white.png")
    cut = Image.new("RGBA", (400, 200), (9, 9, 9, 255))
    cut.putalpha(grey.resize((400, 200)))
    cut.save(tmp_path / "alpha.png")
    for name in ("white.png", "alpha.png"):
        mask = mask_of_file(tmp_path / name, (400, 200), max_pixels=1_000_000)
        assert mask is not None
        assert fitted_mask(mask, (200, 100)).sum() == pytest.approx(6000, abs=300)
    assert mask_of_file(tmp_path / "white.png", (200, 200), max_pixels=1_000_000) is None, "other proportions"
