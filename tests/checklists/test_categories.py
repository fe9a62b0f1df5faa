from __future__ import annotations

import re
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import pytest

from checklists.loader import load_checklists, load_reasons, validate
from checklists.model import GENERAL, HOUSE_ITEMS, MAX_ITEMS, MIN_ITEMS, SLOTS, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checklists.model import Checklist

CATEGORIES = {"apparel", "shoes", "electronics", "jewelry", "cosmetics", "home", "toys", "food", "general"}
REASONS = [
    "shape",
    "colour",
    "pattern",
    "hardware",
    "label",
    "kit",
    "halo",
    "clipped",
    "shadow",
    "reflection",
    "background",
    "blur",
    "wrong-variant",
    "copy-mismatch",
    "rules",
]
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
KAZAKH_ONLY = re.compile("[әғқңөұүһі]", re.IGNORECASE)

SHIPPED = load_checklists()[0]

each_category = pytest.mark.parametrize("checklist", SHIPPED.values(), ids=SHIPPED.keys())


def phrases(checklist: Checklist) -> Iterator[Phrase]:
    yield checklist.name
    for group in checklist.groups:
        yield group.name
    for item in checklist.items:
        yield item.question
        yield item.help


def test_every_category_of_the_house_ships() -> None:
    assert set(SHIPPED) == CATEGORIES
    assert GENERAL in SHIPPED


@pytest.mark.parametrize("name", sorted(CATEGORIES))
def test_a_shipped_file_has_no_mistake_and_is_named_after_its_id(name: str) -> None:
    with as_file(files("checklists") / "categories" / f"{name}.toml") as path:
        assert validate(path) == ()
    assert SHIPPED[name].id == name


@each_category
def test_every_slot_asks_between_five_and_nine_items(checklist: Checklist) -> None:
    for slot in SLOTS:
        assert MIN_ITEMS <= len(checklist.items_for(slot)) <= MAX_ITEMS
    own = [item for item in checklist.items if item.id not in HOUSE_ITEMS]
    assert 2 <= len(own) <= 4


@each_category
def test_every_slot_asks_the_five_of_the_house(checklist: Checklist) -> None:
    for slot in SLOTS:
        assert set(HOUSE_ITEMS) <= {item.id for item in checklist.items_for(slot)}


@each_category
def test_the_items_of_a_group_stand_together_in_the_order_of_the_groups(checklist: Checklist) -> None:
    order = [group.id for group in checklist.groups]
    for slot in SLOTS:
        asked = [order.index(item.group) for item in checklist.items_for(slot)]
        assert asked == sorted(asked)


@each_category
def test_every_text_is_there_in_its_own_script(checklist: Checklist) -> None:
    for phrase in phrases(checklist):
        assert phrase.en.isascii()
        assert CYRILLIC.search(phrase.ru)
        assert not KAZAKH_ONLY.search(phrase.ru)
        assert CYRILLIC.search(phrase.kk)
        assert phrase.kk != phrase.ru
    assert all(KAZAKH_ONLY.search(item.question.kk) for item in checklist.items)
    assert all(KAZAKH_ONLY.search(item.help.kk) for item in checklist.items)


@each_category
def test_a_question_is_one_and_fits_a_narrow_pane(checklist: Checklist) -> None:
    for item in checklist.items:
        for language in ("en", "ru", "kk"):
            question = item.question.in_(language)
            assert len(question) <= 70
            assert question.endswith("?")
            assert question.count("?") == 1
            assert len(item.help.in_(language)) <= 110
            assert item.help.in_(language).endswith(".")


@each_category
def test_no_question_is_asked_twice(checklist: Checklist) -> None:
    for language in ("en", "ru", "kk"):
        asked = [item.question.in_(language) for item in checklist.items]
        assert len(set(asked)) == len(asked)


def test_the_five_of_the_house_are_worded_alike_everywhere() -> None:
    for house in HOUSE_ITEMS:
        questions = {item.question for each in SHIPPED.values() for item in each.items if item.id == house}
        assert len(questions) == 1


def test_the_reasons_are_the_closed_list_in_its_order() -> None:
    assert [reason.code for reason in load_reasons()] == REASONS


def test_each_reason_has_a_latin_letter_of_its_own_that_is_in_its_english_name() -> None:
    reasons = load_reasons()
    keys = [reason.key for reason in reasons]
    assert len(set(keys)) == len(keys)
    for reason in reasons:
        assert re.fullmatch("[a-z]", reason.key)
        assert reason.key in reason.name.en.casefold()


def test_each_reason_speaks_three_languages() -> None:
    for reason in load_reasons():
        for phrase in (reason.name, reason.help):
            assert phrase.en.isascii()
            assert CYRILLIC.search(phrase.ru)
            assert not KAZAKH_ONLY.search(phrase.ru)
            assert CYRILLIC.search(phrase.kk)
            assert phrase.kk != phrase.ru
        assert KAZAKH_ONLY.search(reason.help.kk)
