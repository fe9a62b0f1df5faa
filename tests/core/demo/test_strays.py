from __future__ import annotations

import io
from random import Random

import pytest
from PIL import Image

from core.demo.strays import animation, torn, video


def test_a_video_begins_as_mp4_and_its_boxes_fit() -> None:
    data = video(Random(1))
    kinds, at = [], 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        kinds.append(data[at + 4 : at + 8])
        at += size
    assert kinds == [b"ftyp", b"free", b"mdat"]
    assert at == len(data)


def test_an_animation_has_frames() -> None:
    picture = Image.linear_gradient("L").convert("RGB")
    with Image.open(io.BytesIO(animation(picture))) as image:
        assert image.format == "GIF"
        assert getattr(image, "is_animated", False)


def test_a_torn_file_opens_and_does_not_load() -> None:
    data = torn(Image.effect_noise((200, 200), 60).convert("RGB"))
    with Image.open(io.BytesIO(data)) as image, pytest.raises(OSError, match="truncated"):
        image.load()
