from __future__ import annotations

import numpy as np
import pytest

from core.drift.colour_words import MainColour, colours_in, contradicts, main_colours


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Navy blue", {"blue"}),
        ("тёмно-синий", {"blue"}),
        ("Белая футболка", {"white"}),
        ("қызыл", {"red"}),
        ("қара-ақ жолақ", {"black", "white"}),
        ("қызғылт сары", {"orange", "yellow", "pink"}),
        ("cotton, size M", set()),
    ],
)
def test_colour_words_are_found_in_three_languages(text: str, ids: set[str]) -> None:
    assert colours_in(text) == ids


@pytest.mark.parametrize(
    ("rgb", "id_"),
    [
        ((200, 30, 40), "red"),
        ((20, 20, 22), "black"),
        ((245, 245, 245), "white"),
        ((30, 60, 160), "blue"),
        ((60, 130, 60), "green"),
    ],
)
def test_a_plain_product_has_its_colour(rgb: tuple[int, int, int], id_: str) -> None:
    picture = np.full((60, 60, 3), rgb, np.uint8)
    assert main_colours(picture, np.ones((60, 60), np.bool_))[0].id == id_


def test_a_hint_only_where_no_word_fits() -> None:
    red = (MainColour("red", 0.8),)
    assert contradicts("синий", red)
    assert not contradicts("бордовый", red)
    assert not contradicts("красно-синий", red)
    assert not contradicts("хлопок", red)
    assert not contradicts("синий", ())
