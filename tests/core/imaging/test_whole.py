from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from core.errors import NotAnImage
from core.imaging import cache as module
from core.imaging.cache import PictureCache
from core.imaging.decode import load_srgb
from core.imaging.whole import Whole, load_whole

LIMIT = 20_000_000
MIB = 1 << 20


def hashed(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("box", [(0, 0, 30, 20), (17, 5, 60, 61), (40, 30, 119, 119)])
def test_a_part_is_what_a_full_decoding_has_there(turn, box, photo, encode, put, p3) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    data = encode(photo, "JPEG", exif=exif.tobytes(), icc_profile=p3, quality=95)
    path = put(data)
    full = load_srgb(path, max_pixels=LIMIT)
    part = load_whole(path, max_pixels=LIMIT, sha256=hashed(data)).part(box)
    assert part.size == (box[2] - box[0], box[3] - box[1])
    assert max(ImageChops.difference(part, full.crop(box)).tobytes()) <= 1


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 8), st.integers(20, 900), st.integers(0, 30), st.integers(0, 20))
def test_a_window_has_the_part_that_was_asked_for_and_no_more_than_allowed(turn, most, left, top) -> None:
    stored = Image.effect_noise((64, 48), 80)
    whole = Whole(stored, turn, None, stored.size)
    box = (left, top, left + 4, top + 3)
    window = whole.window(box, most)
    assert window.holds(box)
    assert window.part(box).tobytes() == whole.part(box).tobytes()
    assert window.image.width * window.image.height <= max(most, 12)


def test_parts_are_decoded_once_and_the_memory_for_them_is_bounded(
    tmp_path, encode, put, monkeypatch
) -> None:
    loaded: list[str] = []

    def counted(path, *, max_pixels, sha256):
        loaded.append(sha256)
        return load_whole(path, max_pixels=max_pixels, sha256=sha256)

    monkeypatch.setattr(module, "load_whole", counted)
    made = []
    for seed in range(5):
        data = encode(Image.effect_noise((64, 64), 40 + seed).convert("RGB"), "PNG")
        made.append((put(data, f"{seed}.png"), hashed(data)))
    cache = PictureCache(tmp_path / "pictures", MIB, memory_bytes=4 * 4 * 64 * 64 * 4)
    for at in (0, 1, 2, 3, 0, 4, 0, 1):
        part = cache.region(*made[at], (3, 4, 23, 14), max_pixels=LIMIT)
        assert part.size == (20, 10)
    assert loaded == [made[at][1] for at in (0, 1, 2, 3, 4, 1)]


def test_a_file_that_changed_has_no_parts(tmp_path, photo, encode, put) -> None:
    path = put(encode(photo, "PNG"))
    with pytest.raises(NotAnImage) as caught:
        PictureCache(tmp_path, MIB).region(path, "0" * 64, (0, 0, 5, 5), max_pixels=LIMIT)
    assert caught.value.refusal == "changed"
