from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tui.cli.main import VERBS
from tui.cli.parser import usage_error
from tui.i18n.catalogue import catalogue

GROUPS = {(verb.name,) for verb in VERBS if verb.run is None}
NAMES = [(verb.name,) for verb in VERBS] + [(verb.name, below.name) for verb in VERBS for below in verb.verbs]


@pytest.mark.parametrize("names", NAMES, ids=" ".join)
def test_every_verb_explains_itself_with_examples(
    names: tuple[str, ...], vitrina: Callable[..., Any]
) -> None:
    ran = vitrina(*names, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"usage: vitrina {' '.join(names)}")
    if names not in GROUPS:
        assert "--workspace DIR" in ran.out
        assert f"vitrina {names[0]}" in ran.out.split("examples:")[1] or "\n  vitrina\n" in ran.out


def test_the_program_lists_its_verbs(vitrina: Callable[..., Any]) -> None:
    ran = vitrina("--help")
    assert ran.code == 0
    assert all(f"    {verb.name} " in ran.out for verb in VERBS)


def test_the_version_is_printed(vitrina: Callable[..., Any]) -> None:
    ran = vitrina("--version")
    assert ran.code == 0
    assert ran.out.startswith("vitrina ")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["queeu"], "cannot be"),
        (["queue", "--colour"], "Not understood: --colour"),
        (["undo"], "Missing: ID"),
        (["decide", "abc"], "One of these is needed: --approve --reject"),
        (["decide", "abc", "--approve", "--reject", "shape"], "--reject and --approve do not go together"),
        (["decide", "abc", "--approve", "--looked", "long"], "--looked is not right"),
        (["decide", "abc", "--approve", "--looked", "-1"], "--looked"),
        (["decide", "abc", "--approve", "--looked", "nan"], "--looked is not right"),
        (["decide", "abc", "--approve", "--compare", "seen"], "choose from: declared"),
        (["queue", "--workspace"], "--workspace needs a value"),
        (["queue", "--json=1"], "--json takes no value"),
        (["checklists"], "Missing: VERB"),
        (["checklists", "validate"], "Missing: FILE"),
        (["init"], "Missing: DIR"),
        (["--lang", "de"], "choose from: en, ru, kk"),
    ],
)
def test_wrong_usage_is_said_in_words_and_ends_with_2(
    arguments: list[str], says: str, vitrina: Callable[..., Any]
) -> None:
    ran = vitrina(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert says in ran.err
    assert "usage: vitrina" in ran.err


def test_what_was_typed_comes_back_without_its_escapes(vitrina: Callable[..., Any]) -> None:
    ran = vitrina("queue", "\x1b[31mred\u202e")
    assert ran.code == 2
    assert "\x1b" not in ran.err
    assert "\u202e" not in ran.err
    assert "\\x1b[31mred" in ran.err


def test_a_message_nobody_foresaw_is_shown_as_it_is() -> None:
    assert usage_error(catalogue("en"), "something \x1bnew") == "something \\x1bnew"


@pytest.mark.parametrize("names", NAMES, ids=" ".join)
def test_every_verb_and_option_is_in_the_documentation(
    names: tuple[str, ...], vitrina: Callable[..., Any]
) -> None:
    document = (Path(__file__).parents[3] / "docs" / "COMMANDS.md").read_text("utf-8")
    assert f"`{' '.join(names)}" in document
    options = set(re.findall(r"--[a-z-]+", vitrina(*names, "--help").out.split("examples:")[0]))
    assert [option for option in sorted(options - {"--help"}) if f"{option}" not in document] == []
