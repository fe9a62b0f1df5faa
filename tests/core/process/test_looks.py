from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.model import MAX_VIEWED, Looked, Proof, View, Viewed
from core.process.looks import Screen, after_viewing, proven, rounded

TRUE = Screen("half", "truecolor")
FEW = Screen("half", "256")


def test_a_comparison_in_true_colours_proves_colour_and_one_in_a_palette_does_not() -> None:
    seen = after_viewing(Looked(), View.TWO_UP, TRUE, seconds=2, zoom=0.2)
    assert (seen.compare, seen.colour, seen.detail) == (Proof.SEEN, Proof.SEEN, Proof.NOT)
    assert after_viewing(Looked(), View.TWO_UP, FEW, seconds=2, zoom=0.2).colour is Proof.NOT
    assert proven(seen, "colour")
    assert not proven(seen, "detail")


def test_true_pixels_count_when_all_glances_together_were_long_enough() -> None:
    looked = Looked()
    for view in (View.TWO_UP, View.BLINK, View.WIPE):
        assert looked.detail is Proof.NOT
        looked = after_viewing(looked, view, FEW, seconds=0.4, zoom=1.0, close=True)
    assert looked.detail is Proof.SEEN
    assert sum(one.close for one in looked.views) > 1


def test_a_graphics_protocol_proves_detail_without_the_loupe() -> None:
    assert after_viewing(Looked(), View.TWO_UP, Screen("kitty", "truecolor"), seconds=1).detail is Proof.SEEN


def test_the_phone_and_the_survey_prove_no_comparison() -> None:
    phone = after_viewing(Looked(), View.PHONE, TRUE, seconds=1)
    assert (phone.phone, phone.compare, phone.colour) == (Proof.SEEN, Proof.NOT, Proof.NOT)
    survey = after_viewing(Looked(), View.SURVEY, TRUE, seconds=1)
    assert (survey.phone, survey.compare) == (Proof.NOT, Proof.NOT)


def test_a_view_is_kept_once_for_each_renderer_with_its_time_and_largest_zoom() -> None:
    looked = Looked()
    for screen, zoom in ((TRUE, 0.25), (TRUE, 1.0), (TRUE, 0.5), (Screen("sextant", "truecolor"), 0.3)):
        looked = after_viewing(looked, View.WIPE, screen, seconds=1.04, zoom=zoom)
    assert rounded(looked).views == (
        Viewed(view="wipe", renderer="half", seconds=3.1, zoom=100),
        Viewed(view="wipe", renderer="sextant", seconds=1.0, zoom=30),
    )


@given(st.lists(st.tuples(st.sampled_from(View), st.sampled_from("abcdefgh")), max_size=80))
def test_the_record_stays_small_whatever_was_looked_at(looks: list[tuple[View, str]]) -> None:
    looked = Looked()
    for view, renderer in looks:
        looked = after_viewing(looked, view, Screen(renderer, "16"), seconds=1, zoom=1e9)
    assert len(looked.views) <= MAX_VIEWED


def test_a_declaration_stays_one_and_is_not_weakened_by_looking() -> None:
    declared = Looked(detail=Proof.DECLARED, colour=Proof.DECLARED)
    seen = after_viewing(declared, View.TWO_UP, FEW, seconds=9)
    assert (seen.detail, seen.colour) == (Proof.DECLARED, Proof.DECLARED)
    assert proven(seen, "detail")


def test_what_a_screen_can_prove() -> None:
    assert TRUE.proves() == ("colour", "detail", "phone")
    assert FEW.proves() == ("detail", "phone")
    assert Screen("", "").proves() == ()
    assert (Screen("sixel", "256").proves(), Screen("sixel", "256").pixels) == (("detail", "phone"), True)
