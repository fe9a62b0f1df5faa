from __future__ import annotations

import hashlib
import os
import socket
import struct
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageStat

from core.errors import Incomplete, NotAnImage
from core.imaging import opening
from core.imaging.decode import load_reduced
from core.imaging.inspect import REFUSALS, inspect, inspect_for_preview
from core.model import ImageFacts

LIMIT = 1_000_000
FORMATS = ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "BMP", "TIFF", "GIF"]
VARIANTS = [
    *((kind, {}) for kind in FORMATS),
    ("JPEG", {"progressive": True}),
    ("WEBP", {"lossless": True}),
    ("TIFF", {"compression": "tiff_lzw"}),
]


def refusal(path: Path, limit: int = LIMIT) -> NotAnImage:
    with pytest.raises(NotAnImage) as caught:
        inspect(path, max_pixels=limit)
    assert caught.value.refusal in REFUSALS
    return caught.value


@pytest.mark.parametrize("kind", FORMATS)
def test_facts_of_every_format_whatever_its_name(kind, photo, encode, put):
    data = encode(photo, kind)
    facts = inspect(put(data, "wrong name.png"), max_pixels=LIMIT)
    assert facts == ImageFacts(
        format=kind, width=160, height=120, bytes=len(data), sha256=hashlib.sha256(data).hexdigest()
    )


def test_names_of_any_bytes_are_read(photo, encode, tmp_path):
    for name in [b"\xff\xfe.png", b"[red]x.png", b"\x1b[31m.png", "\u202egnp.png".encode()]:
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
        path.write_bytes(encode(photo, "PNG"))
        assert inspect(path, max_pixels=LIMIT).width == 160


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_size_is_upright(kind, photo, encode, put):
    exif = Image.Exif()
    exif[0x0112] = 6
    facts = inspect(put(encode(photo, kind, exif=exif.tobytes())), max_pixels=LIMIT)
    assert (facts.width, facts.height) == (120, 160)


def test_alpha_and_profile_are_noted(photo, encode, put, p3):
    facts = inspect(put(encode(photo.convert("RGBA"), "PNG", icc_profile=p3)), max_pixels=LIMIT)
    assert facts.has_alpha
    assert facts.profile == "Display P3 (test)"
    assert inspect(put(encode(photo, "PNG", icc_profile=b"no profile")), max_pixels=LIMIT).profile == ""


def test_a_cameras_mpo_is_a_jpeg(photo, encode, put):
    data = encode(photo, "MPO", save_all=True, append_images=[photo.resize((80, 60))])
    with Image.open(BytesIO(data)) as image:
        assert image.n_frames == 2
    facts = inspect(put(data), max_pixels=LIMIT)
    assert (facts.format, facts.width) == ("JPEG", 160)


def test_what_follows_a_jpegs_end_is_no_fault(photo, encode, put):
    for tail in [b"\0" * 4096, b"\0\0\0\x18ftypmp42" + b"moving" * 50]:
        assert inspect(put(encode(photo, "JPEG") + tail), max_pixels=LIMIT).format == "JPEG"


# --- not whole yet -----------------------------------------------------------------------------------------


def lengths(size: int) -> list[int]:
    return sorted(
        {1, 2, 3, 7, 12, 20, 33, *(size * part // 16 for part in range(1, 16)), size - 100, size - 1}
    )


@pytest.mark.parametrize(("kind", "options"), VARIANTS)
def test_a_cut_file_is_never_a_picture(kind, options, photo, encode, put):
    data = encode(photo, kind, **options)
    for length in lengths(len(data)):
        path = put(data[:length], "cut.jpg")
        with pytest.raises((Incomplete, NotAnImage)) as caught:
            inspect(path, max_pixels=LIMIT)
        if isinstance(caught.value, Incomplete):
            assert caught.value.args_["size"] == length
            assert caught.value.args_["why"] in {"cut", "zeros"}


@pytest.mark.parametrize(("kind", "options"), VARIANTS)
def test_reserved_space_that_is_not_filled_yet_is_incomplete(kind, options, encode, put):
    data = encode(Image.effect_noise((160, 120), 60).convert("RGB"), kind, **options)
    for length in [2, 10, *(len(data) * part // 8 for part in range(1, 8)), len(data) - 400]:
        with pytest.raises((Incomplete, NotAnImage)) as caught:
            inspect(put(data[:length].ljust(len(data), b"\0"), "reserved.jpg"), max_pixels=LIMIT)
        assert isinstance(caught.value, Incomplete), (length, caught.value)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "BMP"])
def test_how_much_is_missing_is_known_where_the_format_says(kind, photo, encode, put):
    data = encode(photo, kind)
    with pytest.raises(Incomplete) as caught:
        inspect(put(data[: len(data) // 2]), max_pixels=LIMIT)
    assert caught.value.args_["why"] == "cut"
    if kind in {"WEBP", "BMP"}:
        assert caught.value.args_["expected"] == len(data)


def test_a_jpegs_thumbnail_does_not_end_it(photo, encode, put):
    thumbnail = encode(photo.resize((40, 30)), "JPEG")
    app = b"\xff\xe1" + struct.pack(">H", len(thumbnail) + 8) + b"Exif\0\0" + thumbnail
    data = encode(photo, "JPEG")
    data = data[:2] + app + data[2:]
    assert inspect(put(data), max_pixels=LIMIT).width == 160
    with pytest.raises(Incomplete):
        inspect(put(data[: 2 + len(app)]), max_pixels=LIMIT)


def test_a_hole_in_a_png_is_refused(photo, encode, put):
    data = bytearray(encode(photo, "PNG", compress_level=0))
    data[3000:5000] = bytes(2000)
    assert refusal(put(bytes(data))).refusal == "truncated"


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "WEBP"])
def test_a_black_or_flat_end_is_a_picture(kind, encode, put):
    picture = Image.new("RGB", (600, 400), "black")
    ImageDraw.Draw(picture).ellipse((100, 100, 500, 300), fill=(200, 40, 30))
    data = encode(picture, kind, **({"method": 0, "quality": 100} if kind == "WEBP" else {}))
    assert data.endswith(b"\0" * 64)
    assert inspect(put(data), max_pixels=LIMIT).format == kind


def test_a_cut_out_on_transparent_ground_is_a_picture(encode, put):
    picture = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((50, 50, 250, 150), fill=(200, 40, 30, 255))
    assert inspect(put(encode(picture, "TIFF")), max_pixels=LIMIT).has_alpha


def test_a_file_that_grows_while_it_is_read_is_incomplete(photo, encode, put, monkeypatch):
    path = put(encode(photo, "PNG"))
    sha256 = opening.Opened.sha256

    def growing(opened: opening.Opened) -> str:
        with path.open("ab") as file:
            file.write(b"more")
        return sha256(opened)

    monkeypatch.setattr(opening.Opened, "sha256", growing)
    with pytest.raises(Incomplete) as caught:
        inspect(path, max_pixels=LIMIT)
    assert caught.value.args_["why"] == "growing"


# --- refused for good --------------------------------------------------------------------------------------


def png_bomb(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + chunk(b"IEND", b"")
    )


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("side", [1001, 9_600, 14_000, 30_000, 2**31 - 1])
def test_a_bomb_is_refused_by_its_header(side, put):
    error = refusal(put(png_bomb(side, side)))
    assert error.refusal == "bomb"
    assert error.args_ == {"refusal": "bomb", "width": side, "height": side, "limit": LIMIT}


@pytest.mark.filterwarnings("ignore")
def test_no_setting_goes_beyond_the_decoders_own_limit(put):
    assert refusal(put(png_bomb(10_000, 10_000)), limit=500_000_000).args_["limit"] == 89_478_485


def test_a_webp_bomb_is_refused_before_its_canvas_is_made(encode, put):
    data = bytearray(encode(Image.new("RGBA", (16, 16), (9, 9, 9, 9)), "WEBP"))
    assert data[12:16] == b"VP8X"
    data[24:30] = b"\xfe\x3f\0\xfe\x3f\0"
    error = refusal(put(bytes(data)))
    assert (error.refusal, error.args_["width"]) == ("bomb", 16383)


def test_the_limit_itself_is_allowed(photo, encode, put):
    path = put(encode(photo, "JPEG"))
    assert inspect(path, max_pixels=160 * 120).width == 160
    assert refusal(path, limit=160 * 120 - 1).refusal == "bomb"


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF", "HEIF"])
def test_animations_are_refused(kind, photo, encode, put):
    frames = [photo.rotate(90), photo.rotate(180)]
    data = encode(photo, kind, save_all=True, append_images=frames)
    assert refusal(put(data, "still.jpg")).refusal == "animation"


def test_a_tiff_of_many_pages_is_refused(photo, encode, put):
    error = refusal(put(encode(photo, "TIFF", save_all=True, append_images=[photo, photo])))
    assert (error.refusal, error.args_["pages"]) == ("many-pages", 3)


MP4 = b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41" + b"\0\0\0\x08free" * 4


@pytest.mark.parametrize(
    ("name", "data", "args"),
    [
        ("clip.mp4", MP4, {"refusal": "video"}),
        ("clip", MP4, {"refusal": "video"}),
        ("clip.webm", b"\x1a\x45\xdf\xa3" + b"x" * 40, {"refusal": "video"}),
        ("photo.jpg", MP4, {"refusal": "fake", "ext": "jpg", "what": "video"}),
        (
            "photo.PNG",
            b"<!doctype html><title>404</title>",
            {"refusal": "fake", "ext": "png", "what": "html"},
        ),
        ("photo.webp", b"8BPS\0\1" + b"\0" * 40, {"refusal": "fake", "ext": "webp", "what": "psd"}),
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", {"refusal": "unsupported", "what": "svg"}),
        ("card.pdf", b"%PDF-1.7 ...", {"refusal": "unsupported", "what": "pdf"}),
        ("readme.txt", b"hello there, seller", {"refusal": "unsupported", "what": "text"}),
        ("empty.png", b"", {"refusal": "empty"}),
    ],
)
def test_what_is_no_picture_is_refused_with_its_reason(name, data, args, put):
    assert refusal(put(data, name)).args_ == args


def test_a_whole_file_with_damaged_pixels_is_truncated(photo, encode, put):
    data = encode(photo, "TIFF", compression="tiff_lzw")
    start = struct.unpack("<I", data[4:8])[0]
    assert start > len(data) // 2
    damaged = data[:8] + b"\xff" * (start - 8) + data[start:]
    assert refusal(put(damaged)).refusal == "truncated"


def test_damaged_tiffs_write_nothing_to_the_terminal(photo, encode, put, capfd):
    data = encode(photo, "TIFF", compression="tiff_lzw")
    start = struct.unpack("<I", data[4:8])[0]
    with suppress(NotAnImage, Incomplete):
        inspect(put(data[:8] + b"\xff" * (start - 8) + data[start:]), max_pixels=LIMIT)
    assert capfd.readouterr().err == ""


def test_only_regular_files_are_read(photo, encode, put, tmp_path, monkeypatch):
    real = put(encode(photo, "PNG"), "real.png")
    link = tmp_path / "link.png"
    link.symlink_to(real)
    assert refusal(link).refusal == "symlink"
    pipe = tmp_path / "pipe.png"
    os.mkfifo(pipe)
    assert refusal(pipe).args_ == {"refusal": "unsupported", "what": "pipe"}
    assert refusal(tmp_path).args_ == {"refusal": "unsupported", "what": "folder"}
    assert refusal(Path("/dev/zero")).args_ == {"refusal": "unsupported", "what": "device"}
    with socket.socket(socket.AF_UNIX) as door:
        monkeypatch.chdir(tmp_path)  # a socket's path is short
        door.bind("door.png")
        assert refusal(tmp_path / "door.png").args_["what"] == "socket"


def test_a_link_put_in_place_after_the_look_is_not_followed(photo, encode, put, tmp_path, monkeypatch):
    real = put(encode(photo, "PNG"), "real.png")
    path = put(b"x", "swapped.png")
    state = os.lstat(path)
    path.unlink()
    path.symlink_to(real)
    monkeypatch.setattr(opening, "_looked_at", lambda _: state)
    assert refusal(path).refusal == "symlink"


def test_a_missing_or_impossible_path_is_unreadable(tmp_path):
    assert refusal(tmp_path / "gone.png").refusal == "unreadable"
    assert refusal(tmp_path / "nul\0.png").refusal == "unreadable"


def test_a_file_nobody_can_have_meant_is_refused_unread(tmp_path):
    path = tmp_path / "huge.png"
    with path.open("wb") as file:
        file.truncate(opening.MAX_BYTES + 1)
    assert refusal(path).args_ == {
        "refusal": "too-large-file",
        "bytes": opening.MAX_BYTES + 1,
        "limit": opening.MAX_BYTES,
    }


MAGICS = [
    b"\xff\xd8\xff",
    b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0",
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    b"GIF89a",
    b"BM",
    b"II*\0\x08\0\0\0",
    b"MM\0*\0\0\0\x08",
    b"II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0",
    b"RIFF\x40\0\0\0WEBPVP8 ",
    b"RIFF\x40\0\0\0WEBPVP8X\x0a\0\0\0",
    b"\0\0\0\x18ftypavif\0\0\0\0mif1miaf",
    b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
]


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(magic=st.sampled_from(MAGICS), rest=st.binary(max_size=300), ending=st.sampled_from(["jpg", "dat"]))
def test_random_bytes_behind_a_magic_number_never_crash(magic, rest, ending, tmp_path):
    path = tmp_path / f"x.{ending}"
    path.write_bytes(magic + rest)
    with suppress(NotAnImage, Incomplete):
        inspect(path, max_pixels=LIMIT)


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(FORMATS), data=st.data())
def test_flipped_bytes_never_crash(kind, data, encode, tmp_path):
    whole = bytearray(encode(Image.new("RGB", (24, 16), (200, 30, 40)), kind))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "x.jpg"
    path.write_bytes(whole)
    with suppress(NotAnImage, Incomplete):
        inspect(path, max_pixels=LIMIT)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("turn", [1, 6])
def test_a_preview_is_the_picture_reduced(kind, turn, photo, encode, put, p3):
    exif = Image.Exif()
    exif[0x0112] = turn
    path = put(encode(photo.resize((800, 600)), kind, exif=exif, icc_profile=p3))
    found = inspect_for_preview(path, max_pixels=LIMIT, least_edge=200)
    assert found.facts == inspect(path, max_pixels=LIMIT)
    reduced = load_reduced(path, max_pixels=LIMIT, least_edge=200)
    assert found.preview is not None
    assert (found.preview.mode, found.preview.size) == (reduced.mode, reduced.size)
    assert not found.preview.info
    assert ImageStat.Stat(ImageChops.difference(found.preview, reduced)).mean[0] < 3


@pytest.mark.parametrize("mode", ["RGB", "I;16", "P"])
def test_no_preview_is_made_where_it_would_save_nothing_or_take_long(mode, encode, put):
    path = put(
        encode(Image.linear_gradient("L").convert("RGB" if mode == "RGB" else "I").convert(mode), "PNG")
    )
    found = inspect_for_preview(path, max_pixels=LIMIT, least_edge=256 if mode == "RGB" else 100)
    assert found.preview is None
    assert found.facts.width == 256
