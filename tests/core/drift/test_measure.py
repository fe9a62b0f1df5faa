from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import pytest

from core.drift import pipeline
from core.drift.measure import measure
from core.drift.result import KINDS, NOT_REGISTERED, Box, Evidence, Picture
from tests.core.drift.conftest import Drawn, Rgb, shot, table

Studio = Callable[..., Rgb]


def evidence(drawn: Drawn, candidate: Rgb, *, mode: str = "white-background") -> Evidence:
    return measure(shot(drawn.source), shot(candidate), mode=mode, source_mask=drawn.mask)


def meets(box: Box, x: float, y: float, reach: float = 12) -> bool:
    left, top, width, height = box
    return left - reach <= x <= left + width + reach and top - reach <= y <= top + height + reach


def placed(x: float, y: float) -> tuple[float, float]:
    """Where a point of the drawing lies in the studio's picture."""
    turn = cv2.getRotationMatrix2D((320, 330), 1.2, 1.1)
    turn[:, 2] += (40, -30)
    moved = turn @ np.array([x, y, 1.0])
    return float(moved[0]), float(moved[1])


@pytest.mark.parametrize("gain", [0.95, 1.0, 1.05])
def test_an_honest_picture_is_silent(drawn: Drawn, studio: Studio, gain: float) -> None:
    found = evidence(drawn, studio(gain=gain))
    assert found.measured
    assert found.flags == ()
    assert not [one for one in found.findings if one.score >= 0.5]


def test_the_registration_leads_from_source_to_candidate(drawn: Drawn, studio: Studio) -> None:
    found = evidence(drawn, studio())
    matrix = np.array(found.registration.matrix)
    for x, y in ((180, 140), (459, 519), (320, 330)):
        moved = matrix @ np.array([x, y, 1.0])
        assert np.hypot(*(moved[:2] - placed(x, y))) < 1.5
    assert found.product.source_box == (180, 140, 280, 380)


def test_a_missing_part_is_found_where_it_was(drawn: Drawn, studio: Studio) -> None:
    found = evidence(drawn, studio(spot=False))
    assert "any" in found.flags
    assert "hardware" in found.flags
    assert {one.kind for one in found.findings} >= {*found.flags} - {"any"}, "a flag without a place"
    assert meets(found.findings[0].box, *placed(355, 450))


def test_a_changed_letter_is_found_where_it_is(drawn: Drawn, studio: Studio) -> None:
    found = evidence(drawn, studio(text="VLTRINA 250"))
    assert "any" in found.flags  # that something changed is sure, which kind it is is a guess
    assert meets(found.findings[0].box, *placed(265, 365), reach=20)


def test_a_colour_shift_is_found_and_named(drawn: Drawn, studio: Studio) -> None:
    def redder(canvas: Rgb) -> None:
        canvas[..., 0] = np.minimum(255, canvas[..., 0].astype(int) + 45).astype(np.uint8)

    found = evidence(drawn, studio(redder))
    assert "colour" in found.flags
    assert found.figures["colour.mean"] > 4


def test_more_drift_never_scores_less(drawn: Drawn, studio: Studio) -> None:
    def softened(sigma: float) -> Evidence:
        picture = cv2.GaussianBlur(studio(), (0, 0), sigma) if sigma else studio()
        return evidence(drawn, np.asarray(picture, np.uint8))

    scores = [softened(sigma).scores["blur"] for sigma in (0, 1.0, 2.0, 3.0)]
    assert scores == sorted(scores)
    assert scores[-1] > 0.5


@pytest.mark.parametrize("sigma", [0.8, 1.2, 2.0])
def test_how_soft_it_is_comes_out_in_pixels(drawn: Drawn, studio: Studio, sigma: float) -> None:
    found = evidence(drawn, np.asarray(cv2.GaussianBlur(studio(), (0, 0), sigma), np.uint8))
    assert found.figures["blur.radius"] == pytest.approx(sigma, rel=0.25)
    assert evidence(drawn, studio()).figures["blur.radius"] < 0.3


def test_a_warp_is_framed_where_it_is_and_not_at_the_outline(drawn: Drawn, studio: Studio) -> None:
    """Along the outline the flow follows the ground, which is another one in every honest picture."""

    def warped(canvas: Rgb) -> None:
        down, across = np.mgrid[0:660, 0:640].astype(np.float32)
        push = 18 * np.exp(-((across - 250) ** 2 + (down - 230) ** 2) / (2 * 45**2))
        canvas[...] = cv2.remap(canvas, across - push, down, cv2.INTER_CUBIC)

    found = evidence(drawn, studio(warped), mode="exact-card")
    honest = evidence(drawn, studio(), mode="exact-card")
    assert found.figures["shape.motion_inside"] > 5 * honest.figures["shape.motion_inside"]
    shape = next(one for one in found.findings if one.kind == "shape")
    left, top, width, height = shape.box
    x, y = placed(250, 230)
    assert np.hypot(left + width / 2 - x, top + height / 2 - y) < 60


def test_a_cut_product_is_found_at_the_border(drawn: Drawn, studio: Studio) -> None:
    found = evidence(drawn, studio(shift=(-210, -30)))
    assert "clipped" in found.flags
    clipped = next(one for one in found.findings if one.kind == "clipped")
    assert clipped.box[0] == 0


@pytest.mark.parametrize(("mode", "flagged"), [("white-background", True), ("exact-card", False)])
def test_white_is_asked_only_where_it_is(drawn: Drawn, studio: Studio, mode: str, flagged: bool) -> None:
    found = evidence(drawn, studio(ground=236), mode=mode)
    assert ("background" in found.flags) is flagged


def test_a_soft_shadow_on_the_border_is_no_ground_that_is_not_white(drawn: Drawn, studio: Studio) -> None:
    def standing_on(ground: int) -> Rgb:
        picture = studio(ground=ground)[:530]
        shade = cv2.GaussianBlur(np.where(picture.min(2) < 200, 60.0, 0.0), (0, 0), 12)
        shaded = np.where(picture.min(2) > 200, picture.min(2) - shade, 0)[..., None]
        return np.where(shaded > 0, np.minimum(picture, shaded), picture).astype(np.uint8)

    assert standing_on(255)[-15:].min() < 250
    assert evidence(drawn, standing_on(255)).figures["background.border"] <= 1
    assert evidence(drawn, standing_on(245)).figures["background.border"] >= 9


@pytest.mark.parametrize("there_twice", [True, False])
def test_an_item_that_is_there_twice_is_found_on_any_ground(drawn: Drawn, there_twice: bool) -> None:
    """Also a plain one, of which no two features match."""
    source, mask = drawn.source.copy(), drawn.mask.copy()
    candidate = np.ascontiguousarray(cv2.resize(table()[::-1], (900, 660)))
    candidate[140:520, 380:660] = source[140:520, 180:460]
    for picture, x in ((source, 540), (candidate, 740), *([(candidate, 220)] if there_twice else [])):
        cv2.ellipse(picture, (x, 460), (40, 52), 0, 0, 360, (90, 150, 60), -1)
        cv2.ellipse(picture, (x - 12, 440), (14, 18), 0, 0, 360, (150, 200, 120), -1)
    mask |= cv2.ellipse(np.zeros_like(mask, np.uint8), (540, 460), (40, 52), 0, 0, 360, 1, -1) > 0
    found = measure(shot(source), shot(candidate), source_mask=mask)
    assert ("kit" in found.flags) is there_twice
    if there_twice:
        extra = next(one for one in found.findings if one.kind == "kit")
        assert meets(extra.box, 220, 460)
        assert extra.box[2] < 120


def test_another_thing_is_not_compared(drawn: Drawn) -> None:
    other = np.full((600, 600, 3), 255, np.uint8)
    cv2.ellipse(other, (300, 300), (90, 220), 30, 0, 360, (30, 120, 60), -1)
    found = evidence(drawn, other)
    assert not found.registration.found
    assert found.findings[0].kind == NOT_REGISTERED
    assert found.flags == ()
    assert {kind for kind in KINDS if found.scores[kind] > 0} <= {"background"}
    assert "colour" in found.unmeasured


@pytest.mark.parametrize("level", [0, 128, 255])
def test_pictures_of_one_colour_give_no_figures(level: int) -> None:
    plain = np.full((300, 300, 3), level, np.uint8)
    found = measure(shot(plain), shot(plain))
    assert not found.measured
    assert found.flags == ()


def test_identical_pictures_show_no_drift(drawn: Drawn) -> None:
    found = measure(shot(drawn.source), shot(drawn.source), source_mask=drawn.mask)
    assert found.measured
    assert found.flags == ()


def test_a_picture_beside_itself_has_drifted_in_nothing_whatever_its_edge_is_like(
    drawn: Drawn,
) -> None:
    haloed = drawn.source.copy()
    wider = cv2.dilate(drawn.mask.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    haloed[wider & ~drawn.mask] = 255  # as a bad cut-out leaves it
    taken = replace(shot(haloed), picture=Picture("a.png", "f" * 64, haloed.shape[1], haloed.shape[0]))
    everything = np.ones_like(drawn.mask)
    for mask in (drawn.mask, everything):
        found = measure(taken, taken, source_mask=mask)
        assert found.flags == ()
        assert set(found.scores.values()) <= {0.0, found.scores["background"]}


def test_without_a_mask_the_plain_candidate_proposes_one(drawn: Drawn, studio: Studio) -> None:
    found = measure(shot(drawn.source), shot(studio()))
    assert found.mask.origin == "proposed"
    assert found.product.source_box is not None
    assert np.abs(np.array(found.product.source_box) - (180, 140, 280, 380)).max() < 8


def test_boxes_lie_inside_the_candidate_at_its_own_size(drawn: Drawn, studio: Studio) -> None:
    candidate = studio(spot=False)
    height, width = candidate.shape[:2]
    for one in evidence(drawn, candidate).findings:
        x, y, w, h = one.box
        assert 0 <= x < x + w <= width
        assert 0 <= y < y + h <= height


def test_a_table_without_the_product_is_not_compared(drawn: Drawn) -> None:
    assert not evidence(drawn, np.ascontiguousarray(table()[::-1])).measured


def test_features_of_a_source_are_found_once_for_all_its_candidates(
    drawn: Drawn, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []
    find = pipeline._product_features
    monkeypatch.setattr(pipeline, "_product_features", lambda *args: looked.append(args) or find(*args))
    source = shot(drawn.source)
    first = measure(source, shot(studio()), source_mask=drawn.mask)
    again = measure(source, shot(studio()), source_mask=drawn.mask.copy())
    assert len(looked) == 1
    assert replace(again, seconds=first.seconds) == first
    smaller = drawn.mask.copy()
    smaller[:300] = False
    measure(source, shot(studio()), source_mask=smaller)
    assert len(looked) == 2


def test_a_border_that_is_not_white_is_an_alarm_although_the_product_was_not_compared(drawn: Drawn) -> None:
    grey = np.full((600, 600, 3), 228, np.uint8)
    cv2.ellipse(grey, (300, 300), (90, 220), 30, 0, 360, (30, 120, 60), -1)
    found = evidence(drawn, grey)
    assert not found.measured
    assert found.flags == ("background", "any")
