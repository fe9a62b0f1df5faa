from __future__ import annotations

import csv
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from PIL import Image, ImageFilter, ImageOps
from pillow_heif import open_heif

from core.demo.build import build_demo
from core.demo.products import PHOTOGRAPHED, PRODUCTS
from core.errors import WorkspaceUnwritable
from core.intake.sku_names import encode_sku
from core.model import Mode, Slot

if TYPE_CHECKING:
    from .conftest import Demo

NAME = re.compile(
    r"(?P<sku>.+?)__(?P<slot>main|detail|social|ad)__(?P<mode>exact-card|white-background|lifestyle)"
    r"(__a(?P<attempt>[1-9]))?\.(png|jpg|webp)"
)
REASONS = {
    "shape", "colour", "pattern", "hardware", "label", "kit", "halo", "clipped", "shadow", "reflection",
    "background", "blur", "wrong-variant", "copy-mismatch", "rules",
}  # fmt: skip


def hashes(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
    }


def upright(path: Path) -> Image.Image:
    if path.suffix == ".heic":
        return open_heif(path).to_pillow().convert("RGB")
    with Image.open(path) as image:
        return ImageOps.exif_transpose(image).convert("RGB")


def test_there_are_at_least_eight_products_in_four_categories(demo: Demo) -> None:
    skus = {picture.sku for picture in demo.made.candidates}
    categories = {product.listing.category for product in PRODUCTS if product.listing.sku in skus}
    assert len(skus) >= 8
    assert len(categories) >= 4
    assert len(demo.made.sources) == len(skus)


def test_every_reason_has_exactly_one_candidate(demo: Demo) -> None:
    spoiled = [picture.defect for picture in demo.made.candidates if picture.defect]
    assert sorted(spoiled) == sorted(REASONS)


def test_faithful_products_have_main_detail_ad_and_social(demo: Demo) -> None:
    mismatched = {p.sku for p in demo.made.candidates if p.defect == "copy-mismatch"}
    for sku in {p.sku for p in demo.made.candidates} - mismatched:
        good = [p.slot for p in demo.made.candidates if p.sku == sku and p.defect is None]
        assert sorted(good) == sorted(Slot), sku
    assert {p.mode for p in demo.made.candidates} == set(Mode)


def test_names_say_what_the_record_says(demo: Demo) -> None:
    for picture in demo.made.candidates:
        found = NAME.fullmatch(picture.path.name)
        assert found, picture.path.name
        assert unquote(found["sku"]) == picture.sku
        assert (found["slot"], found["mode"]) == (picture.slot, picture.mode)
    stems = sorted(path.stem for path in demo.made.sources)
    assert stems == sorted(encode_sku(product.listing.sku) for product in PHOTOGRAPHED)
    assert (demo.root / "incoming" / "DP02%2Fчерный__main__exact-card.png") in {
        p.path for p in demo.made.candidates
    }


def test_attempts_of_a_slot_follow_each_other(demo: Demo) -> None:
    for picture in demo.made.candidates:
        if picture.defect and picture.defect != "copy-mismatch":
            assert picture.path.stem.endswith("__a1")
            assert picture.path.with_stem(picture.path.stem[:-1] + "2").exists()


def test_two_builds_are_the_same_byte_for_byte(demo: Demo, demo_again: Demo) -> None:
    assert hashes(demo.root) == hashes(demo_again.root)


def test_no_two_files_are_the_same(demo: Demo) -> None:
    every = hashes(demo.root)
    assert len(set(every.values())) == len(every)


def test_candidates_decode_at_three_to_four(demo: Demo) -> None:
    for picture in demo.made.candidates:
        with Image.open(picture.path) as image:
            image.load()
            assert image.size == (round(900 * demo.scale), round(1200 * demo.scale))


def test_one_candidate_has_alpha(demo: Demo) -> None:
    clear = []
    for picture in demo.made.candidates:
        with Image.open(picture.path) as image:
            if image.mode == "RGBA":
                clear.append(image.getchannel("A").getextrema())
    assert clear == [(0, 255)]


def test_sources_decode_upright_and_in_every_shape(demo: Demo) -> None:
    shapes = {
        (size[0] > size[1]) - (size[0] < size[1]) for size in (upright(p).size for p in demo.made.sources)
    }
    assert shapes == {-1, 0, 1}


def test_sources_carry_an_orientation_a_profile_and_a_heic(demo: Demo) -> None:
    turned, profiled = [], []
    for path in demo.made.sources:
        if path.suffix == ".heic":
            continue
        with Image.open(path) as image:
            if image.getexif().get(0x0112) == 6:
                turned.append(path.stem)
            if "icc_profile" in image.info:
                profiled.append(path.stem)
    assert turned == ["PL-114"]
    assert profiled == ["MUG-330"]
    assert {p.suffix for p in demo.made.sources} <= {".jpg", ".heic"}


def test_one_source_is_soft(demo: Demo) -> None:
    def sharpness(path: Path) -> int:
        """The gradient that one pixel in a thousand exceeds: the sharpest edges, whatever the subject."""
        edges = upright(path).convert("L").filter(ImageFilter.FIND_EDGES)
        counts = edges.crop((2, 2, edges.width - 2, edges.height - 2)).histogram()
        left = sum(counts) // 1000
        for level in range(255, -1, -1):
            left -= counts[level]
            if left < 0:
                return level
        return 0

    ranked = sorted(demo.made.sources, key=sharpness)
    assert ranked[0].stem == "EDP 50"
    assert sharpness(ranked[0]) < 0.6 * sharpness(ranked[1])


def test_strays_are_what_a_hot_folder_gets(demo: Demo) -> None:
    by_suffix = {path.suffix: path for path in demo.made.strays}
    assert {path.name for path in demo.made.strays} >= {"IMG_2044.png", "DP02%2Fбелый__main__exact-card.png"}
    assert by_suffix[".mp4"].read_bytes()[4:8] == b"ftyp"
    with Image.open(by_suffix[".gif"]) as image:
        assert getattr(image, "n_frames", 1) > 1
    with Image.open(by_suffix[".jpg"]) as image, pytest.raises(OSError, match="truncated"):
        image.load()


def test_the_candidate_without_a_source_has_none(demo: Demo) -> None:
    assert not list((demo.root / "sources").glob("DP02%2Fбелый*"))


def test_listing_is_semicolons_with_a_bom(demo: Demo) -> None:
    path = demo.root / "listings.csv"
    assert path.read_bytes().startswith(
        b"\xef\xbb\xbfsku;title;category;colour;material;kit;marketplaces\r\n"
    )
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [row["sku"] for row in rows] == [product.listing.sku for product in PRODUCTS]
    assert all(row["title"] and row["colour"] and row["kit"] and row["marketplaces"] for row in rows)


def test_skus_need_encoding() -> None:
    skus = [product.listing.sku for product in PRODUCTS]
    assert "DP02/черный" in skus
    assert any("*" in sku and " " in sku for sku in skus)
    assert len(set(skus)) == len(skus)


def test_progress_counts_to_the_total(demo: Demo) -> None:
    total = len(demo.made.sources) + len(demo.made.candidates) + len(demo.made.strays) + 1
    assert demo.progress == [(number, total) for number in range(1, total + 1)]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "incoming").mkdir()
    with pytest.raises(WorkspaceUnwritable) as told:
        build_demo(
            tmp_path / "no" / "sources", tmp_path / "incoming", tmp_path / "no" / "listings.csv", scale=0.1
        )
    assert told.value.args_["path"] == str(tmp_path / "no" / "listings.csv")
