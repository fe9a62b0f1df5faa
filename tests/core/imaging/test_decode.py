from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageStat

from core.errors import NotAnImage
from core.imaging.decode import averaged, load_srgb, on_background

LIMIT = 20_000_000
FORMATS = ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "BMP", "TIFF", "GIF"]


def mean_difference(one: Image.Image, other: Image.Image) -> float:
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_gives_its_pixels(kind, photo, encode, put):
    smooth = photo.resize((40, 30)).resize((160, 120))
    picture = load_srgb(put(encode(smooth, kind)), max_pixels=LIMIT)
    assert (picture.mode, picture.size, picture.info) == ("RGB", (160, 120), {})
    assert mean_difference(picture, smooth) < 6


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
@pytest.mark.parametrize("fit", [None, (30, 40), (600, 600)])
def test_orientation_6_is_turned_upright(kind, fit, encode, put):
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = Image.new("RGB", (80, 60), "blue")
    stored.paste("red", (0, 0, 80, 30))  # the stored top is the right side of the upright picture
    picture = load_srgb(put(encode(stored, kind, exif=exif.tobytes())), max_pixels=LIMIT, fit=fit)
    width, height = (30, 40) if fit == (30, 40) else (60, 80)
    assert picture.size == (width, height)
    red, _, blue = picture.getpixel((width - 4, height // 2))
    assert red > 200 > 80 > blue
    red, _, blue = picture.getpixel((3, height // 2))
    assert blue > 200 > 80 > red


@pytest.mark.parametrize("turn", range(1, 9))
def test_every_orientation_as_pillow_turns_it(turn, photo, encode, put):
    exif = Image.Exif()
    exif[0x0112] = turn
    picture = load_srgb(put(encode(photo, "PNG", exif=exif)), max_pixels=LIMIT)
    turns = {
        1: photo,
        2: photo.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        3: photo.rotate(180),
        4: photo.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
        5: photo.transpose(Image.Transpose.TRANSPOSE),
        6: photo.rotate(270, expand=True),
        7: photo.transpose(Image.Transpose.TRANSVERSE),
        8: photo.rotate(90, expand=True),
    }
    assert picture.tobytes() == turns[turn].tobytes()


def test_broken_exif_is_no_reason_to_refuse(photo, encode, put):
    data = encode(photo, "JPEG")
    data = data[:2] + b"\xff\xe1\0\x10Exif\0\0MM\0*\xff\xff\xff\xff" + data[2:]
    assert load_srgb(put(data), max_pixels=LIMIT).size == (160, 120)


# --- colour ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_wide_gamut_becomes_srgb(kind, p3, encode, put):
    options = {} if kind in {"PNG", "TIFF"} else {"quality": 100}
    data = encode(Image.new("RGB", (32, 32), (200, 100, 50)), kind, icc_profile=p3, **options)
    red, green, blue = load_srgb(put(data), max_pixels=LIMIT).getpixel((16, 16))
    # linear (0.586, 0.128, 0.028), times the matrix from P3 to sRGB (0.689, 0.108, 0.009), sRGB curve
    assert (red, green, blue) == pytest.approx((216, 92, 24), abs=4)


def test_colour_after_scaling_is_colour_before_scaling(p3, photo, encode, put):
    path = put(encode(photo, "PNG", icc_profile=p3))
    small = load_srgb(path, max_pixels=LIMIT, fit=(80, 60))
    large = load_srgb(path, max_pixels=LIMIT)
    assert mean_difference(small, large.resize((80, 60), Image.Resampling.LANCZOS)) < 2


def test_srgb_itself_is_left_alone(photo, encode, put, srgb):
    assert (
        load_srgb(put(encode(photo, "PNG", icc_profile=srgb)), max_pixels=LIMIT).tobytes() == photo.tobytes()
    )


def test_a_profile_of_another_colour_space_or_none_at_all_is_ignored(
    photo, encode, put, grey_gamma_one, press
):
    for profile in [b"not a profile", grey_gamma_one, press, press[:200]]:
        picture = load_srgb(put(encode(photo, "PNG", icc_profile=profile)), max_pixels=LIMIT)
        assert picture.tobytes() == photo.tobytes()


def test_grey_goes_through_its_profile(encode, put, grey_gamma_one):
    data = encode(Image.new("L", (8, 8), 55), "PNG", icc_profile=grey_gamma_one)
    assert load_srgb(put(data), max_pixels=LIMIT).getpixel((4, 4)) == pytest.approx((128, 128, 128), abs=3)


def test_grey_with_alpha_goes_through_its_profile(encode, put, grey_gamma_one):
    data = encode(Image.new("LA", (8, 8), (55, 77)), "PNG", icc_profile=grey_gamma_one)
    pixel = load_srgb(put(data), max_pixels=LIMIT).getpixel((4, 4))
    assert pixel == pytest.approx((128, 128, 128, 77), abs=3)


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_cmyk_with_and_without_a_profile(kind, encode, put, press):
    magenta = Image.new("CMYK", (32, 32), (0, 255, 0, 0))
    options = {"quality": 95} if kind == "JPEG" else {}
    plain = load_srgb(put(encode(magenta, kind, **options)), max_pixels=LIMIT)
    assert plain.getpixel((9, 9)) == pytest.approx((255, 0, 255), abs=4)
    printed = load_srgb(put(encode(magenta, kind, icc_profile=press, **options)), max_pixels=LIMIT)
    red, green, blue = printed.getpixel((9, 9))
    assert red > 170
    assert green < 80
    assert blue < 120
    white = encode(Image.new("CMYK", (32, 32), (0, 0, 0, 0)), kind, icc_profile=press, **options)
    assert min(load_srgb(put(white), max_pixels=LIMIT).getpixel((9, 9))) > 250


# --- depth, palettes, alpha --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
@pytest.mark.parametrize("mode", ["I;16", "I;16B"])
def test_sixteen_bit_grey_is_scaled_not_clipped(kind, mode, encode, put):
    order = "big" if mode.endswith("B") else "little"
    levels = [0, 128, 257, 32896, 65535]
    deep = Image.frombytes(mode, (5, 1), b"".join(level.to_bytes(2, order) for level in levels))
    picture = load_srgb(put(encode(deep, kind)), max_pixels=LIMIT)
    assert [picture.getpixel((x, 0))[0] for x in range(5)] == [0, 0, 1, 128, 255]


def test_32_bit_and_float_tiffs_are_scaled(encode, put):
    wide = Image.new("I", (2, 1), 65535)
    wide.putpixel((0, 0), 32896)
    assert load_srgb(put(encode(wide, "TIFF")), max_pixels=LIMIT).getpixel((0, 0)) == (128, 128, 128)
    light = Image.new("F", (2, 1), 1.0)
    light.putpixel((0, 0), 0.5)
    assert load_srgb(put(encode(light, "TIFF")), max_pixels=LIMIT).getpixel((0, 0)) == (128, 128, 128)


def test_a_palette_with_transparency_keeps_both(encode, put):
    picture = Image.new("P", (4, 4), 1)
    picture.putpalette([0, 0, 0, 250, 40, 10])
    picture.putpixel((0, 0), 0)
    for data in [encode(picture, "PNG", transparency=0), encode(picture, "GIF", transparency=0)]:
        shown = load_srgb(put(data), max_pixels=LIMIT)
        assert shown.mode == "RGBA"
        assert shown.getpixel((0, 0))[3] == 0
        assert shown.getpixel((2, 2)) == (250, 40, 10, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_mode_becomes_rgb_or_rgba(mode, photo, encode, put):
    data = encode(photo.convert(mode), "PNG")
    shown = load_srgb(put(data), max_pixels=LIMIT, fit=(50, 50))
    assert (shown.mode, shown.size) == ("RGBA" if mode.endswith("A") else "RGB", (50, 38))


def test_a_key_colour_is_transparent(encode, put):
    picture = Image.new("RGB", (4, 4), (1, 2, 3))
    picture.putpixel((3, 3), (9, 9, 9))
    shown = load_srgb(put(encode(picture, "PNG", transparency=(1, 2, 3))), max_pixels=LIMIT)
    assert shown.getpixel((0, 0))[3] == 0
    assert shown.getpixel((3, 3)) == (9, 9, 9, 255)


def test_alpha_is_straight_and_hidden_colour_stays_out_of_edges(encode, put):
    picture = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((50, 50, 350, 350), fill=(250, 200, 40, 255))
    shown = load_srgb(put(encode(picture, "PNG")), max_pixels=LIMIT, fit=(64, 64))
    edge = [pixel for _, pixel in (shown.getcolors(5000) or []) if 40 < pixel[3] < 250]
    assert edge
    for red, green, _, _ in edge:  # a dark fringe would pull these down
        assert red > 240
        assert green > 190


# --- size --------------------------------------------------------------------------------------------------


@given(
    width=st.integers(1, 60), height=st.integers(1, 60), fit=st.tuples(st.integers(1, 90), st.integers(1, 90))
)
def test_fit_is_never_exceeded_and_never_enlarges(width, height, fit):
    buffer = BytesIO()
    Image.new("RGB", (width, height), "red").save(buffer, "PNG")
    from core.imaging.decode import _srgb  # noqa: PLC0415 without a file for each example

    with Image.open(buffer) as image:
        shown = _srgb(image, fit)
    assert 1 <= shown.width <= min(width, fit[0])
    assert 1 <= shown.height <= min(height, fit[1])
    assert shown.width == min(width, fit[0]) or shown.height == min(height, fit[1])


@pytest.mark.parametrize("fit", [(100, 100), (250, 250), (700, 700), (1601, 1601)])
def test_a_large_jpeg_decoded_small_looks_as_if_decoded_large(fit, encode, put):
    noise = Image.effect_noise((400, 300), 60).resize((1601, 1203), Image.Resampling.BICUBIC).convert("RGB")
    path = put(encode(noise, "JPEG", quality=92))
    quick = load_srgb(path, max_pixels=LIMIT, fit=fit)
    whole = load_srgb(path, max_pixels=LIMIT)
    assert mean_difference(quick, whole.resize(quick.size, Image.Resampling.LANCZOS)) < 1


def test_the_pixel_limit_holds_here_too(photo, encode, put):
    with pytest.raises(NotAnImage) as caught:
        load_srgb(put(encode(photo, "JPEG")), max_pixels=1000)
    assert caught.value.refusal == "bomb"


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"\0" * 50, b"hello", b"\x89PNG\r\n\x1a\nrest"])
def test_what_is_no_picture_raises_one_error(data, put):
    with pytest.raises(NotAnImage):
        load_srgb(put(data, "x.png"), max_pixels=LIMIT)


def test_other_bytes_than_asked_for_are_not_given(photo, encode, put):
    with pytest.raises(NotAnImage) as caught:
        load_srgb(put(encode(photo, "PNG")), max_pixels=LIMIT, sha256="0" * 64)
    assert caught.value.refusal == "changed"


# --- backgrounds and resizing ------------------------------------------------------------------------------


def test_backgrounds_show_through_alpha_only():
    picture = Image.new("RGBA", (40, 24), (86, 75, 106, 0))
    picture.paste((10, 20, 30, 255), (30, 0, 40, 24))
    for name, at_left in [("white", (255, 255, 255)), ("black", (0, 0, 0)), ("checker", (255, 255, 255))]:
        shown = on_background(picture, name)
        assert (shown.mode, shown.size) == ("RGB", (40, 24))
        assert shown.getpixel((0, 0)) == at_left
        assert shown.getpixel((35, 5)) == (10, 20, 30)


@given(size=st.tuples(st.integers(1, 50), st.integers(1, 50)), square=st.integers(1, 20))
def test_the_checker_is_a_checker(size, square):
    shown = on_background(Image.new("RGBA", size, (0, 0, 0, 0)), "checker", square)
    for x, y in [(0, 0), (size[0] - 1, size[1] - 1), (size[0] - 1, 0), (size[0] // 2, size[1] // 2)]:
        dark = (x // square + y // square) % 2
        assert shown.getpixel((x, y)) == ((204,) * 3 if dark else (255,) * 3)


def test_resizing_does_not_darken_edges():
    picture = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    picture.paste((255, 255, 255, 255), (0, 0, 101, 200))
    shown = on_background(averaged(picture, (21, 21)), "white")
    assert shown.getextrema() == ((255, 255),) * 3


def test_lab_tiffs_are_converted(encode, put):
    to_lab = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB"
    )
    lab = ImageCms.applyTransform(Image.new("RGB", (8, 8), (200, 60, 40)), to_lab)
    shown = load_srgb(put(encode(lab, "TIFF")), max_pixels=LIMIT)
    assert shown.getpixel((3, 3)) == pytest.approx((200, 60, 40), abs=6)
