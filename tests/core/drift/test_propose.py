from __future__ import annotations

import cv2
import numpy as np

from core.drift.measure import measure
from core.drift.propose import coloured_as, overlap, plain_ground, proposed
from tests.core.drift.conftest import Rgb, shot, table

YELLOW = (236, 196, 40)


def toy(canvas: Rgb, x: int, y: int, scale: float) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Draw a toy of one colour, lit from above, without texture, and give its mask."""
    mask = np.zeros(canvas.shape[:2], np.uint8)
    body, head, beak = ((0, 0), (110, 70)), ((-60, -90), (55, 55)), ((-125, -85), (22, 14))
    for (dx, dy), (a, b) in (body, head, beak):
        centre = round(x + scale * dx), round(y + scale * dy)
        cv2.ellipse(mask, centre, (round(scale * a), round(scale * b)), 0, 0, 360, 1, -1)
    light = 1 - 0.45 * (np.arange(canvas.shape[0]) - y + 150 * scale) / (230 * scale)
    shaded = np.clip(np.array(YELLOW) * light[:, None, None], 0, 255) * np.ones((1, canvas.shape[1], 1))
    canvas[mask > 0] = shaded[mask > 0].astype(np.uint8)
    return mask > 0


def test_the_product_of_a_plain_picture_is_told_from_its_ground() -> None:
    white = np.full((600, 700, 3), 255, np.uint8)
    mask = toy(white, 380, 340, 1.2)
    found = plain_ground(white)
    assert found is not None
    assert overlap(found, mask) > 0.97


def test_a_plain_product_is_found_on_a_rough_table_by_its_colours() -> None:
    source, candidate = table(), np.full((600, 700, 3), 255, np.uint8)
    mask, theirs = toy(source, 330, 380, 1.0), toy(candidate, 380, 340, 1.2)
    found = coloured_as(candidate, theirs, source)
    assert found is not None
    assert overlap(found, mask) > 0.95


def test_colours_that_are_everywhere_tell_nothing() -> None:
    source = np.full((300, 300, 3), YELLOW, np.uint8)
    assert coloured_as(source, np.ones((300, 300), np.bool_), source) is None


def test_a_product_without_texture_is_registered_although_nobody_gave_a_mask() -> None:
    source, candidate = table(), np.full((600, 700, 3), 255, np.uint8)
    toy(source, 330, 380, 1.0)
    toy(candidate, 380, 340, 1.2)
    found = measure(shot(source), shot(candidate))
    assert found.registration.matrix is not None
    wanted = np.array([[1.2, 0, 380 - 1.2 * 330], [0, 1.2, 340 - 1.2 * 380]])
    body = np.array([330.0, 380.0, 1.0])
    assert np.abs(np.array(found.registration.matrix)[:2] @ body - wanted @ body).max() < 6
    assert found.mask.origin == "proposed"


def test_a_part_that_one_proposal_lacks_is_no_reason_to_doubt_the_rest() -> None:
    """A white foot on white is not seen in the candidate; in the source it is."""
    source, candidate = table(), np.full((660, 640, 3), 255, np.uint8)
    toy(source, 330, 380, 1.0)
    theirs = toy(candidate, 330, 380, 1.0)
    theirs[380:] = False
    candidate[380:] = 255
    found = proposed(source, candidate, np.eye(3), theirs)
    assert found is not None
    assert found.agreement < 0.88
    assert overlap(found.sure, theirs) > 0.95


def test_proposals_of_different_things_do_not_agree() -> None:
    source, candidate = table(), np.full((600, 700, 3), 255, np.uint8)
    toy(source, 330, 380, 1.0)
    theirs = toy(candidate, 330, 380, 1.0)
    found = proposed(source, candidate, np.array([[1.0, 0, -95], [0, 1, 30], [0, 0, 1]]), theirs)
    assert found is None or found.doubts["apart"] > 0.15


def test_what_the_candidate_cuts_off_belongs_to_the_product_all_the_same() -> None:
    source, candidate = table(), np.full((600, 700, 3), 255, np.uint8)
    mask, theirs = toy(source, 330, 380, 1.0), toy(candidate, 90, 380, 1.0)
    found = proposed(source, candidate, np.array([[1.0, 0, -240], [0, 1, 0], [0, 0, 1]]), theirs)
    assert found is not None
    assert overlap(found.mask, mask) > 0.9
    assert not found.sure[:, :239].any()
