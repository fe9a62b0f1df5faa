from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from core.drift.batch import Refused, check_pairs
from core.drift.check import Pair, check_pair
from core.drift.heatmap import drawn as heat_of
from core.drift.result import Evidence, Finding, MaskTrust, Picture, Product, Registration
from core.errors import MeasureUnusable, PairRefused
from core.model import Say
from tests.core.drift.conftest import Drawn, Rgb, shot

PIXELS = 60_000_000


@pytest.fixture
def pair(tmp_path: Path, drawn: Drawn, studio: Callable[..., Rgb]) -> Pair:
    Image.fromarray(drawn.source).save(tmp_path / "mug.jpg", quality=92)
    Image.fromarray(studio(spot=False)).save(tmp_path / "mug_main_1.png")
    Image.fromarray(drawn.mask.astype(np.uint8) * 255).save(tmp_path / "mask.png")
    return Pair(tmp_path / "mug.jpg", tmp_path / "mug_main_1.png", "white-background", tmp_path / "mask.png")


def test_files_become_evidence_and_a_heat_map(pair: Pair, tmp_path: Path) -> None:
    found = check_pair(pair, max_pixels=PIXELS, heatmap=tmp_path / "heat.png")
    assert found.mask.origin == "confirmed"
    assert "any" in found.flags
    assert len(found.source.sha256) == len(found.candidate.sha256) == 64
    with Image.open(tmp_path / "heat.png") as heat:
        assert heat.size == (found.candidate.width, found.candidate.height)


def test_what_is_below_its_threshold_is_framed_thinner_on_the_heat_map() -> None:
    def boxed(kind: str, left: int) -> Finding:
        return Finding(kind, 0.5, 1.0, "", (left, 20, 40, 40), Say(f"drift-{kind}"))

    candidate = shot(np.full((100, 200, 3), 128, np.uint8))
    found = Evidence(
        algorithm="1",
        source=Picture(),
        candidate=candidate.picture,
        mode="exact-card",
        mask=MaskTrust("confirmed", 1.0),
        registration=Registration(False, 0.0),
        product=Product(),
        scores={},
        flags=("shape",),
        unmeasured=(),
        findings=(boxed("shape", 20), boxed("colour", 120)),
    )
    apart = np.abs(heat_of(candidate, found, None).astype(int) - 160).sum(axis=-1) > 30
    sure, weak = int(apart[:, :100].sum()), int(apart[:, 100:].sum())
    assert 0 < weak < sure / 1.5


def test_a_mask_that_the_studio_left_is_taken_over(pair: Pair) -> None:
    assert pair.source_mask is not None
    pair.source_mask.rename(pair.source.with_name("mug.mask.png"))
    found = check_pair(Pair(pair.source, pair.candidate), max_pixels=PIXELS)
    assert found.mask.origin == "studio"


def test_a_cut_out_source_brings_its_own_mask(pair: Pair, drawn: Drawn) -> None:
    cut = np.dstack([drawn.source, drawn.mask.astype(np.uint8) * 255])
    path = pair.source.with_name("cut.png")
    Image.fromarray(cut, "RGBA").save(path)
    assert check_pair(Pair(path, pair.candidate), max_pixels=PIXELS).mask.origin == "studio"


def test_a_large_picture_is_measured_in_its_own_pixels(pair: Pair) -> None:
    big = pair.candidate.with_name("big.jpg")
    with Image.open(pair.candidate) as small:
        small.resize((small.width * 4, small.height * 4)).save(big, quality=92)
    small_one = check_pair(pair, max_pixels=PIXELS)
    big_one = check_pair(Pair(pair.source, big, pair.mode, pair.source_mask), max_pixels=PIXELS)
    assert small_one.product.candidate_box is not None
    assert big_one.product.candidate_box is not None
    expected = 4 * np.array(small_one.product.candidate_box)
    assert np.abs(np.array(big_one.product.candidate_box) - expected).max() < 16
    assert "any" in big_one.flags


def broken(path: Path, how: str) -> Path:
    match how:
        case "truncated":
            picture = cv2.imencode(
                ".jpg", np.random.default_rng(0).integers(0, 255, (300, 300, 3)).astype(np.uint8)
            )
            path.write_bytes(picture[1].tobytes()[:2000])
        case "too-small":
            Image.new("RGB", (16, 16), "red").save(path, "PNG")
        case "bomb":
            Image.new("1", (10_000, 10_000)).save(path, "PNG")
        case "fake":
            path.write_text("no picture")
        case "empty":
            path.write_bytes(b"")
    return path


@pytest.mark.parametrize("how", ["truncated", "too-small", "bomb", "fake", "empty"])
@pytest.mark.parametrize("file", ["source", "candidate"])
def test_a_file_that_is_no_picture_is_refused_by_name(pair: Pair, how: str, file: str) -> None:
    bad = broken(pair.source.with_name("bad.jpg"), how)
    asked = Pair(bad, pair.candidate) if file == "source" else Pair(pair.source, bad)
    with pytest.raises(PairRefused) as refused:
        check_pair(asked, max_pixels=PIXELS)
    assert refused.value.args_["file"] == file
    assert refused.value.refusal in {how, "truncated"}


def test_a_transparent_picture_gets_an_answer(pair: Pair) -> None:
    path = pair.source.with_name("nothing.png")
    Image.new("RGBA", (200, 200), (0, 0, 0, 0)).save(path)
    assert not check_pair(Pair(pair.source, path), max_pixels=PIXELS).measured
    assert not check_pair(Pair(path, pair.candidate), max_pixels=PIXELS).measured


@pytest.mark.parametrize("colour", ["white", "black", "olive"])
def test_a_picture_of_one_colour_gets_an_answer(pair: Pair, colour: str) -> None:
    path = pair.source.with_name("plain.png")
    Image.new("RGB", (300, 200), colour).save(path)
    for asked in (Pair(pair.source, path), Pair(path, pair.candidate), Pair(path, path)):
        assert not check_pair(asked, max_pixels=PIXELS).measured


def test_the_same_picture_twice_is_laid_over_itself(pair: Pair) -> None:
    found = check_pair(Pair(pair.source, pair.source, source_mask=pair.source_mask), max_pixels=PIXELS)
    assert found.measured
    assert found.registration.matrix is not None
    assert np.abs(np.array(found.registration.matrix) - np.eye(3)).max() < 0.5
    assert not {"colour", "shape", "pattern", "label", "hardware"} & set(found.flags)


def test_a_mask_of_the_whole_picture_gets_an_answer(pair: Pair, tmp_path: Path, drawn: Drawn) -> None:
    Image.new("L", drawn.mask.shape[::-1], 255).save(tmp_path / "whole.png")
    found = check_pair(Pair(pair.source, pair.source, source_mask=tmp_path / "whole.png"), max_pixels=PIXELS)
    assert found.measured
    assert "halo" in found.unmeasured


@pytest.mark.parametrize("size", [(3000, 50), (50, 3000)])
def test_a_strip_gets_an_answer(pair: Pair, size: tuple[int, int]) -> None:
    path = pair.source.with_name("strip.png")
    Image.new("RGB", size, "olive").save(path)
    assert not check_pair(Pair(pair.source, path), max_pixels=PIXELS).measured


def test_a_mask_of_other_proportions_is_refused(pair: Pair, tmp_path: Path) -> None:
    Image.new("L", (100, 300), 255).save(tmp_path / "wide.png")
    with pytest.raises(PairRefused) as refused:
        check_pair(Pair(pair.source, pair.candidate, source_mask=tmp_path / "wide.png"), max_pixels=PIXELS)
    assert refused.value.refusal == "mask-size"


def test_a_mask_without_any_product_is_refused(pair: Pair, tmp_path: Path, drawn: Drawn) -> None:
    Image.new("L", drawn.mask.shape[::-1], 0).save(tmp_path / "black.png")
    with pytest.raises(PairRefused) as refused:
        check_pair(Pair(pair.source, pair.candidate, source_mask=tmp_path / "black.png"), max_pixels=PIXELS)
    assert refused.value.refusal == "mask-empty"


@pytest.mark.parametrize("name", ["no.such.module", "json"])
def test_a_model_that_is_no_measure_is_refused(pair: Pair, name: str) -> None:
    with pytest.raises(MeasureUnusable):
        check_pair(pair, max_pixels=PIXELS, models=(name,))


def test_a_list_goes_on_after_a_bad_pair_and_keeps_its_order(pair: Pair) -> None:
    bad = broken(pair.source.with_name("bad.jpg"), "truncated")
    results = list(check_pairs([Pair(bad, pair.candidate), pair], max_pixels=PIXELS, workers=1))
    assert isinstance(results[0][1], Refused)
    assert not isinstance(results[1][1], Refused)
    assert "any" in results[1][1].flags


def test_a_worker_that_dies_costs_its_own_pair_only(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "deadly.py").write_text(
        "import os\nKIND = 'blur'\n"
        "def measure(pair):\n"
        "    from core.drift.measures.measured import Measured\n"
        "    os._exit(9) if pair.white else None\n"
        "    return Measured({})\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.syspath_prepend(str(tmp_path))
    calm = Pair(pair.source, pair.candidate, "exact-card", pair.source_mask)
    results = list(check_pairs([pair, calm], max_pixels=PIXELS, models=("deadly",), workers=1))
    assert results[0][1] == Refused("measuring-failed", {"why": "crashed"})
    assert not isinstance(results[1][1], Refused)
