from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from tui.page.embed import EXACT_PIXELS, embed
from tui.page.pair import Embedded


def opened(embedded: Embedded) -> Image.Image:
    image = Image.open(BytesIO(embedded.data))
    image.load()
    return image


def test_a_picture_of_a_studios_size_keeps_every_pixel() -> None:
    image = Image.effect_noise((64, 48), 80).convert("RGB")
    made = embed(image)
    assert (made.mime, made.exact, made.width, made.height) == ("image/png", True, 64, 48)
    assert opened(made).tobytes() == image.tobytes()


def test_transparency_is_kept_and_an_opaque_alpha_is_not() -> None:
    clear = Image.new("RGBA", (8, 8), (10, 20, 30, 0))
    assert opened(embed(clear)).getpixel((0, 0)) == (10, 20, 30, 0)
    assert opened(embed(Image.new("RGBA", (8, 8), (10, 20, 30, 255)))).mode == "RGB"


def test_a_large_photo_goes_through_jpeg_within_a_few_levels() -> None:
    side = int(EXACT_PIXELS**0.5) + 8
    image = Image.radial_gradient("L").resize((side, side)).convert("RGB")
    made = embed(image)
    assert (made.mime, made.exact) == ("image/jpeg", False)
    shown = opened(made)
    assert shown.size == image.size
    for at in ((5, 5), (side // 2, side // 3), (side - 5, side - 9)):
        one, other = image.getpixel(at), shown.getpixel(at)
        assert isinstance(one, tuple)
        assert isinstance(other, tuple)
        assert max(abs(a - b) for a, b in zip(one, other, strict=True)) <= 4


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_no_metadata_goes_along(mode: str) -> None:
    image = Image.new(mode, (8, 8))
    image.info = {"icc_profile": b"x", "exif": b"y", "comment": "z"}
    made = opened(embed(image))
    assert not {"icc_profile", "exif", "comment"} & set(made.info)
