import unicodedata
from pathlib import PurePath, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.intake.sku_names import decode_sku, encode_sku

RESERVED = {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}

hard_text = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]), st.sampled_from('%/\\:*?"<>|. _-2FnNulCoONЙй\u0307\u0306')
    ),
    max_size=20,
).map(lambda text: unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("sku", "name"),
    [
        ("AB-1", "AB-1"),
        ("DP02/черный", "DP02%2Fчерный"),
        ("P8151*3/", "P8151%2A3%2F"),
        ("100%", "100%25"),
        ("два слова", "два слова"),
        ("👟 42", "👟 42"),
        ("שלום", "שלום"),
        (".hidden", "%2Ehidden"),
        ("..", "%2E%2E"),
        ("end.", "end%2E"),
        ("end ", "end%20"),
        ("a\nb\x9b", "a%0Ab%C2%9B"),
        ("CON", "%43ON"),
        ("nul.1", "%6Eul.1"),
        ("Com1", "%43om1"),
        ("CONE", "CONE"),
        ("", ""),
    ],
)
def test_encodes_only_what_a_file_name_cannot_hold(sku: str, name: str) -> None:
    assert encode_sku(sku) == name
    assert decode_sku(name) == sku


@given(hard_text)
@example("/\u0307")
@example("%2F")
@example("й/й")
def test_decoding_gives_the_sku_back(sku: str) -> None:
    name = encode_sku(sku)
    assert decode_sku(name) == sku
    for form in ("NFC", "NFD"):
        assert decode_sku(unicodedata.normalize(form, name)) == sku


@given(hard_text)
@example("CON")
@example("aux .jpg")
@example("../x")
def test_an_encoded_sku_is_one_plain_name_everywhere(sku: str) -> None:
    name = encode_sku(sku)
    assert not set(name) & set('/\\:*?"<>|')
    assert not any(unicodedata.category(char) == "Cc" for char in name)
    assert not name.startswith(".")
    assert not name.endswith((".", " "))
    assert name.split(".")[0].rstrip().upper() not in RESERVED
    if name:
        assert PurePath(name).name == name
        assert PureWindowsPath(name).name == name


@given(hard_text, hard_text)
def test_two_skus_never_share_a_name(one: str, other: str) -> None:
    assert (encode_sku(one) == encode_sku(other)) == (one == other)


@pytest.mark.parametrize(
    ("text", "sku"),
    [
        ("50%", "50%"),
        ("%zz%4", "%zz%4"),
        ("%fF", "%fF"),
        ("%D1%8f%FF%D1", "я%FF%D1"),
        ("%2f", "/"),
        ("caf\udce9", "caf\udce9"),
    ],
)
def test_what_is_no_encoding_stays_as_written(text: str, sku: str) -> None:
    assert decode_sku(text) == sku


def test_a_decomposed_letter_is_composed() -> None:
    assert decode_sku("и\u0306") == "й"


def test_lone_surrogates_survive() -> None:
    assert decode_sku(encode_sku("caf\udce9/")) == "caf\udce9/"
