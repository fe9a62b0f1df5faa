from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.errors import Incomplete, NotAnImage
from core.imaging.complete import claimed_size, require_complete, zero_run


@given(head=st.binary(max_size=50), zeros=st.integers(0, 200_000))
def test_zeros_at_the_end_are_counted(head, zeros):
    data = head.rstrip(b"\0") + b"\0" * zeros
    assert zero_run(BytesIO(data), len(data)) == zeros


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
@pytest.mark.parametrize("lossless", [True, False])
def test_a_webp_says_its_size_in_its_head(mode, lossless, encode):
    data = encode(Image.new(mode, (301, 77), (1, 2, 3, 4)[: len(mode)]), "WEBP", lossless=lossless)
    assert claimed_size("WEBP", data[:40]) == (301, 77)


def test_endless_structure_ends():
    chunk = (0).to_bytes(4, "big") + b"teXt" + b"\0" * 4
    png = b"\x89PNG\r\n\x1a\n" + chunk * 210_000
    with pytest.raises(NotAnImage):
        require_complete(BytesIO(png), "PNG", len(png))
    jpeg = b"\xff\xd8" + b"\xff\xda\0\2" * 1000 + b"\xff\xd9"
    with pytest.raises(NotAnImage):
        require_complete(BytesIO(jpeg), "JPEG", len(jpeg))


def test_an_end_without_a_picture_is_no_end():
    jpeg = b"\xff\xd8\xff\xd9"
    with pytest.raises(NotAnImage):
        require_complete(BytesIO(jpeg), "JPEG", len(jpeg))
    gif = b"GIF89a\1\0\1\0\0\0\0;"
    with pytest.raises(Incomplete):
        require_complete(BytesIO(gif), "GIF", len(gif))
