from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from core.drift.compared import Compared, compared
from core.drift.doubt import ground_inside, without
from core.drift.frame import warped_mask
from core.drift.measure import compare
from core.drift.pipeline import Sought, registered
from tests.core.drift.conftest import Drawn, Rgb, shot

Studio = Callable[..., Rgb]
Mask = NDArray[np.bool_]


def pair_of(drawn: Drawn, candidate: Rgb, mask: Mask, sure: Mask) -> Compared:
    fit = registered(Sought(drawn.source, drawn.mask), candidate)
    assert fit is not None
    pair = compared(drawn.source, candidate, mask, fit, white=True, sure=sure)
    assert pair is not None
    return pair


def test_ground_that_a_mask_holds_is_taken_out_of_what_is_compared(drawn: Drawn, studio: Studio) -> None:
    beside = np.zeros_like(drawn.mask)
    beside[200:440, 460:530] = True
    mask = drawn.mask | beside
    pair = pair_of(drawn, studio(), mask, mask)
    ground = ground_inside(pair)
    assert ground is not None
    cleared = without(mask, pair, ground)
    assert (cleared & drawn.mask).sum() > 0.96 * drawn.mask.sum()
    again = pair_of(drawn, studio(), mask, cleared)
    there = warped_mask(beside, pair.frame.from_source, pair.core.shape[::-1])
    assert (pair.core & there).sum() > 1000
    assert (again.core & there).sum() < 0.2 * (pair.core & there).sum()


def test_a_repainted_part_of_the_product_is_not_taken_for_ground(drawn: Drawn, studio: Studio) -> None:
    def repainted(canvas: Rgb) -> None:
        cv2.rectangle(canvas, (180, 410), (300, 519), (235, 235, 230), -1)

    pair = pair_of(drawn, studio(repainted), drawn.mask, drawn.mask)
    assert ground_inside(pair) is None


def test_what_speaks_against_a_proposed_mask_is_among_the_figures(drawn: Drawn, studio: Studio) -> None:
    found = compare(shot(drawn.source), shot(studio()), believe=True)
    assert found.proposal is not None
    assert 0 <= found.evidence.figures["mask.apart"] < 0.1
    assert found.evidence.figures["mask.border"] == 0
    assert found.evidence.figures["mask.edgeless"] < 0.2
    vouched = compare(shot(drawn.source), shot(studio()), source_mask=drawn.mask)
    assert not any(name.startswith("mask.") for name in vouched.evidence.figures)
