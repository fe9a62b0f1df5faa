from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.safe_name import path_to_text, safe_name, text_to_path


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("платье №5.png", "платье №5.png"),
        ("[red]x.png", "[red]x.png"),
        ("a\x1b[31mb.png", "a\\x1b[31mb.png"),
        ("two\nlines.png", "two\\x0alines.png"),
        ("gpj.\u202egnp", "gpj.\\u202egnp"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("c1\x9b31m", "c1\\x9b31m"),
        ("bad\udcff.png", "bad\\xff.png"),
    ],
)
def test_what_steers_a_terminal_becomes_visible(raw: str, shown: str) -> None:
    assert safe_name(raw) == shown


@given(st.text(st.characters()))
def test_nothing_invisible_is_left(text: str) -> None:
    for char in safe_name(text):
        assert unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text(min_size=1), st.integers(4, 30))
def test_a_limit_holds_and_keeps_both_ends(text: str, limit: int) -> None:
    whole, cut = safe_name(text), safe_name(text, limit)
    assert len(cut) <= limit
    assert cut == whole or (cut[0] == whole[0] and cut[-1] == whole[-1])


names = st.binary(min_size=1, max_size=20).filter(
    lambda raw: not set(raw) & {0, 0x2F} and raw not in (b".", b"..")
)


@given(st.lists(names, min_size=1, max_size=3))
def test_every_file_name_survives_the_way_into_the_store_and_back(parts: list[bytes]) -> None:
    path = PurePosixPath(*(part.decode("utf-8", "surrogateescape") for part in parts))
    text = path_to_text(path)
    assert text.encode("utf-8").decode("utf-8") == text
    assert PurePosixPath(text_to_path(text)) == path


def test_ordinary_names_are_stored_as_they_are() -> None:
    assert (
        path_to_text(PurePosixPath("incoming/DP02%2Fчерный__main.png")) == "incoming/DP02%2Fчерный__main.png"
    )
