from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

import checklists
from core.demo.defects import DEFECTS, Defect, drawn_look, haloed, hue_shifted, spoiled
from core.demo.products import PRODUCTS
from core.demo.scene import compose, place
from core.demo.shots import Shot, shots

SCALE = 0.4
INSIDE = {
    "shape",
    "colour",
    "pattern",
    "hardware",
    "label",
    "kit",
    "halo",
    "clipped",
    "blur",
    "wrong-variant",
}
AROUND = {"shadow", "reflection", "background", "rules"}
CHECKLISTS = Path(checklists.__file__).parent


def pair(defect: Defect) -> tuple[Image.Image, Image.Image, Image.Image]:
    """Return the faithful picture, the spoiled one and where the faithful one shows the product."""
    shot: Shot = next(s for s in shots(defect.product) if s.slot is defect.slot)
    assert shot.scene is not None
    look, wrong = defect.product.look, drawn_look(defect)
    right = defect.product.draw(1.5 * SCALE, look)
    bad = right if wrong == look else defect.product.draw(1.5 * SCALE, wrong)
    good = compose(right, defect.product, shot.scene, SCALE)
    placed = place(right, good.size, shot.scene)
    inside = Image.new("L", good.size)
    inside.paste(placed.image.getchannel("A"), (placed.x, placed.y))
    return good, spoiled(defect, bad, shot, SCALE), inside.point([0] * 128 + [255] * 128)


def test_the_reasons_are_the_closed_list() -> None:
    table = tomllib.loads((CHECKLISTS / "reasons.toml").read_text(encoding="utf-8"))
    assert sorted(d.reason for d in DEFECTS) == sorted(r["code"] for r in table["reason"])
    assert INSIDE | AROUND | {"copy-mismatch"} == {d.reason for d in DEFECTS}


@pytest.mark.parametrize("defect", [d for d in DEFECTS if d.reason in INSIDE], ids=lambda d: d.reason)
def test_a_defect_of_the_product_changes_what_is_inside_its_outline(defect: Defect) -> None:
    good, bad, inside = pair(defect)
    seen = Image.composite(ImageChops.difference(good, bad), Image.new("RGB", good.size), inside)
    # A difference of 30 levels over an area of 6 x 6 pixels (15 x 15 at full size) can be seen.
    assert max(high for _, high in seen.filter(ImageFilter.BoxBlur(2.5)).getextrema()) >= 30


@pytest.mark.parametrize("defect", [d for d in DEFECTS if d.reason in AROUND], ids=lambda d: d.reason)
def test_a_defect_of_the_picture_leaves_the_product_alone(defect: Defect) -> None:
    good, bad, inside = pair(defect)
    change = ImageChops.difference(good, bad).convert("L")
    core = inside.filter(ImageFilter.MinFilter(5))
    assert ImageStat.Stat(change, core).mean[0] < 0.5
    assert change.filter(ImageFilter.BoxBlur(4)).getextrema()[1] >= 8


def test_a_missing_button_changes_little_else() -> None:
    good, bad, inside = pair(next(d for d in DEFECTS if d.reason == "hardware"))
    changed = ImageChops.difference(good, bad).convert("L").point([0] * 12 + [255] * 244)
    assert 0 < ImageStat.Stat(changed, inside).mean[0] / 255 < 0.01


def test_the_mismatch_is_in_the_words() -> None:
    defect = next(d for d in DEFECTS if d.reason == "copy-mismatch")
    assert drawn_look(defect) == defect.product.look
    assert defect.product.look.colour == "blue"
    assert "зелен" in defect.product.listing.colour


def test_categories_have_a_checklist() -> None:
    known = {path.stem for path in (CHECKLISTS / "categories").glob("*.toml")}
    assert {product.listing.category for product in PRODUCTS} <= known


def test_a_hue_shift_keeps_grey_and_alpha() -> None:
    image = Image.new("RGBA", (2, 1), (120, 120, 120, 255))
    image.putpixel((1, 0), (200, 40, 40, 90))
    shifted = hue_shifted(image, 13)
    assert shifted.getpixel((0, 0)) == (120, 120, 120, 255)
    red, green, blue, alpha = shifted.getpixel((1, 0))  # type: ignore[misc]
    assert green > blue + 20
    assert red > green
    assert alpha == 90


def test_a_halo_is_pale_and_outside() -> None:
    image = Image.new("RGBA", (200, 200))
    image.paste((20, 20, 20, 255), (60, 60, 140, 140))
    ring = haloed(image)
    assert ring.getpixel((100, 100)) == pytest.approx((20, 20, 20, 255), abs=3)
    outside = ring.getpixel((100, 57))
    assert isinstance(outside, tuple)
    assert min(outside[:3]) > 200
    assert outside[3] > 0
    assert ring.getpixel((100, 20)) == (236, 240, 228, 0)
