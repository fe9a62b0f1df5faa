from __future__ import annotations

import pytest

from tui.actions import (
    BOARD,
    DESK,
    IMPORT,
    LOG,
    METRICS,
    TRAY,
    VIEW,
    Action,
    bindings,
    keymap,
    keys_of,
    latin,
    unknown_actions,
)
from tui.i18n.catalogue import LANGUAGES, catalogue


@pytest.mark.parametrize(
    ("latin_key", "cyrillic"),
    [("a", "ф"), ("x", "ч"), ("u", "г"), ("n", "т"), ("j", "о"), ("L", "Д"), ("S", "Ы")],
)
def test_a_letter_has_its_twin_on_the_same_key(latin_key: str, cyrillic: str) -> None:
    assert keys_of(latin_key) == (latin_key, cyrillic)
    assert latin(cyrillic) == latin_key


@pytest.mark.parametrize("table", [DESK, VIEW, TRAY, BOARD, LOG, METRICS, IMPORT])
def test_no_key_means_two_things_on_one_screen(table: tuple[Action, ...]) -> None:
    keys = [key for binding in bindings(table) for key in binding.key.split(",")]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_action_has_its_words(language: str) -> None:
    say = catalogue(language)  # type: ignore[arg-type]
    for action in (*DESK, *VIEW, *TRAY, *BOARD, *LOG, *METRICS, *IMPORT):
        assert say.has(f"action-{action.says or action.id}"), action.id


def test_the_config_rebinds_a_key_with_its_twin() -> None:
    assert keymap("en", {"approve": "Z", "later": "z"}) == {"approve": "Z,Я", "later": "z,я"}
    assert unknown_actions({"approve": "Z", "fly": "f"}) == ("fly",)


def test_the_kazakh_digit_row_answers_questions_where_kazakh_is_spoken() -> None:
    assert keymap("kk", {})["answer-7"] == "7,full_stop"
    assert keys_of("2") == ("2", "ә")
    assert "answer-7" not in keymap("ru", {})
