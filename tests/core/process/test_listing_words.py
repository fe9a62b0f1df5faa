from __future__ import annotations

from core.model import Listing, Words
from core.process.listing_words import changed_fields, words_of


def test_the_words_of_a_card_without_its_spacing() -> None:
    listing = Listing("S-1", title="  Polo \n shirt ", colour="white", kit="x" * 900)
    assert words_of(listing) == Words("Polo shirt", "white", "", "x" * 500)
    assert words_of(None) is None


def test_what_changed_is_named_and_capitals_do_not_count() -> None:
    before = Words("Polo", "white", "cotton", "1 pc")
    assert changed_fields(before, Words("POLO", "White", "cotton", "1 pc")) == ()
    assert changed_fields(before, Words("Polo", "black", "cotton", "")) == ("colour", "kit")
    assert changed_fields(None, before) == changed_fields(before, None) == ()
