"""A candidate's picture with a defect planted into it, inside its product where that is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from core.evidence.desk import DeskEvidence
from core.evidence.outcome import Measured
from core.imaging.decode import on_background
from core.imaging.mask import Mask, mask_from_png
from core.queue import QueueRow
from core.training.defects.planted import Place
from core.training.defects.registry import Recipe, plant_one
from core.training.product import carried_mask, product_of


@dataclass(frozen=True, eq=False, slots=True)
class Spoiled:
    """What was made of a picture."""

    picture: Image.Image
    """RGB."""
    recipe: Recipe
    """What was planted: the wanted kind, or another one that the picture lends itself to."""
    place: Place


def spoiled(
    picture: Image.Image, recipe: Recipe, seed: int, row: QueueRow | None, evidence: DeskEvidence
) -> Spoiled | None:
    """Return a picture (RGB or RGBA, a copy of `row`'s candidate) with a defect; None where none fits.

    Transparent parts become white. Waits for the disk and takes up to a second.
    """
    product = product_of(picture, vouched_mask(row, picture.size, evidence) if row else None)
    pixels = np.asarray(on_background(picture, "white"), np.uint8)
    planted = plant_one(pixels, product, recipe, seed)
    if planted is None:
        return None
    made, what = planted
    return Spoiled(Image.fromarray(what.pixels), made, what.place)


def vouched_mask(row: QueueRow, size: tuple[int, int], evidence: DeskEvidence) -> Mask | None:
    """Return where a candidate's copy of `size` shows the product that somebody vouches for in its source.

    None without a mask, or where the pair is not registered.
    """
    if row.source is None or row.candidate is None:
        return None
    recorded = evidence.mask_of(row.source)
    mask = mask_from_png(recorded.png) if recorded else None
    outcome = evidence.look_up(row)
    matrix = outcome.evidence.registration.matrix if isinstance(outcome, Measured) else None
    if mask is None or not matrix:
        return None
    scale = np.diag([size[0] / row.candidate.width, size[1] / row.candidate.height, 1.0])
    whole = scale @ np.array(matrix, np.float64)
    return carried_mask(mask, (row.source.width, row.source.height), whole, size)
