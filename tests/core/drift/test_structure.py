"""Local structure: what lies beside the product is not the product's."""

import numpy as np

from core.drift.structure import structure_of


def _lab(product: float, ground: float, where: np.ndarray) -> np.ndarray:
    lab = np.zeros((80, 80, 3), np.float32)
    lab[..., 0] = np.where(where, product, ground)
    return lab


def test_a_thin_part_on_another_ground_is_the_same_part():
    rope, core = np.zeros((2, 80, 80), bool)
    rope[:, 36:43] = True
    core[:, 38:41] = True
    residual = np.zeros((80, 80), np.float32)

    found = structure_of(_lab(20, 95, rope), _lab(20, 5, rope), residual, core)

    assert found.unlike[core].max() < 0.01
    assert found.edges[core].max() < 0.01
    assert np.allclose(found.strength_source[core], found.strength_candidate[core])


def test_a_part_that_lost_its_texture_is_another_structure():
    core = np.ones((80, 80), bool)
    woven = _lab(50, 50, core)
    woven[::4, :, 0] = 70

    found = structure_of(woven, _lab(55, 55, core), np.zeros((80, 80), np.float32), core)

    assert found.unlike[core].mean() > 0.5
    assert found.strength_source[core].mean() > 2 * found.strength_candidate[core].mean()
