from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageCms

from core.errors import NotAnImage
from core.imaging.colours import read_colours

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def noise(mode: str = "RGB") -> Image.Image:
    return Image.effect_noise((64, 48), 40).convert(mode)


@pytest.mark.parametrize("quality", [5, 30, 49, 50, 65, 84, 92, 100])
def test_the_quality_of_a_jpeg_by_the_usual_tables_is_told(tmp_path: Path, quality: int) -> None:
    noise().save(tmp_path / "a.jpg", quality=quality)
    assert read_colours(tmp_path / "a.jpg", max_pixels=10_000).quality == quality


def test_the_quality_of_any_other_table_is_not_known(tmp_path: Path) -> None:
    noise().save(tmp_path / "a.jpg", qtables=[[9 + n % 7 for n in range(64)]] * 2)
    noise().save(tmp_path / "a.png")
    assert read_colours(tmp_path / "a.jpg", max_pixels=10_000).quality is None
    assert read_colours(tmp_path / "a.png", max_pixels=10_000).quality is None


def test_mode_and_profile_are_those_of_the_file(tmp_path: Path) -> None:
    noise("CMYK").save(tmp_path / "cmyk.jpg")
    noise().save(tmp_path / "srgb.png", icc_profile=SRGB)
    cmyk = read_colours(tmp_path / "cmyk.jpg", max_pixels=10_000)
    assert (cmyk.mode, cmyk.profile) == ("CMYK", "")
    assert "srgb" in read_colours(tmp_path / "srgb.png", max_pixels=10_000).profile.casefold()


def test_an_alpha_channel_that_hides_nothing_is_not_transparent(tmp_path: Path) -> None:
    picture = noise("RGBA")
    picture.save(tmp_path / "full.png")
    picture.putpixel((3, 3), (0, 0, 0, 0))
    picture.save(tmp_path / "hole.png")
    assert not read_colours(tmp_path / "full.png", max_pixels=10_000).alpha
    assert read_colours(tmp_path / "hole.png", max_pixels=10_000).alpha


def test_a_picture_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    noise("RGBA").save(tmp_path / "a.png")
    with pytest.raises(NotAnImage):
        read_colours(tmp_path / "a.png", max_pixels=100)
