from __future__ import annotations

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from checklists.upload import Naming
from core.export.names import ROOT_FILES, card_files, stands_as_it_is
from core.intake.sku_names import encode_sku, fold_name

OZON = Naming("{sku}", "{sku}_{number}", "A", ())
GLUED = Naming("{sku}", "{sku}{number}", "C", ())
FOLDER = Naming("shop/{sku}", "shop/{sku}-{number}", "C", ())

HOSTILE = [
    "",
    " ",
    ".",
    "..",
    "../x",
    "a/b",
    "a\\b",
    "a:b",
    "P8151*3/",
    "CON",
    "com",
    "com1",
    "A",
    "a",
    "A_1",
    "a_1",
    "A_2",
]
HOSTILE += [
    "кеды",
    "КЕДЫ",
    "кеды ",
    "nul.jpg",
    "x.",
    "manifest.json",
    "README.txt",
    "readme",
    "é",
    "e\u0301",
    "ﬁ",
    "fi",
]
HOSTILE += [
    "\u202egpj.exe",
    "\x1b[31m",
    "a\nb",
    "=1+1",
    "-5",
    "~",
    "A~12345678",
    "\ud800",
    "🙂",
    "x" * 300,
    "ы" * 300,
]

skus = st.one_of(
    st.sampled_from(HOSTILE), st.text(string.ascii_letters + "_1~./", max_size=4), st.text(max_size=12)
)
cards = st.dictionaries(skus, st.integers(1, 12), max_size=12)


@settings(deadline=None)
@given(cards, st.sampled_from([None, OZON, GLUED, FOLDER]))
def test_no_name_is_refused_anywhere_and_no_two_are_one(
    wanted: dict[str, int], naming: Naming | None
) -> None:
    files = card_files(wanted, naming)
    assert {sku: len(paths) for sku, paths in files.items()} == wanted
    paths = [path for some in files.values() for path in some]
    assert len({fold_name(path) for path in paths}) == len(paths)
    for path in paths:
        parts = path.split("/")
        assert path.isascii()
        assert len(parts) <= 2
        assert fold_name(parts[0]) not in {fold_name(name) for name in ROOT_FILES}
        for part in parts:
            assert encode_sku(part) == part, "no device name, no dot or space at its end"
            assert 0 < len(part) <= 120
            assert not part.startswith((".", "-"))


@settings(deadline=None, max_examples=30)
@given(cards)
def test_names_depend_on_the_skus_and_not_on_their_order(wanted: dict[str, int]) -> None:
    turned = dict(reversed(wanted.items()))
    assert card_files(wanted, OZON) == {sku: card_files(turned, OZON)[sku] for sku in wanted}


def test_a_plain_sku_keeps_its_name_and_others_stay_readable() -> None:
    files = card_files({"AB-12": 3, "P8151*3/": 1, "Кеды/белые": 1}, OZON)
    assert files["AB-12"] == ("AB-12", "AB-12_1", "AB-12_2")
    assert files["P8151*3/"][0].startswith("P8151-3~")
    assert files["Кеды/белые"][0].startswith("Kedy-belye~")
    assert stands_as_it_is("AB-12", files["AB-12"][0])
    assert not stands_as_it_is("P8151*3/", files["P8151*3/"][0])


def test_two_skus_whose_files_would_share_a_name_both_get_a_mark() -> None:
    files = card_files({"A": 2, "A_1": 1, "B": 1}, OZON)
    assert files["B"] == ("B",)
    assert all("~" in path for sku in ("A", "A_1") for path in files[sku])
    same = card_files({"ab": 1, "AB": 1}, None)
    assert len({path.casefold() for some in same.values() for path in some}) == 2


def test_without_a_naming_each_sku_has_a_folder() -> None:
    assert card_files({"A-1": 2}, None) == {"A-1": ("A-1/01", "A-1/02")}
