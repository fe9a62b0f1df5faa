from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from core.demo.photo import Camera, display_p3, photograph, saved, seen_aslant
from core.demo.products import BLOCKS, POLO
from core.demo.scene import Placed


@pytest.fixture(scope="module")
def photo() -> Image.Image:
    return photograph(POLO.draw(0.3, POLO.look), POLO, Camera(), 0.2)


def test_a_photo_has_the_camera_size(photo: Image.Image) -> None:
    assert photo.size == (300, 400)
    assert photo.mode == "RGB"


def test_the_same_seed_is_the_same_photo(photo: Image.Image) -> None:
    again = photograph(POLO.draw(0.3, POLO.look), POLO, Camera(), 0.2)
    other = photograph(POLO.draw(0.3, POLO.look), POLO, Camera(seed=2), 0.2)
    assert again.tobytes() == photo.tobytes()
    assert other.tobytes() != photo.tobytes()


def test_a_rotated_file_is_upright_by_its_orientation(photo: Image.Image) -> None:
    data, ending = saved(photo, Camera(saved="rotated"))
    with Image.open(io.BytesIO(data)) as image:
        assert ending == "jpg"
        assert image.size == (400, 300)
        assert image.getexif()[0x0112] == 6
        turned = image.transpose(Image.Transpose.ROTATE_270)
    assert max(ImageStat.Stat(ImageChops.difference(turned, photo)).mean) < 5


def test_display_p3_is_a_profile_that_widens_red() -> None:
    profile = ImageCms.ImageCmsProfile(io.BytesIO(display_p3()))
    assert ImageCms.getProfileDescription(profile).strip() == "Display P3"
    red = Image.new("RGB", (1, 1), (255, 0, 0))
    inside = ImageCms.profileToProfile(red, ImageCms.createProfile("sRGB"), profile)
    assert inside is not None
    # sRGB red is about (234, 51, 35) in Display P3.
    assert inside.getpixel((0, 0)) == pytest.approx((234, 51, 35), abs=6)
    grey = ImageCms.profileToProfile(
        Image.new("RGB", (1, 1), (128, 128, 128)), ImageCms.createProfile("sRGB"), profile
    )
    assert grey is not None
    assert grey.getpixel((0, 0)) == pytest.approx((128, 128, 128), abs=3)


def test_a_profiled_photo_looks_the_same_once_converted(photo: Image.Image) -> None:
    data, _ = saved(photo, Camera(saved="p3"))
    with Image.open(io.BytesIO(data)) as image:
        embedded = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
        back = ImageCms.profileToProfile(image, embedded, ImageCms.createProfile("sRGB"))
    assert back is not None
    assert max(ImageStat.Stat(ImageChops.difference(back, photo)).mean) < 5


def test_a_tilt_narrows_the_upper_edge() -> None:
    square = Placed(Image.new("RGBA", (200, 200), (9, 9, 9, 255)), 50, 50)
    bent = seen_aslant(square, 0, 0.1).image.getchannel("A").point([0] * 128 + [255] * 128)
    widths = [bent.crop((0, y, bent.width, y + 1)).histogram()[255] for y in (5, bent.height - 6)]
    assert widths[0] < widths[1] - 20


def test_a_turn_keeps_the_place() -> None:
    square = Placed(Image.new("RGBA", (200, 100), (9, 9, 9, 255)), 50, 80)
    turned = seen_aslant(square, 3, 0.0)
    assert turned.x + turned.image.width / 2 == pytest.approx(150, abs=2)
    assert turned.y + turned.image.height / 2 == pytest.approx(130, abs=2)


def test_a_square_photo_has_the_pile_on_the_table() -> None:
    picture = photograph(BLOCKS.draw(0.3, BLOCKS.look), BLOCKS, Camera((1600, 1600)), 0.15)
    assert picture.size == (240, 240)
