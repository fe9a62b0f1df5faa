import os
import re
import time
import unicodedata
from pathlib import PurePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import PatternInvalid
from core.intake.match import KnownSkus, compile_patterns, known_skus, match, match_source
from core.intake.sidecar import Sidecar
from core.intake.sku_names import encode_sku
from core.model import Listing, Match, Mode, Slot

EXACT, WHITE, LIFE = Mode.EXACT_CARD, Mode.WHITE_BACKGROUND, Mode.LIFESTYLE
MAIN, DETAIL, SOCIAL, AD = Slot.MAIN, Slot.DETAIL, Slot.SOCIAL, Slot.AD
TRAY = Match("")


def listed(*skus: str) -> KnownSkus:
    return known_skus({sku: Listing(sku) for sku in skus}, ())


def at(
    path: str | PurePath,
    known: KnownSkus | str,
    *,
    sidecar: Sidecar | None = None,
    patterns: tuple[str, ...] = (),
) -> Match:
    if isinstance(known, str):
        known = listed(*known.split())
    return match(PurePath(path), sidecar=sidecar, known=known, patterns=compile_patterns(patterns))


@pytest.mark.parametrize(
    ("name", "slot", "mode", "attempt"),
    [
        ("AB.jpg", MAIN, EXACT, 0),
        ("AB", MAIN, EXACT, 0),
        ("AB_detail.jpg", DETAIL, EXACT, 0),
        ("AB-main-a2.jpg", MAIN, EXACT, 2),
        ("AB__social__lifestyle__a12.png", SOCIAL, LIFE, 12),
        ("AB__a2__white-background__ad.png", AD, WHITE, 2),
        ("AB__lifestyle__detail.webp", DETAIL, LIFE, 0),
        ("AB_white_background.heic", MAIN, WHITE, 0),
        ("AB_life_a03.png", MAIN, LIFE, 3),
        ("AB exact card.png", MAIN, EXACT, 0),
        ("AB - detail 2.png", DETAIL, EXACT, 0),
        ("AB_detail3.png", DETAIL, EXACT, 0),
        ("AB_MAIN_WHITE.PNG", MAIN, WHITE, 0),
        ("AB__card.png", MAIN, EXACT, 0),
    ],
)
def test_a_name_says_sku_slot_mode_and_attempt(name: str, slot: Slot, mode: Mode, attempt: int) -> None:
    assert at(name, "AB") == Match("AB", slot, mode, attempt, "name")


@pytest.mark.parametrize(
    "name",
    [
        "AB_blueish.jpg",
        "ABC.jpg",
        "ABmain.jpg",
        "AB.main.jpg",
        "AB_main_blueish.jpg",
        "AB_main_detail.jpg",
        "AB_a1_a2.jpg",
        "AB_a0.jpg",
        "AB_v2.jpg",
        "AB_2.jpg",
        "XAB_main.jpg",
        "main.jpg",
        "_AB.jpg",
        ".png",
        "AB_blueish (1).jpg",
        "AB_a99999.jpg",
    ],
)
def test_what_is_not_understood_goes_to_the_tray(name: str) -> None:
    assert at(name, "AB") == TRAY


def test_the_longest_known_sku_wins() -> None:
    assert at("AB-1_main.jpg", "AB AB-1").sku == "AB-1"
    assert at("AB_main.jpg", "AB AB-1").sku == "AB"
    assert at("AB-white.jpg", "AB AB-white") == Match("AB-white", how="name")
    assert at("AB-2_main.jpg", "AB AB-1") == TRAY
    assert at("A_B__detail.jpg", "A A_B A_B_C").sku == "A_B"


def test_a_dot_in_the_sku_is_no_ending() -> None:
    assert at("DP-1.5", "DP-1") == TRAY
    assert at("DP-1.5_main.png", "DP-1 DP-1.5").sku == "DP-1.5"


@pytest.mark.parametrize(
    "name",
    ["AB (1).jpg", "AB(2).jpg", "AB_copy.png", "AB copy 2.png", "AB - Copy.png", "AB — копия (2).png"],
)
def test_a_second_copy_is_the_same_sku(name: str) -> None:
    assert at(name, "AB") == Match("AB", how="name")
    assert at(name, "A") == TRAY


def test_a_sku_that_looks_like_a_copy_is_itself() -> None:
    known = listed("AB", "AB (1)", "AB_copy")
    assert at("AB (1).jpg", known).sku == "AB (1)"
    assert at("AB_copy_detail.jpg", known) == Match("AB_copy", DETAIL, how="name")


def test_case_counts_only_where_it_must() -> None:
    assert at("ab_main.jpg", "AB").sku == "AB"
    assert at("Ab.jpg", "AB ab") == TRAY
    assert at("ab.jpg", "AB ab").sku == "ab"
    assert at("ЧЁРНЫЙ-1.jpg", "чёрный-1").sku == "чёрный-1"


def test_a_longer_sku_in_other_case_makes_a_shorter_one_doubtful() -> None:
    assert at("AB-main.jpg", "AB ab-main") == TRAY
    assert at("ab-1_main.jpg", "ab AB-1") == TRAY


@pytest.mark.parametrize(
    ("sku", "name"),
    [
        ("DP02/черный", "DP02%2Fчерный__main.png"),
        ("DP02/черный", "DP02%2f%D1%87ерный__main.png"),
        ("P8151*3/", "P8151%2A3%2F__main.png"),
        ("P8151*3/", "P8151*3%2F__main.png"),
        ("Юбка синяя 42", "Юбка синяя 42__main.png"),
        ("👟 42", "👟 42_main.png"),
        ("[/]", "[%2F]__main.png"),
        ("[red]x", "[red]x__main.png"),
        ("100%", "100%_main.png"),
        ("100%", "100%25_main.png"),
        ("שלום-1", "שלום-1__main.png"),
        ("CON", "%43ON__main.png"),
        ("тройной", unicodedata.normalize("NFD", "тройной_main.png")),
        ("дом/сай", unicodedata.normalize("NFD", "дом%2Fсай_main.png")),
        ("A__B", "A__B__main.png"),
        ("x" * 200, "x" * 200 + "__main.png"),
    ],
)
def test_real_seller_codes(sku: str, name: str) -> None:
    assert at(name, listed(sku)) == Match(sku, how="name")
    nfd = unicodedata.normalize("NFD", sku)
    assert at(name, known_skus({}, [nfd])).sku == sku


def test_a_percent_that_could_mean_two_skus_means_none() -> None:
    assert at("A%2F_main.png", listed("A/", "A%2F")) == TRAY
    assert at("A%252F_main.png", listed("A/", "A%2F")).sku == "A%2F"


def test_hostile_names_are_only_names() -> None:
    for name in [
        "[/].png",
        "\x1b[31mAB.png",
        "AB\n.png",
        "\u202egnp.AB",
        "caf\udce9.png",
        "..",
        "",
        "%",
        "AB" * 200,
    ]:
        assert at(name, "AB") == TRAY
    assert at("a/" * 200 + "AB.png", "AB").sku == "AB"


def test_bytes_that_are_no_utf8_match_their_own_source() -> None:
    odd = PurePath(os.fsdecode(b"caf\xe9.jpg"))
    sku = match_source(odd, listed=listed())
    assert sku == "caf\\xe9"
    candidate = PurePath(os.fsdecode(b"caf\xe9__detail.png"))
    assert at(candidate, known_skus({}, [sku])) == Match(sku, DETAIL, how="name")


@pytest.mark.parametrize(
    ("path", "slot", "mode", "attempt"),
    [
        ("AB/main.png", MAIN, EXACT, 0),
        ("AB/detail_2.jpg", DETAIL, EXACT, 0),
        ("AB/lifestyle.png", MAIN, LIFE, 0),
        ("AB/detail/x.png", DETAIL, EXACT, 0),
        ("AB/detail/white/a2/x.png", DETAIL, WHITE, 2),
        ("lifestyle/AB/social_a2.png", SOCIAL, LIFE, 2),
        ("batch 7/AB/AB__ad__a3.png", AD, EXACT, 3),
        ("AB/AB.png", MAIN, EXACT, 0),
        ("AB/IMG_1234.png", MAIN, EXACT, 0),
        ("AB/final_detail_v3.png", DETAIL, EXACT, 0),
        ("AB/white_shirt_main.png", MAIN, EXACT, 0),
        ("AB/render/main (1).png", MAIN, EXACT, 0),
        ("ab/main.png", MAIN, EXACT, 0),
    ],
)
def test_a_folder_says_the_sku(path: str, slot: Slot, mode: Mode, attempt: int) -> None:
    assert at(path, "AB") == Match("AB", slot, mode, attempt, "folder")


@pytest.mark.parametrize("folder", ["DP02%2Fчерный", "DP02/черный", "dp02/Черный"])
def test_a_folder_may_be_encoded_or_raw(folder: str) -> None:
    assert at(f"{folder}/detail.png", listed("DP02/черный")) == Match("DP02/черный", DETAIL, how="folder")


def test_a_sku_ending_with_a_slash_makes_a_folder_without() -> None:
    assert at("P8151*3/main.png", listed("P8151*3/")).sku == "P8151*3/"
    assert at("P8151*3/main.png", listed("P8151*3/", "P8151*3")) == TRAY


def test_a_raw_slash_in_the_name_is_read_as_the_sku() -> None:
    known = listed("DP02", "DP02/черный")
    assert at("x/DP02/черный_detail.png", known) == Match("DP02/черный", DETAIL, how="name")
    assert at("DP02/detail.png", known) == Match("DP02", DETAIL, how="folder")


@pytest.mark.parametrize(
    "path",
    [
        "AB/CD_main.png",
        "AB/CD_blueish.png",
        "AB/main/detail.png",
        "AB/main_detail_x.png",
        "AB/CD.png",
        "main/AB_ad.png",
    ],
)
def test_what_contradicts_itself_goes_to_the_tray(path: str) -> None:
    assert at(path, "AB CD") == TRAY


def test_the_deepest_and_the_more_special_sku_win() -> None:
    assert at("AB/CD/main.png", "AB CD").sku == "CD"
    assert at("AB/AB-1_detail.png", "AB AB-1") == Match("AB-1", DETAIL, how="name")


def test_folders_above_a_name_complete_it() -> None:
    assert at("lifestyle/AB_detail.png", "AB") == Match("AB", DETAIL, LIFE, 0, "name")
    assert at("white/AB_detail.png", "AB") == Match("AB", DETAIL, EXACT, 0, "name")


def test_a_sidecar_comes_first() -> None:
    said = Sidecar("CD", DETAIL, LIFE, 4)
    assert at("AB/main.png", "AB CD", sidecar=said) == Match("CD", DETAIL, LIFE, 4, "sidecar")


def test_what_a_sidecar_leaves_open_is_read_from_a_path_of_the_same_sku() -> None:
    assert at("AB_social_a2.png", "AB CD", sidecar=Sidecar("AB")) == Match("AB", SOCIAL, EXACT, 2, "sidecar")
    assert at("AB_social_a2.png", "AB CD", sidecar=Sidecar("CD")) == Match("CD", how="sidecar")
    assert at("AB_a2.png", "AB", sidecar=Sidecar(slot=AD)) == Match("AB", AD, EXACT, 2, "name")


def test_a_sidecar_with_an_unknown_sku_is_not_overruled_by_the_name() -> None:
    assert at("AB.png", "AB", sidecar=Sidecar("ZZ", DETAIL)) == Match("", DETAIL)
    assert at("AB.png", "AB ab", sidecar=Sidecar("aB")) == TRAY


def test_a_sidecar_is_verbatim() -> None:
    known = listed("A/", "A%2F")
    assert at("x.png", known, sidecar=Sidecar("A%2F")).sku == "A%2F"


PATTERN = r"^(?P<slot>main|detail)-(?P<sku>.+?)(?:-try(?P<attempt>\d+))?(?:-(?P<mode>white|life))?$"


def test_patterns_read_the_studio_s_own_names() -> None:
    assert at("detail-AB-try3-white.png", "AB", patterns=(PATTERN,)) == Match(
        "AB", DETAIL, WHITE, 3, "pattern"
    )
    assert at("main-DP02%2Fчерный.png", listed("DP02/черный"), patterns=(PATTERN,)).sku == "DP02/черный"
    assert at("run7/AB/x.png", "AB", patterns=(r"^run\d+/(?P<sku>[^/]+)/x\.png$",)).how == "pattern"
    assert at("AB_detail.png", "AB", patterns=(r"^(?P<sku>[A-Z]+)",)) == Match("AB", DETAIL, how="pattern")


def test_a_pattern_with_an_unknown_sku_is_not_overruled_by_the_name() -> None:
    assert at("AB_main.png", "AB", patterns=(r"(?P<sku>B_m)",)) == TRAY
    assert at("AB_main.png", "AB", patterns=(r"(?P<sku>B_m)", r"^(?P<sku>AB)")).sku == "AB"
    assert at("AB_main.png", "AB", patterns=(r"(?P<sku>Q)?",)).how == "name"


@pytest.mark.parametrize("name", ["AB-cover.png", "AB-main-0.png", "AB-white.png"])
def test_a_pattern_with_a_word_it_cannot_mean_does_not_match(name: str) -> None:
    assert at(name, "AB", patterns=(r"^(?P<sku>AB)-(?P<slot>\w+)(?:-(?P<attempt>\d+))?$",)) == TRAY


def test_patterns_do_not_see_overlong_names() -> None:
    assert at("AB_" + "x" * 400, "AB", patterns=(r"^(?P<sku>AB)",)) == TRAY


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(?P<sku>", "syntax"),
        ("(?P<sku>a{99999999999999999999})", "syntax"),
        ("(?P<SKU>.+)", "no-sku-group"),
        (".*", "no-sku-group"),
        ("(?P<sku>.+)" + "x" * 500, "too-long"),
        ("(?P<sku>(a+)+)$", "nested-repeat"),
        ("(?P<sku>(?:a|a)*)$", "nested-repeat"),
        ("(?P<sku>(?:(?:x+)y)*)$", "nested-repeat"),
        ("(?P<sku>(?:a*){9})$", "nested-repeat"),
        (r"(?P<sku>(?:[(\]]+\)){2,})$", "nested-repeat"),
    ],
)
def test_an_unusable_pattern_is_refused(pattern: str, why: str) -> None:
    with pytest.raises(PatternInvalid) as refused:
        compile_patterns((pattern,))
    assert refused.value.args_["why"] == why


@pytest.mark.parametrize(
    "pattern",
    [
        r"^(?P<sku>[A-Z]+-\d+)_(?P<slot>main|detail)$",
        r"(?P<sku>(?:\d{3}-)+\d+)",
        r"(?P<sku>[(+*)]+)\(.*\)+",
        r"(?P<sku>.+?)(?:-a(?P<attempt>\d+))?$",
        r"(?P<sku>(?:\w++-)+)",
    ],
)
def test_everyday_patterns_are_taken(pattern: str) -> None:
    assert compile_patterns((pattern,)) == (re.compile(pattern),)


def test_further_names_from_the_listing() -> None:
    rows = {
        "DP02/черный": Listing("DP02/черный", file_names=("dp02-black", "IMG_77.JPG")),
        "CD": Listing("CD", file_names=("shared",)),
        "EF": Listing("EF", file_names=("shared",)),
    }
    known = known_skus(rows, ())
    assert at("dp02-black_detail.png", known) == Match("DP02/черный", DETAIL, how="name")
    assert at("IMG_77.png", known).sku == "DP02/черный"
    assert at("IMG_77/detail.png", known) == Match("DP02/черный", DETAIL, how="folder")
    assert at("shared.png", known) == TRAY
    assert at("CD.png", known).sku == "CD"


def test_a_sku_with_only_a_source_is_known() -> None:
    assert at("AB_main.png", known_skus({}, ["AB"])).sku == "AB"
    assert at("AB_main.png", known_skus({}, [])) == TRAY


sku_texts = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("AB12-_ /*%.йЙ")),
    min_size=1,
    max_size=12,
).map(lambda text: unicodedata.normalize("NFC", text.strip(" _-")))


@given(sku_texts.filter(bool), st.sampled_from(Slot), st.sampled_from(Mode), st.integers(1, 9999))
def test_what_the_desk_s_own_naming_writes_is_read_back(
    sku: str, slot: Slot, mode: Mode, attempt: int
) -> None:
    name = f"{encode_sku(sku)}__{slot}__{mode}__a{attempt}.png"
    assert at(name, listed(sku)) == Match(sku, slot, mode, attempt, "name")


@settings(max_examples=200)
@given(st.lists(st.text(max_size=15), max_size=4), st.lists(sku_texts, max_size=5))
def test_only_a_known_sku_ever_matches(parts: list[str], skus: list[str]) -> None:
    known = known_skus({}, skus)
    found = at(PurePath(*parts), known)
    assert found.sku in {"", *known.skus}
    assert bool(found.sku) == bool(found.how)


def test_thousands_of_skus_and_files_are_quick() -> None:
    known = listed(*(f"SKU-{n:05}/чёрный {n % 7}" for n in range(10_000)))
    names = [PurePath(f"drop/{encode_sku(sku)}__detail__a2.png") for sku in sorted(known.skus)[::20]]
    names += [PurePath(f"drop/IMG_{n}_of_a-long-unknown-name - {n}.png") for n in range(500)]
    began = time.process_time()
    found = [match(name, sidecar=None, known=known, patterns=()) for name in names]
    assert (time.process_time() - began) / len(names) < 0.001
    assert sum(bool(each.sku) for each in found) == 500


def test_the_worst_name_is_still_quick() -> None:
    known = listed("AB", "ab")
    began = time.process_time()
    assert at("%C3_" * 60 + "x", known) == TRAY
    assert at("_ -" * 85, known) == TRAY
    assert time.process_time() - began < 0.1


@pytest.mark.parametrize(
    ("path", "sku"),
    [
        ("AB.jpg", "AB"),
        ("AB_2.jpg", "AB"),
        ("AB__back.jpg", "AB"),
        ("AB__anything at all.jpg", "AB"),
        ("AB_back.jpg", "AB"),
        ("AB-front-2.heic", "AB"),
        ("AB сзади.jpg", "AB"),
        ("AB (1).jpg", "AB"),
        ("ab.jpg", "AB"),
        ("AB/IMG_1.jpg", "AB"),
        ("shoes/AB/2.jpg", "AB"),
        ("AB/AB_2.jpg", "AB"),
        ("AB-1.jpg", "AB-1"),
        ("AB-1_2.jpg", "AB-1"),
        ("AB/AB-1.jpg", "AB-1"),
        ("AB/CD.jpg", ""),
        ("DP02%2Fчерный_2.jpg", "DP02/черный"),
        ("DP02/черный.jpg", "DP02/черный"),
        ("DP02/черный/1.jpg", "DP02/черный"),
    ],
)
def test_a_source_belongs_to_the_longest_listed_sku(path: str, sku: str) -> None:
    assert match_source(PurePath(path), listed=listed("AB", "AB-1", "CD", "DP02/черный")) == sku


@pytest.mark.parametrize(
    ("path", "sku"),
    [
        ("AB-2.jpg", "AB-2"),
        ("AB_blue.jpg", "AB_blue"),
        ("XY_2.jpg", "XY_2"),
        ("XY__back.jpg", "XY"),
        ("DP03%2Fбелый__back.jpg", "DP03/белый"),
        ("белый й.jpg", "белый й"),
        ("shoes/XY.jpg", "XY"),
        ("XY/front.jpg", "XY"),
        ("XY/2.jpg", "XY"),
        ("X%2FY/сзади_2.jpg", "X/Y"),
        ("front.jpg", "front"),
        ("__x.jpg", "__x"),
    ],
)
def test_a_source_that_is_not_listed_names_its_sku_itself(path: str, sku: str) -> None:
    decomposed = PurePath(unicodedata.normalize("NFD", path))
    assert match_source(decomposed, listed=listed("AB", "AB-1")) == sku


def test_patterns_name_a_source_s_sku_too() -> None:
    patterns = compile_patterns((r"^photo-(?P<sku>.+)-\d+$",))
    assert match_source(PurePath("photo-ab-7.jpg"), listed=listed("AB"), patterns=patterns) == "AB"
    assert match_source(PurePath("photo-X%2FY-7.jpg"), listed=listed("AB"), patterns=patterns) == "X/Y"
